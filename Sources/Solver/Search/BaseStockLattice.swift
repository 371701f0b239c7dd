/// The base stocks that a search may choose from: per stage, every `step` units from the lowest to the highest level.
///
/// Inside the search a plan is a **point**: per stage the number of steps above the lowest level.
public struct BaseStockLattice: Sendable, Equatable {
  /// Lowest base stock per stage, in units.
  public let lowest: [Int]
  /// Units between two levels per stage: 1, or a pack that levels come in.
  public let step: [Int]
  /// Steps from the lowest level to the highest per stage. 0 = the level is fixed.
  let stepCount: [Int]

  /// The largest level that a lattice may hold, in units: sums and differences of levels stay exact.
  static let largestLevel = 1_000_000_000_000

  /// Makes a lattice.
  ///
  /// - Parameters:
  ///   - lowest: least base stock per stage, in units; may be negative.
  ///   - highest: largest base stock per stage, in units; what is no whole number of steps above the lowest is left.
  ///   - step: units between two levels per stage, 1 or more; empty = 1 everywhere.
  /// - Throws: `invalid` where a stage has no level, a step is below 1, or the lists differ in length.
  public init(lowest: [Int], highest: [Int], step: [Int] = []) throws(SolverError) {
    let step = step.isEmpty ? [Int](repeating: 1, count: lowest.count) : step
    guard lowest.count == highest.count, lowest.count == step.count else {
      throw .invalid(
        reason: "\(lowest.count) lowest levels, \(highest.count) highest levels and \(step.count) steps do not match")
    }
    let allowed = -Self.largestLevel...Self.largestLevel
    for stage in lowest.indices {
      guard allowed.contains(lowest[stage]), allowed.contains(highest[stage]) else {
        throw .invalid(reason: "stage \(stage + 1): a base stock beyond \(Self.largestLevel) units")
      }
      guard lowest[stage] <= highest[stage] else {
        throw .invalid(
          reason: "stage \(stage + 1): the lowest base stock \(lowest[stage]) is above the highest, \(highest[stage])")
      }
      guard step[stage] >= 1 else {
        throw .invalid(reason: "stage \(stage + 1): a step of \(step[stage]) units; expected 1 or more")
      }
    }
    self.lowest = lowest
    self.step = step
    stepCount = lowest.indices.map { (highest[$0] - lowest[$0]) / step[$0] }
  }

  /// Number of stages.
  public var stageCount: Int { lowest.count }

  /// The base stocks of a point, in units.
  func levels(of point: [Int]) -> [Int] {
    point.indices.map { lowest[$0] + point[$0] * step[$0] }
  }

  /// The point nearest to given base stocks, stage by stage.
  func point(nearest levels: [Int]) -> [Int] {
    levels.indices.map { stage in
      let level = min(max(levels[stage], lowest[stage]), lowest[stage] + stepCount[stage] * step[stage])
      return min((level - lowest[stage] + step[stage] / 2) / step[stage], stepCount[stage])
    }
  }

  /// Points at most one step of `radius` away: with one stage changed, or two of them against each other.
  func neighbours(of point: [Int], radius: Int = 1, exchanging: Bool) -> [[Int]] {
    func moved(_ stage: Int, by change: Int, in point: [Int]) -> [Int]? {
      let position = point[stage] + change
      guard (0...stepCount[stage]).contains(position) else { return nil }
      var result = point
      result[stage] = position
      return result
    }
    guard exchanging else {
      return point.indices.flatMap { stage in
        [radius, -radius].compactMap { moved(stage, by: $0, in: point) }
      }
    }
    return point.indices.flatMap { giver -> [[Int]] in
      guard let less = moved(giver, by: -radius, in: point) else { return [] }
      return point.indices.filter { $0 != giver }.compactMap { moved($0, by: radius, in: less) }
    }
  }
}

/// The plans that the guarantee of a search speaks of.
public enum SearchNeighbourhood: String, Sendable, Codable, CaseIterable {
  /// One step more or less at one stage.
  case unit
  /// One step more or less at one stage, and one step moved from one stage to another.
  case exchange

  /// All neighbours of a point. Complexity: O(stages²) plans of stages each with exchanges, else O(stages).
  func neighbours(of point: [Int], in lattice: BaseStockLattice) -> [[Int]] {
    let near = lattice.neighbours(of: point, exchanging: false)
    return self == .unit ? near : near + lattice.neighbours(of: point, exchanging: true)
  }

  /// The neighbourhood in words.
  var words: String {
    switch self {
    case .unit: "one step more or less at one stage"
    case .exchange: "one step more or less at one stage, or one step moved from one stage to another"
    }
  }
}

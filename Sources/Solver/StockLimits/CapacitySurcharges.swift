public import SupplyNetwork

/// Surcharges on holding cost rates that bring the stock of locations under what they can hold.
///
/// Capacity joins items whose plans are otherwise independent. One Lagrange multiplier per location that is too full,
/// in money per unit and period on top of the holding cost rates there, separates them again: a plan that is cheapest
/// at some surcharges is the cheapest of all that keep no more stock where there are any (Everett 1963,
/// doi:10.1287/opre.11.3.399). Stock at a location never rises in its own surcharge, which is therefore found by
/// halving, location after location, in rounds, since stock driven out of one may turn up in another. Stock falls in
/// steps, so that the surcharges found may free more room than is needed; how much that can cost is the distance of the
/// cost from the Lagrangian bound.
public enum CapacitySurcharges {
  /// What the plans made at some surcharges need.
  public struct Usage: Sendable, Equatable {
    /// Cost without surcharges, in money per period.
    public var cost: Double
    /// Stock by location, in units.
    public var stock: [Double]

    /// Makes a usage.
    public init(cost: Double, stock: [Double]) {
      self.cost = cost
      self.stock = stock
    }
  }

  /// Surcharges, and what becomes of stock and cost under them.
  public struct Result: Sendable, Equatable {
    /// Surcharge by location, in money per unit and period. 0 where the location has room enough.
    public var surcharges: [Double]
    /// Cost and stock of the plans made at the surcharges.
    public var usage: Usage
    /// Locations that stay too full whatever the surcharge.
    public var unattainable: [Int]
    /// No plan that keeps within all capacities costs less, in money per period, as long as the plans tried were the
    /// cheapest at their surcharges, by the stock that was measured.
    public var lowerBound: Double
    /// Surcharges tried.
    public var evaluations: Int
  }

  private static let mostRounds = 12
  /// Surcharges beyond this many times the first one tried count as any.
  private static let range = 0x1p40
  /// Two surcharges nearer than this ratio count as one.
  private static let precision = 1.002

  /// Finds surcharges at which every location has room, as far as there are any.
  ///
  /// - Parameters:
  ///   - capacities: by location, in units; `nil` = unlimited.
  ///   - firstSurcharge: first one tried, in money per unit and period, such as a usual holding cost rate.
  ///   - evaluate: what the plans made at given surcharges need.
  ///
  /// Complexity: rounds × locations that are too full × about 20 evaluations, 12 rounds at most.
  public static func find<Failure: Error>(
    capacities: [Double?], firstSurcharge: Double = 1,
    _ evaluate: (_ surcharges: [Double]) throws(Failure) -> Usage
  ) throws(Failure) -> Result {
    var search = SurchargeSearch(capacities: capacities)
    try search.note([Double](repeating: 0, count: capacities.count), evaluate)
    let scale = firstSurcharge > 0 && firstSurcharge.isFinite ? firstSurcharge : 1
    for _ in 0..<mostRounds {
      let before = search.surcharges
      for location in capacities.indices {
        guard search.isTooFull(location) || search.surcharges[location] > 0 else { continue }
        try search.adjust(location, from: scale, evaluate)
      }
      let isSettled = zip(before, search.surcharges).allSatisfy { max($0, $1) <= min($0, $1) * precision }
      if isSettled { break }
    }
    return search.result
  }

  /// One search: the surcharges at hand and the best ones so far.
  private struct SurchargeSearch {
    let capacities: [Double?]
    var surcharges: [Double] = []
    private var usage = Usage(cost: 0, stock: [])
    private var evaluations = 0
    private var lowerBound = -Double.infinity
    /// The cheapest plans that keep within all capacities.
    private var best: (surcharges: [Double], usage: Usage)?

    init(capacities: [Double?]) { self.capacities = capacities }

    func isTooFull(_ location: Int) -> Bool {
      guard let capacity = capacities[location] else { return false }
      return usage.stock[location] > capacity + 1e-9 * max(1, abs(capacity))
    }

    var result: Result {
      let chosen = best ?? (surcharges, usage)
      return Result(
        surcharges: chosen.surcharges, usage: chosen.usage,
        unattainable: best == nil ? capacities.indices.filter(isTooFull) : [], lowerBound: lowerBound,
        evaluations: evaluations)
    }

    /// Turns to other surcharges.
    mutating func note<Failure: Error>(
      _ surcharges: [Double], _ evaluate: (_ surcharges: [Double]) throws(Failure) -> Usage
    ) throws(Failure) {
      self.surcharges = surcharges
      usage = try evaluate(surcharges)
      precondition(usage.stock.count == capacities.count, "a stock for every location")
      evaluations += 1
      var bound = usage.cost
      for (location, surcharge) in surcharges.enumerated() where surcharge > 0 {
        bound += surcharge * (usage.stock[location] - (capacities[location] ?? 0))
      }
      if bound > lowerBound { lowerBound = bound }
      if !capacities.indices.contains(where: isTooFull), usage.cost < best?.usage.cost ?? .infinity {
        best = (surcharges, usage)
      }
    }

    /// Finds the least surcharge at which a location has room, the others staying.
    mutating func adjust<Failure: Error>(
      _ location: Int, from scale: Double, _ evaluate: (_ surcharges: [Double]) throws(Failure) -> Usage
    ) throws(Failure) {
      var trial = surcharges
      func setting(_ surcharge: Double) -> [Double] {
        trial[location] = surcharge
        return trial
      }
      try note(setting(0), evaluate)
      guard isTooFull(location) else { return }
      let leastStock = usage.stock[location]
      var high = scale
      try note(setting(high), evaluate)
      while isTooFull(location), high < scale * range {
        high *= 4
        try note(setting(high), evaluate)
      }
      if isTooFull(location) {
        // The least surcharge that does what any can: what lies beyond would only distort the other locations.
        let reached = usage.stock[location]
        let wasOfUse = reached < leastStock
        high = wasOfUse ? try least(high, &trial, location, { $0 <= reached }, evaluate) : 0
      } else {
        let capacity = capacities[location] ?? .infinity
        high = try least(high, &trial, location, { $0 <= capacity + 1e-9 * max(1, abs(capacity)) }, evaluate)
      }
      try note(setting(high), evaluate)
    }

    /// The least surcharge at which the stock of a location is small enough, from one at which it is.
    private mutating func least<Failure: Error>(
      _ start: Double, _ trial: inout [Double], _ location: Int, _ isEnough: (Double) -> Bool,
      _ evaluate: (_ surcharges: [Double]) throws(Failure) -> Usage
    ) throws(Failure) -> Double {
      var high = start
      var low = high / 4
      while low > start / range {
        trial[location] = low
        try note(trial, evaluate)
        guard isEnough(usage.stock[location]) else { break }
        high = low
        low /= 4
      }
      while high > low * precision {
        let middle = (low * high).squareRoot()
        trial[location] = middle
        try note(trial, evaluate)
        if isEnough(usage.stock[location]) { high = middle } else { low = middle }
      }
      return high
    }
  }
}

extension StageNetwork {
  /// The same network with surcharges on the holding cost rates, by location of the model, in money per unit and
  /// period.
  public func addingToHoldingCostRates(byLocation surcharges: [Double]) throws(IssueList) -> StageNetwork {
    var stages = stages
    for index in stages.indices where surcharges.indices.contains(stages[index].location) {
      stages[index].holdingCostRate += surcharges[stages[index].location]
    }
    return try StageNetwork(name: name, stages: stages, links: links, correlation: correlation)
  }
}

public import Probability

/// Demand in whole units, given by the probability of every quantity from the least possible one on.
///
/// What exact models on whole units work with: any ``Probability/DemandDistribution`` can be written like this, and so
/// can what was counted. Quantities beyond both ends have no probability at all, so that the tails of an unbounded
/// family are cut where doubles no longer see them (10⁻¹⁷ on both sides).
public struct DiscreteDemand: Sendable, Equatable {
  /// The least quantity, in units.
  public let least: Int
  /// Probability of `least + index`; they add up to 1.
  public let probabilities: [Double]

  /// The greatest quantity, in units.
  public var greatest: Int { least + probabilities.count - 1 }
  /// Expected demand, in units.
  public let mean: Double

  /// Most quantities that a demand may have.
  static let mostQuantities = 1 << 22

  /// Demand that is `least + index` with a probability in proportion to the weight at `index`.
  ///
  /// - Throws: ``SolverError/invalid(reason:)`` where weights are negative or not finite or add up to 0, or a quantity
  ///   below 0 has one.
  public init(least: Int = 0, weights: [Double]) throws(SolverError) {
    guard weights.count <= Self.mostQuantities else {
      throw .tooLarge(reason: "demand has more than \(Self.mostQuantities) quantities; count in larger units")
    }
    for weight in weights { try InputCheck.notNegative(weight, "the probability of a demand") }
    let total = weights.reduce(0, +)
    guard total > 0, total < .infinity, let first = weights.firstIndex(where: { $0 > 0 }),
      let last = weights.lastIndex(where: { $0 > 0 })
    else { throw .invalid(reason: "the probabilities of demand must add up to more than 0") }
    // Within doubles, so that a quantity is its own number.
    guard least >= -first, least < 1 << 52 else {
      throw .invalid(reason: "demand must be between 0 and 2⁵², not \(least) and more")
    }
    self.init(least: least + first, normalized: weights[first...last].map { $0 / total })
  }

  /// The demand of a family, whole as it is or rounded to the nearest whole number (then normal demand below 0 counts
  /// as 0).
  ///
  /// - Throws: ``SolverError/tooLarge(reason:)`` where it spreads over more than four million quantities,
  ///   ``SolverError/invalid(reason:)`` where mean or standard deviation are negative or not finite,
  ///   ``SolverError/unsupported(reason:)`` where rounding changes the mean by more than 1 %: it is another demand then.
  ///
  /// Complexity: O(quantities).
  public init(_ distribution: DemandDistribution) throws(SolverError) {
    try InputCheck.demand(distribution)
    let tail = 1e-17
    let lower = max(0, distribution.quantile(lower: tail, upper: 1 - tail).rounded(.down) - 1)
    let upper = max(0, distribution.quantile(lower: 1 - tail, upper: tail).rounded(.up) + 1)
    guard upper < 0x1p52, upper - lower < Double(Self.mostQuantities) else {
      throw .tooLarge(reason: "demand of mean \(distribution.mean) spreads too far; count in larger units")
    }
    let least = Int(lower)
    let weights: [Double]
    if distribution.isDiscrete, distribution.mean > 0 {
      weights = (least...Int(upper)).map { distribution.probability(Double($0)) }
    } else {
      weights = Self.roundedWeights(of: distribution, from: least, through: Int(upper))
    }
    try self.init(least: least, weights: weights)
    guard abs(mean - distribution.mean) > 0.01 * distribution.mean else { return }
    // E[D⁺] − E[D]: what counting demand below 0 as 0 adds to the mean.
    let cut = distribution.expectedShortage(beyond: 0) - distribution.mean
    let used = (mean * 1000).rounded() / 1000
    if cut > (mean - distribution.mean) / 2, mean > distribution.mean {
      throw .unsupported(
        reason: "\(Self.told(distribution)) falls below 0 so often that without that its mean is \(used); use gamma "
          + "demand, which does not, or the probabilities of quantities")
    }
    throw .unsupported(
      reason: "\(Self.told(distribution)), rounded to whole units, has a mean of \(used); count in smaller units (ten "
        + "times the mean and the standard deviation, a tenth of every cost per unit), or use the probabilities of "
        + "quantities")
  }

  /// "demand of mean 0.4 and standard deviation 0.1".
  private static func told(_ distribution: DemandDistribution) -> String {
    "demand of mean \(distribution.mean)" + (distribution.sd > 0 ? " and standard deviation \(distribution.sd)" : "")
  }

  private init(least: Int, normalized: [Double]) {
    self.least = least
    probabilities = normalized
    var sum = 0.0
    for (index, probability) in normalized.enumerated() { sum += Double(index) * probability }
    mean = Double(least) + sum
  }

  /// Probability of falling within half a unit of every whole number, from the smaller tail.
  private static func roundedWeights(
    of distribution: DemandDistribution, from least: Int, through greatest: Int
  ) -> [Double] {
    (least...greatest).map { quantity in
      let edge = Double(quantity) + 0.5
      guard quantity > 0 else { return distribution.cumulative(edge) }
      let above = distribution.exceedance(edge - 1)
      return above < 0.5
        ? above - distribution.exceedance(edge) : distribution.cumulative(edge) - distribution.cumulative(edge - 1)
    }
  }
}

extension DiscreteDemand {
  /// No demand at all.
  static let none = DiscreteDemand(least: 0, normalized: [1])

  /// The demand of this and another, independent, together. Complexity: O(quantities × quantities).
  func adding(_ other: DiscreteDemand) throws(SolverError) -> DiscreteDemand {
    let count = probabilities.count + other.probabilities.count - 1
    let steps = Double(probabilities.count) * Double(other.probabilities.count)
    guard count <= Self.mostQuantities, steps < 1e9 else {
      throw .tooLarge(reason: "demand over the lead time spreads too far; count in larger units")
    }
    let sum = [Double](unsafeUninitializedCapacity: count) { buffer, filled in
      buffer.initialize(repeating: 0)
      filled = count
      probabilities.withUnsafeBufferPointer { own in
        other.probabilities.withUnsafeBufferPointer { others in
          for (index, probability) in own.enumerated() where probability > 0 {
            for (offset, factor) in others.enumerated() { buffer[index + offset] += probability * factor }
          }
        }
      }
    }
    return try DiscreteDemand(least: least + other.least, weights: sum).withoutVanishingTails()
  }

  /// The demand of that many periods together, independent and alike, by squaring.
  public func over(periods: Int) throws(SolverError) -> DiscreteDemand {
    guard periods > 0 else { return .none }
    guard least < (1 << 52) / periods else {
      throw .tooLarge(reason: "demand over the lead time is beyond 2⁵² units; count in larger units")
    }
    var sum = DiscreteDemand.none
    var power = self
    var rest = periods
    while true {
      if rest & 1 == 1 { sum = try sum.adding(power) }
      rest >>= 1
      if rest == 0 { return sum }
      power = try power.adding(power)
    }
  }

  /// What a position after ordering must cover: the demand of L to L + R − 1 periods, each as likely.
  func covered(leadTime: Int, reviewPeriod: Int) throws(SolverError) -> DiscreteDemand {
    var sum = try over(periods: leadTime)
    var demands = [sum]
    for _ in 1..<reviewPeriod {
      sum = try sum.adding(self)
      demands.append(sum)
    }
    return try .mixture(demands)
  }

  /// The same for the demand of a family, which stays in it; rounded where it is not whole.
  static func covered(
    by demand: DemandDistribution, leadTime: Int, reviewPeriod: Int
  ) throws(SolverError) -> DiscreteDemand {
    var demands: [DiscreteDemand] = []
    for periods in leadTime..<leadTime + reviewPeriod {
      demands.append(try DiscreteDemand(demand.over(periods: periods)))
    }
    return try .mixture(demands)
  }

  /// A draw of one of several demands, each as likely.
  static func mixture(_ demands: [DiscreteDemand]) throws(SolverError) -> DiscreteDemand {
    guard demands.count > 1 else { return demands.first ?? .none }
    var least = Int.max
    var greatest = 0
    for demand in demands {
      least = min(least, demand.least)
      greatest = max(greatest, demand.greatest)
    }
    guard greatest - least < mostQuantities else {
      throw .tooLarge(reason: "demand over the review period spreads too far; count in larger units")
    }
    var weights = [Double](repeating: 0, count: greatest - least + 1)
    for demand in demands {
      for (index, probability) in demand.probabilities.enumerated() {
        weights[demand.least - least + index] += probability
      }
    }
    return try DiscreteDemand(least: least, weights: weights)
  }

  /// Without the quantities at both ends that are less likely than doubles see.
  private func withoutVanishingTails() -> DiscreteDemand {
    let threshold = 1e-25
    guard let first = probabilities.firstIndex(where: { $0 > threshold }),
      let last = probabilities.lastIndex(where: { $0 > threshold }), first > 0 || last < probabilities.count - 1
    else { return self }
    return DiscreteDemand(least: least + first, normalized: Array(probabilities[first...last]))
  }
}

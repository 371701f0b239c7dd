import Probability

/// What the numbers given to a single-stage model must be.
enum InputCheck {
  /// Throws unless a number is finite and above zero.
  static func positive(_ value: Double, _ name: String) throws(SolverError) {
    guard value > 0, value < .infinity else { throw .invalid(reason: "\(name) must be above 0, not \(value)") }
  }

  /// Throws unless a number is finite and not below zero.
  static func notNegative(_ value: Double, _ name: String) throws(SolverError) {
    guard value >= 0, value < .infinity else { throw .invalid(reason: "\(name) must not be below 0, not \(value)") }
  }

  /// Throws unless a number is finite.
  static func finite(_ value: Double, _ name: String) throws(SolverError) {
    guard value.isFinite else { throw .invalid(reason: "\(name) must be finite, not \(value)") }
  }

  /// Throws unless mean and standard deviation are finite and not below zero, and of a size that a distribution can be
  /// computed with.
  static func demand(_ demand: DemandDistribution) throws(SolverError) {
    try notNegative(demand.mean, "mean demand")
    try notNegative(demand.sd, "the standard deviation of demand")
    guard demand.mean < 1e100, demand.sd < 1e100, demand.mean == 0 || demand.mean > 1e-100 else {
      throw .invalid(reason: "demand of mean \(demand.mean) and standard deviation \(demand.sd) is out of range")
    }
    switch demand {
    case .deterministic, .normal, .poisson: return
    case .gamma(let mean, let sd), .negativeBinomial(let mean, let sd):
      guard mean == 0 || sd <= 1e4 * mean else {
        throw .invalid(reason: "demand of mean \(mean) cannot spread by \(sd)")
      }
    }
  }

  /// Throws unless a lead time is from 0 on and a review period from 1 on, and both within what periods may be.
  static func periods(leadTime: Int, reviewPeriod: Int) throws(SolverError) {
    guard (0...longestTime).contains(leadTime) else {
      throw .invalid(reason: "lead time must be between 0 and \(longestTime) periods, not \(leadTime)")
    }
    guard (1...longestTime).contains(reviewPeriod) else {
      throw .invalid(reason: "review period must be between 1 and \(longestTime), not \(reviewPeriod)")
    }
  }

  /// A result, unless it left the range of numbers.
  static func inRange(_ result: Double, _ name: String) throws(SolverError) -> Double {
    guard result.isFinite else { throw .invalid(reason: "\(name) leaves the range of numbers") }
    return result
  }

  /// Longest time of a model that counts periods one by one.
  private static let longestTime = 100_000
}

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The tail, the mass and the expected shortage of a whole-number demand, level after level.
///
/// A step costs a multiplication and a few additions instead of an evaluation of an incomplete function. Subtracting
/// keeps the absolute error of the tail at rounding; so that its relative error stays small too, the distribution is
/// evaluated anew whenever the tail has fallen by four decimal powers.
public struct WholeNumberWalk: Sendable {
  /// n, a whole number of units.
  public private(set) var level: Double
  /// P(D = n).
  public private(set) var mass: Double
  /// P(D > n).
  public private(set) var upper: Double
  /// E[(D − n)⁺], in units.
  public private(set) var expectedShortage: Double
  private let distribution: DemandDistribution
  private let ratio: MassRatio
  /// P(D > n) from which on subtracting loses too many digits.
  private let leastUpper: Double

  /// Starts at a whole level of 0 or more; `nil` for families that are not of whole numbers or have no spread.
  public init?(_ distribution: DemandDistribution, at level: Double) {
    guard let ratio = MassRatio(distribution.proper) else { return nil }
    self.distribution = distribution.proper
    self.ratio = ratio
    self.level = level
    let start = self.distribution.evaluated(at: level)
    mass = start.density
    upper = start.upper
    leastUpper = 1e-4 * start.upper
    expectedShortage = start.expectedShortage
  }

  /// P(D = n + 1).
  @inline(__always)
  public var nextMass: Double { mass * ratio(after: level) }

  /// ln of P(D = n + 2) ÷ P(D = n + 1): how fast the masses ahead fall.
  public var logMassRatioAhead: Double { log(ratio(after: level + 1)) }

  /// One unit up.
  @inline(__always)
  public mutating func step() {
    expectedShortage = max(0, expectedShortage - upper)
    mass = nextMass
    upper -= mass
    level += 1
    if upper < leastUpper { jump(to: level) }
  }

  /// To another whole level, evaluated anew.
  public mutating func jump(to level: Double) {
    if let anew = WholeNumberWalk(distribution, at: level) { self = anew }
  }
}

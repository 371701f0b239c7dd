import Probability

/// How far an echelon is below its base stock: a measure on the numbers from 0 on, mostly with an atom at 0, that
/// lead-time demand is added to and that is cut off below a level again.
///
/// Both recursions of a serial system are of this kind. **Upstream to downstream** the shortfall X of an echelon's
/// shipped position below its base stock is a random variable: V = X + D(L), and the next one is (V − s)⁺ with s the
/// installation base stock between. **Downstream to upstream** the slope of the cost function is: with V the distance
/// below the base stock at which a unit of slope is gained, V = X − D(L).
protocol ShortfallMeasure {
  /// A total mass in 0.
  ///
  /// - Parameter isReversed: whether demand is subtracted.
  init(demand: DemandDistribution, mass: Double, isReversed: Bool)

  /// Numbers are given less this, which grows as demand is added and starts anew at each ``cut(at:total:)``.
  var origin: Double { get }

  /// Makes the cut, if any, and adds the demand of one period or more.
  mutating func advance(periods: Int)

  /// From now on everything below the level counts as in it, and the total mass is another; a second cut before the
  /// next demand replaces the first.
  mutating func cut(at level: Double, total: Double)

  /// Mass above a level.
  func mass(above level: Double) -> Double

  /// ∫ (v − level)⁺, in mass times units.
  func excess(over level: Double) -> Double

  /// The highest level with that mass at or above it.
  func level(ofMass mass: Double) -> Double
}

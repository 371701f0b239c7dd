import Probability

/// A level of a stage with continuous demand: what it gives and takes, and what an infinitely small move changes.
struct SmoothPoint {
  var level: Double
  var value: PreparedCurve.Value
  /// Weighted service per money of an infinitely small move.
  var ratio: Double
  /// Its logarithm.
  var log: Double
  /// The slope of that, per unit.
  var slope: Double
  /// Service gained per unit.
  var serviceSlope: Double
  /// The slope of its logarithm, per unit.
  var serviceBend: Double
  /// Stock per unit, and its slope.
  var stockSlope: Double
  var stockBend: Double
}

extension PreparedCurve {
  /// Ratio = gain · service′ ÷ (rate · stock′), with service′ = f_τ(B), or (P(D_τ > B) − P(D_{τ−R} > B)) ÷ Rμ for the
  /// fill rate, and stock′ = 1, or P(D_τ ≤ B) for stock on hand.
  func smoothPoint(at level: Double) -> SmoothPoint {
    let whole = demand.evaluated(at: level)
    var shortfall = whole.upper
    var service = whole.density
    var bend: Double
    if isFillRate {
      let before = earlier?.evaluated(at: level)
      let upper = whole.upper - (before?.upper ?? 0)
      shortfall = min(1, max(0, (whole.expectedShortage - (before?.expectedShortage ?? 0)) / perCycle))
      service = upper / perCycle
      bend = -(whole.density - (before?.density ?? 0)) / upper
    } else {
      switch demand {
      case .gamma(let mean, let sd): bend = (mean * mean / (sd * sd) - 1) / level - mean / (sd * sd)
      default: bend = (mean - level) / (demand.sd * demand.sd)
      }
    }
    let stock = countsOnHand ? level - mean + whole.expectedShortage : level - mean
    let stockSlope = countsOnHand ? whole.lower : 1
    let ratio = service > 0 ? gain * service / (costRate * stockSlope) : 0
    return SmoothPoint(
      level: level, value: Value(shortfall: shortfall, stock: stock), ratio: ratio, log: logarithm(ratio),
      slope: countsOnHand ? bend - whole.density / whole.lower : bend, serviceSlope: service, serviceBend: bend,
      stockSlope: stockSlope, stockBend: countsOnHand ? whole.density : 0)
  }
}

/// The rise of a level under continuous demand.
struct SmoothClimb {
  private let curve: PreparedCurve
  private var point: SmoothPoint
  /// The slope of the slope, as the last two points show it; at most 0.
  private var curvature = 0.0

  /// Starts where the curve starts to rise.
  init(_ curve: PreparedCurve) {
    self.curve = curve
    point = curve.smoothPoint(at: curve.entry)
  }

  var level: Double { point.level }
  var value: PreparedCurve.Value { point.value }

  /// Up to the level at which the ratio of an infinitely small move is λ.
  ///
  /// The logarithm of the ratio falls and, but for gamma demand of a shape below 1, falls ever faster: each step goes
  /// to the root of its parabola (of its tangent, where there is none), kept inside a bracket. The last step, too short to
  /// matter beyond the second order, is made without another evaluation.
  mutating func rise(to multiplier: Double) {
    let target = logarithm(multiplier)
    // The start is beyond the level already.
    guard point.log > target else { return }
    var low = point.level
    var high = Double.infinity
    for _ in 0..<100 {
      let excess = point.log - target
      if excess > 0 { low = point.level } else { high = point.level }
      let root = point.slope * point.slope - 2 * curvature * excess
      let step = root > 0 ? 2 * excess / (root.squareRoot() - point.slope) : -excess / point.slope
      if abs(excess) < 1e-5 { return finish(step, at: target) }
      var next = point.level + step
      if !(next > low && next < high && next < .infinity) {
        // A tail too small for its logarithm is far too far.
        next = high < .infinity ? low + 0.5 * (high - low) : low + curve.demand.sd
        if !(next > low && next < high) { return }
      }
      let there = curve.smoothPoint(at: next)
      curvature = (there.slope - point.slope) / (next - point.level)
      if !(curvature < 0) || curvature == -.infinity { curvature = 0 }
      point = there
    }
  }

  private mutating func finish(_ step: Double, at target: Double) {
    point.level += step
    point.value.shortfall -= point.serviceSlope * step * (1 + 0.5 * point.serviceBend * step)
    point.value.stock += step * (point.stockSlope + 0.5 * point.stockBend * step)
    point.log = target
    point.slope += curvature * step
  }
}

import Probability

/// The rise of a whole level under whole-number demand, unit by unit or, where the way is long, in jumps.
struct CountClimb {
  private let curve: PreparedCurve
  private var whole: WholeNumberWalk
  private var earlier: WholeNumberWalk?

  /// Units that are walked rather than jumped.
  private static let longestWalk = 96.0

  /// Starts at the curve's first level; `nil` for other kinds of curves.
  init?(_ curve: PreparedCurve) {
    guard let walk = curve.firstWalk else { return nil }
    self.curve = curve
    whole = walk
    earlier = curve.earlierWalk
  }

  var level: Double { whole.level }

  var value: PreparedCurve.Value {
    let shortfall =
      curve.isFillRate
      ? (whole.expectedShortage - (earlier?.expectedShortage ?? 0)) / curve.perCycle : whole.upper
    return PreparedCurve.Value(
      shortfall: min(1, max(0, shortfall)),
      stock: level - curve.mean + (curve.countsOnHand ? whole.expectedShortage : 0))
  }

  /// Ratio of the next unit.
  @inline(__always)
  var ratio: Double {
    let service =
      curve.isFillRate ? (whole.upper - (earlier?.upper ?? 0)) / curve.perCycle : whole.nextMass
    let price = curve.countsOnHand ? curve.costRate * (1 - whole.upper) : curve.costRate
    return curve.gain * service / price
  }

  /// Up to the level from which the next unit's ratio is at most λ.
  mutating func rise(to multiplier: Double) {
    let isShort = curve.demand.sd < 2 * Self.longestWalk
    var ratio = ratio
    while ratio > multiplier {
      let estimate = isShort ? 0 : distance(to: multiplier, from: ratio)
      if estimate <= Self.longestWalk {
        step()
      } else {
        jump(by: (0.5 * estimate).rounded(), multiplier)
      }
      ratio = self.ratio
    }
  }

  /// Units to go, as if the ratios fell on as the masses do right here; in truth they fall ever faster.
  private func distance(to multiplier: Double, from ratio: Double) -> Double {
    let fall = whole.logMassRatioAhead
    return fall < 0 ? min(logarithm(multiplier / ratio) / fall, curve.demand.sd) : curve.demand.sd
  }

  /// Far up, but not past the level looked for.
  private mutating func jump(by units: Double, _ multiplier: Double) {
    let start = self
    move(to: start.level + units)
    guard ratio <= multiplier else { return }
    var low = start
    var high = level
    while high - low.level > Self.longestWalk {
      let middle = (low.level + 0.5 * (high - low.level)).rounded(.down)
      move(to: middle)
      if ratio > multiplier { low = self } else { high = middle }
    }
    self = low
    step()
  }

  private mutating func move(to level: Double) {
    whole.jump(to: level)
    earlier?.jump(to: level)
  }

  @inline(__always)
  private mutating func step() {
    whole.step()
    earlier?.step()
  }
}

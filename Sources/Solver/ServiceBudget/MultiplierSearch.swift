#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The multiplier at which a total, which rises as the multiplier falls, reaches a target.
///
/// Each round sweeps a handful of multipliers in one pass: some spread over the bracket, which halve it at least, and
/// some close to where a straight line through its ends reaches the target, which on smooth curves cut it by a thousand.
struct MultiplierSearch {
  /// A multiplier and its totals.
  struct Sample {
    var multiplier: Double
    var totals: CurveSet.Totals
  }

  /// What is to reach the target.
  enum Goal {
    case cost, service

    func amount(_ totals: CurveSet.Totals) -> Double {
      switch self {
      case .cost: totals.cost
      case .service: totals.service
      }
    }
  }

  let set: CurveSet
  let goal: Goal
  let target: Double
  /// The highest multiplier known to stay at or below the target is no higher than this one's.
  private(set) var above: Sample
  /// A lower multiplier, known to pass the target.
  private(set) var below: Sample

  init(_ set: CurveSet, goal: Goal, target: Double, above: Sample, below: Sample) {
    self.set = set
    self.goal = goal
    self.target = target
    self.above = above
    self.below = below
  }

  /// Closes the bracket on the target, to rounding or until its ends are no further apart than a given amount.
  mutating func close(within amount: Double = 0) {
    for _ in 0..<80 {
      let (low, high) = (goal.amount(above.totals), goal.amount(below.totals))
      let scale = max(abs(target), abs(high - low))
      if target - low <= 1e-13 * scale || high - low <= amount { return }
      let width = log(above.multiplier / below.multiplier)
      if !(width > 1e-13) { return }
      let place = min(max((target - low) / (high - low), 1e-6), 1 - 1e-6)
      var places = amount > 0 ? [0.5] : [0.25, 0.5, 0.75]
      // Where a wider bracket will do, one close enough on both sides; else ever closer ones.
      let offsets = amount > 0 ? [min(0.2, 0.4 * amount / (high - low))] : [1e-6, 1e-4, 1e-2]
      for offset in offsets { places += [place - offset, place + offset] }
      let multipliers = places.filter { $0 > 0 && $0 < 1 }.sorted()
        .map { above.multiplier * exp(-$0 * width) }
        .filter { $0 < above.multiplier && $0 > below.multiplier }
      if multipliers.isEmpty { return }
      for (multiplier, totals) in zip(multipliers, set.totals(at: multipliers)) {
        let sample = Sample(multiplier: multiplier, totals: totals)
        if goal.amount(totals) <= target {
          above = sample
        } else {
          below = sample
          break
        }
      }
    }
  }
}

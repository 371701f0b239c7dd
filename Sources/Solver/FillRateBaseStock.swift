import Probability

/// The least base stock that serves a given share of demand from stock, at a stage that orders every R periods and
/// covers τ periods.
///
/// In a review cycle the units short are G_τ(B) − G_{τ−R}(B): what is short at its end less what was short before it
/// began (Sobel 2004, M&SOM 6(1):41–52). That falls with B from the mean of τ periods on.
struct FillRateBaseStock: Sendable, Equatable {
  /// Demand of one period.
  let demand: DemandDistribution
  /// β, a fraction below 1.
  let fillRate: Double
  /// R, in periods.
  let reviewPeriod: Int

  /// The base stock over τ ≥ 1 periods, at least their mean demand, in units.
  ///
  /// Newton's method, kept inside a bracket; the shortage is convex in B beyond the mean in all but odd cases, so
  /// that few steps are needed. Discrete demand takes whole steps by bisection. Complexity: O(log accuracy) shortages.
  func baseStock(over periods: Int) -> Double {
    let whole = demand.over(periods: periods)
    let before = periods > reviewPeriod ? demand.over(periods: periods - reviewPeriod) : nil
    let allowed = (1 - fillRate) * Double(reviewPeriod) * demand.mean
    func excess(_ base: Double) -> Double {
      whole.expectedShortage(beyond: base) - (before?.expectedShortage(beyond: base) ?? 0) - allowed
    }

    let least = demand.isDiscrete ? whole.mean.rounded(.up) : whole.mean
    if excess(least) <= 0 { return least }
    var low = least
    var step = max(whole.sd, 1)
    if demand.isDiscrete { step = step.rounded(.up) }
    var high = least + step
    while excess(high) > 0, step < 1e15 {
      low = high
      step *= 2
      high += step
    }

    if demand.isDiscrete {
      while high - low > 1 {
        let middle = ((low + high) / 2).rounded(.down)
        if excess(middle) > 0 { low = middle } else { high = middle }
      }
      return high
    }
    var base = low
    for _ in 0..<100 where high - low > 1e-13 * high {
      let value = excess(base)
      if value > 0 { low = base } else { high = base }
      let slope = whole.cumulative(base) - (before?.cumulative(base) ?? 1)
      let newton = base - value / slope
      let next = newton > low && newton < high ? newton : (low + high) / 2
      if abs(next - base) <= 1e-13 * high { return next }
      base = next
    }
    return high
  }
}

import Probability

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

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

  /// The base stock over τ ≥ 1 periods, at least their mean demand, in units; whole for discrete demand.
  func baseStock(over periods: Int) -> Double {
    baseStock(
      whole: demand.over(periods: periods),
      before: periods > reviewPeriod ? demand.over(periods: periods - reviewPeriod) : nil)
  }

  /// The base stock for the demand that is to be covered at the end of a review cycle, and for that at its beginning.
  ///
  /// Newton's method on the logarithm of the units short, which bends little, kept inside a bracket. Complexity: four
  /// to eight evaluations of the shortage as a rule.
  func baseStock(whole: DemandDistribution, before: DemandDistribution?) -> Double {
    let allowed = (1 - fillRate) * Double(reviewPeriod) * demand.mean
    // The units short, and P(D_τ > B) − P(D_{τ−R} > B): by how much a unit more shortens them.
    func unitsShort(_ base: Double) -> (expected: Double, slope: Double) {
      let after = whole.shortage(beyond: base)
      guard let earlier = before?.shortage(beyond: base) else { return (after.expected, after.probability) }
      return (after.expected - earlier.expected, after.probability - earlier.probability)
    }

    let least = demand.isDiscrete ? whole.mean.rounded(.up) : whole.mean
    var base = least
    var short = unitsShort(base)
    guard short.expected > allowed else { return least }
    var low = base
    var high = Double.infinity
    for _ in 0..<200 {
      if short.expected > allowed { low = base } else { high = base }
      var next = base + short.expected * log(short.expected / allowed) / short.slope
      if demand.isDiscrete {
        if high - low <= 1 { return high }
        next = min(max(next.rounded(.up), low + 1), high - 1)
      }
      if !(next > low && next < high && next < .infinity) {
        next = high < .infinity ? (low + high) / 2 : low + max(low - least, whole.sd).rounded(.up)
        if demand.isDiscrete { next.round(.down) }
      }
      if abs(next - base) <= 1e-13 * base { return next }
      base = next
      short = unitsShort(base)
    }
    return min(high, .greatestFiniteMagnitude)
  }
}

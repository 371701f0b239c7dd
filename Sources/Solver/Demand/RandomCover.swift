import Probability

/// Demand of the net replenishment lead time where the processing time L varies: N = (L + τ − T)⁺ periods, with T the
/// mean of L and τ counted from it.
///
/// N periods of demand with mean μ and variance σ² each have mean μ E[N] and variance σ² E[N] + μ² Var[N]. A base stock
/// B holds B − μτ beyond the pipeline on average: the safety stock proper, B − μ E[N], and the stock that came earlier
/// than it was promised onwards, μ (E[N] − τ). Humair, Ruark, Tomlin & Willems 2013 (doi:10.1287/inte.2013.0699). L is
/// taken as gamma distributed; no stage promises sooner than its mean, so that τ ≥ 0 as without spread.
struct RandomCover: Sendable, Equatable {
  /// T and its standard deviation, in periods.
  private let processingTime: DemandDistribution
  private let mean: Double

  /// `nil` where the processing time does not vary, or is 0 on average.
  init?(mean: Int, sd: Double) {
    guard sd > 0, sd.isFinite, mean > 0 else { return nil }
    self.mean = Double(mean)
    processingTime = .gamma(mean: self.mean, sd: sd)
  }

  /// E[N] and Var[N] for τ + `extra` periods, which may be below 0.
  ///
  /// With G(y) = E[(L − y)⁺], Q(y) = P(L > y), T the mean and θ = sd²/T the scale of the gamma distribution,
  /// E[((L − y)⁺)²] = sd² Q + (T − y) G + θ (G − (T − y) Q), whose terms do not cancel where the spread is small.
  /// Complexity: O(1).
  func periods(_ periods: Int) -> (mean: Double, variance: Double) {
    let beyond = Double(periods)
    let sd = processingTime.sd
    guard beyond < mean else { return (beyond, sd * sd) }
    let short = processingTime.shortage(beyond: mean - beyond)
    let scale = sd * sd / mean
    let second =
      sd * sd * short.probability + beyond * short.expected
      + scale * (short.expected - beyond * short.probability)
    return (short.expected, max(0, second - short.expected * short.expected))
  }

  /// The demand over N for τ periods, of the family of one period's demand where that can be kept.
  func demand(_ onePeriod: DemandDistribution, mean: Double, periods count: Int) -> DemandDistribution {
    let cover = periods(count)
    let total = mean * cover.mean
    let sd = (onePeriod.sd * onePeriod.sd * cover.mean + mean * mean * cover.variance).squareRoot()
    return switch onePeriod {
    case .normal: .normal(mean: total, sd: sd)
    case .poisson, .negativeBinomial: .negativeBinomial(mean: total, sd: sd)
    case .gamma, .deterministic: .gamma(mean: total, sd: sd)
    }
  }
}

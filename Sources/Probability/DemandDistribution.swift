/// The distribution of the demand of one period, given by its first two moments.
///
/// Demands of different periods are independent and alike, so that the demand over n periods has n times the mean
/// and the variance; gamma, Poisson, negative binomial and normal demand keep their family.
///
/// Degenerate moments behave as their limits: no spread is deterministic, no mean is no demand (but for the normal),
/// and a negative binomial whose variance does not exceed its mean is Poisson.
public enum DemandDistribution: Sendable, Codable, Equatable {
  /// Always the same quantity.
  case deterministic(mean: Double)
  /// Normal; negative draws count as zero in the simulator.
  case normal(mean: Double, sd: Double)
  /// Gamma with shape (mean/sd)² and scale sd²/mean.
  case gamma(mean: Double, sd: Double)
  /// Poisson.
  case poisson(mean: Double)
  /// Negative binomial with r = mean²/(sd² − mean); needs sd² > mean.
  case negativeBinomial(mean: Double, sd: Double)
}

extension DemandDistribution {
  /// Expected demand of one period, in units.
  public var mean: Double {
    switch self {
    case .deterministic(let mean), .normal(let mean, _), .gamma(let mean, _), .poisson(let mean),
      .negativeBinomial(let mean, _):
      mean
    }
  }

  /// Standard deviation of the demand of one period, in units.
  public var sd: Double {
    switch self {
    case .deterministic: 0
    case .normal(_, let sd), .gamma(_, let sd), .negativeBinomial(_, let sd): sd
    case .poisson(let mean): mean.squareRoot()
    }
  }

  /// The demand of that many periods together.
  public func over(periods: Int) -> DemandDistribution {
    guard periods > 0 else { return .deterministic(mean: 0) }
    let count = Double(periods)
    let root = count.squareRoot()
    return switch self {
    case .deterministic(let mean): .deterministic(mean: count * mean)
    case .normal(let mean, let sd): .normal(mean: count * mean, sd: root * sd)
    case .gamma(let mean, let sd): .gamma(mean: count * mean, sd: root * sd)
    case .poisson(let mean): .poisson(mean: count * mean)
    case .negativeBinomial(let mean, let sd): .negativeBinomial(mean: count * mean, sd: root * sd)
    }
  }

  /// Whether all quantities are whole numbers.
  public var isDiscrete: Bool {
    switch self {
    case .poisson, .negativeBinomial: true
    case .deterministic, .normal, .gamma: false
    }
  }

  /// The same demand as a family whose parameters make sense: degenerate moments become the family of their limit.
  public var proper: DemandDistribution {
    guard mean.isFinite, sd.isFinite else { return .deterministic(mean: mean.isFinite ? mean : 0) }
    return switch self {
    case .deterministic: self
    case .normal(let mean, let sd): sd > 0 ? self : .deterministic(mean: mean)
    case .gamma(let mean, let sd):
      !(mean > 0) ? .deterministic(mean: 0) : sd > 1e-7 * mean ? self : .deterministic(mean: mean)
    case .poisson(let mean): mean > 0 ? self : .deterministic(mean: 0)
    case .negativeBinomial(let mean, let sd):
      // Close to Poisson the number of successes runs off to infinity.
      !(mean > 0)
        ? .deterministic(mean: 0) : sd * sd > mean * (1 + 1e-8) ? self : .poisson(mean: mean)
    }
  }
}

/// Parameters of a gamma distribution with given moments.
struct GammaParameters {
  /// (mean/sd)².
  let shape: Double
  /// sd²/mean, in units.
  let scale: Double

  init(mean: Double, sd: Double) {
    shape = (mean / sd) * (mean / sd)
    scale = sd / mean * sd
  }
}

/// Parameters of a negative binomial distribution with given moments, sd² > mean.
struct NegativeBinomialParameters {
  /// r = mean²/(sd² − mean).
  let successes: Double
  /// mean/sd²: probability of success.
  let success: Double
  /// 1 − mean/sd².
  let failure: Double

  init(mean: Double, sd: Double) {
    let excess = sd * sd - mean
    successes = mean / excess * mean
    success = mean / (sd * sd)
    failure = excess / (sd * sd)
  }

  /// Probability of n.
  func probability(_ n: Double) -> Double {
    if n == 0 { return tails(0).lower }
    // C(n + r − 1, n) p^r q^n, written with n and r alike.
    return SaddlePoint.binomialTerm(successes, n, success, failure) * successes / (successes + n)
  }

  /// Probabilities of n or less, and of more, for a whole n ≥ 0.
  func tails(_ n: Double) -> (lower: Double, upper: Double) {
    RegularizedBeta.both(successes, n + 1, success, failure)
  }
}

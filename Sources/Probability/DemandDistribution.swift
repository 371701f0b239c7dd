/// The distribution of the demand of one period, given by its first two moments.
///
/// Demands of different periods are independent and alike, so that the demand over n periods has n times the mean
/// and the variance; gamma, Poisson, negative binomial and normal demand keep their family.
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
}

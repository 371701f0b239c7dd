extension DemandDistribution {
  /// The demand of a period whose mean is `factor` times as large, in the same family.
  ///
  /// - Poisson: Poisson of the new mean.
  /// - Negative binomial: the same ratio of variance to mean, as where more customers come who each buy as before
  ///   (Snyder, Ord & Beaumont 2012, doi:10.1016/j.ijforecast.2011.03.009): the demand of `factor` periods together. Its
  ///   coefficient of variation falls as the mean grows.
  /// - Normal, gamma, deterministic: the same coefficient of variation.
  ///
  /// Without a positive, finite factor there is no demand.
  public func scaled(by factor: Double) -> DemandDistribution {
    guard factor > 0, factor.isFinite else { return .deterministic(mean: 0) }
    guard factor != 1 else { return self }
    return switch self {
    case .deterministic(let mean): .deterministic(mean: factor * mean)
    case .normal(let mean, let sd): .normal(mean: factor * mean, sd: factor * sd)
    case .gamma(let mean, let sd): .gamma(mean: factor * mean, sd: factor * sd)
    case .poisson(let mean): .poisson(mean: factor * mean)
    case .negativeBinomial(let mean, let sd): .negativeBinomial(mean: factor * mean, sd: factor.squareRoot() * sd)
    }
  }

  /// The demand with another standard deviation, in the same family as far as it goes: Poisson demand stays as it is,
  /// and a negative binomial one turns Poisson where its variance would be no larger than its mean.
  public func withSD(_ sd: Double) -> DemandDistribution {
    guard sd >= 0, sd.isFinite, sd != self.sd else { return self }
    return switch self {
    case .deterministic, .poisson: self
    case .normal(let mean, _): .normal(mean: mean, sd: sd)
    case .gamma(let mean, _): .gamma(mean: mean, sd: sd)
    case .negativeBinomial(let mean, _):
      sd * sd > mean ? .negativeBinomial(mean: mean, sd: sd) : .poisson(mean: mean)
    }
  }

  /// The demand with `factor` times the standard deviation, in the same family as far as it goes: of whole units, it is a
  /// negative binomial where the variance then exceeds the mean, else a gamma, whose variance may be less.
  public func spread(by factor: Double) -> DemandDistribution {
    guard factor != 1 else { return self }
    return switch self {
    case .deterministic: self
    case .normal(let mean, let sd): .normal(mean: mean, sd: sd * factor)
    case .gamma(let mean, let sd): .gamma(mean: mean, sd: sd * factor)
    case .poisson, .negativeBinomial: Self.counts(mean: mean, sd: sd * factor)
    }
  }

  /// Demand in whole units; a gamma where its variance is less than its mean, which no negative binomial can have.
  private static func counts(mean: Double, sd: Double) -> DemandDistribution {
    sd * sd > mean ? .negativeBinomial(mean: mean, sd: sd) : .gamma(mean: mean, sd: sd)
  }
}

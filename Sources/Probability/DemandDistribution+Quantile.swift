extension DemandDistribution {
  /// The smallest x with P(D ≤ x) ≥ p; a whole number for the discrete families.
  ///
  /// The lower end of the range of demand for p ≤ 0, infinity for p ≥ 1 (the mean, where demand is deterministic).
  public func quantile(_ p: Double) -> Double {
    switch proper {
    case .deterministic(let mean):
      return mean
    case .normal(let mean, let sd):
      return mean + sd * StandardNormal.quantile(min(max(p, 0), 1))
    case .gamma(let mean, let sd):
      let parameters = GammaParameters(mean: mean, sd: sd)
      return parameters.scale * RegularizedGamma.inverse(parameters.shape, p)
    case .poisson, .negativeBinomial:
      guard p > 0 else { return 0 }
      guard p < 1 else { return .infinity }
      return WholeQuantile(proper, lower: p, upper: 1 - p)?.value { $0.lower >= p } ?? 0
    }
  }

  /// The quantile at Φ(score), exact in the upper tail too, where 1 − Φ is far below the resolution of p near 1.
  func quantile(atScore score: Double) -> Double {
    if case .normal(let mean, let sd) = proper { return mean + sd * score }
    return quantile(lower: StandardNormal.cumulative(score), upper: StandardNormal.cumulative(-score))
  }

  /// The smallest x with P(D ≤ x) ≥ `lower` and P(D > x) ≤ `upper`, for two probabilities whose sum is 1: exact in the
  /// upper tail too. The ends of the range of demand as with ``quantile(_:)``.
  public func quantile(lower: Double, upper: Double) -> Double {
    guard lower > 0, upper > 0 else { return quantile(upper > 0 ? 0 : 1) }
    switch proper {
    case .deterministic(let mean):
      return mean
    case .normal(let mean, let sd):
      return mean + sd * (lower <= upper ? StandardNormal.quantile(lower) : -StandardNormal.quantile(upper))
    case .gamma(let mean, let sd):
      let parameters = GammaParameters(mean: mean, sd: sd)
      return parameters.scale * RegularizedGamma.inverse(parameters.shape, lower: lower, upper: upper)
    case .poisson, .negativeBinomial:
      return WholeQuantile(proper, lower: lower, upper: upper)?
        .value { lower <= upper ? $0.lower >= lower : $0.upper <= upper } ?? 0
    }
  }
}

extension DemandDistribution {
  /// E[(D − x)⁺]: units by which demand is expected to exceed a stock of x, in closed form.
  ///
  /// Normal: σ·loss((x − μ)/σ). Gamma and the discrete families: partial expectations by the size-biased
  /// distribution, which stays in the family (Zipkin 2000, *Foundations of Inventory Management*, §C.2).
  public func expectedShortage(beyond x: Double) -> Double {
    let demand = proper
    switch demand {
    case .deterministic(let mean):
      return max(0, mean - x)
    case .normal(let mean, let sd):
      return sd * StandardNormal.loss((x - mean) / sd)
    case .gamma(let mean, let sd):
      guard x > 0 else { return mean - x }
      guard x < .infinity else { return 0 }
      // E[D; D > x] = μ Q(k + 1, t) and Q(k + 1, t) = Q(k, t) + t^k e^(−t)/Γ(k + 1).
      let parameters = GammaParameters(mean: mean, sd: sd)
      let t = x / parameters.scale
      let upper = RegularizedGamma.upper(parameters.shape, t)
      return max(0, (mean - x) * upper + mean * SaddlePoint.poissonTerm(parameters.shape, t))
    case .poisson(let mean), .negativeBinomial(let mean, _):
      guard x >= 0 else { return mean - x }
      guard x < .infinity else { return 0 }
      // Over the whole numbers above x: E[D; D > n] = μ P(D* ≥ n) with D* + 1 the size-biased demand.
      let n = x.rounded(.down)
      return max(0, mean * demand.sizeBiasedReaches(n) - x * demand.exceedance(n))
    }
  }

  /// P(D* ≥ n) for a whole n ≥ 0, D* + 1 being size-biased demand: Poisson again, or a negative binomial with one
  /// more success.
  private func sizeBiasedReaches(_ n: Double) -> Double {
    guard n >= 1 else { return 1 }
    return switch self {
    case .negativeBinomial(let mean, let sd):
      NegativeBinomialParameters(mean: mean, sd: sd).tails(n - 1, extraSuccesses: 1).upper
    default: exceedance(n - 1)
    }
  }
}

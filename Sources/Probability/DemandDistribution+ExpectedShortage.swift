extension DemandDistribution {
  /// E[(D − x)⁺]: units by which demand is expected to exceed a stock of x, in closed form.
  ///
  /// Normal: σ·loss((x − μ)/σ). Gamma and the discrete families: partial expectations by the size-biased
  /// distribution, which stays in the family (Zipkin 2000, *Foundations of Inventory Management*, §C.2).
  public func expectedShortage(beyond x: Double) -> Double { shortage(beyond: x).expected }

  /// E[(D − x)⁺] and P(D > x), its slope but for the sign, from one evaluation of the distribution.
  public func shortage(beyond x: Double) -> (expected: Double, probability: Double) {
    let demand = proper
    switch demand {
    case .deterministic(let mean):
      return (max(0, mean - x), x < mean ? 1 : 0)
    case .normal(let mean, let sd):
      let score = (x - mean) / sd
      return (sd * StandardNormal.loss(score), StandardNormal.cumulative(-score))
    case .gamma(let mean, let sd):
      guard x > 0 else { return (mean - x, 1) }
      guard x < .infinity else { return (0, 0) }
      // E[D; D > x] = μ Q(k + 1, t) and Q(k + 1, t) = Q(k, t) + t^k e^(−t)/Γ(k + 1).
      let parameters = GammaParameters(mean: mean, sd: sd)
      let gamma = RegularizedGamma.evaluate(parameters.shape, x / parameters.scale)
      return (max(0, (mean - x) * gamma.upper + mean * gamma.term), gamma.upper)
    case .poisson, .negativeBinomial:
      guard x >= 0 else { return (mean - x, 1) }
      guard x < .infinity else { return (0, 0) }
      let n = x.rounded(.down)
      let (tails, mass) = demand.tailsAndMass(n)
      return (demand.shortage(beyond: x, at: n, upper: tails.upper, mass: mass), tails.upper)
    }
  }
}

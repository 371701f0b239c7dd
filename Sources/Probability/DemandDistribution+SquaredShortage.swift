extension DemandDistribution {
  /// E[((D − x)⁺)²], in closed form: the integral of ``expectedShortage(beyond:)`` from x on is half of it.
  ///
  /// With P the exceedance at x it is ((μ − x)² + σ²)·P and a boundary term: normal −σ(x − μ)φ; gamma by two steps
  /// of the recurrence of Q in the shape; discrete families by size-biasing twice (Zipkin 2000, *Foundations of
  /// Inventory Management*, §C.2). Differences of that size leave an absolute error near 10⁻¹⁵((μ − x)² + σ²)·P.
  public func expectedSquaredShortage(beyond x: Double) -> Double {
    let demand = proper
    switch demand {
    case .deterministic(let mean):
      let shortage = max(0, mean - x)
      return shortage * shortage
    case .normal(let mean, let sd):
      guard x < .infinity else { return 0 }
      let score = (x - mean) / sd
      let tail = StandardNormal.cumulative(-score)
      return max(0, sd * sd * ((score * score + 1) * tail - score * StandardNormal.density(score)))
    case .gamma(let mean, let sd):
      guard x > 0 else { return (mean - x) * (mean - x) + sd * sd }
      guard x < .infinity else { return 0 }
      // Q(k + 1, t) = Q + T and Q(k + 2, t) = Q + T + T t/(k + 1), T = t^k e^(−t)/Γ(k + 1).
      let parameters = GammaParameters(mean: mean, sd: sd)
      let gamma = RegularizedGamma.evaluate(parameters.shape, x / parameters.scale)
      let square = (mean - x) * (mean - x) + sd * sd
      return max(0, square * gamma.upper + mean * gamma.term * (mean + parameters.scale - x))
    case .poisson(let mean), .negativeBinomial(let mean, _):
      let variance = demand.sd * demand.sd
      guard x >= 0 else { return (mean - x) * (mean - x) + variance }
      guard x < .infinity else { return 0 }
      let n = x.rounded(.down)
      let (tails, mass) = demand.tailsAndMass(n)
      // 1/r of a negative binomial.
      var reciprocal = 0.0
      if case .negativeBinomial(_, let sd) = demand {
        reciprocal = 1 / NegativeBinomialParameters(mean: mean, sd: sd).successes
      }
      let boundary = mean * (1 + n * reciprocal) * mass * (mean * (1 + reciprocal) + n + 1 - 2 * x)
      return max(0, ((mean - x) * (mean - x) + variance) * tails.upper + boundary)
    }
  }
}

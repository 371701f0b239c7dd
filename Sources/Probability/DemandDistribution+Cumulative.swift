extension DemandDistribution {
  /// P(D ≤ x). Normal demand is not cut off at zero here.
  public func cumulative(_ x: Double) -> Double { tails(x).lower }

  /// P(D > x), with its relative accuracy kept where it is small.
  public func exceedance(_ x: Double) -> Double { tails(x).upper }

  /// P(D ≤ x) and P(D > x).
  func tails(_ x: Double) -> (lower: Double, upper: Double) {
    if x == .infinity { return (1, 0) }
    switch proper {
    case .deterministic(let mean):
      return x >= mean ? (1, 0) : (0, 1)
    case .normal(let mean, let sd):
      let score = (x - mean) / sd
      return (StandardNormal.cumulative(score), StandardNormal.cumulative(-score))
    case .gamma(let mean, let sd):
      let parameters = GammaParameters(mean: mean, sd: sd)
      return RegularizedGamma.both(parameters.shape, x / parameters.scale)
    case .poisson(let mean):
      guard x >= 0 else { return (0, 1) }
      let gamma = RegularizedGamma.both(x.rounded(.down) + 1, mean)
      return (gamma.upper, gamma.lower)
    case .negativeBinomial(let mean, let sd):
      guard x >= 0 else { return (0, 1) }
      return NegativeBinomialParameters(mean: mean, sd: sd).tails(x.rounded(.down))
    }
  }

  /// P(D ≤ n), P(D > n) and P(D = n) of a discrete family with proper parameters, for a whole n ≥ 0, in one evaluation.
  func tailsAndMass(_ n: Double) -> (tails: (lower: Double, upper: Double), mass: Double) {
    switch self {
    case .poisson(let mean):
      let gamma = RegularizedGamma.evaluate(n + 1, mean)
      // μⁿ⁺¹ e^(−μ)/(n + 1)! is the mass of n + 1.
      return ((gamma.upper, gamma.lower), gamma.term * (n + 1) / mean)
    case .negativeBinomial(let mean, let sd):
      let parameters = NegativeBinomialParameters(mean: mean, sd: sd)
      let beta = RegularizedBeta.evaluate(parameters.successes, n + 1, parameters.success, parameters.failure)
      return ((beta.lower, beta.upper), beta.front / (parameters.failure * (n + parameters.successes)))
    case .deterministic, .normal, .gamma:
      return (tails(n), 0)
    }
  }

  /// P(D = n) of a discrete family, for a whole n ≥ 0; 0 for the other families.
  public func probability(_ n: Double) -> Double {
    switch proper {
    case .poisson(let mean): SaddlePoint.poissonTerm(n, mean)
    case .negativeBinomial(let mean, let sd): NegativeBinomialParameters(mean: mean, sd: sd).probability(n)
    case .deterministic, .normal, .gamma: 0
    }
  }
}

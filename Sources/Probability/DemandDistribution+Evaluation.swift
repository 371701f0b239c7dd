/// All that a stock level needs to know of a demand.
public struct DemandEvaluation: Sendable, Equatable {
  /// P(D ≤ x).
  public var lower: Double
  /// P(D > x), with its relative accuracy kept where it is small.
  public var upper: Double
  /// Density at x, per unit; for discrete families the probability of the whole number at or below x.
  public var density: Double
  /// E[(D − x)⁺], in units.
  public var expectedShortage: Double
}

extension DemandDistribution {
  /// Both tails, density and expected shortage at x, from one evaluation of the distribution.
  public func evaluated(at x: Double) -> DemandEvaluation {
    let demand = proper
    switch demand {
    case .deterministic(let mean):
      let isCovered = x >= mean
      return DemandEvaluation(
        lower: isCovered ? 1 : 0, upper: isCovered ? 0 : 1, density: 0, expectedShortage: max(0, mean - x))
    case .normal(let mean, let sd):
      let score = (x - mean) / sd
      let density = StandardNormal.density(score)
      // Φ(−z) is the small tail above the mean, Φ(z) below it.
      let tail = StandardNormal.cumulative(-abs(score))
      let upper = score > 0 ? tail : 1 - tail
      return DemandEvaluation(
        lower: score > 0 ? 1 - tail : tail, upper: upper, density: density / sd,
        expectedShortage: x == .infinity ? 0 : sd * max(0, density - score * upper))
    case .gamma(let mean, let sd):
      guard x > 0 else { return DemandEvaluation(lower: 0, upper: 1, density: 0, expectedShortage: mean - x) }
      guard x < .infinity else { return DemandEvaluation(lower: 1, upper: 0, density: 0, expectedShortage: 0) }
      let parameters = GammaParameters(mean: mean, sd: sd)
      let gamma = RegularizedGamma.evaluate(parameters.shape, x / parameters.scale)
      return DemandEvaluation(
        lower: gamma.lower, upper: gamma.upper, density: parameters.shape * gamma.term / x,
        expectedShortage: max(0, (mean - x) * gamma.upper + mean * gamma.term))
    case .poisson(let mean), .negativeBinomial(let mean, _):
      guard x >= 0 else { return DemandEvaluation(lower: 0, upper: 1, density: 0, expectedShortage: mean - x) }
      guard x < .infinity else { return DemandEvaluation(lower: 1, upper: 0, density: 0, expectedShortage: 0) }
      let n = x.rounded(.down)
      let (tails, mass) = demand.tailsAndMass(n)
      return DemandEvaluation(
        lower: tails.lower, upper: tails.upper, density: mass,
        expectedShortage: shortage(beyond: x, at: n, upper: tails.upper, mass: mass))
    }
  }

  /// Whole-number families: E[(D − x)⁺] from P(D > n) and P(D = n) at the whole number n at or below x.
  ///
  /// Over the whole numbers above x: E[D; D > n] = μ P(D* ≥ n) with D* + 1 the size-biased demand: Poisson again, or a
  /// negative binomial with one more success. P(D* ≥ n) = P(D > n) + (1 + n/r) P(D = n), r = ∞ for Poisson.
  func shortage(beyond x: Double, at n: Double, upper: Double, mass: Double) -> Double {
    var bias = 1.0
    if case .negativeBinomial(let mean, let sd) = proper {
      bias += n / NegativeBinomialParameters(mean: mean, sd: sd).successes
    }
    return max(0, (mean - x) * upper + mean * bias * mass)
  }
}

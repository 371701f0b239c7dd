import Probability

extension DemandDistribution {
  /// E[((D − x)⁺)²], in closed form: partial moments of the second order.
  ///
  /// Normal: σ²((1 + z²) Φ(−z) − z φ(z)). Gamma and the discrete families by the distribution biased by size twice,
  /// which stays in the family (Zipkin 2000, *Foundations of Inventory Management*, §C.2).
  func squaredShortage(beyond x: Double) -> Double {
    let square: Double
    switch self {
    case .deterministic(let mean):
      square = squared(max(0, mean - x))
    case .normal(let mean, let sd):
      guard sd > 0 else { return squared(max(0, mean - x)) }
      let z = (x - mean) / sd
      square = sd * sd * ((1 + z * z) * StandardNormal.cumulative(-z) - z * StandardNormal.density(z))
    case .gamma(let mean, let sd):
      guard mean > 0, sd > 0 else { return squared(max(0, mean - x)) }
      guard x > 0 else { return sd * sd + squared(mean - x) }
      let shape = squared(mean / sd)
      let scale = sd / mean * sd
      func upper(_ bias: Double) -> Double { RegularizedGamma.upper(shape + bias, x / scale) }
      square = (sd * sd + mean * mean) * upper(2) - 2 * x * mean * upper(1) + x * x * upper(0)
    case .poisson(let mean):
      guard mean > 0 else { return squared(max(0, -x)) }
      square = wholeSquaredShortage(beyond: x, factorial: mean * mean, biased: self)
    case .negativeBinomial(let mean, let sd):
      guard mean > 0 else { return squared(max(0, -x)) }
      guard sd * sd > mean * (1 + 1e-8) else {
        return DemandDistribution.poisson(mean: mean).squaredShortage(beyond: x)
      }
      // Two more successes.
      let growth = 1 + 2 * (sd * sd - mean) / (mean * mean)
      square = wholeSquaredShortage(
        beyond: x, factorial: sd * sd - mean + mean * mean,
        biased: .negativeBinomial(mean: mean * growth, sd: sd * growth.squareRoot()))
    }
    return max(0, square)
  }

  /// E[(D − x)²; D > x] = E[D(D − 1); D > x] + (1 − 2x) E[D; D > x] + x² P(D > x) for a discrete D.
  private func wholeSquaredShortage(beyond x: Double, factorial: Double, biased: DemandDistribution) -> Double {
    guard x >= 0 else { return sd * sd + squared(mean - x) }
    guard x < .infinity else { return 0 }
    let (expected, probability) = shortage(beyond: x)
    // E[D(D − 1); D > n] = E[D(D − 1)] P(D″ > n − 2).
    let second = factorial * biased.exceedance(x.rounded(.down) - 2)
    return second + (1 - 2 * x) * (expected + x * probability) + x * x * probability
  }
}

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
      return wholeQuantile { $0.lower >= p }
    }
  }

  /// The quantile at Φ(score), exact in the upper tail too, where 1 − Φ is far below the resolution of p near 1.
  func quantile(atScore score: Double) -> Double {
    let lower = StandardNormal.cumulative(score)
    let upper = StandardNormal.cumulative(-score)
    switch proper {
    case .deterministic(let mean):
      return mean
    case .normal(let mean, let sd):
      return mean + sd * score
    case .gamma(let mean, let sd):
      let parameters = GammaParameters(mean: mean, sd: sd)
      return parameters.scale * RegularizedGamma.inverse(parameters.shape, lower: lower, upper: upper)
    case .poisson, .negativeBinomial:
      return wholeQuantile { lower <= upper ? $0.lower >= lower : $0.upper <= upper }
    }
  }

  /// The smallest whole n ≥ 0 whose tails satisfy a condition that holds from some n on.
  ///
  /// Doubles a step from the mean until the answer is enclosed, then halves: O(log(distance from the mean)) tails.
  private func wholeQuantile(_ reached: ((lower: Double, upper: Double)) -> Bool) -> Double {
    let centre = mean.rounded(.down)
    var step = max(1, (sd / 4).rounded(.up))
    var below: Double
    var above: Double
    if reached(tails(centre)) {
      above = centre
      below = centre - step
      while below >= 0, reached(tails(below)) {
        above = below
        step *= 2
        below = above - step
      }
      below = max(below, -1)
    } else {
      below = centre
      above = centre + step
      while !reached(tails(above)) {
        below = above
        step *= 2
        above = below + step
      }
    }
    while above - below > 1 {
      let middle = (below + 0.5 * (above - below)).rounded(.down)
      // Beyond 2⁵³ whole numbers are no longer told apart.
      guard middle > below, middle < above else { break }
      if reached(tails(middle)) { above = middle } else { below = middle }
    }
    return above
  }
}

/// P(n + 1)/P(n) = (constant + factor · n)/(n + 1) of a discrete family: Panjer's class (1981, doi:10.1017/S0515036100006796).
struct MassRatio {
  private let constant: Double
  private let factor: Double

  /// The ratio of a discrete family with proper parameters; `nil` for the other families.
  init?(_ distribution: DemandDistribution) {
    switch distribution {
    case .poisson(let mean):
      (constant, factor) = (mean, 0)
    case .negativeBinomial(let mean, let sd):
      let parameters = NegativeBinomialParameters(mean: mean, sd: sd)
      (constant, factor) = (parameters.failure * parameters.successes, parameters.failure)
    case .deterministic, .normal, .gamma: return nil
    }
  }

  /// P(n + 1)/P(n).
  @inline(__always)
  func callAsFunction(after n: Double) -> Double { (constant + factor * n) / (n + 1) }
}

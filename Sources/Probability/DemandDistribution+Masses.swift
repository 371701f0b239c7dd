extension DemandDistribution {
  /// P(D = n) of the whole numbers that matter, for the discrete families.
  ///
  /// One evaluation at the mode, then the ratios of neighbours in both directions, until what is left beyond is less
  /// than `tail` on each side. Complexity: O(numbers), about 17 standard deviations of them at a tail of 10⁻¹⁷.
  ///
  /// - Returns: the first number and the probabilities from it on; the single number at the mean, where demand has no
  ///   spread; `nil` for the continuous families.
  public func masses(tail: Double = 1e-18) -> (first: Int, probabilities: [Double])? {
    let demand = proper
    guard let ratio = MassRatio(demand) else {
      guard isDiscrete, case .deterministic(let mean) = demand else { return nil }
      return (Int(mean), [1])
    }
    let mode = demand.mode
    let peak = demand.probability(mode)
    // The masses of both families fall faster from the mode on, or at a fixed ratio at last: what is left beyond n is
    // less than the mass of n times ratio ÷ (1 − ratio).
    var below: [Double] = []
    var mass = peak
    var n = mode
    while n > 0 {
      let factor = 1 / ratio(after: n - 1)
      mass *= factor
      n -= 1
      if mass * factor <= tail * (1 - min(factor, 1)) || mass == 0 { break }
      below.append(mass)
    }
    var probabilities = Array(below.reversed())
    probabilities.append(peak)
    let first = Int(mode) - below.count
    mass = peak
    n = mode
    while true {
      let factor = ratio(after: n)
      mass *= factor
      n += 1
      if mass * factor <= tail * (1 - min(factor, 1)) || mass == 0 { break }
      probabilities.append(mass)
    }
    // The probability of the mode is good for some 15 digits; together they are 1.
    let sum = probabilities.reduce(0, +)
    return (first, probabilities.map { $0 / sum })
  }

  /// A most likely number of a discrete family with proper parameters.
  private var mode: Double {
    switch self {
    case .negativeBinomial(let mean, let sd):
      // ⌊(r − 1)q/p⌋, and μ = rq/p.
      let parameters = NegativeBinomialParameters(mean: mean, sd: sd)
      return max(0, (mean - parameters.failure / parameters.success).rounded(.down))
    default: return mean.rounded(.down)
    }
  }

  /// Density at x of a continuous family, per unit; 0 for the others.
  public func density(_ x: Double) -> Double {
    switch proper {
    case .normal(let mean, let sd): return StandardNormal.density((x - mean) / sd) / sd
    case .gamma(let mean, let sd):
      guard x > 0 else { return 0 }
      let parameters = GammaParameters(mean: mean, sd: sd)
      return SaddlePoint.poissonTerm(parameters.shape, x / parameters.scale) * parameters.shape / x
    case .deterministic, .poisson, .negativeBinomial: return 0
    }
  }
}

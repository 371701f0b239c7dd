#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The correlation that standard normal scores need so that the demands made of them are correlated as wanted.
///
/// In the one-factor model, demand d = g_d(√r Z + √(1 − r) ε_d) with g_d as in ``DemandSampler``. With c_dk the
/// coefficients of g_d over the orthonormal Hermite polynomials, the covariance of two demands is Σ_k c_dk c_ek r^k
/// (Mehler's formula; Cario & Nelson 1997, "Modeling and generating random vectors with arbitrary marginal
/// distributions and correlation matrix"), so that all pairs together have
/// Σ_k r^k [(Σ_d c_dk)² − Σ_d c_dk²]: linear in the number of demands.
public enum ScoreCorrelation {
  /// Largest score correlation returned; at 1 the demands would not vary against each other at all.
  static let ceiling = 0.999
  /// Hermite polynomials kept; what is left of the variance counts as one more.
  private static let order = 24

  /// The score correlation r for which the summed demand has the variance that it would have if every two demands had
  /// the given correlation, clamped to [0, 0.999].
  ///
  /// - Parameter sampler: the table of a demand by its position, where it is made already.
  public static func calibrated(
    _ demands: [DemandDistribution], to correlation: Double, sampler: (Int) -> DemandSampler? = { _ in nil }
  ) -> Double {
    guard correlation > 0 else { return 0 }
    let powers = pairCovariances(demands, sampler: sampler)
    let target = min(correlation, 1) * powers.limit
    guard powers.limit > 0 else { return 0 }
    func covariance(_ r: Double) -> Double {
      var sum = 0.0
      for coefficient in powers.coefficients.reversed() { sum = (sum + coefficient) * r }
      return sum
    }
    guard covariance(ceiling) > target else { return ceiling }
    var lower = 0.0
    var upper = ceiling
    for _ in 0..<50 {
      let middle = 0.5 * (lower + upper)
      if covariance(middle) < target { lower = middle } else { upper = middle }
    }
    return 0.5 * (lower + upper)
  }

  /// Per power of r from 1 on, the covariance summed over all ordered pairs; and Σ_{d≠e} sd_d sd_e of what is drawn.
  private static func pairCovariances(
    _ demands: [DemandDistribution], sampler: (Int) -> DemandSampler?
  ) -> (coefficients: [Double], limit: Double) {
    var sums = [Double](repeating: 0, count: order + 1)
    var squares = sums
    var sdSum = 0.0
    var varianceSum = 0.0
    var shapes: [ShapeClass: [Double]] = [:]
    for (position, demand) in demands.enumerated() {
      let proper = demand.proper
      let sd = proper.drawnSD
      guard sd > 0 else { continue }
      sdSum += sd
      varianceSum += sd * sd
      let key = ShapeClass(proper)
      let shape: [Double]
      if let known = shapes[key] {
        shape = known
      } else {
        shape = standardizedCoefficients(sampler(position) ?? DemandSampler(proper), sd: sd)
        shapes[key] = shape
      }
      for k in 0...order {
        let coefficient = sd * shape[k]
        sums[k] += coefficient
        squares[k] += coefficient * coefficient
      }
    }
    return (zip(sums, squares).map { $0 * $0 - $1 }, sdSum * sdSum - varianceSum)
  }

  /// Hermite coefficients 1, 2, … of demand ÷ its standard deviation, with the rest of the variance as the last.
  ///
  /// By parts, c_k = ∫ g′(z) h_{k−1}(z) φ(z) dz / √k with h the orthonormal polynomials: a sum over the rises of g.
  private static func standardizedCoefficients(_ sampler: DemandSampler, sd: Double) -> [Double] {
    // Eight rises at a time, as each polynomial waits for the one before; places left over have no weight.
    typealias Rises = SIMD8<Double>
    var scores: [Rises] = []
    var weights: [Rises] = []
    var count = 0
    sampler.forEachRise { score, units in
      let place = count % Rises.scalarCount
      if place == 0 {
        scores.append(Rises())
        weights.append(Rises())
      }
      scores[scores.count - 1][place] = score
      weights[weights.count - 1][place] = units * StandardNormal.density(score) / sd
      count += 1
    }
    var sums = [Rises](repeating: Rises(), count: order)
    for (score, weight) in zip(scores, weights) {
      var previous = Rises()
      var polynomial = Rises(repeating: 1)
      for k in 1...order {
        let scale = reciprocalRoots[k]
        sums[k - 1] += weight * polynomial * scale
        let next = (score * polynomial - previous * roots[k - 1]) * scale
        previous = polynomial
        polynomial = next
      }
    }
    var coefficients = sums.map { $0.sum() } + [0]
    let kept = coefficients.reduce(0) { $0 + $1 * $1 }
    if kept > 1 {
      let excess = kept.squareRoot()
      return coefficients.map { $0 / excess }
    }
    coefficients[order] = (1 - kept).squareRoot()
    return coefficients
  }

  private static let roots = (0...order).map { Double($0).squareRoot() }
  private static let reciprocalRoots = [0] + (1...order).map { 1 / Double($0).squareRoot() }
}

/// Demands of nearly the same shape: their standardised Hermite coefficients are taken as equal.
private struct ShapeClass: Hashable {
  private var family: Int
  private var variation: Int
  private var size: Int

  init(_ demand: DemandDistribution) {
    func step(_ value: Double, _ relative: Double) -> Int {
      value > 0 && value.isFinite ? Int((log(value) / relative).rounded()) : Int.min
    }
    // Steps of 4 %, and for discrete demand steps of 10 % of its size; the scale of continuous demand does not
    // matter. Coefficients change slowly with shape, and what rounding adds here it takes away there.
    variation = step(demand.sd / max(abs(demand.mean), .leastNormalMagnitude), 0.04)
    size = 0
    switch demand {
    case .deterministic: family = 0
    case .normal: family = demand.mean > 0 ? 1 : 2
    case .gamma: family = 3
    case .poisson: family = 4
    case .negativeBinomial:
      family = 5
      size = step(demand.mean, 0.1)
    }
  }
}

extension DemandDistribution {
  /// Standard deviation of the demand that is drawn: normal demand loses its negative part.
  fileprivate var drawnSD: Double {
    guard case .normal(let mean, let sd) = self else { return sd }
    let score = mean / sd
    let above = StandardNormal.cumulative(score)
    let first = mean * above + sd * StandardNormal.density(score)
    let second = (mean * mean + sd * sd) * above + mean * sd * StandardNormal.density(score)
    return max(0, second - first * first).squareRoot()
  }
}

/// Quantiles of a discrete distribution on the ``ScoreGrid``.
struct WholeNumberTable {
  /// Per node: the quantile at Φ(node).
  private var quantile: [Double]
  /// Per node: which part of the probability of that number lies below Φ(node).
  private var passed: [Double]
  /// Per node: P(D ≤ quantile).
  private var cumulative: [Double]

  /// Numbers beyond which the distribution is taken as continuous.
  private static let longestSpan = 32_768

  /// Adds up probabilities from the lowest score on; `nil` where that takes more than 2¹⁵ numbers.
  init?(_ distribution: DemandDistribution) {
    guard let ratio = MassRatio(distribution) else { return nil }
    // Twelve standard scores are twelve standard deviations at least.
    guard distribution.sd * 8 < Double(Self.longestSpan) else { return nil }
    var n = distribution.quantile(atScore: ScoreGrid.start)
    var probability = distribution.probability(n)
    var before = n > 0 ? distribution.cumulative(n - 1) : 0
    let last = n + Double(Self.longestSpan)

    let count = ScoreGrid.cellCount + 1
    quantile = [Double](repeating: 0, count: count)
    passed = quantile
    cumulative = quantile
    for node in 0..<count {
      let target = ScoreGrid.cumulative[node]
      while before + probability < target {
        guard n < last else { return nil }
        before += probability
        probability *= ratio(after: n)
        n += 1
      }
      quantile[node] = n
      passed[node] = probability > 0 ? min(1, max(0, (target - before) / probability)) : 0
      cumulative[node] = before + probability
    }
  }

  /// One line per cell, whose whole part is the quantile.
  func lines() -> [SIMD2<Double>] {
    (0..<ScoreGrid.cellCount).map { cell in
      let left = quantile[cell]
      let right = quantile[cell + 1]
      let place = Double(cell)
      if left == right { return [left + 0.5, 0] }
      if right - left == 1 {
        let threshold = ScoreGrid.position(StandardNormal.quantile(cumulative[cell]))
        return [right - 0.5 * min(max(threshold, place), place + 1), 0.5]
      }
      let slope = right + passed[cell + 1] - left - passed[cell]
      return [left + passed[cell] - slope * place, slope]
    }
  }
}

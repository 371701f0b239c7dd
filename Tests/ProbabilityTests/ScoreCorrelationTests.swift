import Testing

@testable import Probability

struct ScoreCorrelationTests {
  /// Variance of the summed demand ÷ the variance that the wanted correlation gives, from draws.
  private func varianceRatio(_ demands: [DemandDistribution], wanted: Double, scores r: Double) -> Double {
    let samplers = demands.map { DemandSampler($0) }
    var stream = RandomStream(seed: 3, path: [9])
    let sums = (0..<40_000).map { _ in
      let common = r.squareRoot() * stream.normal()
      var sum = 0.0
      for sampler in samplers {
        sum += sampler.quantity(score: common + (1 - r).squareRoot() * stream.normal())
      }
      return sum
    }
    let sd = demands.map(\.sd)
    let own = sd.reduce(0) { $0 + $1 * $1 }
    let all = sd.reduce(0, +)
    let drawn = moments(sums).sd
    return drawn * drawn / ((1 - wanted) * own + wanted * all * all)
  }

  @Test(arguments: [
    ([DemandDistribution](repeating: .negativeBinomial(mean: 2, sd: 3), count: 6), 0.3),
    ([DemandDistribution](repeating: .poisson(mean: 0.2), count: 6), 0.4),
    ([.gamma(mean: 10, sd: 8), .gamma(mean: 3, sd: 4), .normal(mean: 20, sd: 3), .poisson(mean: 5)], 0.5),
    ([.gamma(mean: 10, sd: 8), .gamma(mean: 10, sd: 6), .deterministic(mean: 5)], 0.15),
  ])
  func calibratedScoresGiveTheWantedVariance(_ demands: [DemandDistribution], _ wanted: Double) {
    let r = ScoreCorrelation.calibrated(demands, to: wanted)
    // Skewed demand loses correlation on the way, so that scores need more.
    #expect(r >= wanted - 1e-3 && r < 0.999)
    #expect(abs(varianceRatio(demands, wanted: wanted, scores: r) - 1) < 0.05)
  }

  @Test func normalScoresNeedNoCorrection() {
    let demands = [DemandDistribution](repeating: .normal(mean: 1000, sd: 10), count: 4)
    for wanted in [0.1, 0.5, 0.9] {
      #expect(abs(ScoreCorrelation.calibrated(demands, to: wanted) - wanted) < 1e-3)
    }
  }

  @Test func ends() {
    let demands = [DemandDistribution](repeating: .gamma(mean: 2, sd: 2), count: 3)
    #expect(ScoreCorrelation.calibrated(demands, to: 0) == 0)
    #expect(ScoreCorrelation.calibrated(demands, to: -0.5) == 0)
    #expect(ScoreCorrelation.calibrated(demands, to: 1) == 0.999)
    #expect(ScoreCorrelation.calibrated([], to: 0.5) == 0)
    #expect(ScoreCorrelation.calibrated([.poisson(mean: 3)], to: 0.5) == 0)
    #expect(ScoreCorrelation.calibrated([.deterministic(mean: 3), .deterministic(mean: 1)], to: 0.5) == 0)
  }

  /// Nearly equal shapes share one set of coefficients; that must not show.
  @Test func manyDifferentDemandsAreCheapAndSmooth() {
    let alike = (0..<300).map { DemandDistribution.gamma(mean: 5, sd: 4 + 0.001 * Double($0 % 10)) }
    let equal = [DemandDistribution](repeating: .gamma(mean: 5, sd: 4.0045), count: 300)
    let (one, other) = (ScoreCorrelation.calibrated(alike, to: 0.3), ScoreCorrelation.calibrated(equal, to: 0.3))
    #expect(abs(one - other) < 1e-3)
  }
}

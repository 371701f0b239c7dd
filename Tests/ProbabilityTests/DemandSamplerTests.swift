import Testing

@testable import Probability

struct DemandSamplerTests {
  /// Mean and standard deviation of the sampled demand, by the midpoint rule over the scores.
  private func drawnMoments(_ demand: DemandDistribution) -> (mean: Double, sd: Double) {
    let sampler = DemandSampler(demand)
    let step = 1.0 / 512
    var (mass, mean, square) = (0.0, 0.0, 0.0)
    for index in 0..<Int(14 / step) {
      let score = -7 + (Double(index) + 0.5) * step
      let weight = StandardNormal.density(score)
      let quantity = sampler.quantity(score: score)
      mass += weight
      mean += weight * quantity
      square += weight * quantity * quantity
    }
    mean /= mass
    return (mean, max(0, square / mass - mean * mean).squareRoot())
  }

  @Test(arguments: [
    DemandDistribution.deterministic(mean: 4), .normal(mean: 100, sd: 20), .gamma(mean: 10, sd: 5),
    .gamma(mean: 1, sd: 5), .gamma(mean: 2, sd: 2), .gamma(mean: 1e5, sd: 3e4), .gamma(mean: 3, sd: 1e-5),
    .poisson(mean: 3.7), .poisson(mean: 250), .poisson(mean: 3e5), .poisson(mean: 1e11),
    .negativeBinomial(mean: 12, sd: 60), .negativeBinomial(mean: 500, sd: 24),
    .negativeBinomial(mean: 1000, sd: 1500), .negativeBinomial(mean: 40_000, sd: 60_000),
    .negativeBinomial(mean: 4, sd: 4),
  ])
  func momentsAreRight(_ demand: DemandDistribution) {
    let (mean, sd) = drawnMoments(demand)
    #expect(agree(mean, demand.mean, within: 1e-3))
    #expect(abs(sd - demand.sd) <= 1e-3 * demand.sd + 1e-6 * demand.mean)
  }

  @Test(arguments: [
    DemandDistribution.poisson(mean: 0.01), .poisson(mean: 3.7), .poisson(mean: 60),
    .negativeBinomial(mean: 0.3, sd: 0.7), .negativeBinomial(mean: 4, sd: 4),
  ])
  func discreteDemandIsTheExactQuantile(_ demand: DemandDistribution) {
    let sampler = DemandSampler(demand)
    for index in 0..<4000 {
      let score = -5.9 + 11.8 * (Double(index) + 0.37) / 4000
      let quantity = sampler.quantity(score: score)
      let expected = demand.quantile(atScore: score)
      // Above sd 30 a cell of 1/32 holds several numbers and shares itself among them.
      #expect(quantity == expected, "score \(score)")
    }
  }

  @Test(arguments: [
    DemandDistribution.gamma(mean: 10, sd: 5), .gamma(mean: 1, sd: 5), .gamma(mean: 1e4, sd: 10),
    .normal(mean: 7, sd: 2),
  ])
  func continuousDemandIsTheQuantile(_ demand: DemandDistribution) {
    let sampler = DemandSampler(demand)
    for score in stride(from: -3.01, through: 5, by: 0.173) {
      #expect(abs(sampler.quantity(score: score) - demand.quantile(atScore: score)) < 3e-3 * demand.sd)
    }
  }

  @Test(arguments: DemandDistributionTests.families) func demandRisesWithTheScoreAndIsNeverNegative(
    _ demand: DemandDistribution
  ) {
    let sampler = DemandSampler(demand)
    var last = 0.0
    for index in 0...3000 {
      let quantity = sampler.quantity(score: -7.5 + Double(index) * 0.005)
      #expect(quantity >= last - 1e-9 * demand.mean)
      if demand.isDiscrete { #expect(quantity == quantity.rounded()) }
      last = quantity
    }
    for score in [Double.nan, -.infinity, .infinity, 1e300] {
      #expect(sampler.quantity(score: score).isFinite)
    }
  }

  @Test func normalDemandIsCutOffAtZero() {
    let sampler = DemandSampler(.normal(mean: 1, sd: 2))
    #expect(sampler.quantity(score: -1) == 0)
    #expect(agree(sampler.quantity(score: 1), 3, within: 1e-12))
  }
}

import Testing

@testable import Probability

struct DemandDistributionTests {
  static let families: [DemandDistribution] = [
    .deterministic(mean: 4), .normal(mean: 100, sd: 20), .gamma(mean: 10, sd: 5), .gamma(mean: 1, sd: 5),
    .gamma(mean: 1, sd: 40), .gamma(mean: 1e5, sd: 30), .poisson(mean: 0.01), .poisson(mean: 3.7), .poisson(mean: 250),
    .negativeBinomial(mean: 0.3, sd: 0.7), .negativeBinomial(mean: 12, sd: 60),
    .negativeBinomial(mean: 500, sd: 24),
  ]

  /// P(D ≤ x) and E[(D − x)⁺] summed or integrated with 50 digits.
  @Test(arguments: [
    (DemandDistribution.poisson(mean: 3.7), 0, 0.0247235264703393868, 3.7),
    (.poisson(mean: 3.7), 2.5, 0.285433113100068241, 1.48364065743096881),
    (.poisson(mean: 3.7), 9, 0.995151662610845623, 0.00706537571984871794),
    (.poisson(mean: 3.7), 20, 0.999999999503144625, 5.95304832095277413e-10),
    (.poisson(mean: 250), 200, 0.000613279536146857311, 50.002102717331013),
    (.poisson(mean: 250), 250.5, 0.51681228921553918, 6.0641351907403048),
    (.poisson(mean: 250), 300, 0.999047780413607359, 0.00493253184586213075),
    (.negativeBinomial(mean: 0.3, sd: 0.7), 0, 0.792628747633332828, 0.3),
    (.negativeBinomial(mean: 0.3, sd: 0.7), 1.5, 0.938213619647618457, 0.0617355574571420454),
    (.negativeBinomial(mean: 0.3, sd: 0.7), 8, 0.999958735964617202, 0.0000654208997845622663),
    (.negativeBinomial(mean: 12, sd: 60), 10, 0.89237931996304398, 10.5853848400109533),
    (.negativeBinomial(mean: 12, sd: 60), 300, 0.990888436932389984, 1.88079872216791796),
    (.negativeBinomial(mean: 12, sd: 60), 2000, 0.999992619602446611, 0.00198550561763836664),
    (.negativeBinomial(mean: 500, sd: 24), 430, 0.00150229463952555399, 70.008948051083427),
    (.negativeBinomial(mean: 500, sd: 24), 520.25, 0.804188871308781165, 2.71996702038207203),
    (.gamma(mean: 10, sd: 5), 12, 0.705770083503435929, 1.23182853829731792),
    (.gamma(mean: 1, sd: 5), 30, 0.993370480321639983, 0.117828724333966275),
    (.gamma(mean: 1000, sd: 50), 1200, 0.999920664682556599, 0.0010657630304795023),
  ])
  func cumulativeAndShortage(_ demand: DemandDistribution, _ x: Double, _ probability: Double, _ shortage: Double) {
    #expect(agree(demand.cumulative(x), probability, within: 1e-12))
    #expect(agree(demand.expectedShortage(beyond: x), shortage, within: 1e-9))
    #expect(abs(demand.exceedance(x) - (1 - probability)) < 1e-12)
  }

  @Test(arguments: families) func quantileInvertsCumulative(_ demand: DemandDistribution) {
    for p in [1e-9, 1e-3, 0.05, 0.37, 0.5, 0.8, 0.95, 0.999, 1 - 1e-9] {
      let x = demand.quantile(p)
      if demand.isDiscrete {
        #expect(x == x.rounded() && x >= 0)
        #expect(demand.cumulative(x) >= p)
        #expect(x == 0 || demand.cumulative(x - 1) < p)
      } else if demand.sd > 0, x > 1e-200 {
        #expect(abs(demand.cumulative(x) - p) <= 1e-12)
      }
    }
  }

  @Test(arguments: families) func shortageFallsByTheExceedance(_ demand: DemandDistribution) {
    #expect(agree(demand.expectedShortage(beyond: -300), demand.mean + 300, within: 1e-9))
    for p in [0.1, 0.5, 0.9, 0.99] {
      // Inside a step of a discrete family the slope is exact.
      let x = demand.quantile(p) + 0.5
      let h = 1e-3 * max(1, demand.sd / 10)
      let width = demand.isDiscrete ? 0.25 : h
      let slope =
        (demand.expectedShortage(beyond: x + width) - demand.expectedShortage(beyond: x - width)) / (2 * width)
      #expect(abs(slope + demand.exceedance(x)) < 1e-5)
    }
  }

  @Test(arguments: [
    DemandDistribution.poisson(mean: 1.3), .negativeBinomial(mean: 0.8, sd: 1.6),
    .negativeBinomial(mean: 4, sd: 2.5),
  ])
  func demandOverPeriodsIsTheConvolution(_ demand: DemandDistribution) {
    let count = 160
    let one = (0..<count).map { demand.probability(Double($0)) }
    #expect(abs(one.reduce(0, +) - 1) < 1e-12)
    var sum = one
    for periods in 2...4 {
      var next = [Double](repeating: 0, count: count)
      for i in 0..<count { for j in 0..<count - i { next[i + j] += sum[i] * one[j] } }
      sum = next
      let together = demand.over(periods: periods)
      var cumulative = 0.0
      for n in 0..<60 {
        cumulative += sum[n]
        #expect(abs(together.cumulative(Double(n)) - cumulative) < 1e-11)
      }
    }
  }

  @Test(arguments: families) func momentsOverPeriods(_ demand: DemandDistribution) {
    let many = demand.over(periods: 9)
    #expect(agree(many.mean, 9 * demand.mean, within: 1e-15))
    #expect(agree(many.sd, 3 * demand.sd, within: 1e-15))
    #expect(demand.over(periods: 0) == .deterministic(mean: 0))
    #expect(demand.over(periods: -2) == .deterministic(mean: 0))
  }

  @Test func degenerateParametersBehaveAsTheirLimits() {
    let poisson = DemandDistribution.poisson(mean: 4)
    for x in [0.0, 3, 4.5, 9] {
      #expect(DemandDistribution.negativeBinomial(mean: 4, sd: 1).cumulative(x) == poisson.cumulative(x))
      #expect(
        abs(DemandDistribution.negativeBinomial(mean: 4, sd: 2.00001).cumulative(x) - poisson.cumulative(x)) < 1e-5)
    }
    for demand in [DemandDistribution.gamma(mean: 3, sd: 0), .normal(mean: 3, sd: 0), .deterministic(mean: 3)] {
      #expect(demand.quantile(0.01) == 3 && demand.quantile(1) == 3)
      #expect(demand.cumulative(2.9) == 0 && demand.cumulative(3) == 1)
      #expect(demand.expectedShortage(beyond: 1) == 2 && demand.expectedShortage(beyond: 4) == 0)
    }
    for demand in [
      DemandDistribution.gamma(mean: 0, sd: 2), .poisson(mean: 0), .negativeBinomial(mean: 0, sd: 1),
      .poisson(mean: -1), .gamma(mean: .nan, sd: 1), .poisson(mean: .infinity),
    ] {
      #expect(demand.quantile(0.9).isFinite)
      #expect(DemandSampler(demand).quantity(score: 2).isFinite)
      #expect(demand.cumulative(1) == 1 || !demand.mean.isFinite)
    }
  }

  @Test func endsOfTheRange() {
    #expect(DemandDistribution.normal(mean: 1, sd: 1).quantile(0) == -.infinity)
    #expect(DemandDistribution.gamma(mean: 1, sd: 1).quantile(0) == 0)
    #expect(DemandDistribution.poisson(mean: 1).quantile(-1) == 0)
    #expect(DemandDistribution.negativeBinomial(mean: 1, sd: 2).quantile(1) == .infinity)
    for demand in Self.families where demand.sd > 0 {
      #expect(demand.cumulative(.infinity) == 1 && demand.expectedShortage(beyond: .infinity) == 0)
    }
  }
}

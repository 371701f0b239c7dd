import Probability
import Testing

/// Demand at another mean, or another deviation, in its own family.
@Suite struct ScalingTests {
  private let families: [DemandDistribution] = [
    .deterministic(mean: 4), .normal(mean: 10, sd: 3), .gamma(mean: 10, sd: 8), .poisson(mean: 2.5),
    .negativeBinomial(mean: 6, sd: 4),
  ]

  @Test(arguments: [0.25, 0.9, 1, 1.7, 40]) func momentsAndFamily(factor: Double) {
    for demand in families {
      let scaled = demand.scaled(by: factor)
      #expect(abs(scaled.mean - factor * demand.mean) < 1e-12 * scaled.mean)
      let (before, after) = (demand.sd * demand.sd / demand.mean, scaled.sd * scaled.sd / scaled.mean)
      switch (demand, scaled) {
      case (.poisson, .poisson), (.negativeBinomial, .negativeBinomial): #expect(abs(after - before) < 1e-12 * before)
      case (.deterministic, .deterministic): #expect(scaled.sd == 0)
      case (.normal, .normal), (.gamma, .gamma): #expect(abs(after - factor * before) < 1e-12 * after)
      default: Issue.record("\(demand) became \(scaled)")
      }
    }
  }

  /// Twice the customers: the demand of two periods of whole units.
  @Test func whereMoreCustomersCome() {
    for demand in families where demand.isDiscrete {
      let (scaled, sum) = (demand.scaled(by: 3), demand.over(periods: 3))
      for number in stride(from: 0.0, through: 60, by: 1) {
        #expect(abs(scaled.evaluated(at: number).lower - sum.evaluated(at: number).lower) < 1e-13)
      }
    }
  }

  @Test func withoutAFactorThereIsNoDemand() {
    for demand in families {
      for factor in [0, -1, Double.nan, .infinity] { #expect(demand.scaled(by: factor) == .deterministic(mean: 0)) }
      #expect(demand.scaled(by: 1) == demand)
      #expect(demand.withSD(demand.sd) == demand && demand.withSD(.nan) == demand && demand.withSD(-1) == demand)
    }
  }

  @Test func anotherDeviation() {
    #expect(DemandDistribution.normal(mean: 9, sd: 3).withSD(2) == .normal(mean: 9, sd: 2))
    #expect(DemandDistribution.gamma(mean: 9, sd: 3).withSD(2) == .gamma(mean: 9, sd: 2))
    #expect(DemandDistribution.negativeBinomial(mean: 9, sd: 6).withSD(4) == .negativeBinomial(mean: 9, sd: 4))
    #expect(DemandDistribution.negativeBinomial(mean: 9, sd: 6).withSD(3) == .poisson(mean: 9))
    #expect(DemandDistribution.poisson(mean: 9).withSD(2) == .poisson(mean: 9))
  }
}

import Probability
import SupplyNetwork
import Testing

@testable import Solver

struct DemandBoundTests {
  /// A supplier and its only customer, which serves the demand.
  private func network(
    _ demand: DemandDistribution, _ service: ServiceTarget, review: Int = 1, given: Double? = nil
  ) throws -> StageNetwork {
    try StageNetwork(
      name: "pair",
      stages: [
        Stage(id: "upstream", service: service, givenPooledDemandSD: given),
        Stage(id: "end", reviewPeriod: review, demand: demand, service: service),
      ],
      links: [Link(supplier: 0, customer: 1)])
  }

  private func safetyStock(
    _ demand: DemandDistribution, _ service: ServiceTarget, stage: Int = 1, over periods: Int, review: Int = 1,
    given: Double? = nil
  ) throws -> Double {
    try DemandBound.all(in: network(demand, service, review: review, given: given))[stage]
      .safetyStock(over: periods)
  }

  @Test func normalDemand() throws {
    let demand = DemandDistribution.normal(mean: 100, sd: 20)
    #expect(try safetyStock(demand, ServiceTarget(.safetyFactor, 2), over: 9) == 120)
    let z95 = 1.6448536269514722
    #expect(isClose(try safetyStock(demand, ServiceTarget(.cycleServiceLevel, 0.95), over: 4), 40 * z95))
    #expect(try safetyStock(demand, ServiceTarget(.cycleServiceLevel, 0.3), over: 4) == 0)
    #expect(try safetyStock(demand, ServiceTarget(.cycleServiceLevel, 0.95), over: 0) == 0)
    #expect(try safetyStock(demand, ServiceTarget(.cycleServiceLevel, 1), over: 1).isFinite)
  }

  @Test func discreteDemandTakesItsOwnQuantile() throws {
    // P(D ≤ 5) = 0.9161 and P(D ≤ 6) = 0.9665 at mean 3 (tables).
    let target = ServiceTarget(.cycleServiceLevel, 0.95)
    #expect(try safetyStock(.poisson(mean: 1.5), target, over: 2) == 3)
  }

  @Test func upstreamOfSkewedDemandIsGamma() throws {
    let target = ServiceTarget(.cycleServiceLevel, 0.98)
    let lumpy = DemandDistribution.negativeBinomial(mean: 2, sd: 6)
    let expected = DemandDistribution.gamma(mean: 8, sd: 12).quantile(0.98) - 8
    #expect(isClose(try safetyStock(lumpy, target, stage: 0, over: 4), expected))
    #expect(expected > StandardNormal.quantile(0.98) * 12)
    let given = try safetyStock(lumpy, target, stage: 0, over: 4, given: 5)
    #expect(isClose(given, StandardNormal.quantile(0.98) * 10))
    let steady = try safetyStock(.deterministic(mean: 3), target, stage: 0, over: 4)
    #expect(steady == 0)
  }

  /// With R = τ = 1 the units short are those of one period: 1 − E[(D − B)⁺] ÷ μ.
  @Test func fillRateOfPoissonDemandBySummation() throws {
    let stock = try safetyStock(.poisson(mean: 4), ServiceTarget(.fillRate, 0.99), over: 1)
    var term = 0.018315638888734179
    var probabilities = [term]
    for count in 1...60 {
      term *= 4 / Double(count)
      probabilities.append(term)
    }
    func fillRate(_ level: Int) -> Double {
      1 - probabilities.enumerated().reduce(0) { $0 + Double(max(0, $1.offset - level)) * $1.element } / 4
    }
    let level = Int(stock) + 4
    #expect(fillRate(level) >= 0.99)
    #expect(fillRate(level - 1) < 0.99)
  }

  @Test(arguments: [
    DemandDistribution.normal(mean: 10, sd: 4), .gamma(mean: 10, sd: 15), .gamma(mean: 0.2, sd: 1.5),
    .poisson(mean: 0.4), .negativeBinomial(mean: 3, sd: 9),
  ])
  func fillRateIsMetAndNotOverMet(demand: DemandDistribution) throws {
    for (review, periods) in [(1, 1), (1, 8), (3, 2), (3, 5), (7, 30)] {
      for target in [0.9, 0.999] {
        let stock = try safetyStock(demand, ServiceTarget(.fillRate, target), over: periods, review: review)
        let level = demand.mean * Double(periods) + stock
        func fillRate(_ level: Double) -> Double {
          let short = demand.over(periods: periods).expectedShortage(beyond: level)
          let before =
            periods > review ? demand.over(periods: periods - review).expectedShortage(beyond: level) : 0
          return 1 - (short - before) / (Double(review) * demand.mean)
        }
        #expect(fillRate(level) >= target - 1e-9)
        if demand.isDiscrete {
          #expect(fillRate(level.rounded() - 1) < target || stock < 1)
        } else if stock > 0 {
          #expect(fillRate(level * (1 - 1e-6)) < target)
        }
      }
    }
  }
}

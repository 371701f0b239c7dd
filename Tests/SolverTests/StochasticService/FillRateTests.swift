import Probability
import Simulator
import SupplyNetwork
import Testing

@testable import Solver

/// Fill rates to attain under stochastic service.
struct FillRateTests {
  /// A chain whose end item has a fill rate to attain and states no backorder cost rate.
  private static func chain(
    _ demand: DemandDistribution, fillRate: Double, leadTimes: [Int] = [2, 1, 3],
    echelonRates: [Double] = [1.5, 0.5, 1],
    units: [Double] = []
  ) throws -> StageNetwork {
    try aiming(
      try SerialNetworks.chain(
        echelonRates: echelonRates, leadTimes: leadTimes, backorderCostRate: 0, demand: demand, units: units),
      at: fillRate)
  }

  /// The network with a fill rate as target of the stage with demand, and no backorder cost rate.
  private static func aiming(_ network: StageNetwork, at fillRate: Double) throws -> StageNetwork {
    var stages = network.stages
    for index in stages.indices where stages[index].demand != nil {
      stages[index].service = ServiceTarget(.fillRate, fillRate)
      stages[index].backorderCostRate = 0
    }
    return try StageNetwork(name: network.name, stages: stages, links: network.links)
  }

  private static let demands: [DemandDistribution] = [
    .poisson(mean: 5), .negativeBinomial(mean: 4, sd: 4), .normal(mean: 50, sd: 10), .gamma(mean: 8, sd: 5),
  ]

  /// One stage alone: the least base stock of ``BaseStockLevel``, by other formulas.
  @Test(arguments: demands, [0.8, 0.95, 0.999])
  func oneStage(demand: DemandDistribution, fillRate: Double) throws {
    for leadTime in [1, 2, 7] {
      let network = try Self.chain(demand, fillRate: fillRate, leadTimes: [leadTime], echelonRates: [2])
      let plan = try StochasticService.plan(for: network)
      let least = try BaseStockLevel.least(fillRate: fillRate, demand: demand, leadTime: leadTime)
      let found = plan.stages[0].installationBaseStock
      #expect(abs(found - least.baseStock) <= 1e-6 * least.baseStock, "\(found) \(least.baseStock)")
      let measures = try EchelonPolicyMeasures(of: [found], in: network)
      #expect(abs(measures.fillRate - least.fillRate) < 1e-7)
    }
  }

  /// Any base stocks: the fill rate of one stage is that of ``BaseStockLevel``, and at no lead time all is served.
  @Test func measured() throws {
    for level in [3.0, 9, 14, 20] {
      let network = try Self.chain(.poisson(mean: 4), fillRate: 0.9, leadTimes: [3], echelonRates: [1])
      let measures = try EchelonPolicyMeasures(of: [level], in: network)
      let expected = try BaseStockLevel(of: level, demand: .poisson(mean: 4), leadTime: 3)
      #expect(abs(measures.fillRate - expected.fillRate) < 1e-12)
      let atOnce = try Self.chain(.poisson(mean: 4), fillRate: 0.9, leadTimes: [0], echelonRates: [1])
      #expect(try EchelonPolicyMeasures(of: [level], in: atOnce).fillRate == 1)
    }
  }

  /// The rate is the least: a little below it the optimum serves less; whole units cannot be spared.
  @Test(arguments: demands)
  func least(demand: DemandDistribution) throws {
    for (fillRate, leadTimes) in [(0.9, [2, 1, 3]), (0.97, [1, 4, 0]), (0.99, [0, 2, 2])] {
      let network = try Self.chain(demand, fillRate: fillRate, leadTimes: leadTimes)
      let stated = StochasticService.statingBackorderCostRates(network)
      let rate = stated.stages[2].backorderCostRate
      let plan = try StochasticService.plan(for: network)
      let levels = plan.stages.map(\.echelonBaseStock)
      let attained = try EchelonPolicyMeasures(of: levels, in: stated).fillRate
      #expect(attained >= fillRate - 1e-12)
      if !demand.isDiscrete { #expect(attained < fillRate + 1e-9) }
      let lower = try SerialStochasticService.optimalPlan(
        for: network.stating(backorderCostRate: rate * (1 - 2e-6), ofStage: 2))
      let served = try EchelonPolicyMeasures(of: lower.stages.map(\.echelonBaseStock), in: stated).fillRate
      #expect(served < fillRate)
      #expect(PlanVerifier.verifyStochastic(plan, against: stated) == [])
      let optimum = try SerialStochasticService.optimalPlan(for: stated)
      #expect(optimum.cost <= plan.cost * (1 + 1e-9))
      guard demand.isDiscrete else { continue }
      for stage in 0..<3 where stage == 2 || levels[stage] > levels[stage + 1] {
        var spared = levels
        spared[stage] -= 1
        #expect(try EchelonPolicyMeasures(of: spared, in: stated).fillRate < fillRate)
      }
    }
  }

  /// Whole units: of all plans no other serves the fill rate at less cost at the rate found.
  @Test func bruteForce() throws {
    let network = try Self.chain(
      .poisson(mean: 1.5), fillRate: 0.9, leadTimes: [2, 2], echelonRates: [2, 1])
    let plan = try StochasticService.plan(for: network)
    let stated = StochasticService.statingBackorderCostRates(network)
    var cheapest = Double.infinity
    for upper in 0...24 {
      for lower in 0...upper {
        let measures = try EchelonPolicyMeasures(of: [Double(upper), Double(lower)], in: stated)
        if measures.fillRate >= 0.9 { cheapest = min(cheapest, measures.cost) }
      }
    }
    #expect(plan.lowerBound <= cheapest * (1 + 1e-9))
    #expect(plan.cost <= cheapest * 1.01)
  }

  /// What is played serves the target, and in whole units no more than a unit of the end item would lose.
  @Test(arguments: [DemandDistribution.poisson(mean: 5), .normal(mean: 50, sd: 10), .gamma(mean: 8, sd: 4)])
  func simulated(demand: DemandDistribution) throws {
    let chain = try Self.chain(demand, fillRate: 0.95, leadTimes: [2, 1, 3], units: [2, 1])
    let assembly = try Self.aiming(try AssemblyTests.network(demand: demand), at: 0.95)
    for network in [chain, assembly] {
      let plan = try StochasticService.plan(for: network)
      let end = network.stageCount - 1
      let estimate = try Self.fillRate(of: plan, network, end)
      if demand.isDiscrete {
        var spared = plan.stages.map(\.echelonBaseStock)
        spared[end] -= 1
        let less = try EchelonPolicyMeasures(of: spared, in: network).fillRate
        #expect(less < 0.95)
        let whole = try EchelonPolicyMeasures(of: plan.stages.map(\.echelonBaseStock), in: network).fillRate
        #expect(whole >= 0.95 && abs(estimate.mean - whole) <= 2 * estimate.halfWidth, "\(estimate) \(whole)")
      } else {
        #expect(abs(estimate.mean - 0.95) <= 2 * estimate.halfWidth, "\(estimate)")
      }
    }
  }

  private static func fillRate(of plan: StockingPlan, _ network: StageNetwork, _ end: Int) throws -> Estimate {
    var settings = CaseSettings.Simulation()
    settings.replications = 40
    settings.periods = 1000
    settings.warmUp = 60
    settings.seed = 5
    let policy = NetworkPolicy(
      replenishment: plan.stages.map { .installationBaseStock($0.installationBaseStock) },
      committedServiceTime: plan.stages.map { _ in 0 })
    return Simulator.run(network: network, policies: [policy], settings: settings, streamIndex: 3)[0]
      .fillRate(stage: end)
  }

  /// A stated rate stands, other targets and shapes imply what they did, and demand that does not vary has no search.
  @Test func otherwise() throws {
    let network = try Self.chain(.poisson(mean: 5), fillRate: 0.95)
    let stated = network.stating(backorderCostRate: 7, ofStage: 2)
    #expect(StochasticService.statingBackorderCostRates(stated) == stated)
    let fixed = try Self.chain(.deterministic(mean: 5), fillRate: 0.95)
    #expect(StochasticService.statingBackorderCostRates(fixed) == fixed.statingBackorderCostRates())
    let pair = try StageNetwork(
      name: "pair",
      stages: [Stage(id: "w", processingTime: 1, holdingCostRate: 1)]
        + ["a", "b"].map {
          Stage(
            id: $0, processingTime: 1, holdingCostRate: 2, demand: .poisson(mean: 3),
            service: ServiceTarget(.fillRate, 0.95))
        }, links: [Link(supplier: 0, customer: 1), Link(supplier: 0, customer: 2)])
    #expect(StochasticService.statingBackorderCostRates(pair) == pair.statingBackorderCostRates())
  }
}

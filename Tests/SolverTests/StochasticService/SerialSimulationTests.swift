import Probability
import Simulator
import SupplyNetwork
import Testing

@testable import Solver

/// The simulator plays what the theory foretells.
struct SerialSimulationTests {
  /// Expected values within four standard errors; neighbours of the optimum no cheaper, exactly and as played.
  @Test(arguments: [
    DemandDistribution.poisson(mean: 5), .gamma(mean: 8, sd: 5), .normal(mean: 50, sd: 10),
  ])
  func optimum(demand: DemandDistribution) throws {
    let network = try SerialNetworks.chain(
      echelonRates: [1.5, 0.5, 1], leadTimes: [2, 1, 3], backorderCostRate: 18, demand: demand, units: [2, 1],
      linkLeadTimes: [1, 0])
    let plan = try SerialStochasticService.optimalPlan(for: network)
    let levels = plan.stages.map(\.echelonBaseStock)
    let measures = try EchelonPolicyMeasures(of: levels, in: network)
    // A unit of the end item and what it is made of.
    let step = (demand.isDiscrete ? 1 : 0.5 * demand.sd)
    var variants = [levels]
    for stage in 0..<3 {
      for change in [-step, step] {
        var other = levels
        other[stage] += change * (stage == 2 ? 1 : 2)
        #expect(try EchelonPolicyMeasures(of: other, in: network).cost >= plan.cost * (1 - 1e-9))
        variants.append(other)
      }
    }
    var settings = CaseSettings.Simulation()
    settings.replications = 40
    settings.periods = 500
    settings.warmUp = 60
    settings.seed = 11
    let policies = try variants.map { levels in
      NetworkPolicy(
        replenishment: try EchelonBaseStocks.installation(ofEchelon: levels, in: network).map {
          .installationBaseStock($0)
        }, committedServiceTime: [0, 0, 0])
    }
    let runs = Simulator.run(network: network, policies: policies, settings: settings, streamIndex: 1)
    func expect(_ estimate: Estimate, _ value: Double, _ what: String) {
      #expect(abs(estimate.mean - value) <= 2 * estimate.halfWidth + 1e-9, "\(what): \(estimate) \(value)")
    }
    for stage in 0..<3 {
      expect(runs[0].estimate(.onHand, stage: stage), measures.onHand[stage], "on hand \(stage)")
      expect(runs[0].estimate(.backorders, stage: stage), measures.backorders[stage], "backorders \(stage)")
    }
    expect(runs[0].estimate(.periodsWithoutStockout, stage: 2), measures.readyRate, "ready rate")
    func costs(_ run: SimulationRun) -> [Double] {
      (0..<run.replications).map { replication in
        (0..<3).reduce(0) { $0 + run.value(.cost, replication: replication, stage: $1) }
      }
    }
    let optimal = costs(runs[0])
    expect(Estimate(optimal), measures.costWithoutPipeline, "cost")
    for run in runs.dropFirst() {
      let difference = Estimate(zip(costs(run), optimal).map { $0 - $1 })
      #expect(difference.upper >= 0, "\(difference)")
    }
  }
}

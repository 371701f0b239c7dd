import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// Shang & Song's bounds and heuristic, and the planner's rule.
struct NewsvendorBoundsTests {
  @Test(.enabled(if: ReferenceData.isPresent)) func published() throws {
    for reference in try SerialReference.all() {
      let network = try reference.network()
      let bounds = try NewsvendorBounds.bounds(of: network)
      let heuristic = reference.heuristic
      for (range, middle) in zip(bounds, reference.byStage(heuristic.unrounded)) {
        #expect(isClose(0.5 * (range.lowerBound + range.upperBound), middle, relative: 1e-9), "\(reference.name)")
      }
      let plan = try NewsvendorBounds.plan(for: network)
      #expect(plan.status == .feasible)
      if let cost = heuristic.cost {
        // Found on the reference's grid.
        #expect(isClose(plan.cost, cost, relative: 2e-5), "\(reference.name): \(plan.cost) \(cost)")
      }
      if let cost = heuristic.costRoundedDown, let levels = heuristic.roundedDown {
        #expect(plan.stages.map(\.echelonBaseStock) == reference.byStage(levels))
        #expect(isClose(plan.cost, cost, relative: 1e-11), "\(reference.name): \(plan.cost) \(cost)")
      }
      if let cost = heuristic.costRoundedNearest, let levels = heuristic.roundedNearest {
        let measures = try EchelonPolicyMeasures(of: reference.byStage(levels), in: network)
        #expect(isClose(measures.cost, cost, relative: 1e-11), "\(reference.name): \(measures.cost) \(cost)")
      }
      #expect(isClose(plan.lowerBound, try SerialStochasticService.optimalPlan(for: network).cost))
    }
  }

  /// The bounds hold, and the heuristic is as good as is said of it.
  @Test(arguments: SerialIdentityTests.families) func encloseTheOptimum(demand: DemandDistribution) throws {
    for number in 0..<12 as Range<UInt64> {
      let network = try SerialIdentityTests.chain(number, demand)
      let chain = try EchelonChain.serial(network)
      let optimum = try ChainOptimum(chain).levels
      let bounds = try NewsvendorBounds.bounds(of: network)
      for (level, link) in zip(optimum, chain.links) {
        let slack = 1e-9 * max(1, abs(level))
        #expect(level >= bounds[link.stage].lowerBound - slack && level <= bounds[link.stage].upperBound + slack)
      }
      let plan = try NewsvendorBounds.plan(for: network)
      #expect(plan.cost >= plan.lowerBound && plan.lowerBound > 0 || plan.cost == 0)
    }
  }

  @Test func plannersRule() throws {
    let demand = DemandDistribution.normal(mean: 10, sd: 3)
    var network = try SerialNetworks.chain(
      echelonRates: [1, 1, 1], leadTimes: [1, 3, 5], backorderCostRate: 9, demand: demand)
    for (plan, factor) in try [
      (CumulativeLeadTimeRule.plan(for: network, safetyFactor: 2), 2),
      (CumulativeLeadTimeRule.plan(for: network), StandardNormal.quantile(0.95)),
    ] {
      for (stage, leadTime) in zip(plan.stages, [9.0, 4, 1]) {
        #expect(isClose(stage.echelonBaseStock, 10 * leadTime + factor * 3 * leadTime.squareRoot()))
      }
      #expect(try plan.cost >= SerialStochasticService.optimalPlan(for: network).cost)
      #expect(isClose(plan.cost, try EchelonPolicyMeasures(of: plan.stages.map(\.echelonBaseStock), in: network).cost))
    }
    // Under a fill rate the end item's level is the one that reaches it at a stage that is always supplied.
    var stages = network.stages
    stages[2].service = ServiceTarget(.fillRate, 0.97)
    stages[2].processingTime = 4
    network = try StageNetwork(name: "fill rate", stages: [stages[2]], links: [])
    let level = try CumulativeLeadTimeRule.plan(for: network).stages[0].echelonBaseStock
    let short = [4, 3].map { demand.over(periods: $0).expectedShortage(beyond: level) }
    #expect(isClose(1 - (short[0] - short[1]) / 10, 0.97))
  }
}

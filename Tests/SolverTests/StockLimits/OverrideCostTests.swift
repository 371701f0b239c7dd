import SupplyNetwork
import Testing

@testable import Solver

struct OverrideCostTests {
  private func override(_ level: Double, _ reason: String) -> BaseStockOverride {
    BaseStockOverride(location: 0, item: 0, baseStock: level, reason: reason)
  }

  @Test func withoutOverridesNothingIsPlanned() {
    let cost = OverrideCost(of: [nil, nil]) { _ in
      Issue.record("no plan is needed")
      return StockingPlan(name: "", model: "", method: "", status: .feasible, cost: 0, lowerBound: 0, stages: [])
    }
    #expect(cost.lines == [] && cost.together == 0)
  }

  /// Fixed levels replace the plan's stage by stage, so that each costs h × the units it adds.
  @Test func costsAreThoseOfTheStockAdded() throws {
    let network = try PublishedNetwork.problem67.network()
    let exact = try GuaranteedService.optimalPlan(for: network)
    let usual = WholeUnitPlan.rounded(exact, network: network)
    let overrides = [
      override(usual.stages[0].installationBaseStock + 5, "contract"), nil,
      override(usual.stages[2].installationBaseStock + 2, "display"),
    ]
    var plans = 0
    let cost = OverrideCost(of: overrides) { heeded in
      plans += 1
      return WholeUnitPlan.rounded(exact, network: network, overrides: heeded)
    }
    #expect(plans == 4)
    #expect(cost.lines.map(\.stage) == [0, 2] && cost.lines.map(\.reason) == ["contract", "display"])
    #expect(cost.lines.map(\.planned) == [0, 2].map { usual.stages[$0].installationBaseStock })
    let added = [5 * network.stages[0].holdingCostRate, 2 * network.stages[2].holdingCostRate]
    for (line, expected) in zip(cost.lines, added) { #expect(abs((line.cost ?? 0) - expected) < 1e-9) }
    #expect(abs((cost.together ?? 0) - added[0] - added[1]) < 1e-9)
  }

  /// One may make up for the other: then the lines are not to be added up.
  @Test func linesNeedNotAddUp() {
    let cost = OverrideCost(of: [override(1, "a"), override(1, "b")]) { heeded in
      let count = heeded.count { $0 != nil }
      return StockingPlan(
        name: "", model: "", method: "", status: .feasible, cost: [10, 14, 15][count], lowerBound: 0,
        stages: [.init(installationBaseStock: 3), .init(installationBaseStock: 4)])
    }
    #expect(cost.lines.map(\.cost) == [1, 1] && cost.together == 5)
    #expect(cost.lines.map(\.planned) == [3, 4])
  }

  @Test func aPlanThatDoesNotExistHasNoCost() {
    let cost = OverrideCost(of: [override(1, "a"), override(2, "b")]) { heeded in
      let isInfeasible = heeded[0] == nil
      return StockingPlan(
        name: "", model: "", method: "", status: isInfeasible ? .infeasible : .feasible, cost: 3, lowerBound: 0,
        stages: isInfeasible ? [] : [.init(), .init()])
    }
    #expect(cost.together == nil && cost.lines.map(\.cost) == [nil, 0])
    #expect(cost.lines[0].planned == nil && cost.lines[1].planned == 0)
  }
}

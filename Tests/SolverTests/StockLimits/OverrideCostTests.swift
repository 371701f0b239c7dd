import SupplyNetwork
import Testing

@testable import Solver

struct OverrideCostTests {
  private func network(_ fixed: [Double?]) throws -> StageNetwork {
    try StageNetwork(
      name: "", stages: fixed.enumerated().map { Stage(id: "s\($0.offset)", fixedBaseStock: $0.element) }, links: [])
  }

  @Test func withoutOverridesNothingIsPlanned() throws {
    let cost = OverrideCost(of: try network([nil, nil])) { _ in
      Issue.record("no plan is needed")
      return StockingPlan(name: "", model: "", method: "", status: .feasible, cost: 0, lowerBound: 0, stages: [])
    }
    #expect(cost.lines == [] && cost.together == 0)
  }

  /// A few units more than the plan's, where no promise changes, cost h × the units.
  @Test func costsAreThoseOfTheStockAdded() throws {
    let free = try PublishedNetwork.problem67.network()
    let usual = WholeUnitPlan.rounded(try GuaranteedService.optimalPlan(for: free), network: free)
    var stages = free.stages
    stages[0].fixedBaseStock = usual.stages[0].installationBaseStock + 5
    stages[2].fixedBaseStock = usual.stages[2].installationBaseStock + 2
    let network = try StageNetwork(name: free.name, stages: stages, links: free.links)
    var plans = 0
    let cost = try OverrideCost(of: network) { changed in
      plans += 1
      return WholeUnitPlan.rounded(try GuaranteedService.optimalPlan(for: changed), network: changed)
    }
    #expect(plans == 4)
    #expect(cost.lines.map(\.stage) == [0, 2] && cost.lines.map(\.lacking) == [0, 0])
    #expect(cost.lines.map(\.planned) == [0, 2].map { usual.stages[$0].installationBaseStock })
    let added = [5 * network.stages[0].holdingCostRate, 2 * network.stages[2].holdingCostRate]
    for (line, expected) in zip(cost.lines, added) { #expect(abs((line.cost ?? 0) - expected) < 1e-9) }
    #expect(abs((cost.together ?? 0) - added[0] - added[1]) < 1e-9)
    #expect(cost.lacking(0) == 0 && cost.lacking(1) == 0)
  }

  /// One may make up for the other: then the lines are not to be added up.
  @Test func linesNeedNotAddUp() throws {
    let cost = OverrideCost(of: try network([1, 1])) { changed in
      let count = changed.stages.count { $0.fixedBaseStock != nil }
      return StockingPlan(
        name: "", model: "", method: "", status: .feasible, cost: [10, 14, 15][count], lowerBound: 0,
        stages: [.init(installationBaseStock: 3), .init(installationBaseStock: 4)])
    }
    #expect(cost.lines.map(\.cost) == [1, 1] && cost.together == 5)
    #expect(cost.lines.map(\.planned) == [3, 4])
  }

  @Test func aPlanThatDoesNotExistHasNoCost() throws {
    let cost = OverrideCost(of: try network([1, 2])) { changed in
      let isInfeasible = changed.stages[0].fixedBaseStock == nil
      return StockingPlan(
        name: "", model: "", method: "", status: isInfeasible ? .infeasible : .feasible, cost: 3, lowerBound: 0,
        stages: isInfeasible ? [] : [.init(), .init()])
    }
    #expect(cost.together == nil && cost.lines.map(\.cost) == [nil, 0])
    #expect(cost.lines[0].planned == nil && cost.lines[1].planned == 0)
  }
}

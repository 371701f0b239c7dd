import Probability
import SupplyNetwork
import Testing

@testable import Solver

struct StorageCapacityTests {
  /// One location with two items, and one with the first of them.
  private func model() throws -> NetworkModel {
    let first = try StageNetwork(
      name: "first",
      stages: [
        Stage(id: "a", location: 0, reviewPeriod: 3),
        Stage(id: "b", location: 1, demand: .normal(mean: 4, sd: 1), orderMultiple: 12, minimumOrder: 15),
      ], links: [Link(supplier: 0, customer: 1)])
    let second = try StageNetwork(
      name: "second", stages: [Stage(id: "c", location: 0, demand: .poisson(mean: 2), minimumOrder: 5)], links: [])
    return NetworkModel(
      settings: CaseSettings(), tiers: [Tier(name: "all", kind: .dc)],
      locations: [Location(id: "X", storageCapacity: 40), Location(id: "Y"), Location(id: "Z", storageCapacity: 1)],
      items: [Item(id: "first"), Item(id: "second")], networks: [first, second])
  }

  private func plan(_ name: String, _ decisions: [StockingPlan.StageDecision], _ status: StockingPlan.Status)
    -> StockingPlan
  {
    StockingPlan(name: name, model: "", method: "", status: status, cost: 0, lowerBound: 0, stages: decisions)
  }

  @Test func addsUpAllItemsByLocation() throws {
    let model = try model()
    let plans = [
      plan(
        "first",
        [
          .init(safetyStock: 7, installationBaseStock: 31), .init(safetyStock: -2, installationBaseStock: 20),
        ], .feasible),
      plan("second", [.init(safetyStock: 3, installationBaseStock: 13)], .feasible),
    ]
    let stock = StorageCapacity.report(plans: plans, model: model)
    // At X: 7 + 4 · 2/2, and 3 + half of 4 units that the minimum order can exceed the need by.
    #expect(stock[0] == LocationStock(location: 0, capacity: 40, mean: 7 + 4 + 3 + 2, peak: 31 + 13 + 4))
    #expect(stock[0].meanExcess == 0 && stock[0].peakExcess == 8)
    // At Y an order has 24 units at least.
    #expect(stock[1] == LocationStock(location: 1, capacity: nil, mean: 11.5, peak: 43))
    #expect(stock[1].peakExcess == 0)
    #expect(stock[2] == LocationStock(location: 2, capacity: 1, mean: 0, peak: 0))
  }

  @Test func anInfeasiblePlanHoldsNothing() throws {
    let plans = [plan("first", [], .infeasible), plan("second", [.init(installationBaseStock: 4)], .optimal)]
    let stock = StorageCapacity.report(plans: plans, model: try model())
    #expect(stock.map(\.peak) == [8, 0, 0])
  }
}

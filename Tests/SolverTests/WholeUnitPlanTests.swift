import SupplyNetwork
import Testing

@testable import Solver

struct WholeUnitPlanTests {
  @Test(arguments: [(12.0, 12.0), (12.0000000001, 12), (12.0001, 13), (0, 0), (0.3, 1), (1e12 + 0.5, 1e12 + 1)])
  func roundsUpButForError(level: Double, whole: Double) {
    #expect(WholeUnitPlan.wholeUnits(level) == whole)
  }

  @Test func costIsThatOfTheLevelsStated() throws {
    let network = try PublishedNetwork.problem67.network()
    let plan = try GuaranteedService.optimalPlan(for: network)
    let whole = WholeUnitPlan.rounded(plan, network: network)
    #expect(whole.cost >= plan.cost)
    #expect(whole.cost < plan.cost + 2 + 3 + 4)
    #expect(whole.status == .feasible)
    #expect(whole.lowerBound == plan.cost)
    #expect(whole.method.hasPrefix(plan.method) && whole.method.contains("whole units"))
    for (exact, rounded) in zip(plan.stages, whole.stages) {
      #expect(rounded.installationBaseStock == exact.installationBaseStock.rounded(.up))
      #expect(rounded.netReplenishmentLeadTime == exact.netReplenishmentLeadTime)
    }
    // In a chain of unit links the echelon base stock is the sum of all levels downstream.
    #expect(whole.stages[0].echelonBaseStock == whole.stages.reduce(0) { $0 + $1.installationBaseStock })
  }

  @Test func fixedLevelsStay() throws {
    let free = try PublishedNetwork.problem67.network()
    var stages = free.stages
    stages[2].fixedBaseStock = 100.5
    let network = try StageNetwork(name: free.name, stages: stages, links: free.links)
    let plan = try GuaranteedService.optimalPlan(for: network)
    let whole = WholeUnitPlan.rounded(plan, network: network)
    #expect(whole.stages[2].installationBaseStock == 100.5)
    #expect(whole.stages[2].safetyStock == 100.5 - 45 * Double(plan.stages[2].netReplenishmentLeadTime))
    #expect(whole.method.contains("1 as fixed by planners"))
    #expect(whole.lowerBound <= whole.cost)
    #expect(PlanVerifier.verify(whole, against: network, form: .wholeUnits) == [])
    #expect(!PlanVerifier.verify(whole, against: free, form: .wholeUnits).isEmpty)
  }

  @Test func orderMultiplesLeaveTheLevel() throws {
    let network = try PublishedNetwork.problem67.network()
    var stages = network.stages
    for index in stages.indices { stages[index].orderMultiple = 24 }
    let packed = try StageNetwork(name: network.name, stages: stages, links: network.links)
    let plan = try GuaranteedService.optimalPlan(for: network)
    #expect(WholeUnitPlan.rounded(plan, network: packed) == WholeUnitPlan.rounded(plan, network: network))
  }
}

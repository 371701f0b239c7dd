import Findings
import Probability
import Solver
import SupplyNetwork
import Testing

/// Base stocks found by simulation alone.
@Suite struct SearchedPlanTests {
  private func settings(_ unmet: CaseSettings.UnmetDemand = .lostSale) -> CaseSettings {
    SampleModels.settings(periods: 24) {
      $0.simulation.warmUp = 8
      $0.simulation.seed = 9
      $0.simulation.unmetDemand = unmet
    }
  }

  /// A centre and a store.
  private func network(_ change: (inout [Stage]) -> Void = { _ in }) throws -> StageNetwork {
    var stages = [
      Stage(id: "DC", processingTime: 2, holdingCostRate: 1),
      Stage(
        id: "A", location: 1, processingTime: 1, holdingCostRate: 2, backorderCostRate: 18, demand: .poisson(mean: 2)),
    ]
    change(&stages)
    return try StageNetwork(name: "pair", stages: stages, links: [Link(supplier: 0, customer: 1)])
  }

  private static let work = 600_000

  /// Under lost sales no theory says what is best: all plans nearby, each simulated at length, do.
  @Test func lostSalesAreWeighedAsTryingEveryPlanDoes() async throws {
    let network = try network()
    let found = try await SearchedPlan.plan(for: network, settings: settings(), work: Self.work)
    #expect(found.plan.model == "search" && found.plan.status == .feasible && found.plan.name == "pair")
    #expect(found.plan.lowerBound == 0)
    let simulated = try SimulatedCost(network: network, settings: settings().simulation)
    let plans = (0...12).flatMap { centre in (0...12).map { [centre, $0] } }
    let means = await simulated.costs(plans, 1_000_000..<1_000_100).map { $0.reduce(0, +) / 100 }
    let best = try #require(means.min())
    let levels = found.plan.stages.map { Int($0.installationBaseStock) }
    let own = try #require(plans.firstIndex(of: levels))
    #expect(means[own] < 1.06 * best)
    #expect(abs(found.plan.cost - means[own]) < 0.08 * best)
    #expect(found.statement.contains("lost sales cost"))
    #expect(found.plan.method.hasPrefix("integer descent by simulation; "))
    #expect(found.plan.method.contains("costs less by more than") || found.plan.method.contains("nothing is known"))
  }

  /// What the plan says of itself follows from its levels.
  @Test func decisionsFollowFromTheLevels() async throws {
    let network = try network()
    let plan = try await SearchedPlan.plan(for: network, settings: settings(.backorder), work: Self.work).plan
    #expect(plan.stages.map(\.committedServiceTime) == [0, 0])
    #expect(plan.stages.map(\.netReplenishmentLeadTime) == [2, 1])
    let levels = plan.stages.map(\.installationBaseStock)
    #expect(levels.allSatisfy { $0 == $0.rounded() && $0 >= 0 })
    #expect(plan.stages.map(\.safetyStock) == [levels[0] - 4, levels[1] - 2])
    #expect(plan.stages.map(\.echelonBaseStock) == [levels[0] + levels[1], levels[1]])
    #expect(plan.stages.map(\.holdingCost) == [max(0, levels[0] - 4), 2 * max(0, levels[1] - 2)])
  }

  @Test func thePlanDoesNotDependOnThreads() async throws {
    let network = try network()
    let one = try await SearchedPlan.plan(for: network, settings: settings(), work: 200_000, threads: 1)
    let two = try await SearchedPlan.plan(for: network, settings: settings(), work: 200_000, threads: 2)
    #expect(one.plan == two.plan && one.statement == two.statement)
  }

  @Test func limitsAndFixedLevelsAreKept() async throws {
    let dock = try network { $0[0].mayHoldStock = false }
    let plan = try await SearchedPlan.plan(for: dock, settings: settings(), work: 200_000).plan
    #expect(plan.stages[0].installationBaseStock == 0 && plan.stages[1].installationBaseStock > 2)
    let fixed = try network { $0[1].fixedBaseStock = 9 }
    let given = try await SearchedPlan.plan(for: fixed, settings: settings(), work: 200_000).plan
    #expect(given.stages[1].installationBaseStock == 9)
  }

  @Test func whatCannotBeSearchedIsRefused() async throws {
    await #expect(throws: StudyError.self) {
      try await SearchedPlan.plan(
        for: try network {
          $0[1].holdingCostRate = 0; $0[1].backorderCostRate = 0
        }, settings: settings())
    }
    await #expect(throws: StudyError.self) {
      try await SearchedPlan.plan(
        for: try network {
          $0[1].minimumStock = 10
          $0[1].maximumStock = 5
        }, settings: settings())
    }
    let late = try network {
      $0[0].externalInboundServiceTime = 5
      $0[0].maximumInboundServiceTime = 2
    }
    await #expect(throws: StudyError.self) { try await SearchedPlan.plan(for: late, settings: settings()) }
  }
}

import Findings
import Probability
import Simulator
import Solver
import SupplyNetwork
import Testing

/// Costs of base stocks in simulation, and a search over them.
@Suite struct SimulatedCostTests {
  private func settings(_ change: (inout CaseSettings.Simulation) -> Void = { _ in }) -> CaseSettings.Simulation {
    var settings = CaseSettings.Simulation()
    settings.periods = 24
    settings.warmUp = 8
    settings.seed = 9
    change(&settings)
    return settings
  }

  /// A centre with two stores.
  private func network(backorderCostRate: Double = 18) throws -> StageNetwork {
    func store(_ id: String, location: Int, mean: Double) -> Stage {
      Stage(
        id: id, location: location, processingTime: 1, holdingCostRate: 2, backorderCostRate: backorderCostRate,
        demand: .poisson(mean: mean))
    }
    return try StageNetwork(
      name: "pair",
      stages: [
        Stage(id: "DC", processingTime: 2, holdingCostRate: 1), store("A", location: 1, mean: 2),
        store("B", location: 2, mean: 1),
      ], links: [Link(supplier: 0, customer: 1), Link(supplier: 0, customer: 2)])
  }

  private func single(_ change: (inout Stage) -> Void) throws -> StageNetwork {
    var stage = Stage(
      id: "S", processingTime: 2, holdingCostRate: 1, demand: .normal(mean: 20, sd: 5),
      service: ServiceTarget(.cycleServiceLevel, 0.9))
    change(&stage)
    return try StageNetwork(name: "single", stages: [stage], links: [])
  }

  @Test func costsAreThoseOfTheSimulation() async throws {
    let network = try network()
    var settings = settings()
    settings.replications = 11
    let run = Simulator.run(
      network: network,
      policies: [
        NetworkPolicy(
          replenishment: [9, 5, 3].map { .installationBaseStock($0) }, committedServiceTime: [0, 0, 0])
      ], settings: settings, streamIndex: 4)[0]
    let costs = await (try SimulatedCost(network: network, settings: settings, streamIndex: 4))
      .costs([[9, 5, 3]], 0..<11)
    for replication in 0..<11 {
      let expected = (0..<3).reduce(0.0) { total, stage in
        let held = run.value(.onHand, replication: replication, stage: stage)
        let late = run.value(.backorders, replication: replication, stage: stage)
        return total + network.stages[stage].holdingCostRate * held + network.stages[stage].backorderCostRate * late
      }
      #expect(abs(costs[0][replication] - expected) < 1e-9 * expected)
    }
  }

  @Test func lostSalesCostWhatALostUnitCosts() async throws {
    let network = try network()
    var settings = settings { $0.unmetDemand = .lostSale }
    settings.replications = 3
    let run = Simulator.run(
      network: network,
      policies: [
        NetworkPolicy(replenishment: [4, 2, 1].map { .installationBaseStock($0) }, committedServiceTime: [0, 0, 0])
      ], settings: settings, streamIndex: 0)[0]
    let costs = await (try SimulatedCost(network: network, settings: settings, lostSaleCosts: [0, 50, 70]))
      .costs([[4, 2, 1]], 0..<3)
    for replication in 0..<3 {
      func value(_ measure: SimulationRun.Measure, _ stage: Int) -> Double {
        run.value(measure, replication: replication, stage: stage)
      }
      #expect(value(.lost, 1) > 0)
      let expected =
        value(.cost, 0) + value(.cost, 1) + value(.cost, 2) + 50 * value(.lost, 1) + 70 * value(.lost, 2)
      #expect(abs(costs[0][replication] - expected) < 1e-9 * expected)
    }
  }

  /// However replications and plans are cut up, and whatever the number of threads.
  @Test func costsDependOnNothingButPlanAndReplication() async throws {
    let network = try network()
    let plans = [[9, 5, 3], [8, 6, 3], [0, 0, 0], [20, 9, 9]]
    let one = try SimulatedCost(network: network, settings: settings(), threads: 1)
    let whole = await one.costs(plans, 0..<21)
    for threads in [2, 3, 16] {
      let many = try SimulatedCost(network: network, settings: settings(), threads: threads)
      #expect(await many.costs(plans, 0..<21) == whole)
      let part = await many.costs([plans[1], plans[3]], 13..<17)
      #expect(part == [1, 3].map { Array(whole[$0][13..<17]) })
    }
    #expect(await one.costs([], 0..<4) == [])
    #expect(await one.costs(plans, 5..<5) == [[], [], [], []])
    #expect(Set(whole[0]).count > 15)
  }

  /// Without a backorder cost rate the service target stands for one: the cheapest level then covers as many periods.
  @Test func theServiceTargetImpliesTheBackorderCost() async throws {
    let network = try single { _ in }
    let simulated = try SimulatedCost(network: network, settings: settings { $0.periods = 200 })
    // Lead time 2: 40 + 1.2816 · 5√2 = 49.06.
    let means = await simulated.costs((46...53).map { [$0] }, 0..<40).map { $0.reduce(0, +) / 40 }
    let best = means.indices.min { means[$0] < means[$1] } ?? 0
    #expect((49...50).contains(46 + best))
    let level = 49.0
    let sd = 5 * 2.0.squareRoot()
    let exact = level - 40 + 10 * sd * StandardNormal.loss((level - 40) / sd)
    #expect(abs(means[3] - exact) < 0.02 * exact)
    let factor = try single { $0.service = ServiceTarget(.safetyFactor, StandardNormal.quantile(0.9)) }
    let costs = await (try SimulatedCost(network: factor, settings: settings())).costs([[49]], 0..<8)
    let others = await (try SimulatedCost(network: network, settings: settings())).costs([[49]], 0..<8)
    #expect(zip(costs[0], others[0]).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  /// The search against all plans of a small lattice under lost sales, where there is no theory.
  @Test func aSearchFindsWhatTryingEveryPlanFinds() async throws {
    let simulated = try SimulatedCost(
      network: try network(), settings: settings { $0.unmetDemand = .lostSale }, lostSaleCosts: [0, 40, 40])
    let lattice = try BaseStockLattice(lowest: [2, 3, 1], highest: [10, 8, 5])
    let plans = (2...10).flatMap { centre in (3...8).flatMap { a in (1...5).map { [centre, a, $0] } } }
    let means = await simulated.costs(plans, 1_000_000..<1_000_200).map { $0.reduce(0, +) / 200 }
    let best = try #require(means.min())
    let search = SearchSettings(indifference: 0.2)
    let result = try await SimulationSearch.search(lattice, settings: search, costs: simulated.costs)
    let levels = try #require(result.levels)
    let position = try #require(plans.firstIndex(of: levels))
    #expect(!result.isBudgetSpent && result.guarantee.difference == 0.2)
    #expect(means[position] - best < 0.3)
    let cost = try #require(result.cost)
    #expect(abs(cost.mean - means[position]) < 3 * cost.halfWidth)
    #expect(result.plansSearched < plans.count / 3)
  }

  /// Problem 1 of Shang & Song (2003, doi:10.1287/mnsc.49.5.618.15147): four stages, a quarter of a time unit each, so
  /// that a period of a quarter has 4 units of demand. The published cost has the stock in transit between stages, 6.
  @Test func aSearchFindsThePublishedPlanOfASeries() async throws {
    let stages = (0..<4).map { index in
      Stage(
        id: "\(4 - index)", location: index, processingTime: 1, holdingCostRate: 0.25 * Double(index + 1),
        backorderCostRate: index == 3 ? 9 : 0, demand: index == 3 ? .poisson(mean: 4) : nil)
    }
    let network = try StageNetwork(
      name: "series", stages: stages, links: (0..<3).map { Link(supplier: $0, customer: $0 + 1) })
    let simulated = try SimulatedCost(network: network, settings: settings { $0.periods = 80 })
    var search = SearchSettings(indifference: 0.2)
    search.costReplications = 100
    let result = try await SimulationSearch.search(
      SimulatedCost.lattice(for: network), settings: search, costs: simulated.costs)
    let levels = try #require(result.levels)
    let costs = await simulated.costs([levels, [4, 5, 5, 8]], 2_000_000..<2_000_100)
    let excess = Estimate(zip(costs[0], costs[1]).map { $0 - $1 })
    #expect(!result.isBudgetSpent)
    #expect(excess.mean < 0.2 + excess.halfWidth)
    let cost = try #require(result.cost)
    #expect(abs(cost.mean - (12.6879 - 6)) < 0.2 + 2 * cost.halfWidth)
  }

  @Test func theLatticeKeepsToTheLimitsOfStages() throws {
    let free = try SimulatedCost.lattice(for: try single { _ in })
    // 3 periods: 60 + 6 · 5√3 + 1 = 112.96.
    #expect(free == (try BaseStockLattice(lowest: [0], highest: [113])))
    let limited = try SimulatedCost.lattice(
      for: try single {
        $0.minimumStock = 3.5
        $0.maximumStock = 90
        $0.shelfLife = 3
      })
    #expect(limited == (try BaseStockLattice(lowest: [44], highest: [80])))
    #expect(
      try SimulatedCost.lattice(for: try single { $0.mayHoldStock = false })
        == BaseStockLattice(lowest: [0], highest: [0]))
    #expect(throws: StudyError.self) {
      try SimulatedCost.lattice(
        for: try single {
          $0.minimumStock = 10
          $0.maximumStock = 30
        })
    }
    let chain = try SimulatedCost.lattice(for: try network())
    #expect(chain.lowest == [0, 0, 0] && chain.stageCount == 3)
  }

  @Test func whatCannotBeCostedIsRefused() throws {
    let network = try network()
    #expect(throws: StudyError.self) { try SimulatedCost(network: network, settings: settings { $0.periods = 0 }) }
    #expect(throws: StudyError.self) {
      try SimulatedCost(network: network, settings: settings(), committedServiceTimes: [0])
    }
    #expect(throws: StudyError.self) {
      try SimulatedCost(
        network: network, settings: settings { $0.unmetDemand = .lostSale }, lostSaleCosts: [0, 0, 0])
    }
    #expect(throws: StudyError.self) {
      try SimulatedCost(network: try single { $0.holdingCostRate = 0 }, settings: settings())
    }
  }
}

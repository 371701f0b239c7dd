import Probability
import SupplyNetwork
import Testing

@testable import Simulator

/// Long-run averages of other simulators, with their own standard errors.
@Suite(.enabled(if: Oracles.exist)) struct LongRunOracleTests {
  /// A system of `sim_longrun.json` in our terms. Its shipment lead times are ours; a unit on its way costs the rate of
  /// where it comes from.
  struct System: Sendable {
    var name: String
    /// Our stages by the names there, and by those of the second simulator where they differ.
    var stages: [String]
    var fastStages: [String]
    var network: StageNetwork
    var policy: NetworkPolicy

    static let single: [(String, DemandDistribution, Int, Double, Double, ReplenishmentPolicy)] = [
      ("single_stage_bs_normal", .normal(mean: 50, sd: 8), 1, 0.18, 0.7, .installationBaseStock(56.6)),
      (
        "single_stage_sS_poisson_L2", .poisson(mean: 10), 2, 1, 9,
        .reorderPointOrderUpTo(reorderPoint: 35, orderUpTo: 70)
      ),
      (
        "single_stage_rQ_poisson_L2", .poisson(mean: 10), 2, 1, 9,
        .reorderPointOrderQuantity(reorderPoint: 35, quantity: 40)
      ),
    ]

    static func singleStage(_ place: Int) throws -> System {
      let (name, demand, leadTime, holding, backorder, rule) = single[place]
      let stage = Stage(
        id: "0", processingTime: leadTime, holdingCostRate: holding, backorderCostRate: backorder, demand: demand)
      return System(
        name: name, stages: ["0"], fastStages: ["1"], network: try TestNetworks.single(stage), policy: .single(rule))
    }

    /// Example 6.1 of Snyder & Shen, by echelon or with lean installation base stocks.
    static func serial(isEchelon: Bool) throws -> System {
      let (rates, leadTimes) = ([2.0, 4, 7], [2, 1, 1])
      let stages = (0..<3).map { place in
        Stage(
          id: "\(3 - place)", location: place, processingTime: leadTimes[place], holdingCostRate: rates[place],
          backorderCostRate: place == 2 ? 37.12 : 0, demand: place == 2 ? .normal(mean: 5, sd: 1) : nil)
      }
      let network = try StageNetwork(
        name: "serial", stages: stages, links: [Link(supplier: 0, customer: 1), Link(supplier: 1, customer: 2)])
      let levels = isEchelon ? [22.71, 12.02, 6.49] : [8, 4, 6]
      let policy = NetworkPolicy(
        replenishment: levels.map { isEchelon ? .echelonBaseStock($0) : .installationBaseStock($0) },
        committedServiceTime: [0, 0, 0])
      return System(
        name: isEchelon ? "serial3_echelon_bs_ex6_1" : "serial3_local_bs_lean", stages: ["3", "2", "1"],
        fastStages: ["3", "2", "1"], network: network, policy: policy)
    }

    static func warehouse(_ allocation: AllocationRule) throws -> System {
      var stages = [Stage(id: "0", processingTime: 2, holdingCostRate: 0.5)]
      for (place, mean) in [4.0, 6, 8].enumerated() {
        stages.append(
          Stage(
            id: "\(place + 1)", location: place + 1, processingTime: 1, holdingCostRate: 1, backorderCostRate: 19,
            demand: .poisson(mean: mean)))
      }
      var links = (1...3).map { Link(supplier: 0, customer: $0) }
      for index in links.indices { links[index].priority = index }
      let network = try StageNetwork(name: "warehouse", stages: stages, links: links)
      var policy = NetworkPolicy.baseStocks([30, 9, 13, 16])
      policy.allocation = allocation
      return System(
        name: "owmr3_local_bs_poisson_lean_wh", stages: ["0", "1", "2", "3"], fastStages: ["0", "1", "2", "3"],
        network: network, policy: policy)
    }
  }

  /// What the reference tells of a stage, as we measure it: the rates of holding stock and of what is on its way from it.
  private func measures(_ system: System, _ run: LongRun, _ stage: Int) -> [String: [Double]] {
    let network = system.network
    let (holding, backorder) = (network.stages[stage].holdingCostRate, network.stages[stage].backorderCostRate)
    var underWay = [Double](repeating: 0, count: run.run.replications)
    for link in network.customerLinks[stage] {
      underWay = zip(underWay, run.values(.inTransit, network.links[link].customer)).map { $0 + $1 }
    }
    let inTransit = underWay.map { holding * $0 }
    return [
      "avg_on_hand": run.values(.onHand, stage), "avg_backorders": run.values(.backorders, stage),
      "avg_inventory_level": run.levels(stage), "fill_rate": run.fillRates(stage),
      "cycle_service_level": run.values(.periodsWithoutStockout, stage),
      "holding_cost": run.values(.onHand, stage).map { holding * $0 },
      "stockout_cost": run.values(.backorders, stage).map { backorder * $0 },
      "in_transit_holding_cost": inTransit,
      "total_cost": zip(run.values(.cost, stage), inTransit).map { $0 + $1 },
    ]
  }

  /// Compares what both simulators tell of stages.
  ///
  /// - Parameter without: measures that are not comparable.
  private func compare(
    _ system: System, _ run: LongRun, with oracle: LongRunOracle, stages: Range<Int>, without: Set<String> = []
  ) throws {
    for stage in stages {
      let own = measures(system, run, stage)
      let theirs = try #require(oracle.nodes[system.stages[stage]])
      #expect(Set(theirs.keys) == Set(own.keys))
      for (measure, values) in own where !without.contains(measure) {
        let what = "\(system.name), stage \(system.stages[stage]), \(measure)"
        let wide = try #require(theirs[measure])
        run.expect(values, near: wide.mean, standardError: wide.standardError, what)
        guard let tight = oracle.independentFastSimulation?.nodes[system.fastStages[stage]]?[measure] else { continue }
        run.expect(values, near: tight.mean, standardError: tight.se, what)
      }
    }
  }

  /// Compares the cost of all stages.
  private func compareTotal(_ system: System, _ run: LongRun, with oracle: LongRunOracle) {
    let costs = run.costs(system.network)
    let total = oracle.totalSystemCostPerPeriod
    run.expect(costs, near: total.mean, standardError: total.standardError, system.name)
    if let tight = oracle.independentFastSimulation?.total {
      run.expect(costs, near: tight.mean, standardError: tight.se, system.name)
    }
    if let exact = oracle.analyticTotalCost { run.expect(costs, near: exact, system.name) }
  }

  private func compareAll(_ system: System) throws {
    let oracle: LongRunOracle = try Oracles.named(system.name, in: "sim_longrun.json")
    let run = LongRun(system.network, system.policy)
    try compare(system, run, with: oracle, stages: system.network.stages.indices)
    compareTotal(system, run, with: oracle)
  }

  @Test(arguments: System.single.indices) func singleStage(place: Int) throws {
    try compareAll(try System.singleStage(place))
  }

  @Test(arguments: [true, false]) func serialSystem(isEchelon: Bool) throws {
    try compareAll(try System.serial(isEchelon: isEchelon))
  }

  /// The other simulators serve the stores one after the other.
  @Test func warehouseOfThreeStores() throws { try compareAll(try System.warehouse(.priority)) }

  /// What the warehouse holds, ships and owes in all does not depend on whom it serves first, nor what the stores' levels
  /// add up to; what it delivers at once and how a store fares does.
  @Test(arguments: AllocationRule.allCases) func warehouseUnderAnyAllocation(rule: AllocationRule) throws {
    let system = try System.warehouse(rule)
    let oracle: LongRunOracle = try Oracles.named(system.name, in: "sim_longrun.json")
    let run = LongRun(system.network, system.policy)
    try compare(system, run, with: oracle, stages: 0..<1, without: ["fill_rate"])
    let levels = (1...3).map { run.levels($0) }
    let owed = PoissonStock(level: 30, mean: 36).backorders
    run.expect(levels[0].indices.map { index in levels.reduce(0) { $0 + $1[index] } }, near: 38 - owed - 18, "levels")
  }
}

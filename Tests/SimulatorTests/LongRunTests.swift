import Probability
import SupplyNetwork
import Testing

@testable import Simulator

/// Long-run averages against closed forms and against other simulators.
@Suite struct LongRunTests {
  private static var settings: CaseSettings.Simulation {
    var settings = CaseSettings.Simulation()
    settings.replications = 40
    settings.periods = 1500
    settings.warmUp = 100
    settings.seed = 11
    return settings
  }

  private func run(_ network: StageNetwork, _ policy: NetworkPolicy) -> SimulationRun {
    Simulator.run(network: network, policies: [policy], settings: Self.settings, streamIndex: 3)[0]
  }

  /// Expects the mean of the replications within four standard errors of the difference.
  private func expect(
    _ values: [Double], near mean: Double, standardError: Double = 0, _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let count = Double(values.count)
    let average = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + ($1 - average) * ($1 - average) } / (count - 1)
    let tolerance = 4 * (variance / count + standardError * standardError).squareRoot() + 1e-9
    #expect(
      abs(average - mean) <= tolerance, "\(what): \(average) ± \(tolerance), not \(mean)",
      sourceLocation: sourceLocation)
  }

  private func values(_ run: SimulationRun, _ measure: SimulationRun.Measure, _ stage: Int) -> [Double] {
    (0..<run.replications).map { run.value(measure, replication: $0, stage: stage) }
  }

  private func fillRates(_ run: SimulationRun, _ stage: Int) -> [Double] {
    zip(values(run, .deliveredOnTime, stage), values(run, .due, stage)).map { $0 / $1 }
  }

  /// With base stock B and lead time L, stock at the end of a period is B − D(L), with D(L) the demand of L periods:
  /// on hand E[(B − D(L))⁺], backorders E[(D(L) − B)⁺], no stockout with probability P(D(L) ≤ B), and some stock with
  /// P(D(L) < B). Delivered on time in a period is what it adds to E[min(D, B)] from L − 1 to L periods. An order is
  /// placed after every period with demand.
  @Test(arguments: [
    (DemandDistribution.normal(mean: 100, sd: 20), 4, 430.0), (.poisson(mean: 6), 3, 22), (.poisson(mean: 0.4), 5, 3),
  ])
  func baseStockClosedForm(demand: DemandDistribution, leadTime: Int, baseStock: Double) throws {
    let network = try TestNetworks.single(
      Stage(
        id: "1", processingTime: leadTime, holdingCostRate: 2, backorderCostRate: 9, demand: demand, fixedOrderCost: 7))
    let run = run(network, .baseStocks([baseStock]))
    let covered = demand.over(periods: leadTime)
    let shortage = covered.expectedShortage(beyond: baseStock)
    let before = demand.over(periods: leadTime - 1).expectedShortage(beyond: baseStock)
    let onHand = baseStock - covered.mean + shortage
    expect(values(run, .onHand, 0), near: onHand, "on hand")
    expect(values(run, .backorders, 0), near: shortage, "backorders")
    expect(values(run, .inTransit, 0), near: covered.mean, "in transit")
    expect(values(run, .ordered, 0), near: demand.mean, "ordered")
    expect(values(run, .periodsWithoutStockout, 0), near: covered.cumulative(baseStock), "cycle service")
    expect(fillRates(run, 0), near: 1 - (shortage - before) / demand.mean, "fill rate")
    expect(values(run, .cost, 0), near: 2 * onHand + 9 * shortage, "cost")
    let isWhole = demand.isDiscrete
    expect(
      values(run, .readyPeriods, 0), near: covered.cumulative(isWhole ? baseStock - 1 : baseStock), "ready rate")
    let orders = isWhole ? 1 - demand.cumulative(0) : 1
    expect(values(run, .ordersPlaced, 0), near: orders, "orders")
    expect(values(run, .orderCost, 0), near: 7 * orders, "order cost")
  }

  /// Under (R, Q), what is ordered is what is demanded: one order in Q ÷ μ periods. Between reviews none is placed.
  @Test(arguments: [1, 4]) func orderFrequency(reviewPeriod: Int) throws {
    let demand = DemandDistribution.poisson(mean: 6)
    let network = try TestNetworks.single(
      Stage(id: "1", processingTime: 2, reviewPeriod: reviewPeriod, demand: demand, fixedOrderCost: 30))
    let run = run(network, .single(.reorderPointOrderQuantity(reorderPoint: 20, quantity: 40)))
    expect(values(run, .ordersPlaced, 0), near: 6.0 / 40, "orders")
    expect(values(run, .orderCost, 0), near: 30 * 6.0 / 40, "order cost")
    expect(values(run, .ordered, 0), near: 6, "ordered")
  }

  /// Real quantities leave no orders that are mere rounding: a store without demand in most periods.
  @Test func roundingIsNoOrder() throws {
    let network = try TestNetworks.serial(leadTimes: [2, 1], demand: .normal(mean: 3, sd: 1))
    let demand = (0..<200).map { $0 % 5 == 0 ? 0.1 + Double($0) / 7 : 0 }
    let trace = Simulator.trace(network: network, policy: .baseStocks([31.7, 3.1]), demand: [[], demand])
    for period in 0..<200 {
      #expect(trace.value(.ordersPlaced, period: period, stage: 1) == (period % 5 == 0 ? 1 : 0), "\(period)")
    }
  }

  /// A review period R adds up to R − 1 periods to those that the base stock covers, each equally often.
  @Test func reviewPeriodClosedForm() throws {
    let demand = DemandDistribution.poisson(mean: 3)
    let network = try TestNetworks.single(Stage(id: "1", processingTime: 2, reviewPeriod: 7, demand: demand))
    let run = run(network, .baseStocks([24]))
    let shortage = (2...8).map { demand.over(periods: $0).expectedShortage(beyond: 24) }.reduce(0, +) / 7
    let service = (2...8).map { demand.over(periods: $0).cumulative(24) }.reduce(0, +) / 7
    expect(values(run, .backorders, 0), near: shortage, "backorders")
    // The measured 1,500 periods end inside a review cycle.
    expect(values(run, .periodsWithoutStockout, 0), near: service, standardError: 2e-4, "cycle service")
  }

  @Test(
    .enabled(if: Oracles.exist),
    arguments: ["single_stage_bs_normal", "single_stage_sS_poisson_L2", "single_stage_rQ_poisson_L2"])
  func singleStage(name: String) throws {
    let oracle: LongRunOracle = try Oracles.named(name, in: "sim_longrun.json")
    let demand: DemandDistribution = name.contains("normal") ? .normal(mean: 50, sd: 8) : .poisson(mean: 10)
    let leadTime = name.contains("normal") ? 1 : 2
    let policies: [String: ReplenishmentPolicy] = [
      "single_stage_bs_normal": .installationBaseStock(56.6),
      "single_stage_sS_poisson_L2": .reorderPointOrderUpTo(reorderPoint: 35, orderUpTo: 70),
      "single_stage_rQ_poisson_L2": .reorderPointOrderQuantity(reorderPoint: 35, quantity: 40),
    ]
    let network = try TestNetworks.single(Stage(id: "1", processingTime: leadTime, demand: demand))
    let run = run(network, .single(try #require(policies[name])))
    try compare(run, stage: 0, with: oracle, named: "0", fastName: "1")
  }

  @Test(.enabled(if: Oracles.exist)) func serialSystem() throws {
    let oracle: LongRunOracle = try Oracles.named("serial3_local_bs_lean", in: "sim_longrun.json")
    let network = try TestNetworks.serial(leadTimes: [2, 1, 1], demand: .normal(mean: 5, sd: 1))
    let run = run(network, .baseStocks([8, 4, 6]))
    for (stage, name) in ["3", "2", "1"].enumerated() { try compare(run, stage: stage, with: oracle, named: name) }
  }

  /// What the warehouse holds and owes in all does not depend on whom it serves first.
  @Test(.enabled(if: Oracles.exist)) func warehouseOfThreeStores() throws {
    let oracle: LongRunOracle = try Oracles.named("owmr3_local_bs_poisson_lean_wh", in: "sim_longrun.json")
    let network = try TestNetworks.warehouse(stores: [4, 6, 8].map { .poisson(mean: $0) }, leadTime: 2)
    let run = run(network, .baseStocks([30, 9, 13, 16]))
    for (measure, name) in [
      (SimulationRun.Measure.onHand, "avg_on_hand"), (.backorders, "avg_backorders"),
      (.periodsWithoutStockout, "cycle_service_level"),
    ] {
      let reference = try #require(oracle.reference(stage: "0", name))
      expect(values(run, measure, 0), near: reference.mean, standardError: reference.standardError, name)
    }
  }

  private func compare(
    _ run: SimulationRun, stage: Int, with oracle: LongRunOracle, named name: String, fastName: String? = nil
  ) throws {
    let measured = [
      ("avg_on_hand", values(run, .onHand, stage)), ("avg_backorders", values(run, .backorders, stage)),
      ("cycle_service_level", values(run, .periodsWithoutStockout, stage)), ("fill_rate", fillRates(run, stage)),
    ]
    for (measure, values) in measured {
      let reference = try #require(oracle.reference(stage: name, fastStage: fastName, measure))
      expect(values, near: reference.mean, standardError: reference.standardError, "\(name) \(measure)")
    }
  }
}

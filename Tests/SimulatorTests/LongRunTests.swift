import Probability
import SupplyNetwork
import Testing

@testable import Simulator

/// Long-run averages against closed forms.
@Suite struct LongRunTests {
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
    let run = LongRun(network, .baseStocks([baseStock]))
    let covered = demand.over(periods: leadTime)
    let shortage = covered.expectedShortage(beyond: baseStock)
    let before = demand.over(periods: leadTime - 1).expectedShortage(beyond: baseStock)
    let onHand = baseStock - covered.mean + shortage
    run.expect(run.values(.onHand, 0), near: onHand, "on hand")
    run.expect(run.values(.backorders, 0), near: shortage, "backorders")
    run.expect(run.values(.inTransit, 0), near: covered.mean, "in transit")
    run.expect(run.values(.ordered, 0), near: demand.mean, "ordered")
    run.expect(run.values(.periodsWithoutStockout, 0), near: covered.cumulative(baseStock), "cycle service")
    run.expect(run.fillRates(0), near: 1 - (shortage - before) / demand.mean, "fill rate")
    run.expect(run.values(.cost, 0), near: 2 * onHand + 9 * shortage, "cost")
    let isWhole = demand.isDiscrete
    run.expect(
      run.values(.readyPeriods, 0), near: covered.cumulative(isWhole ? baseStock - 1 : baseStock), "ready rate")
    let orders = isWhole ? 1 - demand.cumulative(0) : 1
    run.expect(run.values(.ordersPlaced, 0), near: orders, "orders")
    run.expect(run.values(.orderCost, 0), near: 7 * orders, "order cost")
  }

  /// Under (R, Q), what is ordered is what is demanded: one order in Q ÷ μ periods. Between reviews none is placed.
  @Test(arguments: [1, 4]) func orderFrequency(reviewPeriod: Int) throws {
    let demand = DemandDistribution.poisson(mean: 6)
    let network = try TestNetworks.single(
      Stage(id: "1", processingTime: 2, reviewPeriod: reviewPeriod, demand: demand, fixedOrderCost: 30))
    let run = LongRun(network, .single(.reorderPointOrderQuantity(reorderPoint: 20, quantity: 40)))
    run.expect(run.values(.ordersPlaced, 0), near: 6.0 / 40, "orders")
    run.expect(run.values(.orderCost, 0), near: 30 * 6.0 / 40, "order cost")
    run.expect(run.values(.ordered, 0), near: 6, "ordered")
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
    let run = LongRun(network, .baseStocks([24]))
    let shortage = (2...8).map { demand.over(periods: $0).expectedShortage(beyond: 24) }.reduce(0, +) / 7
    let service = (2...8).map { demand.over(periods: $0).cumulative(24) }.reduce(0, +) / 7
    run.expect(run.values(.backorders, 0), near: shortage, "backorders")
    // The measured 1,500 periods end inside a review cycle.
    run.expect(run.values(.periodsWithoutStockout, 0), near: service, standardError: 2e-4, "cycle service")
  }

  /// Two stages in series under installation base stocks: the upstream one is short of X = (D₂ − s₂)⁺ at t − L₁, with D₂
  /// the demand of its L₂ periods, and the level downstream at the end of t is s₁ − X − D₁, with D₁ the demand of the L₁
  /// periods since (Graves 1985, doi:10.1287/mnsc.31.10.1247, for one customer). Of a period's demand, what raises the
  /// backlog over that before the demand is late.
  @Test(
    arguments: [(4, [3, 2], [12, 11]), (6, [2, 1], [10, 9]), (0.5, [5, 3], [2, 3]), (3, [1, 4], [0, 15])]
      as [(Double, [Int], [Int])])
  func serialClosedForm(mean: Double, leadTimes: [Int], levels: [Int]) throws {
    let network = try TestNetworks.serial(leadTimes: leadTimes, demand: .poisson(mean: mean))
    let run = LongRun(network, .baseStocks(levels.map(Double.init)), periods: 3000)
    let upstream = PoissonStock(level: levels[0], mean: mean * Double(leadTimes[0]))
    run.expect(run.values(.onHand, 0), near: upstream.onHand, "on hand upstream")
    run.expect(run.values(.backorders, 0), near: upstream.backorders, "backorders upstream")
    let short = upstream.shortfall
    let downstream = PoissonStock(level: levels[1], mean: mean * Double(leadTimes[1]), late: short)
    let before = PoissonStock(level: levels[1], mean: mean * Double(leadTimes[1] - 1), late: short)
    run.expect(run.values(.onHand, 1), near: downstream.onHand, "on hand")
    run.expect(run.values(.backorders, 1), near: downstream.backorders, "backorders")
    run.expect(run.values(.periodsWithoutStockout, 1), near: downstream.noStockout, "cycle service")
    run.expect(run.fillRates(1), near: 1 - (downstream.backorders - before.backorders) / mean, "fill rate")
    run.expect(run.values(.inTransit, 1), near: mean * Double(leadTimes[1]), "in transit")
  }
}

import Probability
import SupplyNetwork
import Testing

@testable import Simulator

/// Long-run averages against closed forms.
@Suite struct LongRunTests {
  /// With base stock B and lead time L, stock at the end of a period is B − D(L), with D(L) the demand of L periods:
  /// on hand E[(B − D(L))⁺], backorders E[(D(L) − B)⁺], and no stockout with probability P(D(L) ≤ B). Delivered on
  /// time in a period is what it adds to E[min(D, B)] from L − 1 to L periods.
  @Test(arguments: [
    (DemandDistribution.normal(mean: 100, sd: 20), 4, 430.0), (.poisson(mean: 6), 3, 22), (.poisson(mean: 0.4), 5, 3),
  ])
  func baseStockClosedForm(demand: DemandDistribution, leadTime: Int, baseStock: Double) throws {
    let network = try TestNetworks.single(
      Stage(id: "1", processingTime: leadTime, holdingCostRate: 2, backorderCostRate: 9, demand: demand))
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

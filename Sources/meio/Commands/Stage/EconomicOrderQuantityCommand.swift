import ArgumentParser
import Solver

/// `meio stage economic-order-quantity`.
struct EconomicOrderQuantityCommand: StageMethodCommand {
  static var method: MethodDescription { EconomicOrderQuantity.description }

  static let configuration: CommandConfiguration = stageConfiguration(
    """
    Demand is steady. With --backorder-cost customers may wait at that price; with --production-rate a lot arrives at \
    that rate instead of at once (Taft 1918). With --lot, that lot is judged beside the best.
    """, alias: "eoq", examples: "--demand 1000 --order-cost 50 --holding-cost 2",
    "--demand 1000 --order-cost 50 --holding-cost 2 --backorder-cost 20")

  @Option(
    name: .long, parsing: .unconditional, help: "Demand, in units per period.", transform: NumberArgument.notNegative)
  var demand: Double

  @OptionGroup var costs: LotCostOptions

  @Option(
    name: .long, parsing: .unconditional, help: "Backorder cost, in money per unit per period.",
    transform: NumberArgument.positive)
  var backorderCost: Double?

  @Option(
    name: .long, parsing: .unconditional, help: "Units that a lot brings per period; above the demand.",
    transform: NumberArgument.positive)
  var productionRate: Double?

  @Option(
    name: .long, parsing: .unconditional, help: "A lot to judge, in units; without backorders and production.",
    transform: NumberArgument.positive)
  var lot: Double?

  @OptionGroup var output: StageOutputOptions

  func validate() throws {
    guard backorderCost == nil || productionRate == nil else {
      throw ValidationError("--backorder-cost and --production-rate exclude each other")
    }
    guard lot == nil || (backorderCost == nil && productionRate == nil) else {
      throw ValidationError("--lot takes neither --backorder-cost nor --production-rate")
    }
    if let productionRate, productionRate <= demand {
      throw ValidationError("--production-rate must be above --demand = \(demand), not \(productionRate)")
    }
  }

  func answer() throws -> StageAnswer {
    let best = try bestLot()
    var answer = StageAnswer(
      summary: best.quantity > 0
        ? "Order \(StageText.units(best.quantity)) every \(StageText.number(best.cycleTime)) periods: "
          + "\(StageText.number(best.costRate)) money per period for orders"
          + (best.greatestBackorder > 0 ? ", stock and backorders." : " and stock.")
        : demand > 0
          ? "Orders of any size cost nothing here, so that the smaller the better."
          : "Without demand nothing is ever ordered.",
      // Where nothing is ordered, no time lies between two orders.
      figures: StageAnswer.figures(of: best).filter { demand > 0 || $0.key != "cycle_time" })
    guard let lot else { return answer }
    let cost = try EconomicOrderQuantity.costRate(
      ofLot: lot, fixedOrderCost: costs.orderCost, holdingCostRate: costs.holdingCost, demandRate: demand)
    answer.figures.append(.init("cost_rate_of_lot", "Cost of --lot", cost, .moneyPerPeriod))
    answer.summary +=
      " \(StageText.number(lot)) units cost \(StageText.number(cost - best.costRate)) money per period more."
    return answer
  }

  private func bestLot() throws(SolverError) -> EconomicLot {
    if let backorderCost {
      return try EconomicOrderQuantity.optimalLotWithBackorders(
        costs: ReplenishmentCosts(
          fixedOrderCost: costs.orderCost, holdingCostRate: costs.holdingCost, backorderCostRate: backorderCost),
        demandRate: demand)
    }
    if let productionRate {
      return try EconomicOrderQuantity.optimalProductionLot(
        fixedOrderCost: costs.orderCost, holdingCostRate: costs.holdingCost, demandRate: demand,
        productionRate: productionRate)
    }
    return try EconomicOrderQuantity.optimalLot(
      fixedOrderCost: costs.orderCost, holdingCostRate: costs.holdingCost, demandRate: demand)
  }
}

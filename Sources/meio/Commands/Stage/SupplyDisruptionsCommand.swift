import ArgumentParser
import Solver

/// `meio stage supply-disruptions`.
struct SupplyDisruptionsCommand: StageMethodCommand {
  static var method: MethodDescription { SupplyDisruption.description }

  static let configuration: CommandConfiguration = stageConfiguration(
    """
    Demand is steady. With --order-cost, --lost-sale-cost, --disruption-rate and --recovery-rate: the best lot where \
    what is demanded without stock and supplier is lost. With --backorder-cost, --disruption-probability and \
    --recovery-probability: the best base stock, reviewed every period, where customers wait.
    """,
    examples: "--demand 1300 --order-cost 8 --holding-cost 0.225 --lost-sale-cost 5 --disruption-rate 1.5 "
      + "--recovery-rate 14",
    "--demand 2000 --holding-cost 0.25 --backorder-cost 3 --disruption-probability 0.04 --recovery-probability 0.25")

  @Option(
    name: .long, parsing: .unconditional, help: "Demand, in units per period.", transform: NumberArgument.positive)
  var demand: Double

  @Option(
    name: .long, parsing: .unconditional, help: "Holding cost, in money per unit per period.",
    transform: NumberArgument.positive)
  var holdingCost: Double

  @Option(
    name: .long, parsing: .unconditional, help: "Fixed cost of an order, in money.",
    transform: NumberArgument.notNegative)
  var orderCost: Double?

  @Option(
    name: .long, parsing: .unconditional, help: "Cost of a unit of lost demand, in money.",
    transform: NumberArgument.notNegative)
  var lostSaleCost: Double?

  @Option(
    name: .long, parsing: .unconditional, help: "Disruptions per period while the supplier is up.",
    transform: NumberArgument.notNegative)
  var disruptionRate: Double?

  @Option(
    name: .long, parsing: .unconditional, help: "Recoveries per period while the supplier is down.",
    transform: NumberArgument.positive)
  var recoveryRate: Double?

  @Option(
    name: .long, parsing: .unconditional, help: "Backorder cost, in money per unit per period.",
    transform: NumberArgument.positive)
  var backorderCost: Double?

  @Option(
    name: .long, parsing: .unconditional,
    help: "Probability that a period without disruption comes before one with it.",
    transform: NumberArgument.probability)
  var disruptionProbability: Double?

  @Option(
    name: .long, parsing: .unconditional, help: "Probability that a period of disruption is the last; above 0.",
    transform: NumberArgument.probability)
  var recoveryProbability: Double?

  @OptionGroup var output: StageOutputOptions

  func validate() throws {
    let lot = [
      ("--order-cost", orderCost), ("--lost-sale-cost", lostSaleCost), ("--disruption-rate", disruptionRate),
      ("--recovery-rate", recoveryRate),
    ]
    let level = [
      ("--backorder-cost", backorderCost), ("--disruption-probability", disruptionProbability),
      ("--recovery-probability", recoveryProbability),
    ]
    let (lotGiven, levelGiven) = (lot.filter { $0.1 != nil }, level.filter { $0.1 != nil })
    if let mixed = lotGiven.first, let other = levelGiven.first {
      throw ValidationError("\(mixed.0) is for a lot and \(other.0) for a base stock: expected the options of one")
    }
    let missing = (levelGiven.isEmpty ? lot : level).filter { $0.1 == nil }.map(\.0)
    guard missing.isEmpty else { throw ValidationError("missing \(missing.joined(separator: ", "))") }
    if let recoveryProbability, recoveryProbability < 1e-9 {
      throw ValidationError("--recovery-probability must be above 0, from 1e-9 on")
    }
  }

  func answer() throws -> StageAnswer {
    if let orderCost, let lostSaleCost, let disruptionRate, let recoveryRate {
      let lot = try SupplyDisruption.optimalLot(
        fixedOrderCost: orderCost, holdingCostRate: holdingCost, lostSaleCost: lostSaleCost, demandRate: demand,
        disruptionRate: disruptionRate, recoveryRate: recoveryRate)
      return StageAnswer(
        summary: "Order \(StageText.number(lot.quantity)) units whenever stock is out and the supplier up: "
          + "\(StageText.number(lot.costRate)) money per period for orders, stock and lost demand.",
        figures: StageAnswer.figures(of: lot).filter { $0.key != "greatest_backorder" })
    }
    let costs = ReplenishmentCosts(
      fixedOrderCost: 0, holdingCostRate: holdingCost, backorderCostRate: backorderCost ?? 0)
    let found = try SupplyDisruption.optimalBaseStock(
      costs: costs, demand: demand, disruptionProbability: disruptionProbability ?? 0,
      recoveryProbability: recoveryProbability ?? 1)
    return StageAnswer(
      summary: "Raise the position to \(StageText.number(found.baseStock)) units, the demand of "
        + "\(StageText.number((found.baseStock / demand).rounded())) periods, whenever the supplier is up: "
        + "\(StageText.number(found.costRate)) money per period for stock and backorders.",
      figures: [
        .init("base_stock", "Base stock", found.baseStock, .units),
        .init("cost_rate", "Cost", found.costRate, .moneyPerPeriod),
      ])
  }
}

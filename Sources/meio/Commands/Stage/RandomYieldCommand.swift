import ArgumentParser
import Solver

/// `meio stage random-yield`.
struct RandomYieldCommand: StageMethodCommand {
  static var method: MethodDescription { RandomYield.description }

  static let configuration: CommandConfiguration = stageConfiguration(
    """
    Demand is steady. Of an order of Q units Q + Y arrive (additive) or Q × Y (multiplicative), Y random with \
    --yield-mean and --yield-sd.
    """,
    examples: "--yield multiplicative --yield-mean 0.83 --yield-sd 0.1 --demand 75000 --order-cost 18500 "
      + "--holding-cost 0.06")

  /// What the yield does to an order.
  enum Kind: String, CaseIterable, ExpressibleByArgument {
    case additive, multiplicative
  }

  @Option(name: .long, help: "What the yield does to an order.")
  var yield: Kind

  @Option(
    name: .long, parsing: .unconditional,
    help: "Mean yield: in units, below 0 where less arrives, if additive; a factor above 0 if multiplicative.",
    transform: NumberArgument.any)
  var yieldMean: Double

  @Option(
    name: .long, parsing: .unconditional, help: "Standard deviation of the yield: in units, or of the factor.",
    transform: NumberArgument.notNegative)
  var yieldSd: Double

  @Option(
    name: .long, parsing: .unconditional, help: "Demand, in units per period.", transform: NumberArgument.positive)
  var demand: Double

  @OptionGroup var costs: LotCostOptions

  @OptionGroup var output: StageOutputOptions

  func validate() throws {
    guard yield == .additive || yieldMean >= 1e-9 else {
      throw ValidationError("--yield-mean of a multiplicative yield must be above 0, not \(yieldMean)")
    }
  }

  func answer() throws -> StageAnswer {
    let model: RandomYield =
      yield == .additive
      ? .additive(mean: yieldMean, sd: yieldSd) : .multiplicative(mean: yieldMean, sd: yieldSd)
    let lot = try model.optimalLot(
      fixedOrderCost: costs.orderCost, holdingCostRate: costs.holdingCost, demandRate: demand)
    return StageAnswer(
      summary: "Order \(StageText.number(lot.quantity)) units, of which \(StageText.number(lot.greatestStock)) arrive "
        + "on average: \(StageText.number(lot.costRate)) money per period for orders and stock.",
      figures: StageAnswer.figures(of: lot).filter { $0.key != "greatest_backorder" }.map { figure in
        var figure = figure
        if figure.key == "greatest_stock" { (figure.key, figure.label) = ("mean_arrival", "Arrives, on average") }
        return figure
      })
  }
}

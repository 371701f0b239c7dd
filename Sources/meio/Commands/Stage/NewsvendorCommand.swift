import ArgumentParser
import Probability
import Solver

/// `meio stage newsvendor`.
struct NewsvendorCommand: StageMethodCommand {
  static var method: MethodDescription { Newsvendor.description }

  static let configuration: CommandConfiguration = stageConfiguration(
    """
    One order for all demand of a season. Either --shortage-cost and --overage-cost tell what a unit missing or left \
    over costs, or --price, --unit-cost and --salvage-value tell what it earns.
    """, examples: "--demand normal --mean 100 --sd 30 --shortage-cost 9 --overage-cost 1",
    "--demand poisson --mean 50 --price 1 --unit-cost 0.3 --salvage-value 0.12",
    "--demand 0=0.2,1=0.5,2=0.3 --shortage-cost 9 --overage-cost 1")

  @OptionGroup var demand: DemandOptions

  @Option(
    name: .long, parsing: .unconditional, help: "Cost of a unit missing, in money.",
    transform: NumberArgument.notNegative)
  var shortageCost: Double?

  @Option(
    name: .long, parsing: .unconditional, help: "Cost of a unit left over, in money.",
    transform: NumberArgument.notNegative)
  var overageCost: Double?

  @Option(
    name: .long, parsing: .unconditional, help: "What a unit sold earns, in money.",
    transform: NumberArgument.notNegative)
  var price: Double?

  @Option(
    name: .long, parsing: .unconditional, help: "What a unit ordered costs, in money.",
    transform: NumberArgument.notNegative)
  var unitCost: Double?

  @Option(
    name: .long, parsing: .unconditional,
    help: "What a unit left over still earns, in money; 0 unless given, below 0 where it costs.",
    transform: NumberArgument.any)
  var salvageValue: Double?

  @OptionGroup var output: StageOutputOptions

  func validate() throws {
    let (costs, values) = (shortageCost != nil || overageCost != nil, price != nil || unitCost != nil)
    guard costs != values, costs || shortageCost == nil else {
      throw ValidationError("expected either --shortage-cost and --overage-cost, or --price and --unit-cost")
    }
    if costs {
      guard shortageCost != nil else { throw ValidationError("--overage-cost needs --shortage-cost too") }
      guard overageCost != nil else { throw ValidationError("--shortage-cost needs --overage-cost too") }
      guard salvageValue == nil else { throw ValidationError("--salvage-value needs --price and --unit-cost") }
    } else {
      guard price != nil else { throw ValidationError("--unit-cost needs --price too") }
      guard unitCost != nil else { throw ValidationError("--price needs --unit-cost too") }
    }
    let (shortage, overage) = margins
    guard shortage >= 0 else { throw ValidationError("--price must not be below --unit-cost") }
    guard overage >= 0 else { throw ValidationError("--salvage-value must not be above --unit-cost") }
    guard shortage > 0 || overage > 0 else {
      throw ValidationError("every quantity is as good where neither a unit missing nor one left over costs anything")
    }
  }

  /// Cost of a unit missing and of one left over.
  private var margins: (shortage: Double, overage: Double) {
    if let shortageCost, let overageCost { return (shortageCost, overageCost) }
    let unitCost = unitCost ?? 0
    return ((price ?? 0) - unitCost, unitCost - (salvageValue ?? 0))
  }

  func answer() throws -> StageAnswer {
    let (shortage, overage) = margins
    let order: Newsvendor.Order
    let mean: Double
    switch try demand.stageDemand() {
    case .family(let demand):
      order = try Newsvendor.optimalOrder(demand: demand, underageCost: shortage, overageCost: overage)
      mean = demand.mean
    case .quantities(let demand):
      order = try Newsvendor.optimalOrder(demand: demand, underageCost: shortage, overageCost: overage)
      mean = demand.mean
    }
    let ratio = shortage / (shortage + overage)
    var answer = StageAnswer(
      summary: "Order \(StageText.units(order.quantity)): demand stays within that with a probability of "
        + "\(StageText.percent(ratio)) or more, the critical ratio, and what is left over or missing costs "
        + "\(StageText.number(order.expectedCost)) money on average.",
      figures: [
        .init("order_quantity", "Order quantity", order.quantity, .units),
        .init("critical_ratio", "Critical ratio", ratio, .share),
        .init("expected_cost", "Expected cost", order.expectedCost, .money),
        .init("expected_leftover", "Expected leftover", order.expectedLeftover, .units),
        .init("expected_shortage", "Expected shortage", order.expectedShortage, .units),
      ])
    if price != nil {
      answer.figures.insert(
        .init("expected_profit", "Expected profit", shortage * mean - order.expectedCost, .money), at: 2)
    }
    return answer
  }
}

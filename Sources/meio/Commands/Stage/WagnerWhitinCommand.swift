import ArgumentParser
import Solver

/// `meio stage wagner-whitin`.
struct WagnerWhitinCommand: StageMethodCommand {
  static var method: MethodDescription { DynamicLotSizing.description }
  static var title: String { "Wagner–Whitin lots" }

  static let configuration: CommandConfiguration = stageConfiguration(
    """
    An order arrives at the start of its period; nothing is late; what is left at the end of a period costs the holding \
    cost. Costs are one number for all periods or one per period.
    """, alias: "lots", examples: "--requirements 90,120,80,70 --order-cost 500 --holding-cost 2",
    "--requirements 69,29,36,61 --order-cost 85,102,102,101 --holding-cost 1")

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("What each period requires, in units, such as 90,120,80,70.", valueName: "units,…"),
    transform: NumberArgument.notNegativeList)
  var requirements: [Double]

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Fixed cost of an order, in money; one number or one per period.", valueName: "money"),
    transform: NumberArgument.notNegativeList)
  var orderCost: [Double]

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Holding cost of a unit left at the end of a period, in money; one number or one per period.", valueName: "money"),
    transform: NumberArgument.notNegativeList)
  var holdingCost: [Double]

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Cost of a unit ordered, in money; one number or one per period; not counted unless given.", valueName: "money"),
    transform: NumberArgument.anyList)
  var unitCost: [Double]?

  @OptionGroup var output: StageOutputOptions

  func validate() throws {
    let lists = [("--order-cost", orderCost), ("--holding-cost", holdingCost), ("--unit-cost", unitCost ?? [0])]
    for (name, values) in lists {
      _ = try PeriodValues.spread(values, over: requirements.count, of: "--requirements", name)
    }
  }

  func answer() throws -> StageAnswer {
    let count = requirements.count
    func spread(_ values: [Double], _ name: String) throws -> [Double] {
      try PeriodValues.spread(values, over: count, of: "--requirements", name)
    }
    let plan = try DynamicLotSizing.optimalPlan(
      requirements: requirements, setupCosts: try spread(orderCost, "--order-cost"),
      holdingCosts: try spread(holdingCost, "--holding-cost"),
      unitCosts: try unitCost.map { try spread($0, "--unit-cost") })
    var stock = 0.0
    let rows = requirements.indices.map { period -> [Double?] in
      // Crumbs of rounding are no stock.
      let left = stock + plan.lots[period] - requirements[period]
      stock = left > 1e-9 * (stock + plan.lots[period]) ? left : 0
      return [Double(period + 1), requirements[period], plan.lots[period], stock]
    }
    let orders = plan.lots.count { $0 > 0 }
    return StageAnswer(
      summary: "\(orders == 1 ? "1 order" : "\(orders) orders") for \(count) periods: "
        + "\(StageText.number(plan.totalCost)) money for orders and stock\(unitCost == nil ? "" : ", with the purchase").",
      figures: [
        .init("total_cost", "Cost of all periods", plan.totalCost, .money),
        .init("orders", "Orders", Double(orders), .orders),
      ],
      series: .init(
        key: "periods", caption: "Lots by period",
        columns: [
          ("period", "Period"), ("requirement", "Required, units"), ("order_quantity", "Order, units"),
          ("stock", "Stock at the end, units"),
        ], rows: rows))
  }
}

/// Numbers given once for all periods or once per period.
enum PeriodValues {
  /// One number per period.
  static func spread(
    _ values: [Double], over count: Int, of reference: String, _ name: String
  ) throws(ValidationError) -> [Double] {
    if values.count == 1 { return [Double](repeating: values[0], count: count) }
    guard values.count == count else {
      throw ValidationError(
        "\(name) must be one number, or one for each of the \(count) periods of \(reference), not \(values.count)")
    }
    return values
  }
}

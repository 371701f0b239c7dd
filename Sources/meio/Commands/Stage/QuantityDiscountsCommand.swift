import ArgumentParser
import Solver

/// `meio stage quantity-discounts`.
struct QuantityDiscountsCommand: StageMethodCommand {
  static var method: MethodDescription { QuantityDiscount.description }

  static let configuration: CommandConfiguration = stageConfiguration(
    """
    Demand is steady. A price holds for all units of an order that reaches its quantity or, with --incremental, for the \
    units beyond it. Holding cost is the carrying rate times the price paid; the cost includes the purchase.
    """,
    examples: "--demand 1300 --order-cost 8 --carrying-rate 0.3 --price 0=0.75 --price 400=0.72 --price 800=0.68")

  @Option(
    name: .long, parsing: .unconditional, help: "Demand, in units per period.", transform: NumberArgument.positive)
  var demand: Double

  @Option(
    name: .long, parsing: .unconditional, help: "Fixed cost of an order, in money.",
    transform: NumberArgument.notNegative)
  var orderCost: Double

  @Option(
    name: .long, parsing: .unconditional, help: "Holding cost per money of stock and period, such as 0.2.",
    transform: NumberArgument.positive)
  var carryingRate: Double

  @Option(
    name: .long, parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A line of the price list, once per price: 0=5 is 5 money a unit from quantity 0 on; one must begin at 0.",
      valueName: "quantity=price"),
    transform: Self.price)
  var price: [QuantityDiscount.PriceBreak]

  @Flag(name: .long, help: "Prices hold for the units beyond their quantity only.")
  var incremental = false

  @OptionGroup var output: StageOutputOptions

  private static func price(_ text: String) throws -> QuantityDiscount.PriceBreak {
    guard let pair = NumberArgument.pair(text), let quantity = try? NumberArgument.notNegative(pair.left),
      let unitCost = try? NumberArgument.positive(pair.right)
    else { throw NumberArgument.unexpected("a quantity from 0 on and a price above 0, such as 500=4.8") }
    return .init(from: quantity, unitCost: unitCost)
  }

  func validate() throws {
    let list = price.sorted { $0.quantity < $1.quantity }
    guard list.first?.quantity == 0 else {
      throw ValidationError("--price must be given from quantity 0 on, such as --price 0=5")
    }
    for (low, high) in zip(list, list.dropFirst()) {
      guard low.quantity < high.quantity else {
        throw ValidationError("--price is given twice from quantity \(low.quantity) on")
      }
      guard low.unitCost >= high.unitCost else {
        throw ValidationError("--price must not rise with the quantity: \(high.unitCost) from \(high.quantity) on")
      }
    }
  }

  func answer() throws -> StageAnswer {
    let list = price.sorted { $0.quantity < $1.quantity }
    let lot = try QuantityDiscount.optimalLot(
      incremental ? .incremental : .allUnits, prices: list, fixedOrderCost: orderCost, carryingRate: carryingRate,
      demandRate: demand)
    return StageAnswer(
      summary: "Order \(StageText.number(lot.quantity)) units at \(StageText.number(lot.averageUnitCost)) money a "
        + "unit: \(StageText.number(lot.costRate)) money per period for purchase, orders and stock.",
      figures: [
        .init("order_quantity", "Order quantity", lot.quantity, .units),
        .init("cycle_time", "Time between orders", lot.quantity / demand, .periods),
        .init("price_from", "Price from quantity", list[lot.priceBreak].quantity, .units),
        .init("average_unit_cost", "Cost of a unit, on average", lot.averageUnitCost, .moneyPerUnit),
        .init("cost_rate", "Cost, with the purchase", lot.costRate, .moneyPerPeriod),
        .init("purchase_cost_rate", "Purchase alone", lot.averageUnitCost * demand, .moneyPerPeriod),
      ])
  }
}

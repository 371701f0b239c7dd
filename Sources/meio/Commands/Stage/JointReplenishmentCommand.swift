import ArgumentParser
import Solver

/// `meio stage joint-replenishment`.
struct JointReplenishmentCommand: StageMethodCommand {
  static var method: MethodDescription { JointReplenishment.description }

  static let configuration: CommandConfiguration = stageConfiguration(
    """
    Items of steady demand share --shared-order-cost in every order and add their own where they are in it. Each is \
    ordered every base cycle or every whole multiple of it. With --silver, by Silver's rule instead of the optimum.
    """, examples: "--shared-order-cost 100 --item 500,20,2 --item 80,40,1.5 --item 20,15,4")

  @Option(
    name: .long, parsing: .unconditional, help: "Fixed cost of an order, whatever it contains, in money.",
    transform: NumberArgument.positive)
  var sharedOrderCost: Double

  @Option(
    name: .long, parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "An item, once per item: its demand per period, its own cost per order, and its holding cost per unit per period.",
      valueName: "demand,order-cost,holding-cost"), transform: Self.item)
  var item: [JointReplenishment.Item]

  @Flag(name: .long, help: "A good schedule at once instead of the best (Silver 1976).")
  var silver = false

  @OptionGroup var output: StageOutputOptions

  private static func item(_ text: String) throws -> JointReplenishment.Item {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let demand = try? NumberArgument.notNegative(parts[0]),
      let orderCost = try? NumberArgument.notNegative(parts[1]),
      let holdingCost = try? NumberArgument.positive(parts[2])
    else {
      throw NumberArgument.unexpected(
        "demand and order cost from 0 on and a holding cost above 0, such as 500,20,2")
    }
    return .init(fixedOrderCost: orderCost, holdingCostRate: holdingCost, demandRate: demand)
  }

  func validate() throws {
    guard (1...1000).contains(item.count) else { throw ValidationError("--item must be given 1 to 1000 times") }
  }

  func answer() throws -> StageAnswer {
    let schedule =
      silver
      ? try JointReplenishment.silverSchedule(sharedFixedCost: sharedOrderCost, items: item)
      : try JointReplenishment.optimalSchedule(sharedFixedCost: sharedOrderCost, items: item)
    return StageAnswer(
      summary: schedule.costRate > 0
        ? "Order every \(StageText.number(schedule.baseCycleTime)) periods: "
          + "\(StageText.number(schedule.costRate)) money per period for orders and stock."
        : "No item has demand: nothing is ever ordered.",
      figures: [
        .init("base_cycle_time", "Time between orders", schedule.baseCycleTime, .periods),
        .init("cost_rate", "Cost", schedule.costRate, .moneyPerPeriod),
      ],
      series: .init(
        key: "items", caption: "Items",
        columns: [
          ("item", "Item"), ("cycle_multiple", "In every n-th order"), ("order_quantity", "Order quantity, units"),
        ],
        rows: item.indices.map { index in
          let multiple = schedule.cycleMultiples[index]
          return [Double(index + 1), multiple > 0 ? Double(multiple) : nil, schedule.quantities[index]]
        }),
      remark:
        "The shared cost falls due in every order, and every item is in every n-th order: the best of such schedules "
        + (silver ? "may cost less." : "is found."),
      guarantee: silver ? .heuristic : nil)
  }
}

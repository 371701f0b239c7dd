import ArgumentParser
import Probability
import Solver

/// `meio stage reorder-point-approximations`.
struct ReorderPointApproximationsCommand: StageMethodCommand {
  static var method: MethodDescription { ReorderPointApproximation.description }

  static let configuration: CommandConfiguration = stageConfiguration(
    """
    Rules for (R, Q) under continuous review, in fractions of a unit; demand is that of the lead time. What the rule \
    costs, and by how much the best policy is cheaper, is stated where demand comes in fractions of a unit. Under \
    expected-inventory-level a backorder costs --backorder-cost once, however long it lasts.
    """,
    examples: "--rule loss-function --demand normal --mean 50 --sd 8 --demand-rate 1300 --order-cost 8 "
      + "--holding-cost 0.225 --backorder-cost 7.5")

  /// The rules by name.
  enum Rule: String, CaseIterable, ExpressibleByArgument {
    case expectedInventoryLevel = "expected-inventory-level"
    case economicQuantityWithBackorders = "economic-quantity-with-backorders"
    case economicQuantityWithSafetyStock = "economic-quantity-with-safety-stock"
    case lossFunction = "loss-function"

    /// The same as the solver names it.
    var approximation: ReorderPointApproximation {
      switch self {
      case .expectedInventoryLevel: .expectedInventoryLevel
      case .economicQuantityWithBackorders: .economicQuantityWithBackorders
      case .economicQuantityWithSafetyStock: .economicQuantityWithSafetyStock
      case .lossFunction: .lossFunction
      }
    }
  }

  @Option(name: .long, help: "The rule.")
  var rule: Rule

  @OptionGroup var demand: DemandOptions

  @Option(
    name: .long, parsing: .unconditional,
    help: "Demand in units per period; --demand, --mean and --sd are of the lead time.",
    transform: NumberArgument.positive)
  var demandRate: Double

  @OptionGroup var costs: StageCostOptions

  @OptionGroup var output: StageOutputOptions

  func validate() throws {
    _ = try demand.family(for: Self.method.name)
    guard costs.lot.orderCost > 0 else { throw ValidationError("--order-cost must be above 0 for these rules") }
  }

  func answer() throws -> StageAnswer {
    let demand = try demand.family(for: Self.method.name)
    let found = try rule.approximation.rule(leadTimeDemand: demand, demandRate: demandRate, costs: costs.costs)
    var answer = StageAnswer(
      summary: "The rule orders \(StageText.number(found.quantity)) units at a position of "
        + "\(StageText.number(found.reorderPoint)) units.",
      figures: [
        .init("reorder_point", "Reorder point", found.reorderPoint, .units),
        .init("order_quantity", "Order quantity", found.quantity, .units),
      ])
    if let stated = found.statedCostRate {
      answer.figures.append(.init("stated_cost_rate", "Cost that the rule states", stated, .moneyPerPeriod))
    }
    // The exact cost is of whole units for whole-unit demand, and of p per unit and period.
    guard !demand.isDiscrete, rule != .expectedInventoryLevel else { return answer }
    let policy = try ReorderPointOrderQuantity.policy(
      reorderPoint: found.reorderPoint, quantity: found.quantity, leadTimeDemand: demand, demandRate: demandRate,
      costs: costs.costs)
    let best = try ReorderPointOrderQuantity.optimalPolicy(
      leadTimeDemand: demand, demandRate: demandRate, costs: costs.costs)
    answer.figures += [
      .init("cost_rate", "Cost", policy.costRate, .moneyPerPeriod),
      .init("least_cost_rate", "Least cost of any (R, Q)", best.costRate, .moneyPerPeriod),
    ]
    answer.summary +=
      " That costs \(StageText.number(policy.costRate)) money per period; the best policy costs "
      + "\(StageText.number(best.costRate)), with \(StageText.number(best.quantity)) units at "
      + "\(StageText.number(best.reorderPoint))."
    return answer
  }
}

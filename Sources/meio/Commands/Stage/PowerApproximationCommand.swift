import ArgumentParser
import Probability
import Solver

/// `meio stage power-approximation`.
struct PowerApproximationCommand: StageMethodCommand {
  static var method: MethodDescription { PowerApproximation.description }
  static var title: String { "Power approximation of (s, S)" }

  static let configuration: CommandConfiguration = stageConfiguration(
    """
    Demand counts by its mean and standard deviation a period alone; review every period. The exact policy: `meio stage \
    reorder-point-order-up-to`.
    """, examples: "--mean 20 --sd 4.5 --lead-time 1 --order-cost 64 --holding-cost 1 --backorder-cost 9")

  @Option(
    name: .long, parsing: .unconditional, help: "Mean of the demand of a period, in units.",
    transform: NumberArgument.positive)
  var mean: Double

  @Option(
    name: .long, parsing: .unconditional, help: "Standard deviation of the demand of a period, in units.",
    transform: NumberArgument.positive)
  var sd: Double

  @Option(
    name: .long, parsing: .unconditional,
    help: "Periods from an order to its goods, at least 1: it covers the demand of so many.",
    transform: { try NumberArgument.whole($0, in: 1...10_000, expected: "a whole number of periods from 1 to 10000") })
  var leadTime: Int

  @OptionGroup var costs: StageCostOptions

  @Flag(name: .long, help: "Leave out the limit on s and S where orders are frequent (S − s ≤ 1.5 × --mean).")
  var unlimited = false

  @OptionGroup var output: StageOutputOptions

  func validate() throws {
    guard costs.lot.orderCost > 0 else { throw ValidationError("--order-cost must be above 0 for this rule") }
  }

  func answer() throws -> StageAnswer {
    let rule = try PowerApproximation.rule(
      demand: .normal(mean: mean, sd: sd), leadTime: leadTime, costs: costs.costs, limitsFrequentOrders: !unlimited)
    return StageAnswer(
      summary: "At a position of \(StageText.number(rule.reorderPoint)) units or below, order up to "
        + "\(StageText.number(rule.orderUpToLevel)).",
      figures: [
        .init("reorder_point", "Reorder point", rule.reorderPoint, .units),
        .init("order_up_to_level", "Order-up-to level", rule.orderUpToLevel, .units),
      ])
  }
}

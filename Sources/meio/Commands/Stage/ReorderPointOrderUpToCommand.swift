import ArgumentParser
import Probability
import Solver

/// `meio stage reorder-point-order-up-to`.
struct ReorderPointOrderUpToCommand: StageMethodCommand {
  static var method: MethodDescription { ReorderPointOrderUpTo.description }
  static var title: String { "Reorder point and order-up-to level, (s, S)" }

  static let configuration: CommandConfiguration = stageConfiguration(
    """
    At a review, an inventory position at or below s is raised to S. Demand is that of a period, in whole units; \
    normal, gamma and deterministic demand is rounded to them.
    """, alias: "ss",
    examples: "--demand poisson --mean 20 --lead-time 1 --order-cost 64 --holding-cost 1 --backorder-cost 9")

  @OptionGroup var demand: DemandOptions

  @OptionGroup var review: ReviewOptions

  @OptionGroup var costs: StageCostOptions

  @OptionGroup var output: StageOutputOptions

  func validate() throws { _ = try review.neededLeadTime() }

  func answer() throws -> StageAnswer {
    let (leadTime, reviewPeriod) = (try review.neededLeadTime(), review.reviewPeriod ?? 1)
    let policy =
      switch try demand.stageDemand() {
      case .family(let demand):
        try ReorderPointOrderUpTo.optimalPolicy(
          demand: demand, leadTime: leadTime, reviewPeriod: reviewPeriod, costs: costs.costs)
      case .quantities(let demand):
        try ReorderPointOrderUpTo.optimalPolicy(
          demand: demand, leadTime: leadTime, reviewPeriod: reviewPeriod, costs: costs.costs)
      }
    return StageAnswer(
      summary: "At a position of \(StageText.units(Double(policy.reorderPoint))) or below, order up to "
        + "\(StageText.number(Double(policy.orderUpToLevel))): \(StageText.number(policy.costRate)) money per period. "
        + "No other policy of any form costs less.",
      figures: [
        .init("reorder_point", "Reorder point", Double(policy.reorderPoint), .units),
        .init("order_up_to_level", "Order-up-to level", Double(policy.orderUpToLevel), .units),
        .init("cost_rate", "Cost", policy.costRate, .moneyPerPeriod),
        .init("orders_per_period", "Orders", policy.ordersPerPeriod, .ordersPerPeriod),
        .init("expected_on_hand", "Stock on hand, expected", policy.expectedOnHand, .units),
        .init("expected_backorders", "Backorders, expected", policy.expectedBackorders, .units),
      ], remark: try roundingRemark(reviewPeriod: reviewPeriod))
  }

  /// What rounding to whole units makes of the mean; `nil` where nothing that shows.
  private func roundingRemark(reviewPeriod: Int) throws -> String? {
    guard case .family(let demand) = try demand.stageDemand(), !demand.isDiscrete, demand.mean > 0 else { return nil }
    let used = try DiscreteDemand(demand.over(periods: reviewPeriod)).mean / Double(reviewPeriod)
    guard abs(used - demand.mean) > 1e-5 * demand.mean else { return nil }
    return
      "Demand is rounded to whole units, none below 0, which makes its mean \(StageText.percent(used / demand.mean)) "
      + "of the one given."
  }
}

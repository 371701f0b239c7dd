import ArgumentParser
import Probability
import Solver

/// `meio stage reorder-point-order-quantity`.
struct ReorderPointOrderQuantityCommand: StageMethodCommand {
  static var method: MethodDescription { ReorderPointOrderQuantity.description }
  static var title: String { "Reorder point and order quantity, (R, Q)" }

  static let configuration: CommandConfiguration = stageConfiguration(
    """
    At an inventory position at or below R, Q units are ordered. Periodic review with --lead-time, where the demand is \
    that of a period; continuous review with --demand-rate, where the demand is that of the lead time.
    """, alias: "rq",
    examples: "--demand poisson --mean 20 --lead-time 2 --order-cost 64 --holding-cost 1 --backorder-cost 9",
    "--demand normal --mean 50 --sd 8 --demand-rate 1300 --order-cost 8 --holding-cost 0.225 --backorder-cost 7.5")

  @OptionGroup var demand: DemandOptions

  @Option(
    name: .long, parsing: .unconditional,
    help: "Demand in units per period under continuous review; --demand, --mean and --sd then are of the lead time.",
    transform: NumberArgument.notNegative)
  var demandRate: Double?

  @OptionGroup var review: ReviewOptions

  @OptionGroup var costs: StageCostOptions

  @OptionGroup var output: StageOutputOptions

  func validate() throws {
    if demandRate != nil {
      guard review.leadTime == nil, review.reviewPeriod == nil else {
        throw ValidationError("--demand-rate is for continuous review, without --lead-time and --review-period")
      }
      guard case .family = try demand.stageDemand() else {
        throw ValidationError("--demand-rate takes --demand of a family: \(DemandChoice.Family.names)")
      }
    } else if review.leadTime == nil {
      throw ValidationError("expected --lead-time for periodic review, or --demand-rate for continuous review")
    }
  }

  func answer() throws -> StageAnswer {
    let policy: ReorderPointOrderQuantity.Policy
    let rate: Double
    switch try demand.stageDemand() {
    case .family(let demand):
      rate = demandRate ?? demand.mean
      policy =
        if let demandRate {
          try ReorderPointOrderQuantity.optimalPolicy(
            leadTimeDemand: demand, demandRate: demandRate, costs: costs.costs)
        } else {
          try ReorderPointOrderQuantity.optimalPolicy(
            demand: demand, leadTime: try review.neededLeadTime(), reviewPeriod: review.reviewPeriod ?? 1,
            costs: costs.costs)
        }
    case .quantities(let demand):
      rate = demand.mean
      policy = try ReorderPointOrderQuantity.optimalPolicy(
        demand: demand, leadTime: try review.neededLeadTime(), reviewPeriod: review.reviewPeriod ?? 1,
        costs: costs.costs)
    }
    let (point, quantity) = (StageText.units(policy.reorderPoint), StageText.units(policy.quantity))
    return StageAnswer(
      summary: policy.quantity > 0
        ? "At a position of \(point) or below, order \(quantity) (or whole multiples, as many as lift it above): "
          + "\(StageText.number(policy.costRate)) money per period."
        : "Orders cost nothing, so that the position is kept at \(point): "
          + "\(StageText.number(policy.costRate)) money per period.",
      figures: [
        .init("reorder_point", "Reorder point", policy.reorderPoint, .units),
        .init("order_quantity", "Order quantity", policy.quantity, .units),
        .init("cost_rate", "Cost", policy.costRate, .moneyPerPeriod),
        .init("expected_on_hand", "Stock on hand, expected", policy.expectedOnHand, .units),
        .init("expected_backorders", "Backorders, expected", policy.expectedBackorders, .units),
      ] + (policy.quantity > 0 ? [.init("orders_per_period", "Orders", rate / policy.quantity, .ordersPerPeriod)] : []),
      remark: "Cheapest of all (R, Q) policies; where demand comes in lots, an (s, S) policy may cost less.")
  }
}

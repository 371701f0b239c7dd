public import Probability
public import SupplyNetwork

/// The (R, Q) policy of a stage, also written (r, Q): an inventory position at or below a reorder point r is raised
/// above it by whole multiples of one quantity Q.
///
/// After ordering, the position is as often at any of the whole numbers above r up to r + Q (or, in fractions of a unit,
/// anywhere there), whatever demand is, unless all that can be demanded between two reviews has a divisor in common with
/// Q (then it depends on where the position starts, and this is the average over all starts). So the average cost is Kd/Q + the average of G(y), the cost of a position by what its protection interval demands (Hadley & Whitin
/// 1963, *Analysis of Inventory Systems*). The fixed cost falls due once per quantity ordered.
public enum ReorderPointOrderQuantity {
  /// A policy and what it costs.
  public struct Policy: Sendable, Equatable {
    /// r: at this inventory position or below it, more is ordered; in units.
    public var reorderPoint: Double
    /// Q, in units; 0 where ordering costs nothing and demand comes in fractions of a unit: a base stock.
    public var quantity: Double
    /// Orders, stock and backorders together, in money per period.
    public var costRate: Double
    /// Expected stock on hand, in units.
    public var expectedOnHand: Double
    /// Expected backorders, in units.
    public var expectedBackorders: Double

    /// What the simulator plays.
    public var replenishment: ReplenishmentPolicy {
      quantity > 0
        ? .reorderPointOrderQuantity(reorderPoint: reorderPoint, quantity: quantity)
        : .installationBaseStock(reorderPoint)
    }
  }

  /// What the method is.
  public static var description: MethodDescription {
    MethodDescription(
      name: "reorder-point-order-quantity", model: .singleStage,
      summary: "cheapest (R, Q) policy: what to order, and at which inventory position",
      topologies: [.single], demand: "any family or any probabilities of whole quantities", guarantee: .exact,
      source: "Federgruen & Zheng 1992, doi:10.1287/opre.40.4.808; Zheng 1992, doi:10.1287/mnsc.38.1.87")
  }

  /// The cheapest policy under continuous review.
  ///
  /// Whole units for Poisson and negative binomial demand (of one unit at a time, or any number), fractions of a unit for
  /// the other families.
  ///
  /// - Parameters:
  ///   - leadTimeDemand: the demand of a lead time.
  ///   - demandRate: d, in units per period.
  public static func optimalPolicy(
    leadTimeDemand: DemandDistribution, demandRate: Double, costs: ReplenishmentCosts
  ) throws(SolverError) -> Policy {
    try check([leadTimeDemand], demandRate, costs)
    if leadTimeDemand.isDiscrete {
      let position = WholePositionCost(demand: try DiscreteDemand(leadTimeDemand), costs: costs)
      return try optimalPolicy(position, demandRate: demandRate, costs)
    }
    return try optimalPolicy(PositionCost(demands: [leadTimeDemand], costs: costs), demandRate: demandRate, costs)
  }

  /// The cheapest policy under periodic review, in the sequence of events of this program: an order after the demand of
  /// a review period covers the L to L + R − 1 periods that follow.
  ///
  /// Whole units for Poisson and negative binomial demand, fractions of a unit for the other families.
  ///
  /// - Parameters:
  ///   - demand: the demand of a period.
  ///   - leadTime: L, in periods.
  ///   - reviewPeriod: R, in periods.
  public static func optimalPolicy(
    demand: DemandDistribution, leadTime: Int, reviewPeriod: Int = 1, costs: ReplenishmentCosts
  ) throws(SolverError) -> Policy {
    try InputCheck.periods(leadTime: leadTime, reviewPeriod: reviewPeriod)
    let demands = (leadTime..<leadTime + reviewPeriod).map { demand.over(periods: $0) }
    try check([demand] + demands, demand.mean, costs)
    if demand.isDiscrete {
      let covered = try DiscreteDemand.covered(by: demand, leadTime: leadTime, reviewPeriod: reviewPeriod)
      return try optimalPolicy(WholePositionCost(demand: covered, costs: costs), demandRate: demand.mean, costs)
    }
    return try optimalPolicy(PositionCost(demands: demands, costs: costs), demandRate: demand.mean, costs)
  }

  /// The cheapest policy in whole units under periodic review, whatever the demand of a period.
  public static func optimalPolicy(
    demand: DiscreteDemand, leadTime: Int, reviewPeriod: Int = 1, costs: ReplenishmentCosts
  ) throws(SolverError) -> Policy {
    try InputCheck.periods(leadTime: leadTime, reviewPeriod: reviewPeriod)
    try check([], demand.mean, costs)
    let covered = try demand.covered(leadTime: leadTime, reviewPeriod: reviewPeriod)
    return try optimalPolicy(WholePositionCost(demand: covered, costs: costs), demandRate: demand.mean, costs)
  }

  /// A given policy and what it costs, under continuous review.
  ///
  /// - Throws: ``SolverError/invalid(reason:)`` also where point or quantity are not whole for discrete demand.
  public static func policy(
    reorderPoint: Double, quantity: Double, leadTimeDemand: DemandDistribution, demandRate: Double,
    costs: ReplenishmentCosts
  ) throws(SolverError) -> Policy {
    try check([leadTimeDemand], demandRate, costs)
    try InputCheck.finite(reorderPoint, "reorder point")
    try InputCheck.positive(quantity, "order quantity")
    guard leadTimeDemand.isDiscrete else {
      let position = PositionCost(demands: [leadTimeDemand], costs: costs)
      return policy(position, from: reorderPoint, to: reorderPoint + quantity, demandRate, costs)
    }
    guard let point = Int(exactly: reorderPoint), let units = Int(exactly: quantity),
      abs(reorderPoint) < 0x1p52, quantity < 0x1p52
    else { throw .invalid(reason: "reorder point and quantity must be whole for demand in whole units") }
    let position = WholePositionCost(demand: try DiscreteDemand(leadTimeDemand), costs: costs)
    return policy(position, over: point + 1...point + units, demandRate, costs)
  }

  /// The best range of whole positions.
  ///
  /// It holds the positions that cost less than the policy itself (Federgruen & Zheng 1992,
  /// doi:10.1287/opre.40.4.808). They add them one by one; here the range is that of the cost of the last policy, which
  /// falls until it stays: Newton's method on Σ (c − G(y))⁺ = Kd, convex in c. Complexity: O(quantities of the demand +
  /// steps × log), whatever the size of Q.
  private static func optimalPolicy(
    _ position: WholePositionCost, demandRate: Double, _ costs: ReplenishmentCosts
  ) throws(SolverError) -> Policy {
    let cheapest = position.cheapestPosition
    var best = policy(position, over: cheapest...cheapest, demandRate, costs)
    // The lot of steady demand is a far better start where it is large.
    let lot = try EconomicOrderQuantity.optimalLotWithBackorders(costs: costs, demandRate: demandRate)
    if lot.quantity < 0x1p51, abs(cheapest) < 1 << 51 {
      let range = cheapest - Int(lot.greatestBackorder)...cheapest + Int(lot.greatestStock)
      let start = policy(position, over: range, demandRate, costs)
      if start.costRate < best.costRate { best = start }
    }
    guard best.costRate.isFinite else { throw .invalid(reason: "the cost leaves the range of numbers") }
    while true {
      guard let range = position.positions(cheaperThan: best.costRate) else {
        if position(cheapest) >= best.costRate { return best }
        throw .tooLarge(reason: "the best order is beyond 2⁵² units; count in larger units")
      }
      let next = policy(position, over: range, demandRate, costs)
      guard next.costRate < best.costRate else { return best }
      best = next
    }
  }

  /// The best interval of positions: at both ends the cost is that of the policy (Zheng 1992,
  /// doi:10.1287/mnsc.38.1.87), found as the range of whole positions is. Complexity: some ten steps of as many
  /// evaluations of the demand.
  private static func optimalPolicy(
    _ position: PositionCost, demandRate: Double, _ costs: ReplenishmentCosts
  ) throws(SolverError) -> Policy {
    let cheapest = try InputCheck.inRange(position.cheapestPosition(), "the reorder point")
    guard costs.fixedOrderCost > 0, demandRate > 0 else {
      return policy(position, from: cheapest, to: cheapest, demandRate, costs)
    }
    let lot = try EconomicOrderQuantity.optimalLotWithBackorders(costs: costs, demandRate: demandRate)
    var best = policy(
      position, from: cheapest - lot.greatestBackorder, to: cheapest + lot.greatestStock, demandRate, costs)
    guard best.costRate.isFinite else { throw .invalid(reason: "the cost leaves the range of numbers") }
    for _ in 0..<200 {
      let (low, high) = position.positions(at: best.costRate)
      guard high > low else { return best }
      let next = policy(position, from: low, to: high, demandRate, costs)
      let gain = best.costRate - next.costRate
      if gain > 0 { best = next }
      if gain <= 1e-15 * best.costRate { return best }
    }
    return best
  }

  private static func policy(
    _ position: WholePositionCost, over range: ClosedRange<Int>, _ demandRate: Double, _ costs: ReplenishmentCosts
  ) -> Policy {
    let quantity = Double(range.upperBound - range.lowerBound + 1)
    let stock = position.stock(over: range)
    let (onHand, backorders) = (stock.onHand / quantity, stock.backorders / quantity)
    return Policy(
      reorderPoint: Double(range.lowerBound - 1), quantity: quantity,
      costRate: costs.rate(orders: demandRate / quantity, onHand: onHand, backorders: backorders),
      expectedOnHand: onHand, expectedBackorders: backorders)
  }

  private static func policy(
    _ position: PositionCost, from low: Double, to high: Double, _ demandRate: Double, _ costs: ReplenishmentCosts
  ) -> Policy {
    let stock = position.averageStock(from: low, to: high)
    let orders = costs.fixedOrderCost > 0 && demandRate > 0 ? demandRate / (high - low) : 0
    return Policy(
      reorderPoint: low, quantity: high - low,
      costRate: costs.rate(orders: orders, onHand: stock.onHand, backorders: stock.backorders),
      expectedOnHand: stock.onHand, expectedBackorders: stock.backorders)
  }

  private static func check(
    _ demands: [DemandDistribution], _ demandRate: Double, _ costs: ReplenishmentCosts
  ) throws(SolverError) {
    try costs.check()
    try InputCheck.notNegative(demandRate, "demand rate")
    for demand in demands { try InputCheck.demand(demand) }
  }
}

extension ReplenishmentCosts {
  /// Money per period of a number of orders per period and stock and backorders.
  func rate(orders: Double, onHand: Double, backorders: Double) -> Double {
    fixedOrderCost * orders + holdingCostRate * onHand + backorderCostRate * backorders
  }
}

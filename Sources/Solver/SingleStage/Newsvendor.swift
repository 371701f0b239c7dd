public import Probability

/// One order before demand is known: what is left over costs something, and so does what is missing (Edgeworth 1888,
/// doi:10.2307/2979084; Arrow, Harris & Marschak 1951, doi:10.2307/1906813).
///
/// The best quantity is the smallest from 0 on at which P(D ≤ Q) reaches the critical ratio p/(p + h).
public enum Newsvendor {
  /// The best quantity and what it leads to.
  public struct Order: Sendable, Equatable {
    /// Q, in units, 0 or more.
    public var quantity: Double
    /// Cost of what is left over and what is missing, in money.
    public var expectedCost: Double
    /// E[(Q − D)⁺], in units.
    public var expectedLeftover: Double
    /// E[(D − Q)⁺], in units.
    public var expectedShortage: Double
  }

  /// The most profitable quantity.
  public struct Sale: Sendable, Equatable {
    /// The order.
    public var order: Order
    /// Revenue and salvage less purchase, in money.
    public var expectedProfit: Double
  }

  /// What the method is.
  public static var description: MethodDescription {
    MethodDescription(
      name: "newsvendor", model: .singleStage,
      summary: "best single order where leftovers and shortages cost something",
      topologies: [.single], demand: "any family or any probabilities of whole quantities", guarantee: .exact,
      source: "Arrow, Harris & Marschak 1951, doi:10.2307/1906813")
  }

  /// The cheapest quantity for the demand of a family; whole for the discrete ones.
  ///
  /// - Parameters:
  ///   - demand: all demand that the order is for, of one period or several together.
  ///   - underageCost: p, in money per unit missing.
  ///   - overageCost: h, in money per unit left over.
  /// - Throws: ``SolverError/invalid(reason:)`` also where no finite quantity is best, as demand has no bound and either
  ///   cost is 0.
  ///
  /// Complexity: one quantile.
  public static func optimalOrder(
    demand: DemandDistribution, underageCost: Double, overageCost: Double
  ) throws(SolverError) -> Order {
    let costs = try costs(underageCost, overageCost)
    try InputCheck.demand(demand)
    let quantity = demand.quantile(lower: costs.criticalRatio, upper: costs.criticalExceedance)
    guard quantity.isFinite else {
      throw .invalid(reason: "demand has no bound, so that no quantity is best at a critical ratio of 0 or 1")
    }
    // Normal demand may lie below 0, where its cost is convex too: of all orders there are, 0 then is the cheapest.
    return try order(of: max(0, quantity), demand, costs)
  }

  /// The cheapest quantity for given probabilities. Complexity: O(quantities).
  public static func optimalOrder(
    demand: DiscreteDemand, underageCost: Double, overageCost: Double
  ) throws(SolverError) -> Order {
    let costs = try costs(underageCost, overageCost)
    let position = WholePositionCost(demand: demand, costs: costs)
    let quantity = position.cheapestPosition
    let stock = position.stock(at: quantity)
    return Order(
      quantity: Double(quantity), expectedCost: try InputCheck.inRange(position(quantity), "the cost"),
      expectedLeftover: stock.onHand, expectedShortage: stock.backorders)
  }

  /// What a given quantity leads to.
  public static func order(
    of quantity: Double, demand: DemandDistribution, underageCost: Double, overageCost: Double
  ) throws(SolverError) -> Order {
    try InputCheck.finite(quantity, "the quantity")
    try InputCheck.demand(demand)
    return try order(of: quantity, demand, try costs(underageCost, overageCost))
  }

  /// The most profitable quantity: what is missing costs the margin, what is left over the loss in value.
  ///
  /// - Parameters:
  ///   - demand: all demand that the order is for.
  ///   - revenue: in money per unit sold; at least the purchase cost.
  ///   - purchaseCost: in money per unit ordered.
  ///   - salvageValue: in money per unit left over; below the purchase cost.
  public static func mostProfitableOrder(
    demand: DemandDistribution, revenue: Double, purchaseCost: Double, salvageValue: Double
  ) throws(SolverError) -> Sale {
    let order = try optimalOrder(
      demand: demand, underageCost: revenue - purchaseCost, overageCost: purchaseCost - salvageValue)
    return Sale(order: order, expectedProfit: (revenue - purchaseCost) * demand.mean - order.expectedCost)
  }

  /// The most profitable quantity for given probabilities.
  public static func mostProfitableOrder(
    demand: DiscreteDemand, revenue: Double, purchaseCost: Double, salvageValue: Double
  ) throws(SolverError) -> Sale {
    let order = try optimalOrder(
      demand: demand, underageCost: revenue - purchaseCost, overageCost: purchaseCost - salvageValue)
    return Sale(order: order, expectedProfit: (revenue - purchaseCost) * demand.mean - order.expectedCost)
  }

  private static func order(
    of quantity: Double, _ demand: DemandDistribution, _ costs: ReplenishmentCosts
  ) throws(SolverError) -> Order {
    let shortage = demand.expectedShortage(beyond: quantity)
    let leftover = max(0, quantity - demand.mean + shortage)
    let cost = costs.rate(orders: 0, onHand: leftover, backorders: shortage)
    return Order(
      quantity: quantity, expectedCost: try InputCheck.inRange(cost, "the cost"), expectedLeftover: leftover,
      expectedShortage: shortage)
  }

  private static func costs(_ underage: Double, _ overage: Double) throws(SolverError) -> ReplenishmentCosts {
    try InputCheck.notNegative(underage, "underage cost")
    try InputCheck.notNegative(overage, "overage cost")
    guard underage + overage > 0 else {
      throw .invalid(reason: "every quantity is as good where neither leftovers nor shortages cost anything")
    }
    return ReplenishmentCosts(fixedOrderCost: 0, holdingCostRate: overage, backorderCostRate: underage)
  }
}

/// The economic order quantity: steady demand, a fixed cost per order, holding cost (Harris 1913, reprinted 1990,
/// doi:10.1287/opre.38.6.947).
public enum EconomicOrderQuantity {
  /// What the method is.
  public static var description: MethodDescription {
    MethodDescription(
      name: "economic-order-quantity", model: .singleStage,
      summary: "lot that balances fixed order cost and holding cost, without or with backorders, or produced at a rate",
      topologies: [.single], demand: "steady", guarantee: .exact,
      source: "Harris 1913 (1990, doi:10.1287/opre.38.6.947)")
  }

  /// The cheapest lot: Q = √(2Kd/h), cost √(2Kdh). Complexity: O(1).
  ///
  /// Without a fixed cost or without demand the lot is 0, the limit of ever smaller orders.
  ///
  /// - Parameters:
  ///   - fixedOrderCost: K, in money per order.
  ///   - holdingCostRate: h, in money per unit per period; above 0.
  ///   - demandRate: d, in units per period.
  public static func optimalLot(
    fixedOrderCost: Double, holdingCostRate: Double, demandRate: Double
  ) throws(SolverError) -> EconomicLot {
    try check(fixedOrderCost, holdingCostRate, demandRate)
    // Roots one by one, so that no product overflows.
    let root = (2 * fixedOrderCost).squareRoot() * demandRate.squareRoot()
    let quantity = try InputCheck.inRange(root / holdingCostRate.squareRoot(), "the economic order quantity")
    return EconomicLot(
      quantity: quantity, cycleTime: demandRate > 0 ? quantity / demandRate : 0,
      costRate: try InputCheck.inRange(root * holdingCostRate.squareRoot(), "its cost"), greatestStock: quantity,
      greatestBackorder: 0)
  }

  /// Cost of a given lot: Kd/Q + hQ/2, in money per period.
  public static func costRate(
    ofLot quantity: Double, fixedOrderCost: Double, holdingCostRate: Double, demandRate: Double
  ) throws(SolverError) -> Double {
    try check(fixedOrderCost, holdingCostRate, demandRate)
    try InputCheck.positive(quantity, "the lot")
    let cost = fixedOrderCost * (demandRate / quantity) + holdingCostRate * (quantity / 2)
    return try InputCheck.inRange(cost, "the cost of the lot")
  }

  /// The cheapest lot where customers wait at a price: the lot grows to √(2Kd(h + p)/(hp)), and the fraction h/(h + p)
  /// of it is backordered. Complexity: O(1).
  ///
  /// Hadley & Whitin (1963, *Analysis of Inventory Systems*, §2-3).
  ///
  /// - Parameter demandRate: d, in units per period.
  public static func optimalLotWithBackorders(
    costs: ReplenishmentCosts, demandRate: Double
  ) throws(SolverError) -> EconomicLot {
    try costs.check()
    // An h that is lower by the critical ratio: hp/(h + p).
    var lot = try optimalLot(
      fixedOrderCost: costs.fixedOrderCost, holdingCostRate: costs.holdingCostRate * costs.criticalRatio,
      demandRate: demandRate)
    lot.greatestBackorder = lot.quantity * costs.criticalExceedance
    lot.greatestStock = lot.quantity * costs.criticalRatio
    return lot
  }

  /// The cheapest production lot, which arrives at a rate instead of at once: Q = √(2Kd/(h(1 − d/m))) (Taft 1918, *The
  /// Iron Age* 101:1410–1412). Complexity: O(1).
  ///
  /// - Parameters:
  ///   - fixedOrderCost: K, in money per lot.
  ///   - holdingCostRate: h, in money per unit per period; above 0.
  ///   - demandRate: d, in units per period.
  ///   - productionRate: m, in units per period; above the demand rate.
  public static func optimalProductionLot(
    fixedOrderCost: Double, holdingCostRate: Double, demandRate: Double, productionRate: Double
  ) throws(SolverError) -> EconomicLot {
    try InputCheck.positive(holdingCostRate, "holding cost rate")
    try InputCheck.positive(productionRate, "production rate")
    guard demandRate < productionRate else {
      throw .invalid(reason: "production of \(productionRate) per period cannot keep up with demand of \(demandRate)")
    }
    let rest = (productionRate - demandRate) / productionRate
    var lot = try optimalLot(
      fixedOrderCost: fixedOrderCost, holdingCostRate: holdingCostRate * rest, demandRate: demandRate)
    lot.greatestStock = lot.quantity * rest
    return lot
  }

  private static func check(
    _ fixedOrderCost: Double, _ holdingCostRate: Double, _ demandRate: Double
  ) throws(SolverError) {
    try InputCheck.notNegative(fixedOrderCost, "fixed order cost")
    try InputCheck.positive(holdingCostRate, "holding cost rate")
    try InputCheck.notNegative(demandRate, "demand rate")
  }
}

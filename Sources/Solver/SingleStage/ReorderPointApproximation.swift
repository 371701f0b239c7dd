public import Probability

/// Rules of textbooks for (R, Q) policies under continuous review, in fractions of a unit. What they cost tells
/// ``ReorderPointOrderQuantity``, which also has the best policy.
public enum ReorderPointApproximation: Sendable, Equatable, CaseIterable {
  /// The expected inventory level is taken as if nobody ever waited, and a backorder costs p once, however long it lasts
  /// (Whitin 1953; Hadley & Whitin 1963, *Analysis of Inventory Systems*, §4-2): P(D > r) = Qh/(pd),
  /// Q = √(2d(K + pn(r))/h), n the expected shortage.
  case expectedInventoryLevel
  /// Q of steady demand with backorders, and the r that is best for it: G(r) = G(r + Q) (Zheng 1992,
  /// doi:10.1287/mnsc.38.1.87; at most 1/8 above the best cost).
  case economicQuantityWithBackorders
  /// Q of steady demand without backorders, and r at the critical ratio p/(p + h) of the lead time's demand.
  case economicQuantityWithSafetyStock
  /// Backorders at r + Q are neglected (Hadley & Whitin 1963, §4-9): n(r) = hQ/(h + p),
  /// Q = √(2(Kd + (h + p)n₂(r))/h), 2n₂ the expected squared shortage.
  case lossFunction

  /// What the method is.
  public static var description: MethodDescription {
    MethodDescription(
      name: "reorder-point-approximations", model: .singleStage,
      summary: "textbook rules for (R, Q) policies: expected inventory level, economic quantities, loss function",
      topologies: [.single], demand: "any family", guarantee: .approximation,
      source: "Hadley & Whitin 1963, Analysis of Inventory Systems; Zheng 1992, doi:10.1287/mnsc.38.1.87")
  }

  /// Reorder point and order quantity, in units.
  public struct Rule: Sendable, Equatable {
    /// r, in units.
    public var reorderPoint: Double
    /// Q, in units.
    public var quantity: Double
    /// The cost that the rule itself believes in, in money per period, where it has one: that of
    /// ``ReorderPointApproximation/expectedInventoryLevel``, with p once per unit.
    public var statedCostRate: Double?
  }

  /// The rule for a stage.
  ///
  /// - Parameters:
  ///   - leadTimeDemand: the demand of a lead time.
  ///   - demandRate: d, in units per period; above 0.
  ///   - costs: p is per unit and period, but per unit in ``expectedInventoryLevel``; K above 0.
  /// - Throws: ``SolverError/invalid(reason:)`` also where the equations have no solution: backorders cost so little that
  ///   the expected inventory level never pays.
  ///
  /// Complexity: some tens of evaluations of the demand.
  public func rule(
    leadTimeDemand: DemandDistribution, demandRate: Double, costs: ReplenishmentCosts
  ) throws(SolverError) -> Rule {
    try costs.check()
    try InputCheck.positive(costs.fixedOrderCost, "fixed order cost")
    try InputCheck.positive(demandRate, "demand rate")
    try InputCheck.demand(leadTimeDemand)
    let economic = try EconomicOrderQuantity.optimalLot(
      fixedOrderCost: costs.fixedOrderCost, holdingCostRate: costs.holdingCostRate, demandRate: demandRate)
    let rule = try unchecked(leadTimeDemand, demandRate, costs, economic)
    guard rule.reorderPoint.isFinite, rule.quantity.isFinite else {
      throw .invalid(reason: "reorder point or quantity leave the range of numbers")
    }
    return rule
  }

  private func unchecked(
    _ leadTimeDemand: DemandDistribution, _ demandRate: Double, _ costs: ReplenishmentCosts, _ economic: EconomicLot
  ) throws(SolverError) -> Rule {
    switch self {
    case .expectedInventoryLevel:
      return try expectedInventoryLevel(leadTimeDemand, demandRate, costs, start: economic.quantity)
    case .economicQuantityWithBackorders:
      let lot = try EconomicOrderQuantity.optimalLotWithBackorders(costs: costs, demandRate: demandRate)
      let position = PositionCost(demands: [leadTimeDemand], costs: costs)
      return Rule(reorderPoint: position.bestReorderPoint(of: lot.quantity), quantity: lot.quantity)
    case .economicQuantityWithSafetyStock:
      return Rule(
        reorderPoint: leadTimeDemand.quantile(lower: costs.criticalRatio, upper: costs.criticalExceedance),
        quantity: economic.quantity)
    case .lossFunction:
      return lossFunction(leadTimeDemand, demandRate, costs, economic: economic.quantity)
    }
  }

  /// Q rises from the economic order quantity to the first that satisfies both equations.
  private func expectedInventoryLevel(
    _ demand: DemandDistribution, _ rate: Double, _ costs: ReplenishmentCosts, start: Double
  ) throws(SolverError) -> Rule {
    let (h, p) = (costs.holdingCostRate, costs.backorderCostRate)
    var quantity = start
    var point = 0.0
    var shortage = 0.0
    var isSettled = false
    for _ in 0..<10_000 where !isSettled {
      let exceedance = quantity * h / (p * rate)
      guard exceedance < 1 else {
        throw .invalid(reason: "a backorder costs less than holding an order: no reorder point balances them")
      }
      point = demand.quantile(lower: 1 - exceedance, upper: exceedance)
      shortage = demand.expectedShortage(beyond: point)
      let next = (2 * rate * (costs.fixedOrderCost + p * shortage) / h).squareRoot()
      isSettled = abs(next - quantity) <= 1e-14 * next
      quantity = next
    }
    guard isSettled else { throw .invalid(reason: "reorder point and quantity do not settle") }
    let stock = h * (point - demand.mean + quantity / 2)
    let cost = stock + (costs.fixedOrderCost + p * shortage) * rate / quantity
    return Rule(reorderPoint: point, quantity: quantity, statedCostRate: cost)
  }

  /// Q² − 2(Kd + (h + p)n₂(r(Q)))/h rises with Q from below 0 at the economic order quantity on; its root by doubling and
  /// halving.
  private func lossFunction(
    _ demand: DemandDistribution, _ rate: Double, _ costs: ReplenishmentCosts, economic: Double
  ) -> Rule {
    let (h, p) = (costs.holdingCostRate, costs.backorderCostRate)
    // n(r) = hQ/(h + p).
    func point(_ quantity: Double) -> Double {
      demand.position(ofExpectedShortage: quantity * costs.criticalExceedance)
    }
    func isEnough(_ quantity: Double) -> Bool {
      let squared = demand.expectedSquaredShortage(beyond: point(quantity))
      return quantity * quantity >= 2 * costs.fixedOrderCost * rate / h + (1 + p / h) * squared
    }
    var low = economic
    var high = economic
    while !isEnough(high), high < 0x1p500 {
      low = high
      high *= 2
    }
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { break }
      if isEnough(middle) { high = middle } else { low = middle }
    }
    return Rule(reorderPoint: point(high), quantity: high)
  }
}

extension DemandDistribution {
  /// The x with E[(D − x)⁺] = a given shortage above 0: Newton's method on a convex function, from where its asymptote
  /// μ − x has it.
  fileprivate func position(ofExpectedShortage wanted: Double) -> Double {
    var x = mean - wanted
    for _ in 0..<10_000 {
      let shortage = shortage(beyond: x)
      let step = (shortage.expected - wanted) / shortage.probability
      // Rounding.
      guard step > 0, step < .infinity else { break }
      let next = x + step
      if abs(next - x) <= 1e-15 * abs(next) { return next }
      x = next
    }
    return x
  }
}

extension PositionCost {
  /// The r at which an order quantity is best used: G(r) = G(r + Q), by halving between r + Q and r at the cheapest
  /// position.
  fileprivate func bestReorderPoint(of quantity: Double) -> Double {
    var high = cheapestPosition()
    var low = high - quantity
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { break }
      if self(middle).cost > self(middle + quantity).cost { low = middle } else { high = middle }
    }
    return high
  }
}

/// What it costs to order, to hold and to let customers wait, at one stage.
public struct ReplenishmentCosts: Sendable, Equatable {
  /// K, in money per order.
  public var fixedOrderCost: Double
  /// h, in money per unit per period.
  public var holdingCostRate: Double
  /// p, in money per unit backordered per period.
  public var backorderCostRate: Double

  /// Makes the costs of a stage.
  public init(fixedOrderCost: Double, holdingCostRate: Double, backorderCostRate: Double) {
    self.fixedOrderCost = fixedOrderCost
    self.holdingCostRate = holdingCostRate
    self.backorderCostRate = backorderCostRate
  }

  /// p ÷ (p + h): the probability at which one unit more costs as much as it saves.
  var criticalRatio: Double { 1 / (1 + holdingCostRate / backorderCostRate) }

  /// h ÷ (p + h), with its relative accuracy kept where it is small.
  var criticalExceedance: Double { 1 / (1 + backorderCostRate / holdingCostRate) }

  /// Throws where a model without bounds on stock and backorders has no finite answer.
  func check() throws(SolverError) {
    try InputCheck.notNegative(fixedOrderCost, "fixed order cost")
    try InputCheck.positive(holdingCostRate, "holding cost rate")
    try InputCheck.positive(backorderCostRate, "backorder cost rate")
  }
}

/// How a stage orders at its review periods.
public enum ReplenishmentPolicy: Sendable, Equatable {
  /// Raise the stage's own inventory position to the level.
  case installationBaseStock(Double)
  /// (s, S): when the inventory position is at or below the reorder point, raise it to the order-up-to level.
  case reorderPointOrderUpTo(reorderPoint: Double, orderUpTo: Double)
  /// (R, Q): when the inventory position is at or below the reorder point, order one quantity.
  case reorderPointOrderQuantity(reorderPoint: Double, quantity: Double)
}

/// How every stage of a network is run: what the simulator plays.
public struct NetworkPolicy: Sendable, Equatable {
  /// One policy per stage.
  public var replenishment: [ReplenishmentPolicy]
  /// S per stage, in periods: an order is due this long after it arrived. 0 = at once.
  public var committedServiceTime: [Int]

  /// Makes a policy.
  public init(replenishment: [ReplenishmentPolicy], committedServiceTime: [Int]) {
    self.replenishment = replenishment
    self.committedServiceTime = committedServiceTime
  }

  /// The base stocks and committed service times of a plan.
  public init(_ plan: StockingPlan) {
    replenishment = plan.stages.map { .installationBaseStock($0.installationBaseStock) }
    committedServiceTime = plan.stages.map(\.committedServiceTime)
  }
}

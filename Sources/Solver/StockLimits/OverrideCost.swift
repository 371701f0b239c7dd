public import SupplyNetwork

/// What the base stocks that planners have fixed cost.
public struct OverrideCost: Sendable, Equatable {
  /// One fixed base stock.
  public struct Line: Sendable, Equatable {
    /// Index of the stage.
    public var stage: Int
    /// The fixed base stock, in units.
    public var baseStock: Double
    /// What the plan would hold instead, the other fixed base stocks staying, in units. `nil` = there is no such plan.
    public var planned: Double?
    /// Cost of the plan with it less that of the plan without it, the others staying, in money per period. Negative
    /// where it saves, which a level below the plan's does at the price of service. `nil` = one of them does not exist.
    public var cost: Double?
    /// Why it was fixed.
    public var reason: String
  }

  /// One line per fixed base stock, in the network's order.
  public var lines: [Line]
  /// Cost of the plan with all of them less that of the plan with none, in money per period; the lines need not add up
  /// to it, as one fixed base stock may make up for another. `nil` = one of the plans does not exist.
  public var together: Double?

  /// Works out the cost of fixed base stocks with a plan for each choice of them.
  ///
  /// - Parameters:
  ///   - overrides: per stage the fixed base stock, if any.
  ///   - plan: the plan that heeds given overrides.
  ///
  /// Complexity: one plan per fixed base stock and two more.
  public init<Failure: Error>(
    of overrides: [BaseStockOverride?], plan: (_ overrides: [BaseStockOverride?]) throws(Failure) -> StockingPlan
  ) throws(Failure) {
    lines = []
    together = 0
    guard overrides.contains(where: { $0 != nil }) else { return }
    let all = try plan(overrides)
    let none = try plan(overrides.map { _ in nil })
    together = Self.difference(all, none)
    for (stage, override) in overrides.enumerated() {
      guard let override else { continue }
      var others = overrides
      others[stage] = nil
      let isOnlyOne = !others.contains { $0 != nil }
      let without = isOnlyOne ? none : try plan(others)
      lines.append(
        Line(
          stage: stage, baseStock: override.baseStock,
          planned: without.stages.indices.contains(stage) ? without.stages[stage].installationBaseStock : nil,
          cost: Self.difference(all, without), reason: override.reason))
    }
  }

  private static func difference(_ first: StockingPlan, _ second: StockingPlan) -> Double? {
    first.status == .infeasible || second.status == .infeasible ? nil : first.cost - second.cost
  }
}

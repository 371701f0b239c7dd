public import SupplyNetwork

/// Plans that can be carried out: base stocks in whole units, and where planners have fixed a level, that level.
///
/// Each base stock is rounded up, so that the demand bound stays covered. The order multiple Q does not enter the
/// level: orders come in whole multiples and raise the inventory position to the level or up to Q − 1 beyond it, so
/// a level that is covered stays covered; rounding the level itself to multiples would buy the same cover twice.
public enum WholeUnitPlan {
  /// The plan in whole units, with safety stock and cost of the levels it states.
  ///
  /// The lower bound stays that of the plan given. A base stock that planners have fixed stays as it is.
  ///
  /// - Parameter plan: a plan of the network; returned as it is where infeasible.
  ///
  /// Complexity: O(stages + links).
  public static func rounded(_ plan: StockingPlan, network: StageNetwork) -> StockingPlan {
    guard plan.status != .infeasible, plan.stages.count == network.stageCount else { return plan }
    var result = plan
    for index in network.stages.indices where network.stages[index].fixedBaseStock == nil {
      result.setBaseStock(wholeUnits(plan.stages[index].installationBaseStock), of: index, in: network)
    }
    result.completeTotals(network)
    result.status = .feasible
    let fixedCount = network.stages.count { $0.fixedBaseStock != nil }
    result.method += "; base stocks rounded up to whole units"
    if fixedCount > 0 { result.method += "; \(fixedCount) as fixed by planners" }
    return result
  }

  /// The least whole number of units not below a level, forgiving rounding errors.
  static func wholeUnits(_ level: Double) -> Double { (level - roundingError(of: level)).rounded(.up) }

  /// What counts as an error of computation in a level, in units: a billionth of a unit, or 10⁻¹³ of the level where
  /// that is more.
  static func roundingError(of level: Double) -> Double { max(1e-9, 1e-13 * abs(level)) }
}

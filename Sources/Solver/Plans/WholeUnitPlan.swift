public import SupplyNetwork

/// Plans that can be carried out: base stocks in whole units, and where planners have fixed a level, that level.
///
/// Each base stock is rounded up, so that the demand bound stays covered. The order multiple Q does not enter the
/// level: orders come in whole multiples and raise the inventory position to the level or up to Q − 1 beyond it, so
/// a level that is covered stays covered; rounding the level itself to multiples would buy the same cover twice.
public enum WholeUnitPlan {
  /// The plan in whole units, with safety stock and cost of the levels it states.
  ///
  /// The lower bound stays that of the plan given, or falls to the cost where fixed levels below the demand bound bring
  /// that under it.
  /// Under a fixed level the safety stock is what the level holds beyond the mean demand over τ; it may be negative,
  /// and its holding cost is then 0.
  ///
  /// - Parameters:
  ///   - plan: a plan of the network; returned as it is where infeasible.
  ///   - overrides: per stage the level that planners have fixed, if any. Empty = none.
  ///
  /// Complexity: O(stages + links).
  public static func rounded(
    _ plan: StockingPlan, network: StageNetwork, overrides: [BaseStockOverride?] = []
  ) -> StockingPlan {
    guard plan.status != .infeasible, plan.stages.count == network.stageCount else { return plan }
    var result = plan
    for index in network.stages.indices {
      let fixed = overrides.indices.contains(index) ? overrides[index]?.baseStock : nil
      let level = fixed ?? wholeUnits(plan.stages[index].installationBaseStock)
      result.setBaseStock(level, of: index, in: network)
    }
    result.completeTotals(network)
    result.lowerBound = min(result.lowerBound, result.cost)
    result.status = .feasible
    let fixedCount = overrides.reduce(0) { $0 + ($1 == nil ? 0 : 1) }
    result.method += "; base stocks rounded up to whole units"
    if fixedCount > 0 { result.method += ", \(fixedCount) as fixed by planners" }
    return result
  }

  /// The least whole number of units not below a level, forgiving rounding errors.
  static func wholeUnits(_ level: Double) -> Double { (level - roundingError(of: level)).rounded(.up) }

  /// What counts as an error of computation in a level, in units: a billionth of a unit, or 10⁻¹³ of the level where
  /// that is more.
  static func roundingError(of level: Double) -> Double { max(1e-9, 1e-13 * abs(level)) }
}

import Solver
public import SupplyNetwork

/// A policy of a case that can be played: by the rules of its tiers, else by levels.
public enum PlayedPolicy: String, Sendable, CaseIterable {
  /// As stages order today: `replenishment.current`, else `current_policy`.
  case current
  /// As proposed: `replenishment.proposed`, else the levels of a plan.
  case proposed

  /// How the stages of a network order.
  ///
  /// - Parameter plan: the plan whose levels are proposed, in whole units.
  /// - Throws: ``StudyError`` where today's policy needs a plan that does not exist.
  public func policy(_ model: NetworkModel, index: Int, plan: StockingPlan) throws(StudyError) -> NetworkPolicy {
    let design = ReplenishmentDesign(model: model, index: index)
    switch self {
    case .proposed: return design.proposed(plan)
    case .current:
      let independent = try NetworkStudy.independentPlan(of: model.networks[index])
      return design.current(CurrentPlan(model: model, index: index, independent: independent).plan)
    }
  }
}

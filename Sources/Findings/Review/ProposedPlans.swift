import Solver
import SupplyNetwork

/// The plans that a study of a model would propose, without playing them.
enum ProposedPlans {
  /// Plans, and what had to be left aside for there to be any.
  struct Found: Sendable {
    var plans: [StockingPlan]
    /// Whether limits on stock left a network without a plan, so that they are left aside there.
    var leavesLimitsAside = false
    /// Whether the budget did not pay for the targets, so that it is left aside.
    var leavesBudgetAside = false
  }

  /// Whether networks have to be planned together: storage capacity or a budget joins them.
  static func areJoined(in model: NetworkModel) -> Bool {
    model.settings.optimization.budget != nil || model.locations.contains { $0.storageCapacity != nil }
  }

  /// The plans of all networks, storage capacity and budget heeded.
  static func joined(_ model: NetworkModel) throws(StudyError) -> Found {
    let surcharges = try CapacityStudy(model)?.surcharges ?? []
    var found = Found(plans: [])
    for index in model.networks.indices {
      let (plan, leavesLimitsAside) = try single(
        model.networks[index], maximumServiceTime: model.settings.optimization.maximumServiceTime,
        surcharges: surcharges)
      found.plans.append(plan)
      if leavesLimitsAside { found.leavesLimitsAside = true }
    }
    guard model.settings.optimization.budget != nil, !found.leavesLimitsAside else { return found }
    do throws(StudyError) {
      if let budgeted = try BudgetedPlans(model, surcharges: surcharges) {
        found.plans = budgeted.plans.map(\.optimised)
      }
    } catch {
      guard error.isInfeasible else { throw error }
      found.leavesBudgetAside = true
    }
    return found
  }

  /// The plan of one network in whole units; where limits on stock leave none, that without them.
  static func single(
    _ network: StageNetwork, maximumServiceTime: Int?, surcharges: [Double] = []
  ) throws(StudyError) -> (plan: StockingPlan, leavesLimitsAside: Bool) {
    let (plan, leavesLimitsAside) = try NetworkStudy.whatIf(
      network, maximumServiceTime: maximumServiceTime, surcharges: surcharges)
    return (WholeUnitPlan.rounded(plan, network: network), leavesLimitsAside)
  }
}

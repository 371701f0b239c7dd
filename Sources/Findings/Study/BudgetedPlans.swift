public import Solver
import SupplyNetwork

/// The plans of all networks within the budget of the case.
///
/// Every service target is kept; what the budget leaves beyond that goes where it adds most to the demand-weighted
/// service of customers, by their base stocks alone.
struct BudgetedPlans {
  let plans: [NetworkStudy.Plans]
  let frontier: FrontierStudy

  /// `nil` where the case sets no budget.
  ///
  /// - Parameter surcharges: by location, where storage is full (``CapacityStudy``); empty = none.
  /// - Throws: ``StudyError``, infeasible where the targets alone take more than the budget.
  init?(_ model: NetworkModel, surcharges: [Double]) throws(StudyError) {
    guard model.settings.optimization.budget != nil else { return nil }
    var plans: [NetworkStudy.Plans] = []
    for index in model.networks.indices {
      plans.append(try NetworkStudy.Plans(model: model, index: index, surcharges: surcharges))
    }
    frontier = try FrontierStudy(model, plans: plans.map(\.promised))
    guard let best = try frontier.affordableByCase(.targets) else { return nil }
    for (index, plan) in frontier.stockingPlans(best, .targets).enumerated() { plans[index].optimised = plan }
    self.plans = plans
  }
}

extension FrontierStudy {
  /// The best service within a budget.
  ///
  /// - Throws: ``StudyError``, infeasible where the floors alone take more; it states the least budget needed.
  public func affordable(_ budget: Double, named name: String, _ floors: Floors) throws(StudyError) -> ServicePlan {
    let format = NumberFormat(model.settings, currency: measure == .inventoryValue ? nil : "")
    guard let plan = plan(forStock: budget, floors), plan.status != .infeasible else {
      // Rounded up, so that the amount stated is enough.
      let least = leastStock(floors).rounded(.up)
      let unit = measure == .inventoryValue ? "" : " per \(model.settings.period.rawValue)"
      throw StudyError(
        isInfeasible: true,
        message: "\(name) of \(format.money(budget))\(unit) is below what "
          + (floors == .none
            ? "the stock that is not decided takes"
            : model.fixedBaseStocks > 0
              ? "the service targets and the levels that planners have fixed take"
              : "the service targets alone take")
          + " (safety and cycle stock by the model): at least \(format.money(least))\(unit) is needed")
    }
    return plan
  }
  /// The best service within the budget of the case; `nil` where it sets none.
  ///
  /// - Throws: ``StudyError``, infeasible where the floors alone take more, or where stock has no value to limit.
  public func affordableByCase(_ floors: Floors) throws(StudyError) -> ServicePlan? {
    guard let budget = model.settings.optimization.budget else { return nil }
    guard measure == .inventoryValue else {
      throw StudyError(
        isInfeasible: false,
        message: "optimization.budget limits inventory value, for which some items lack a unit cost")
    }
    return try affordable(budget, named: "optimization.budget", floors)
  }

  /// The least stock for a service.
  ///
  /// - Throws: ``StudyError``, infeasible where no stock reaches it.
  public func cheapest(service: Double, _ floors: Floors) throws(StudyError) -> ServicePlan {
    guard let plan = plan(forService: service, floors), plan.status != .infeasible else {
      throw StudyError(
        isInfeasible: true,
        message:
          "no stock at the stages with customers reaches a service of \(service), as far as their levels are free")
    }
    return plan
  }
}

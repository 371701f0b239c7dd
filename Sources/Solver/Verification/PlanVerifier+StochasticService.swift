public import SupplyNetwork

extension PlanVerifier {
  /// All deviations of a plan under stochastic service from what it should be; empty where it is right.
  ///
  /// Checked are echelon against installation base stocks, safety stock against the mean demand of the lead time, the
  /// lower bound, and the cost, by an evaluation of the base stocks that does not come from the optimisation.
  ///
  /// - Parameter network: with a backorder cost rate at every stage with demand.
  public static func verifyStochastic(_ plan: StockingPlan, against network: StageNetwork) -> [Issue] {
    func fault(_ code: String, _ message: String) -> Issue { Issue(.error, code: code, message) }
    func isClose(_ value: Double, _ reference: Double, relative: Double, scale: Double = 0) -> Bool {
      value.isFinite && abs(value - reference) <= relative * max(abs(value), abs(reference), abs(scale)) + 1e-12
    }
    guard plan.name == network.name, plan.stages.count == network.stageCount else {
      return [fault("plan-size", "the plan is not of \(network.name) and its \(network.stageCount) stages")]
    }
    var issues: [Issue] = []
    for (index, decision) in plan.stages.enumerated() {
      let id = network.stages[index].id
      var echelon = decision.installationBaseStock
      for position in network.customerLinks[index] {
        let link = network.links[position]
        echelon += link.units * link.share * plan.stages[link.customer].echelonBaseStock
      }
      if !isClose(decision.echelonBaseStock, echelon, relative: tolerance) {
        issues.append(
          fault("echelon-base-stock", "stage \(id): echelon base stock \(decision.echelonBaseStock), not \(echelon)"))
      }
      let safety =
        decision.installationBaseStock
        - network.meanDemand[index] * Double(decision.netReplenishmentLeadTime)
      if !isClose(decision.safetyStock, safety, relative: 1e-6, scale: decision.installationBaseStock) {
        issues.append(fault("safety-stock", "stage \(id): safety stock \(decision.safetyStock), not \(safety)"))
      }
    }
    if plan.lowerBound > plan.cost * (1 + tolerance) {
      issues.append(fault("lower-bound", "lower bound \(plan.lowerBound) above the cost \(plan.cost)"))
    }
    // Approximations state the cost of their own model.
    guard plan.status == .optimal else { return issues }
    do {
      let cost = try StochasticService.costs(of: plan, in: network).total
      if !isClose(plan.cost, cost, relative: 1e-6) {
        issues.append(fault("cost", "cost \(plan.cost); the base stocks cost \(cost)"))
      }
    } catch {
      issues.append(fault("cost", "the base stocks cannot be evaluated: \(error.reason)"))
    }
    return issues
  }
}

public import SupplyNetwork

extension GuaranteedService {
  /// The plan that is cheapest with surcharges on the holding cost rates of locations (``CapacitySurcharges``), at its
  /// cost without them.
  ///
  /// No plan that keeps as little stock there costs less (Everett 1963, doi:10.1287/opre.11.3.399). The lower bound is
  /// that of the cheapest plan without surcharges.
  ///
  /// - Parameters:
  ///   - surcharges: by location of the model, in money per unit and period. Without any for a location of the network
  ///     the plan is the optimal one.
  ///   - maximumServiceTime: as ``optimalPlan(for:maximumServiceTime:limits:)``.
  ///
  /// Complexity: two plans.
  public static func plan(
    for network: StageNetwork, surcharges: [Double], maximumServiceTime: Int? = nil
  ) throws(SolverError) -> StockingPlan {
    let free = try optimalPlan(for: network, maximumServiceTime: maximumServiceTime)
    guard network.carries(surcharges), free.status != .infeasible else { return free }
    let dearer: StageNetwork
    do throws(IssueList) {
      dearer = try network.addingToHoldingCostRates(byLocation: surcharges)
    } catch {
      throw .invalid(reason: error.issues.map(\.message).joined(separator: "; "))
    }
    var plan = try optimalPlan(for: dearer, maximumServiceTime: maximumServiceTime)
    guard plan.status != .infeasible else { return plan }
    for index in plan.stages.indices {
      plan.stages[index].holdingCost = network.stages[index].holdingCostRate * max(0, plan.stages[index].safetyStock)
    }
    plan.completeTotals(network)
    plan.lowerBound = min(plan.cost, free.lowerBound)
    plan.status = .feasible
    plan.method += ", with surcharges where storage is full"
    return plan
  }
}

extension StageNetwork {
  /// Whether a surcharge, by location of the model, falls on any stage.
  public func carries(_ surcharges: [Double]) -> Bool {
    stages.contains { surcharges.indices.contains($0.location) && surcharges[$0.location] > 0 }
  }
}

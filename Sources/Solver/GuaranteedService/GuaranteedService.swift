public import SupplyNetwork

/// Guaranteed-service safety stock placement (Simpson 1958, doi:10.1287/opre.6.6.863; Graves & Willems 2000,
/// doi:10.1287/msom.2.1.68.23267).
///
/// Every stage promises its customers a committed service time S and holds a base stock that keeps the promise for
/// all demand within a bound (``DemandBound``). The longer it promises, the less it holds and the more its customers
/// hold. Minimised is the holding cost of all safety stock; pipeline stock does not depend on the plan.
public enum GuaranteedService {
  /// The cheapest plan of a network in which, directions forgotten, every two stages are joined by one path at most.
  ///
  /// SI = max(external inbound service time, S + lead time over all suppliers), τ = SI + T + R − 1 − S ≥ 0, with
  /// S and SI within each stage's bounds. The cost of a stage may be any function of τ.
  ///
  /// - Parameters:
  ///   - network: any mix of assembly and distribution, of one or more components.
  ///   - maximumServiceTime: longest committed service time any stage may quote, in periods. `nil` = no bound.
  /// - Returns: an optimal plan, or one of status `infeasible` with the reason where no plan meets the bounds.
  /// - Throws: ``SolverError/notYetSupported(reason:)`` where stages are joined by more than one path,
  ///   ``SolverError/tooLarge(reason:)`` where service times range too far for memory.
  ///
  /// Complexity: O(stages × M²) at worst with M the range of service times (``ServiceTimeProgramme``).
  public static func optimalPlan(
    for network: StageNetwork, maximumServiceTime: Int? = nil
  ) throws(SolverError) -> StockingPlan {
    guard network.isForest else {
      throw .notYetSupported(
        reason: "the network has stages joined by more than one path; "
          + "exact solution of general acyclic networks is not yet supported")
    }
    let method = "dynamic programme over committed service times on a forest of stages"
    if let obstacle = ServiceTimeRanges.obstacle(in: network, maximumServiceTime: maximumServiceTime) {
      return StockingPlan(infeasible: network, model: model, method: method, reason: obstacle)
    }
    let bounds = DemandBound.all(in: network)
    let programme = try ServiceTimeProgramme(
      network: network, ranges: ServiceTimeRanges(of: network, maximumServiceTime: maximumServiceTime)
    ) { stage, periods in
      network.stages[stage].holdingCostRate * bounds[stage].safetyStock(over: periods)
    }
    return StockingPlan(
      committedServiceTimes: programme.cheapestCommittedServiceTimes(), network: network, bounds: bounds, model: model,
      method: method, status: .optimal)
  }

  /// Name of the model in plans.
  static var model: String { "gsm" }
}

public import SupplyNetwork

/// Every stage hedges alone: the decentralised side of risk pooling, and the usual practice.
///
/// All stages quote a committed service time of 0, so that each covers its whole replenishment lead time:
/// SI = max(external inbound service time, lead times of the suppliers' links) and τ = SI + T + R − 1, at the same
/// demand bound (``DemandBound``) as the optimised plan, base stocks that planners have fixed aside. A committed service time of 0 is within every bound.
public enum IndependentPlanner {
  /// What the rule is.
  public static var description: MethodDescription {
    MethodDescription(
      name: "independent", model: .guaranteedService,
      summary: "every stage covers its own lead time and quotes immediate service", topologies: [.acyclic],
      demand: "as gsm-tree", guarantee: .heuristic, source: "the usual practice; Simpson 1958, doi:10.1287/opre.6.6.863"
    )
  }

  /// The independent plan of any acyclic network, or one of status `infeasible` where a stage's inputs take longer
  /// than it accepts.
  ///
  /// The model leaves nothing to choose, so its lower bound is its cost.
  ///
  /// Complexity: O(stages + links) demand bounds.
  public static func plan(for network: StageNetwork) -> StockingPlan {
    let model = "independent"
    let method = "every stage covers its own lead time and quotes immediate service"
    if let obstacle = ServiceTimeRanges.obstacle(in: network, maximumServiceTime: nil) {
      return StockingPlan(infeasible: network, model: model, method: method, reason: obstacle)
    }
    let free = network.withoutFixedBaseStocks()
    return StockingPlan(
      committedServiceTimes: Array(repeating: 0, count: network.stageCount), network: free,
      bounds: DemandBound.all(in: free), model: model, method: method, status: .feasible)
  }
}

public import SupplyNetwork

/// Base stocks that planners have fixed, against what the service targets of their stages ask for.
public enum FixedBaseStocks {
  /// By stage, the units that a fixed base stock lacks for its service target at the net replenishment lead time of a
  /// plan; 0 where it keeps it, or where the plan decides. All 0 for an infeasible plan.
  ///
  /// Complexity: O(stages + links), and a demand bound for each fixed base stock.
  public static func lacking(in plan: StockingPlan, of network: StageNetwork) -> [Double] {
    guard network.hasFixedBaseStock, plan.stages.count == network.stageCount else {
      return [Double](repeating: 0, count: network.stageCount)
    }
    let bounds = DemandBound.all(in: network)
    return network.stages.indices.map { index in
      guard network.stages[index].fixedBaseStock != nil else { return 0 }
      return StockLimits(stage: network.stages[index], bound: bounds[index])
        .excess(over: plan.stages[index].netReplenishmentLeadTime)
    }
  }
}

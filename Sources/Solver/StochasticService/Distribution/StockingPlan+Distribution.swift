import SupplyNetwork

extension StockingPlan {
  /// The plan of given base stocks in a distribution network.
  ///
  /// Service times are 0, so that the net replenishment lead time of a stage is its lead time L. The safety stock is
  /// s − λL, negative where a stage holds less than the demand of its lead time. The holding cost of a stage is that of
  /// its expected stock; the cost of the plan adds those of goods in transit between stages and of backorders.
  init(
    tree: DistributionTree, baseStocks: [Double], evaluation: DistributionEvaluation, method: String, status: Status,
    lowerBound: Double
  ) {
    let decisions = tree.network.stages.indices.map { index in
      let leadTime = Int(tree.leadTime[index])
      return StageDecision(
        inboundServiceTime: leadTime - tree.network.stages[index].processingTime, netReplenishmentLeadTime: leadTime,
        safetyStock: baseStocks[index] - tree.leadTimeDemand(index), installationBaseStock: baseStocks[index],
        holdingCost: evaluation.stages[index].holdingCost)
    }
    self.init(
      name: tree.network.name, model: "ssm", method: method, status: status, cost: 0, lowerBound: 0, stages: decisions)
    completeTotals(tree.network)
    cost = evaluation.cost
    self.lowerBound = min(lowerBound, cost)
  }
}

extension StockingPlan {
  /// The plan of base stocks that a heuristic has found: at their exact cost under Poisson demand, at that of the
  /// fitted moments otherwise, with the bound that holds for any plan (``DistributionTree/lowerBound(demand:)``).
  init(system: OutstandingMoments, baseStocks: [Double], method: String) throws(SolverError) {
    let tree = system.tree
    let evaluation =
      tree.isPoisson
      ? try PoissonDistributionSystem.evaluate(tree, baseStocks: baseStocks.map { Int($0) })
      : system.evaluate(baseStocks)
    let bound = tree.lowerBound { system.distribution($0, system.leadTimeDemand($0)) }
    self.init(
      tree: tree, baseStocks: baseStocks, evaluation: evaluation, method: method, status: .feasible, lowerBound: bound)
  }
}

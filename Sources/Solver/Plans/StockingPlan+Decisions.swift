import SupplyNetwork

extension StockingPlan {
  /// The plan that follows from committed service times: all else is the least that they allow.
  ///
  /// - Inbound service time: SI = max(external inbound service time, S + lead time over all suppliers).
  /// - Net replenishment lead time: τ = SI + T + R − 1 − S.
  /// - Safety stock by ``DemandBound``; installation base stock = μτ + safety stock, or as planners have fixed it.
  ///
  /// Complexity: O(stages + links) demand bounds.
  init(
    committedServiceTimes: [Int], network: StageNetwork, bounds: [DemandBound], model: String, method: String,
    status: Status
  ) {
    let decisions = network.stages.indices.map { index in
      let stage = network.stages[index]
      let inbound = network.inboundServiceTime(index, committedServiceTimes)
      let periods = inbound + stage.fixedReplenishmentTime - committedServiceTimes[index]
      let safetyStock = bounds[index].safetyStock(over: periods)
      return StageDecision(
        inboundServiceTime: inbound, committedServiceTime: committedServiceTimes[index],
        netReplenishmentLeadTime: periods, safetyStock: safetyStock,
        installationBaseStock: stage.fixedBaseStock ?? bounds[index].meanDemand * Double(periods) + safetyStock,
        holdingCost: stage.holdingCostRate * max(0, safetyStock))
    }
    self.init(
      name: network.name, model: model, method: method, status: status, cost: 0, lowerBound: 0, stages: decisions)
    completeTotals(network)
    lowerBound = cost
  }

  /// The plan that says that there is none.
  init(infeasible network: StageNetwork, model: String, method: String, reason: String) {
    self.init(
      name: network.name, model: model, method: method, status: .infeasible, cost: 0, lowerBound: 0, stages: [],
      reason: reason)
  }

  /// Gives a stage another base stock, with the safety stock and the holding cost that follow; totals are to be
  /// completed afterwards. A level below the mean demand over τ costs nothing.
  mutating func setBaseStock(_ level: Double, of index: Int, in network: StageNetwork) {
    let safetyStock = level - network.meanDemand[index] * Double(stages[index].netReplenishmentLeadTime)
    stages[index].installationBaseStock = level
    stages[index].safetyStock = safetyStock
    stages[index].holdingCost = network.stages[index].holdingCostRate * max(0, safetyStock)
  }

  /// Derives echelon base stocks and the cost from the decisions of the stages.
  ///
  /// The echelon inventory position of a stage is its own inventory position plus, in its units, that of the echelon
  /// of each customer: what a customer has on order is in transit to it or a backorder of the supplier, which the
  /// supplier's own position subtracts. So S_j = s_j + Σ units × share × S_customer reproduces the orders of the
  /// installation base stocks s (Axsäter & Rosling 1993, doi:10.1287/mnsc.39.10.1274).
  mutating func completeTotals(_ network: StageNetwork) {
    for stage in network.upstreamFirst.reversed() {
      stages[stage].echelonBaseStock = network.customerLinks[stage].reduce(stages[stage].installationBaseStock) {
        let link = network.links[$1]
        return $0 + link.units * link.share * stages[link.customer].echelonBaseStock
      }
    }
    cost = stages.reduce(0) { $0 + $1.holdingCost }
  }
}

import SupplyNetwork

/// Balanced echelon base stocks once more, stage by stage and from whole histories.
extension ReferenceSimulator {
  /// Whether the network is an assembly tree in which the rule holds.
  var isBalanced: Bool {
    let isTree = network.stages.indices.allSatisfy { stage in
      let customers = network.customerLinks[stage]
      return customers.count <= 1 && customers.isEmpty == (network.stages[stage].demand != nil)
    }
    let ends = network.stages.indices.filter { network.customerLinks[$0].isEmpty }
    let rules = policy.replenishment.filter {
      if case .balancedEchelonBaseStock = $0 { true } else { false }
    }
    return isTree && ends.count == 1 && rules.count == network.stageCount && network.links.allSatisfy { $0.share == 1 }
      && policy.committedServiceTime.allSatisfy { $0 == 0 } && policy.unfilledOrders == .wait
  }

  /// The stage's customer and its own units in one unit of the customer's.
  private func customer(_ stage: Int) -> (stage: Int, units: Double)? {
    network.customerLinks[stage].first.map { (network.links[$0].customer, network.links[$0].units) }
  }

  private func cumulativeLeadTime(_ stage: Int) -> Int {
    let inbound = network.supplierLinks[stage].map { network.links[$0].leadTime }
    let own = max(inbound.max() ?? 0, network.stages[stage].externalInboundServiceTime)
    return own + network.stages[stage].processingTime + (customer(stage).map { cumulativeLeadTime($0.stage) } ?? 0)
  }

  private func unitsInProduct(_ stage: Int) -> Double {
    customer(stage).map { $0.units * unitsInProduct($0.stage) } ?? 1
  }

  /// Before the period's order.
  private func echelonPosition(_ stage: Int, _ period: Int) -> Double {
    func now(_ stage: Int) -> Double { position[stage] + (customer(stage).map { $0.units * now($0.stage) } ?? 0) }
    return now(stage) - (ordered[stage][period] ?? 0)
  }

  func balancedNeed(_ stage: Int, _ period: Int, _ level: Double) -> Double {
    guard period % network.stages[stage].reviewPeriod == 0 else { return 0 }
    let downstreamFirst = Array(network.upstreamFirst.reversed())
    let ranked = downstreamFirst.enumerated()
      .sorted { (cumulativeLeadTime($0.element), $0.offset) < (cumulativeLeadTime($1.element), $1.offset) }
      .map(\.element)
    var target = level
    if let rank = ranked.firstIndex(of: stage), rank + 1 < ranked.count {
      let next = ranked[rank + 1]
      let gap = cumulativeLeadTime(next) - cumulativeLeadTime(stage)
      var coming = echelonPosition(next, period)
      if gap == 0, case .balancedEchelonBaseStock(let nextLevel) = policy.replenishment[next] {
        coming += restricted(balancedNeed(next, period, nextLevel), at: network.stages[next])
      }
      for ago in 1..<max(1, gap) { coming -= ordered[next][period - ago] ?? 0 }
      target = min(target, coming * unitsInProduct(stage) / unitsInProduct(next))
    }
    return max(0, target - echelonPosition(stage, period))
  }
}

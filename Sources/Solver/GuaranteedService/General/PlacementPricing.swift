import SupplyNetwork

/// Turns the committed service times of a relaxation into a plan, and prices it.
struct PlacementPricing: ~Copyable {
  private let network: StageNetwork
  private let largestCommitted: [Int]
  private let costs: ServiceTimeCosts

  init(network: StageNetwork, ranges: ServiceTimeRanges, costs: consuming ServiceTimeCosts) {
    self.network = network
    largestCommitted = ranges.largestCommitted
    self.costs = costs
  }

  /// The sum of what every stage costs at its cheapest τ.
  var leastCost: Double {
    network.stages.indices.reduce(0) { sum, stage in
      sum + costs.periods(stage).reduce(.infinity) { min($0, costs.cost(stage, at: $1)) }
    }
  }

  /// Cuts committed service times to what each stage can quote, takes the cheapest at the ends of the network, and
  /// returns the cost of the plan; infinite where the times break a bound.
  ///
  /// Complexity: O(stages + links + ranges of the ends).
  func settle(_ committed: inout [Int]) -> Double {
    var total = 0.0
    for stage in network.upstreamFirst {
      var inbound = network.stages[stage].externalInboundServiceTime
      for position in network.supplierLinks[stage] {
        let link = network.links[position]
        inbound = max(inbound, committed[link.supplier] + link.leadTime)
      }
      let reach = inbound + network.stages[stage].fixedReplenishmentTime
      let longest = min(reach, largestCommitted[stage])
      if network.isEnd(stage) {
        var best = longest
        for candidate in stride(from: longest - 1, through: 0, by: -1)
        where costs.cost(stage, at: reach - candidate) < costs.cost(stage, at: reach - best) { best = candidate }
        committed[stage] = best
      } else {
        committed[stage] = min(max(committed[stage], 0), longest)
      }
      total += costs.cost(stage, at: reach - committed[stage])
    }
    return total
  }
}

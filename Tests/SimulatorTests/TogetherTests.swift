import Probability
import SupplyNetwork
import Testing

@testable import Simulator

/// Everything that flows can do, at once.
@Suite struct TogetherTests {
  /// Ranks, largest orders, fast ways, times that vary, peers, disruptions, allocation rules, and consumers of whom some
  /// wait, as the plain simulator of the tests plays them.
  @Test(arguments: AllocationRule.allCases) func besideTheReference(rule: AllocationRule) throws {
    for number in 0..<150 {
      let system = try RandomSystem(number)
      var network = try system.network.withPeers(number).withEverything(number)
      if number % 3 > 0 { network = try network.addingDisruptions(of: network.disrupted(number)) }
      var policy = RandomPolicies(number, network).policy
      policy.allocation = rule
      let (unmet, share): (CaseSettings.UnmetDemand, Double) =
        [(.backorder, 1), (.lostSale, 0), (.partial, 0.4)][number / 5 % 3]
      let trace = Simulator.trace(
        network: network, policy: policy, demand: system.demand, unmetDemand: unmet, waitingShare: share)
      try ReferenceSimulator(
        network, policy, demand: system.demand, losesSales: unmet != .backorder,
        waitingShare: unmet == .partial ? share : 0,
        processingTimes: network.drawnProcessingTimes(periods: 60, policy)
      ).expectSame(trace, "system \(number), \(unmet), \(policy.unfilledOrders)")
    }
  }
}

extension StageNetwork {
  /// The same network with ranks, largest orders, and fast ways or times that vary.
  fileprivate func withEverything(_ number: Int) throws -> StageNetwork {
    let sizes = try limited(number).stages
    let fast = try expedited(number, chance: 0.4).stages
    let varied = try withRandomTimes(number).stages
    var stages = stages
    for index in stages.indices {
      stages[index].maximumOrder = sizes[index].maximumOrder
      stages[index].expediting = fast[index].expediting
      if stages[index].expediting == nil { stages[index].processingTimeSD = varied[index].processingTimeSD }
    }
    return try StageNetwork(
      name: name, stages: stages, links: try ranked(number).links, correlation: correlation,
      transshipments: transshipments)
  }

  /// The same network with the disruptions of another one.
  fileprivate func addingDisruptions(of other: StageNetwork) throws -> StageNetwork {
    var (stages, links) = (stages, links)
    for index in stages.indices {
      stages[index].disruptions = other.stages[index].disruptions
      stages[index].outsideDisruptions = other.stages[index].outsideDisruptions
    }
    for index in links.indices { links[index].disruptions = other.links[index].disruptions }
    return try StageNetwork(
      name: name, stages: stages, links: links, correlation: correlation, transshipments: transshipments)
  }
}

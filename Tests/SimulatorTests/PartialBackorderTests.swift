import Probability
import SupplyNetwork
import Testing

@testable import Simulator

/// Consumers of whom a share waits where the shelf is empty.
@Suite struct PartialBackorderTests {
  @Test func halfOfThemWait() throws {
    let network = try TestNetworks.single(Stage(id: "1", processingTime: 2, demand: .poisson(mean: 5)))
    let trace = Simulator.trace(
      network: network, policy: .baseStocks([10]), demand: [[4, 10, 2, 8, 0, 5]], unmetDemand: .partial,
      waitingShare: 0.5)
    func values(_ measure: SimulationRun.Measure) -> [Double] {
      (0..<6).map { trace.value(measure, period: $0, stage: 0) }
    }
    // t1: 4 of 10 unmet: 2 wait and 2 leave; position 6 − 10 + 2. t2: 4 arrive, for 2 + 2. t3: 8 arrive for 8. t4: 2
    // arrive. t5: 8 arrive, 10 on hand for 5.
    #expect(values(.lost) == [0, 2, 0, 0, 0, 0])
    #expect(values(.backorders) == [0, 2, 0, 0, 0, 0])
    #expect(values(.ordered) == [4, 8, 2, 8, 0, 5])
    #expect(values(.onHand) == [6, 0, 0, 0, 2, 5])
    #expect(values(.externalDeliveredOnTime) == [4, 6, 2, 8, 0, 5])
    #expect(values(.periodsWithoutStockout) == [1, 0, 1, 1, 1, 1])
  }

  /// All rules of allocation, random networks and policies, as the plain simulator of the tests plays them.
  @Test(arguments: [false, true]) func besideTheReference(isDisrupted: Bool) throws {
    for number in 0..<200 {
      let system = try RandomSystem(number)
      var network = try system.network.ranked(number).limited(number)
      if isDisrupted { network = try network.disrupted(number) }
      var policy = RandomPolicies(number, network).policy
      policy.allocation = AllocationRule.allCases[number / 5 % 4]
      let waitingShare = [0.25, 0.5, 0.9][number % 3]
      let trace = Simulator.trace(
        network: network, policy: policy, demand: system.demand, unmetDemand: .partial, waitingShare: waitingShare)
      try ReferenceSimulator(network, policy, demand: system.demand, losesSales: true, waitingShare: waitingShare)
        .expectSame(trace, "system \(number), \(policy.allocation) (\(policy.unfilledOrders))")
    }
  }

  /// 0 is a lost sale and 1 a backorder, to the last bit; blocks of plain stores too.
  @Test func theEnds() async throws {
    for number in 0..<100 {
      let system = try RandomSystem(number)
      let policy = RandomPolicies(number, system.network).policy
      for (share, unmet) in [(0.0, CaseSettings.UnmetDemand.lostSale), (1, .backorder)] {
        let plain = Simulator.trace(network: system.network, policy: policy, demand: system.demand, unmetDemand: unmet)
        let partial = Simulator.trace(
          network: system.network, policy: policy, demand: system.demand, unmetDemand: .partial, waitingShare: share)
        #expect(plain == partial, "system \(number), \(share)")
      }
    }
    let tree = try RandomDistribution(1)
    var settings = tree.settings
    for (share, unmet) in [(0.0, CaseSettings.UnmetDemand.lostSale), (1, .backorder)] {
      (settings.unmetDemand, settings.waitingShare) = (unmet, 0)
      let plain = await Simulator.courses([tree.world(0)], settings: settings, threads: 1).courses
      (settings.unmetDemand, settings.waitingShare) = (.partial, share)
      #expect(await Simulator.courses([tree.world(0)], settings: settings, threads: 1).courses == plain)
    }
  }

  /// Over a run without warm-up: what fell due was delivered, was lost, or is still owed; and of what was unmet when it
  /// fell due, the share that waits was not lost.
  @Test func nobodyIsForgotten() async throws {
    let tree = try RandomDistribution(4)
    var settings = tree.settings
    (settings.unmetDemand, settings.waitingShare) = (.partial, 0.3)
    let world = tree.world(0)
    let course = await Simulator.courses([world], settings: settings, threads: 1).courses[0]
    for stage in world.network.stages.indices where world.network.stages[stage].demand != nil {
      func sum(_ measure: NetworkCourse.Measure) -> Double {
        (0..<settings.periods).reduce(0) { $0 + course.value(measure, period: $1, tier: stage) }
      }
      let unmet = sum(.externalDue) - sum(.externalDeliveredOnTime)
      #expect(abs(sum(.lost) - 0.7 * unmet) < 1e-9 * max(1, unmet))
    }
  }
}

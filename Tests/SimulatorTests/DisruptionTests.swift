import Probability
import SupplyNetwork
import Testing

@testable import Simulator

/// Times in which nothing is shipped.
@Suite struct DisruptionTests {
  private func chain(_ disruption: Disruption, stores: Int = 1) throws -> StageNetwork {
    let plain = try TestNetworks.warehouse(
      stores: (0..<stores).map { _ in .deterministic(mean: 10) }, leadTime: 1, storeLeadTime: 1)
    var stages = plain.stages
    stages[0].disruptions = [disruption]
    return try StageNetwork(name: "chain", stages: stages, links: plain.links)
  }

  /// A store with 30 units and a lead time of 1: nothing shipped in periods 2–5 arrives in 3–6.
  @Test func aTimeWithoutShipments() throws {
    let network = try chain(Disruption(.at(period: 2), periods: 4))
    let trace = Simulator.trace(
      network: network, policy: .baseStocks([1_000, 30]), demand: [[], [Double](repeating: 10, count: 10)])
    let onHand = (0..<10).map { trace.value(.onHand, period: $0, stage: 1) }
    #expect(onHand == [20, 20, 20, 10, 0, 0, 0, 20, 20, 20])
    let backorders = (0..<10).map { trace.value(.backorders, period: $0, stage: 1) }
    #expect(backorders == [0, 0, 0, 0, 0, 10, 20, 0, 0, 0])
  }

  /// Worlds side by side have the disruptions of their own replication, and a location the same for all networks.
  @Test func atRandomByLocationAndReplication() throws {
    let network = try chain(Disruption(.atRandom(chance: 0.02), periods: 7), stores: 3)
    func schedule(_ network: StageNetwork, _ replications: [Int]) -> [DisruptionSchedule.Event] {
      let program = PlayProgram(
        network: network, policy: .baseStocks(network.stages.map { _ in 5 }), periods: 20_000, unmetDemand: .backorder)
      return DisruptionSchedule(
        program, worlds: replications.map { (network, $0) }, seed: 3, horizon: 20_000
      ).events
    }
    let events = schedule(network, [0, 1])
    let starts = (0..<2).map { lane in events.filter { $0.lane == lane && $0.link == 0 && !$0.isOpen }.map(\.period) }
    #expect(starts[0] != starts[1])
    // A disruption begins every 1 ÷ 0.02 open periods and lasts 7: 20,000 ÷ 57 = 351 ± 19.
    for own in starts { #expect(abs(Double(own.count) - 351) < 4 * 19) }
    for link in 1..<3 {
      #expect(events.filter { $0.lane == 0 && $0.link == link && !$0.isOpen }.map(\.period) == starts[0])
    }
    #expect(schedule(network, [1]).filter { $0.link == 0 && !$0.isOpen }.map(\.period) == starts[1])
  }

  /// The same seed gives the same course, alone or beside others, and disruptions cost service.
  @Test func worldsKeepTheirDisruptions() async throws {
    let network = try chain(Disruption(.atRandom(chance: 0.05), periods: 5), stores: 2)
    var settings = CaseSettings.Simulation()
    (settings.periods, settings.warmUp) = (200, 0)
    let policy = NetworkPolicy.baseStocks([60, 25, 25])
    func fill(_ course: NetworkCourse) -> Double {
      let due = (0..<200).reduce(0) { $0 + course.value(.externalDue, period: $1, tier: 0) }
      return (0..<200).reduce(0) { $0 + course.value(.externalDeliveredOnTime, period: $1, tier: 0) } / due
    }
    let worlds = (0..<5).map { SimulatedWorld(network: network, policy: policy, replication: $0) }
    let together = await Simulator.courses(worlds, settings: settings, threads: 2).courses
    for (world, course) in zip(worlds, together) {
      #expect(await Simulator.courses([world], settings: settings, threads: 1).courses[0] == course)
      #expect(fill(course) < 0.9)
    }
    let calm = network.changingDisruptions { _ in [] }
    let undisturbed = await Simulator.courses(
      [SimulatedWorld(network: calm, policy: policy)], settings: settings, threads: 1)
    #expect(fill(undisturbed.courses[0]) > 0.99)
  }
}

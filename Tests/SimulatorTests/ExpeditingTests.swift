import Probability
import SupplyNetwork
import Testing

@testable import Simulator

/// A fast way beside the usual one.
@Suite struct ExpeditingTests {
  /// By hand: base stock 30 at a lead time of 4, and 1 by the fast way, while what is on hand and in transit is below 12.
  @Test func aSmallCase() throws {
    var stage = Stage(
      id: "s", processingTime: 4, holdingCostRate: 2, backorderCostRate: 5, demand: .deterministic(mean: 10))
    stage.expediting = Expediting(leadTime: 1, below: 12, costPerUnit: 3)
    let network = try TestNetworks.single(stage)
    let demand = [[10.0, 15, 10, 0, 5, 20, 0, 0]]
    let trace = Simulator.trace(network: network, policy: .baseStocks([30]), demand: demand)
    func values(_ measure: SimulationRun.Measure) -> [Double] {
      (0..<8).map { trace.value(measure, period: $0, stage: 0) }
    }
    // Orders equal demand and are in transit at once, so that net stock is 30 less the demand of the period when the
    // next order is placed: 10 after a demand of 20, of which 2 units go the fast way.
    #expect(values(.ordered) == demand[0])
    #expect(values(.expedited) == [0, 0, 0, 0, 0, 2, 0, 0])
    // In period 6, the 10 units ordered in period 2 arrive and those 2, against 5 backorders.
    #expect(values(.onHand) == [20, 5, 0, 0, 0, 0, 7, 7])
    #expect(values(.backorders) == [0, 0, 5, 5, 0, 5, 0, 0])
    #expect(values(.inTransit) == [10, 25, 35, 35, 30, 35, 23, 23])
    #expect(values(.cost) == [40, 10, 25, 25, 0, 25, 14, 14])
    #expect(values(.expeditingCost) == [0, 0, 0, 0, 0, 6, 0, 0])
  }

  /// A supplier that is short sends nothing by either way; the fast part of what it owes comes first.
  @Test func shortSupplier() throws {
    var store = Stage(id: "store", location: 1, processingTime: 3, demand: .deterministic(mean: 10))
    store.expediting = Expediting(leadTime: 0, below: 8)
    let network = try StageNetwork(
      name: "pair", stages: [Stage(id: "centre", processingTime: 2), store], links: [Link(supplier: 0, customer: 1)])
    let trace = Simulator.trace(
      network: network, policy: .baseStocks([8, 10]), demand: [[], [10, 0, 0, 0, 0, 0, 0, 0]])
    func values(_ measure: SimulationRun.Measure, _ stage: Int) -> [Double] {
      (0..<8).map { trace.value(measure, period: $0, stage: stage) }
    }
    // Of 10 ordered 8 are to come at once and 2 as usual; the centre has 8 and shares them, 6.4 and 1.6.
    #expect(values(.expedited, 1) == [8, 0, 0, 0, 0, 0, 0, 0])
    let onHand = values(.onHand, 1)
    // Two periods later the rest follows: 1.6 at once, 0.4 in three periods.
    for (found, expected) in zip(onHand, [6.4, 6.4, 8, 9.6, 9.6, 10, 10, 10]) {
      #expect(abs(found - expected) < 1e-12, "\(onHand)")
    }
    #expect(abs(values(.backorders, 0)[0] - 2) < 1e-12 && abs(values(.inTransit, 1)[0] - 1.6) < 1e-12)
  }

  /// Every policy on random networks beside the plain simulator.
  @Test(arguments: [false, true]) func randomNetworks(isDisrupted: Bool) throws {
    var expedited = 0.0
    var stages = 0
    for number in 0..<400 {
      let system = try RandomSystem(number)
      let calm = try system.network.expedited(number)
      let network = isDisrupted ? try calm.disrupted(number) : calm
      let policy = RandomPolicies(number, network).policy
      let trace = Simulator.trace(
        network: network, policy: policy, demand: system.demand, unmetDemand: system.unmetDemand)
      let reference = ReferenceSimulator(
        network, policy, demand: system.demand, losesSales: system.unmetDemand == .lostSale)
      stages += network.stages.count { $0.expediting != nil }
      for day in reference.days.joined() {
        expedited += day.expedited
      }
      try reference.expectSame(trace, "system \(number)")
    }
    #expect(stages > 300 && expedited > 1000)
  }

  /// Distribution trees as worlds: stages with a fast way are played beside blocks of plain ones.
  @Test func besideBlocks() async throws {
    for number in 0..<100 {
      let tree = try RandomDistribution(number)
      var world = tree.world(0)
      world.network = try world.network.expedited(number, chance: 0.3)
      let reference = ReferenceSimulator(
        world.network, world.policy, demand: tree.demand(0), losesSales: tree.settings.unmetDemand == .lostSale)
      let course = await Simulator.courses([world], settings: tree.settings, threads: 1).courses[0]
      try reference.expectSame(course, "tree \(number)")
      var other = world
      other.network = try tree.world(0).network.expedited(number + 1, chance: 0.9)
      #expect(!world.hasShape(of: other) && world.hasShape(of: world))
    }
  }

  /// No unit appears or vanishes.
  @Test func unitsAreKept() throws {
    for number in 0..<300 {
      let system = try RandomSystem(number)
      let network = try system.network.expedited(number)
      let trace = Simulator.trace(
        network: network, policy: system.policy, demand: system.demand, unmetDemand: system.unmetDemand)
      trace.expectUnitsKept(network, from: network.startingOnHand(system.policy), "system \(number)")
      for period in 0..<trace.periodCount {
        for stage in network.stages.indices {
          func now(_ measure: SimulationRun.Measure) -> Double { trace.value(measure, period: period, stage: stage) }
          #expect(now(.expedited) >= 0 && now(.expedited) <= now(.ordered) + 1e-9)
        }
      }
    }
  }

  /// A fast way that is no faster leaves everything as it was, to the last bit, and one that is never used all quantities.
  @Test func unusedWays() throws {
    for number in 0..<60 {
      let system = try RandomSystem(number)
      func trace(_ expediting: Expediting?) throws -> SimulationTrace {
        var stages = system.network.stages
        for index in stages.indices where StageInputs(of: index, in: system.network).count == 1 {
          stages[index].expediting = expediting
        }
        let network = try StageNetwork(name: "n", stages: stages, links: system.network.links)
        return Simulator.trace(
          network: network, policy: system.policy, demand: system.demand, unmetDemand: system.unmetDemand)
      }
      let none = try trace(nil)
      #expect(try trace(Expediting(leadTime: 99, below: 1_000)) == none)
      guard system.unmetDemand == .backorder else { continue }
      let idle = try trace(Expediting(leadTime: 0, below: -1e6))
      for stage in system.network.stages.indices {
        for period in 0..<none.periodCount {
          let usual = none.value(.onHand, period: period, stage: stage)
          #expect(abs(idle.value(.onHand, period: period, stage: stage) - usual) < 1e-9)
        }
      }
    }
  }

  /// Where there can be no fast way, a network says so.
  @Test func refusals() throws {
    var varied = Stage(id: "v", processingTime: 4, processingTimeSD: 1, demand: .poisson(mean: 3))
    varied.expediting = Expediting(leadTime: 1, below: 5)
    #expect(throws: IssueList.self) { try TestNetworks.single(varied) }
    var kit = Stage(id: "kit", item: 2, processingTime: 4, demand: .poisson(mean: 3))
    kit.expediting = Expediting(leadTime: 1, below: 5)
    let parts = [Stage(id: "a", item: 0), Stage(id: "b", item: 1), kit]
    let error = #expect(throws: IssueList.self) {
      try StageNetwork(
        name: "kit", stages: parts, links: [Link(supplier: 0, customer: 2), Link(supplier: 1, customer: 2)])
    }
    #expect(error?.issues.map(\.code) == ["no-expediting"])
  }
}

extension StageNetwork {
  /// The same network with fast ways to some of the stages that may have one, reproducible by its number.
  func expedited(_ number: Int, chance: Double = 0.7) throws -> StageNetwork {
    var stream = RandomStream(seed: 59, path: [UInt64(number)])
    var stages = stages
    for index in stages.indices where stream.uniform() < chance && StageInputs(of: index, in: self).count == 1 {
      stages[index].expediting = Expediting(
        leadTime: Int(stream.uniform() * 3), below: meanDemand[index] * 4 * stream.uniform(), costPerUnit: 2)
    }
    return try StageNetwork(name: name, stages: stages, links: links, correlation: correlation)
  }
}

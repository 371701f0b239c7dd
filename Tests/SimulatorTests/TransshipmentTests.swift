import Probability
import SupplyNetwork
import Testing

@testable import Simulator

/// Peers that help each other out.
@Suite struct TransshipmentTests {
  /// Stores supplied from outside.
  private static func stores(
    _ count: Int, leadTime: Int = 1, mean: Double = 5, demand: DemandDistribution? = nil, _ groups: [Transshipment]
  ) throws -> StageNetwork {
    try StageNetwork(
      name: "stores",
      stages: (0..<count).map {
        Stage(id: "\($0)", location: $0, processingTime: leadTime, demand: demand ?? .poisson(mean: mean))
      }, links: [], transshipments: groups)
  }

  private static func values(_ trace: SimulationTrace, _ measure: SimulationRun.Measure, _ stage: Int) -> [Double] {
    (0..<trace.periodCount).map { trace.value(measure, period: $0, stage: stage) }
  }

  /// The engine beside the plain simulator, on random networks with random groups under every policy.
  @Test(arguments: [false, true]) func everyPolicyOnRandomNetworks(isDisrupted: Bool) throws {
    var helped: Set<String> = []
    for number in 0..<400 {
      let system = try RandomSystem(number)
      var network = try system.network.withPeers(number)
      if isDisrupted { network = try network.disrupted(number) }
      let policy = RandomPolicies(number, network).policy
      let trace = Simulator.trace(
        network: network, policy: policy, demand: system.demand, unmetDemand: system.unmetDemand)
      let reference = ReferenceSimulator(
        network, policy, demand: system.demand, losesSales: system.unmetDemand == .lostSale)
      for day in reference.days.joined() {
        if day.toPeers > 0 { helped.insert("\(system.shape) \(system.unmetDemand) \(policy.unfilledOrders)") }
      }
      try reference.expectSame(trace, "system \(number)")
    }
    #expect(helped.count == 5 * 2 * 2)
  }

  /// Peers among the stores of a distribution network are played beside the others, which are played in blocks.
  @Test func besideBlocks() async throws {
    var (leaves, peers, sent) = (0, 0, 0.0)
    for number in 0..<200 {
      let tree = try RandomDistribution(number)
      var world = tree.world(0)
      world.network = try world.network.withPeers(number)
      let settings = tree.settings
      let reference = ReferenceSimulator(
        world.network, world.policy, demand: tree.demand(0), losesSales: settings.unmetDemand == .lostSale)
      let program = PlayProgram(
        network: world.network, policy: world.policy, periods: settings.periods, unmetDemand: settings.unmetDemand,
        tiers: world.tiers, playsBlocks: true)
      leaves += program.leafStages.count
      peers += program.peers.stages.count
      let inBlocks = Set(program.leafStages)
      #expect(program.peers.stages.allSatisfy { !inBlocks.contains($0.place) })
      let course = await Simulator.courses([world], settings: settings, threads: 1).courses[0]
      for day in reference.days.joined() {
        sent += day.toPeers
      }
      try reference.expectSame(course, "tree \(number)")
    }
    #expect(leaves > 200 && peers > 400 && sent > 1000)
  }

  /// What givers send is what receivers get; every stage keeps its units, also those under way between peers.
  @Test func everyUnitIsSomewhere() throws {
    var (sent, late) = (0.0, 0.0)
    for number in ConservationTests.systems {
      let system = try RandomSystem(number)
      let network = try system.network.withPeers(number)
      let trace = Simulator.trace(
        network: network, policy: system.policy, demand: system.demand, unmetDemand: system.unmetDemand)
      trace.expectUnitsKept(network, from: network.startingOnHand(system.policy), "system \(number)")
      for period in 0..<trace.periodCount {
        func all(_ measure: SimulationRun.Measure) -> Double {
          network.stages.indices.reduce(0) { $0 + trace.value(measure, period: period, stage: $1) }
        }
        sent += all(.transshippedOut)
        #expect(abs(all(.transshippedOut) - all(.transshippedIn)) < 1e-9, "system \(number), period \(period)")
        if network.transshipments.contains(where: { $0.leadTime > 0 }) { late += all(.transshippedIn) }
      }
    }
    #expect(sent > 1000 && late > 1000)
  }

  /// Three stores with 10, 2 and 0 units and a reserve of 1: demand of 4, 5 and 3 leaves 3 and 3 units unmet and 5 to
  /// spare, of which each gets 2.5. Whoever gave or sold orders that much.
  @Test func aPeriodByHand() throws {
    let network = try Self.stores(
      3, leadTime: 2, [Transshipment(stages: [0, 1, 2], costPerUnit: 4, reserve: .units(1))])
    let demand = [[4.0, 0, 0], [5.0, 0, 0], [3.0, 0, 0]]
    func play(_ unmet: CaseSettings.UnmetDemand) -> SimulationTrace {
      Simulator.trace(
        network: network, policy: .baseStocks([10, 2, 0]), demand: demand, unmetDemand: unmet)
    }
    func first(_ trace: SimulationTrace, _ measure: SimulationRun.Measure) -> [Double] {
      (0..<3).map { trace.value(measure, period: 0, stage: $0) }
    }
    let waiting = play(.backorder)
    #expect(first(waiting, .transshippedIn) == [0, 2.5, 2.5])
    #expect(first(waiting, .transshippedOut) == [5, 0, 0])
    #expect(first(waiting, .transshipmentCost) == [0, 10, 10])
    #expect(first(waiting, .onHand) == [1, 0, 0])
    #expect(first(waiting, .backorders) == [0, 0.5, 0.5])
    #expect(first(waiting, .deliveredOnTime) == [4, 4.5, 2.5])
    #expect(first(waiting, .ordered) == [9, 2.5, 0.5])
    #expect(Self.values(waiting, .onHand, 0) == [1, 1, 10])
    // What is on its way from outside covers what is owed; its own stock, 1, is the giver's reserve.
    #expect(Self.values(waiting, .backorders, 1) == [0.5, 0.5, 0])
    let losing = play(.lostSale)
    #expect(first(losing, .lost) == [0, 0.5, 0.5])
    #expect(first(losing, .deliveredOnTime) == [4, 4.5, 2.5])
    #expect(first(losing, .ordered) == [9, 2, 0])
  }

  /// Goods sent between peers take their time, and nobody asks twice for the same need.
  @Test func goodsOnTheirWayAreNotAskedForAgain() throws {
    let network = try Self.stores(2, leadTime: 9, [Transshipment(stages: [0, 1], leadTime: 2)])
    let trace = Simulator.trace(
      network: network, policy: .baseStocks([0, 0]), demand: [[1, 1, 1, 1], [3, 2, 0, 0]], startingOnHand: [20, 0])
    #expect(Self.values(trace, .transshippedIn, 1) == [3, 2, 0, 0])
    #expect(Self.values(trace, .transshippedOut, 0) == [3, 2, 0, 0])
    #expect(Self.values(trace, .backorders, 1) == [3, 5, 2, 0])
    #expect(Self.values(trace, .inTransit, 1) == [3, 5, 2, 0])
    #expect(Self.values(trace, .onHand, 0) == [16, 13, 12, 11])
    #expect(Self.values(trace, .deliveredOnTime, 1) == [0, 0, 0, 0])
    // The receiver has ordered what it sold, less what peers send it.
    #expect(Self.values(trace, .ordered, 1) == [0, 0, 0, 0])
  }

  /// Where unmet demand is lost, goods that come later save no sale, and none are sent.
  @Test func lateGoodsSaveNoSale() throws {
    let network = try Self.stores(2, [Transshipment(stages: [0, 1], leadTime: 1)])
    let trace = Simulator.trace(
      network: network, policy: .baseStocks([20, 0]), demand: [[1, 1], [3, 2]], unmetDemand: .lostSale)
    #expect(Self.values(trace, .transshippedOut, 0) == [0, 0])
    #expect(Self.values(trace, .lost, 1) == [3, 2])
  }

  /// Groups help in their order: what the neighbour can spare goes first.
  @Test func nearestFirst() throws {
    let near = Transshipment(stages: [0, 1], costPerUnit: 1)
    let far = Transshipment(stages: [0, 2], costPerUnit: 10)
    let network = try Self.stores(3, leadTime: 3, [near, far])
    let trace = Simulator.trace(
      network: network, policy: .baseStocks([0, 2, 9]), demand: [[6], [0], [0]])
    #expect([0, 1, 2].map { trace.value(.transshippedOut, period: 0, stage: $0) } == [0, 2, 4])
    #expect(trace.value(.transshipmentCost, period: 0, stage: 0) == 42)
    #expect(trace.value(.backorders, period: 0, stage: 0) == 0)
  }

  /// A stage that ships nothing helps nobody.
  @Test func aDisruptedPeerGivesNothing() throws {
    var stages = (0..<2).map { Stage(id: "\($0)", location: $0, processingTime: 1, demand: .poisson(mean: 5)) }
    stages[0].disruptions = [Disruption(.at(period: 1), periods: 2)]
    let network = try StageNetwork(
      name: "pair", stages: stages, links: [], transshipments: [Transshipment(stages: [0, 1])])
    let trace = Simulator.trace(
      network: network, policy: .baseStocks([50, 0]), demand: [[0, 0, 0, 0], [2, 2, 2, 2]], unmetDemand: .lostSale)
    #expect(Self.values(trace, .transshippedIn, 1) == [2, 0, 0, 2])
  }

  /// Lost sales, delivery at once and no reserve: two stores are one store with their stock, in every period.
  @Test func fullPoolingIsOneStore() throws {
    var stream = RandomStream(seed: 3, path: [])
    for leadTime in 1...4 {
      let demand = (0..<2).map { _ in (0..<300).map { _ in max(0, 5 + 4 * stream.normal()) } }
      let level = 5.0 * Double(leadTime) + 3
      let pair = Simulator.trace(
        network: try Self.stores(2, leadTime: leadTime, [Transshipment(stages: [0, 1])]),
        policy: .baseStocks([level, level]), demand: demand, unmetDemand: .lostSale)
      let pool = Simulator.trace(
        network: try Self.stores(1, leadTime: leadTime, []), policy: .baseStocks([2 * level]),
        demand: [zip(demand[0], demand[1]).map(+)], unmetDemand: .lostSale)
      for measure in [SimulationRun.Measure.onHand, .lost, .externalDeliveredOnTime, .ordered, .inTransit] {
        for period in 0..<300 {
          let sum = [0, 1].map { pair.value(measure, period: period, stage: $0) }.reduce(0, +)
          #expect(abs(sum - pool.value(measure, period: period, stage: 0)) < 1e-9, "\(measure) \(period)")
        }
      }
      #expect(Self.values(pair, .transshippedIn, 0).reduce(0, +) > 20)
      #expect(Self.values(pool, .lost, 0).reduce(0, +) > 20)
    }
  }

  /// Backorders, and nothing on order: the same pool of stock serves the same demand.
  @Test func fullPoolingServesFromOneStock() throws {
    var stream = RandomStream(seed: 4, path: [])
    let demand = (0..<3).map { _ in (0..<40).map { _ in max(0, 5 + 4 * stream.normal()) } }
    // Levels so far below zero order nothing.
    let none = -1e9
    let stores = Simulator.trace(
      network: try Self.stores(3, [Transshipment(stages: [0, 1, 2])]), policy: .baseStocks([none, none, none]),
      demand: demand, startingOnHand: [200, 100, 60])
    let pool = Simulator.trace(
      network: try Self.stores(1, []), policy: .baseStocks([none]),
      demand: [(0..<40).map { period in demand.map { $0[period] }.reduce(0, +) }], startingOnHand: [360])
    for measure in [SimulationRun.Measure.onHand, .backorders, .externalDeliveredOnTime] {
      for period in 0..<40 {
        let sum = (0..<3).map { stores.value(measure, period: period, stage: $0) }.reduce(0, +)
        #expect(abs(sum - pool.value(measure, period: period, stage: 0)) < 1e-9, "\(measure) \(period)")
      }
    }
    #expect(pool.value(.backorders, period: 39, stage: 0) > 0)
  }

  /// With a lead time of one period and lost sales, every period starts with the base stock: the pool loses
  /// E[(D₁ + D₂ − 2B)⁺], stores alone 2 E[(D − B)⁺], and what is sent is the difference.
  @Test func longRunClosedForm() throws {
    let demand = DemandDistribution.poisson(mean: 6)
    var settings = CaseSettings.Simulation()
    (settings.replications, settings.periods, settings.warmUp, settings.seed) = (40, 1500, 10, 21)
    settings.unmetDemand = .lostSale
    let run = Simulator.run(
      network: try Self.stores(2, demand: demand, [Transshipment(stages: [0, 1], costPerUnit: 3)]),
      policies: [.baseStocks([8, 8])], settings: settings, streamIndex: 2)[0]
    func sums(_ measure: SimulationRun.Measure) -> Estimate {
      Estimate(
        (0..<40).map { replication in
          [0, 1].map { run.value(measure, replication: replication, stage: $0) }.reduce(0, +)
        })
    }
    let lost = DemandDistribution.poisson(mean: 12).expectedShortage(beyond: 16)
    let alone = 2 * demand.expectedShortage(beyond: 8)
    // Twice half of the 95 % interval: four standard errors.
    for (measure, expected) in [
      (SimulationRun.Measure.lost, lost), (.transshippedIn, alone - lost), (.transshippedOut, alone - lost),
      (.transshipmentCost, 3 * (alone - lost)), (.ordered, 12 - lost),
    ] {
      let found = sums(measure)
      #expect(abs(found.mean - expected) < 2 * found.halfWidth, "\(measure): \(found.mean), not \(expected)")
    }
  }

  @Test func nobodyIsHelpedWhoIsNotShort() throws {
    let network = try Self.stores(3, [Transshipment(stages: [0, 1, 2])])
    let alone = try Self.stores(3, [])
    let demand = (0..<3).map { stage in (0..<50).map { Double(($0 * 7 + stage) % 5) } }
    let policy = NetworkPolicy.baseStocks([8, 9, 10])
    let trace = Simulator.trace(network: network, policy: policy, demand: demand)
    #expect(trace == Simulator.trace(network: alone, policy: policy, demand: demand))
    #expect((0..<3).allSatisfy { Self.values(trace, .transshippedIn, $0).allSatisfy { $0 == 0 } })
  }

  /// Worlds of one shape keep their own reserve where it is in periods of their demand.
  @Test func reservesAreTheWorlds() async throws {
    let worlds = try (1...5).map { number in
      SimulatedWorld(
        network: try Self.stores(
          3, leadTime: 2, mean: Double(number), [Transshipment(stages: [0, 1, 2], reserve: .periods(0.5))]),
        policy: .baseStocks([1, 2, 4].map { Double($0 * number) }), streamIndex: UInt64(number), tiers: [0, 1, 2])
    }
    #expect(worlds.allSatisfy { $0.hasShape(of: worlds[0]) })
    var settings = CaseSettings.Simulation()
    (settings.periods, settings.warmUp) = (60, 0)
    let together = await Simulator.courses(worlds, settings: settings, threads: 1).courses
    for (index, world) in worlds.enumerated() {
      #expect(await Simulator.courses([world], settings: settings, threads: 1).courses[0] == together[index])
    }
    let other = SimulatedWorld(
      network: try Self.stores(3, leadTime: 2, [Transshipment(stages: [0, 1, 2], leadTime: 1)]),
      policy: worlds[0].policy, tiers: [0, 1, 2])
    #expect(!other.hasShape(of: worlds[0]))
  }

  @Test func faultyGroupsAreRefused() throws {
    let faulty = [
      Transshipment(stages: [0]), Transshipment(stages: [0, 0]), Transshipment(stages: [0, 7]),
      Transshipment(stages: [0, -1]), Transshipment(stages: [0, 1], leadTime: -1),
      Transshipment(stages: [0, 1], costPerUnit: -.infinity), Transshipment(stages: [0, 1], reserve: .units(.nan)),
      Transshipment(stages: [0, 1], reserve: .periods(-1)), Transshipment(stages: [0, 2]),
    ]
    for group in faulty {
      let stages = [0, 0, 1].enumerated().map { Stage(id: "\($0)", location: $0, item: $1) }
      let error = #expect(throws: IssueList.self) {
        try StageNetwork(name: "n", stages: stages, links: [], transshipments: [group])
      }
      #expect(error?.issues.map(\.code) == ["bad-transshipment"])
    }
  }
}

extension StageNetwork {
  /// The same network, all of one item, with groups of peers that may overlap, reproducible by its number.
  func withPeers(_ number: Int) throws -> StageNetwork {
    var stream = RandomStream(seed: 41, path: [UInt64(number)])
    func whole(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(stream.next() % UInt64(range.count)) }
    var groups: [Transshipment] = []
    for _ in 0..<whole(1...3) {
      var chosen = stages.indices.filter { _ in stream.uniform() < 0.6 }
      for stage in stages.indices where chosen.count < 2 && !chosen.contains(stage) { chosen.append(stage) }
      groups.append(
        Transshipment(
          stages: chosen, leadTime: stream.uniform() < 0.5 ? 0 : whole(1...5), costPerUnit: Double(whole(0...3)),
          reserve: stream.uniform() < 0.5 ? .units(Double(whole(0...6))) : .periods(stream.uniform())))
    }
    return try StageNetwork(
      name: name,
      stages: stages.map { stage in
        var stage = stage
        stage.item = 0
        return stage
      }, links: links, correlation: correlation, transshipments: groups)
  }
}

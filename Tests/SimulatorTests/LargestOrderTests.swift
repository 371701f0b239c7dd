import Probability
import SupplyNetwork
import Testing

@testable import Simulator

/// Orders that may not exceed a truck, or what a plant makes.
@Suite struct LargestOrderTests {
  private func stage(
    leadTime: Int = 0, multiple: Double = 1, minimum: Double = 0, maximum: Double?
  ) throws -> StageNetwork {
    try TestNetworks.single(
      Stage(
        id: "1", processingTime: leadTime, demand: .poisson(mean: 5), orderMultiple: multiple, minimumOrder: minimum,
        maximumOrder: maximum))
  }

  private func orders(_ network: StageNetwork, _ policy: ReplenishmentPolicy, _ demand: [Double]) -> [Double] {
    let trace = Simulator.trace(network: network, policy: .single(policy), demand: [demand])
    return (0..<demand.count).map { trace.value(.ordered, period: $0, stage: 0) }
  }

  @Test func theRestIsOrderedAtTheNextReview() throws {
    let demand = [3.0, 12, 0, 1, 0, 0, 9]
    #expect(try orders(stage(maximum: 5), .installationBaseStock(20), demand) == [3, 5, 5, 3, 0, 0, 5])
    // Of 11 units, two whole multiples of 4; a minimum still raises small orders.
    #expect(
      try orders(stage(multiple: 4, minimum: 8, maximum: 11), .installationBaseStock(20), demand)
        == [8, 8, 0, 0, 0, 0, 8])
    #expect(
      try orders(stage(multiple: 0.1, maximum: 0.3), .installationBaseStock(20), [1, 0, 0, 0, 0]).map {
        ($0 * 1e9).rounded() / 1e9
      } == [0.3, 0.3, 0.3, 0.1, 0])
    #expect(
      try orders(stage(maximum: 10), .reorderPointOrderQuantity(reorderPoint: 4, quantity: 16), [13, 0, 0])
        == [0, 0, 0])
    #expect(
      try orders(stage(maximum: 10), .reorderPointOrderQuantity(reorderPoint: 4, quantity: 16), [17, 0, 0])
        == [10, 0, 0])
  }

  /// The shortfall of the position after ordering is a Lindley recursion, V ← (V + D − C)⁺, and the net stock at the end of
  /// t is S − V(t − L) less the demand of the L periods since.
  @Test func theShortfallIsALindleyRecursion() throws {
    var stream = RandomStream(seed: 41, path: [1])
    for number in 0..<100 {
      let leadTime = number % 5
      let capacity = 4 + 4 * stream.uniform()
      let level = 30 * stream.uniform()
      let demand = (0..<300).map { _ in 10 * stream.uniform() }
      let trace = Simulator.trace(
        network: try stage(leadTime: leadTime, maximum: capacity), policy: .baseStocks([level]), demand: [demand])
      var shortfall: [Double] = []
      for (period, quantity) in demand.enumerated() {
        shortfall.append(max(0, (shortfall.last ?? 0) + quantity - capacity))
        let start = period >= leadTime ? shortfall[period - leadTime] : 0
        let net = level - start - demand[max(0, period - leadTime + 1)..<period + 1].reduce(0, +)
        #expect(abs(trace.value(.onHand, period: period, stage: 0) - max(0, net)) < 1e-9)
        #expect(abs(trace.value(.backorders, period: period, stage: 0) - max(0, -net)) < 1e-9)
      }
    }
  }

  /// Demand of 2 with chance p, else 0, on a capacity of 1: the shortfall is a random walk reflected at 0, geometric with
  /// ρ = p ÷ (1 − p) in the long run.
  @Test func theShortfallOfAReflectedWalk() throws {
    var stream = RandomStream(seed: 43, path: [1])
    let chance = 0.4
    let ratio = chance / (1 - chance)
    let demand = (0..<150_000).map { _ in stream.uniform() < chance ? 2.0 : 0 }
    let run = Simulator.replay(network: try stage(maximum: 1), policy: .baseStocks([0]), demand: [demand])
    let mean = run.value(.backorders, replication: 0, stage: 0)
    #expect(abs(mean - ratio / (1 - ratio)) < 0.2)
    #expect(abs(run.value(.periodsWithoutStockout, replication: 0, stage: 0) - (1 - ratio)) < 0.02)
  }

  /// Every policy on random networks, as the plain simulator of the tests plays them.
  @Test func besideTheReference() throws {
    for number in 0..<300 {
      let system = try RandomSystem(number)
      let network = try system.network.limited(number)
      let policy = RandomPolicies(number, network).policy
      let trace = Simulator.trace(
        network: network, policy: policy, demand: system.demand, unmetDemand: system.unmetDemand)
      try ReferenceSimulator(network, policy, demand: system.demand, losesSales: system.unmetDemand == .lostSale)
        .expectSame(trace, "system \(number)")
      for stage in network.stages.indices {
        for period in 0..<trace.periodCount {
          #expect(
            trace.value(.ordered, period: period, stage: stage)
              <= (network.stages[stage].maximumOrder ?? .infinity) + 1e-9)
        }
      }
    }
  }

  /// A store with a largest order is none of those played in blocks, and its world goes beside others of its kind alone.
  @Test func worldsSideBySide() async throws {
    func world(_ maximum: Double?, _ number: Int) throws -> SimulatedWorld {
      let plain = try TestNetworks.warehouse(stores: (0..<3).map { _ in .poisson(mean: 5) })
      var stages = plain.stages
      stages[1].maximumOrder = maximum
      let network = try StageNetwork(name: "\(number)", stages: stages, links: plain.links)
      return SimulatedWorld(network: network, policy: .baseStocks([40, 15, 15, 15]), streamIndex: UInt64(number))
    }
    var settings = CaseSettings.Simulation()
    (settings.periods, settings.warmUp) = (100, 0)
    let worlds = try [nil, 6, nil, 7, 5].enumerated().map { try world($1, $0) }
    #expect(!worlds[0].hasShape(of: worlds[1]) && worlds[1].hasShape(of: worlds[3]))
    let together = await Simulator.courses(worlds, settings: settings, threads: 2).courses
    for (world, course) in zip(worlds, together) {
      #expect(await Simulator.courses([world], settings: settings, threads: 1).courses[0] == course)
    }
    #expect(together[1] != together[0])
  }
}

extension StageNetwork {
  /// The same network with largest orders at some stages, reproducible by its number.
  func limited(_ number: Int) throws -> StageNetwork {
    var stream = RandomStream(seed: 47, path: [UInt64(number)])
    var stages = stages
    for index in stages.indices where stream.uniform() < 0.5 {
      stages[index].maximumOrder = max(meanDemand[index], stages[index].minimumOrder) * (0.8 + 2 * stream.uniform())
    }
    return try StageNetwork(name: name, stages: stages, links: links, correlation: correlation)
  }
}

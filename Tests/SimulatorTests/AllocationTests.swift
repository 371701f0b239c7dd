import Probability
import SupplyNetwork
import Testing

@testable import Simulator

/// How a supplier shares what is too little for all.
@Suite struct AllocationTests {
  private static let rules = AllocationRule.allCases.filter { $0 != .proportional }

  /// Every rule on random networks under every policy, as the plain simulator of the tests plays them.
  @Test(arguments: rules, [false, true]) func besideTheReference(
    rule: AllocationRule, isDisrupted: Bool
  ) throws {
    var differences = 0
    for number in 0..<150 {
      let system = try RandomSystem(number)
      var network = try system.network.ranked(number)
      if isDisrupted { network = try network.disrupted(number) }
      var policy = RandomPolicies(number, network).policy
      let proportional = Simulator.trace(
        network: network, policy: policy, demand: system.demand, unmetDemand: system.unmetDemand)
      policy.allocation = rule
      let trace = Simulator.trace(
        network: network, policy: policy, demand: system.demand, unmetDemand: system.unmetDemand)
      if trace != proportional { differences += 1 }
      try ReferenceSimulator(network, policy, demand: system.demand, losesSales: system.unmetDemand == .lostSale)
        .expectSame(trace, "system \(number), \(rule) (\(policy.unfilledOrders))")
    }
    #expect(differences > 20, "\(differences)")
  }

  /// A depot with too little for three stores that order at once.
  private func depot(
    _ rule: AllocationRule, stock: Double, stores: [(mean: Double, level: Double, onHand: Double)],
    leadTimes: [Int] = [1, 1, 1], priorities: [Int] = [0, 0, 0], periods: Int = 1
  ) throws -> SimulationTrace {
    var stages = [Stage(id: "depot", processingTime: 50)]
    var links: [Link] = []
    for (index, store) in stores.enumerated() {
      stages.append(Stage(id: "\(index)", location: index + 1, demand: .poisson(mean: store.mean)))
      links.append(Link(supplier: 0, customer: index + 1, leadTime: leadTimes[index]))
      links[index].priority = priorities[index]
    }
    var policy = NetworkPolicy.baseStocks([0] + stores.map(\.level))
    policy.allocation = rule
    return Simulator.trace(
      network: try StageNetwork(name: "depot", stages: stages, links: links), policy: policy,
      demand: [[]] + stores.map { _ in [Double](repeating: 0, count: periods) },
      startingOnHand: [stock] + stores.map(\.onHand))
  }

  private func shipped(_ trace: SimulationTrace, _ period: Int = 0) -> [Double] {
    (0..<3).map { (trace.shipment(link: $0, period: period) * 1e9).rounded() / 1e9 }
  }

  /// Due are 20, 10 and 30 units; on hand 5, 2 and 0.
  private let stores = [(mean: 10.0, level: 25.0, onHand: 5.0), (5, 12, 2), (6, 30, 0)]

  @Test func whoGetsWhat() throws {
    #expect(try shipped(depot(.proportional, stock: 30, stores: stores)) == [10, 5, 15])
    #expect(try shipped(depot(.firstCome, stock: 30, stores: stores)) == [10, 5, 15])
    let ranked = try depot(.priority, stock: 36, stores: stores, priorities: [1, 0, 1])
    #expect(shipped(ranked) == [10.4, 10, 15.6])
    #expect(try shipped(depot(.priority, stock: 36, stores: stores, priorities: [2, 1, -1])) == [0, 6, 30])
    // 37 units on hand or to come for a demand of 21 a period last 37 ÷ 21 periods.
    let equal = try depot(.fairShare, stock: 30, stores: stores)
    let lasting = 37.0 / 21
    #expect(
      shipped(equal) == [10 * lasting - 5, 5 * lasting - 2, 6 * lasting].map { ($0 * 1e9).rounded() / 1e9 })
    // Of 4 units, all to the two who have least.
    #expect(try shipped(depot(.fairShare, stock: 4, stores: [(10, 30, 25), (5, 20, 2), (5, 20, 0)])) == [0, 1, 3])
    // Whom 3 units bring to its level gets no more.
    #expect(try shipped(depot(.fairShare, stock: 15, stores: [(10, 3, 0), (5, 40, 0), (5, 40, 0)])) == [3, 6, 6])
    // A store that is 2 periods further away needs 20 units more to last as long on its shelf.
    let distant = try depot(
      .fairShare, stock: 40, stores: [(10, 90, 0), (10, 90, 0), (5, 0, 0)], leadTimes: [1, 3, 1],
      periods: 5)
    #expect(shipped(distant) == [10, 30, 0])
  }

  /// The depot gets 8 units a period for stores that ask for 6 each in turn: who fell due first is served first.
  @Test func theOldestOrderFirst() throws {
    let stages =
      [Stage(id: "depot", processingTime: 50)]
      + (0..<2).map {
        Stage(id: "\($0)", location: $0 + 1, demand: .poisson(mean: 3))
      }
    let links = (0..<2).map { Link(supplier: 0, customer: $0 + 1, leadTime: 1) }
    var network = try StageNetwork(name: "depot", stages: stages, links: links)
    var policy = NetworkPolicy.baseStocks([0, 20, 20])
    policy.allocation = .firstCome
    // Due: 6 by the first store in 0, 6 by the second in 1, 4 by each in 2. There are 9 units.
    let demand: [[Double]] = [[], [6, 0, 4, 0], [0, 6, 4, 0]]
    var trace = Simulator.trace(network: network, policy: policy, demand: demand, startingOnHand: [9, 20, 20])
    #expect((0..<3).map { trace.shipment(link: 0, period: $0) } == [6, 0, 0])
    #expect((0..<3).map { trace.shipment(link: 1, period: $0) } == [0, 3, 0])
    // While the first store's link is closed in 0 and 1, its order waits; then it comes before all others.
    var disrupted = links
    disrupted[0].disruptions = [Disruption(.at(period: 0), periods: 2)]
    network = try StageNetwork(name: "depot", stages: stages, links: disrupted)
    trace = Simulator.trace(network: network, policy: policy, demand: demand, startingOnHand: [13, 20, 20])
    #expect((0..<3).map { trace.shipment(link: 0, period: $0) } == [0, 0, 6.5])
    #expect((0..<3).map { trace.shipment(link: 1, period: $0) } == [0, 6, 0.5])
  }

  /// What has been due for longer than the history counts as of one age, and units are kept.
  @Test func ordersOlderThanTheHistory() throws {
    let longest = DueHistory.longestAge
    let stages =
      [Stage(id: "depot", processingTime: longest + 40)]
      + (0..<2).map {
        Stage(id: "\($0)", location: $0 + 1, demand: .poisson(mean: 3))
      }
    let network = try StageNetwork(
      name: "depot", stages: stages, links: (0..<2).map { Link(supplier: 0, customer: $0 + 1, leadTime: 1) })
    var policy = NetworkPolicy.baseStocks([0, 20, 20])
    policy.allocation = .firstCome
    func demand(_ first: Int) -> [Double] {
      (0..<longest + 60).map { $0 == first ? 8 : $0 == 50 ? 2 : 0 }
    }
    // 8 units of the first store fell due in period 0, of the second in period 60. When the first 8 units come, the younger
    // order is in the history; where both are older, they share.
    let trace = Simulator.trace(
      network: network, policy: policy, demand: [[], demand(0), demand(60)], startingOnHand: [0, 20, 20])
    let period = longest + 40
    #expect((0..<2).map { trace.shipment(link: $0, period: period) } == [8, 0])
    let later = Simulator.trace(
      network: network, policy: policy, demand: [[], demand(3), demand(7)], startingOnHand: [0, 20, 20])
    #expect((0..<2).map { later.shipment(link: $0, period: longest + 43) } == [4, 4])
    #expect((0..<2).map { later.shipment(link: $0, period: longest + 47) } == [4, 4])
  }

  /// What stores have after a shipment, from the trace alone: those who got a part last equally long, those who got nothing
  /// at least that long, those who got all at most that long.
  @Test func allLastEquallyLong() throws {
    var stream = RandomStream(seed: 53, path: [2])
    var (shared, pegged) = (0, 0)
    for number in 0..<60 {
      let count = 2 + number % 6
      var stages = [Stage(id: "depot", processingTime: 3)]
      var links: [Link] = []
      for store in 1...count {
        stages.append(Stage(id: "\(store)", location: store, demand: .poisson(mean: 2 + 8 * stream.uniform())))
        links.append(Link(supplier: 0, customer: store, leadTime: 1 + Int(3 * stream.uniform())))
      }
      let network = try StageNetwork(name: "depot", stages: stages, links: links)
      let levels = (0...count).map { $0 == 0 ? 30 * stream.uniform() : 10 + 30 * stream.uniform() }
      var policy = NetworkPolicy.baseStocks(levels)
      policy.allocation = .fairShare
      let demand = stages.map { stage in
        stage.demand == nil ? [] : (0..<80).map { _ in stage.demand.map { 2 * $0.mean * stream.uniform() } ?? 0 }
      }
      let trace = Simulator.trace(network: network, policy: policy, demand: demand)
      var owed = [Double](repeating: 0, count: count)
      for period in 0..<80 {
        var (least, most) = (Double.infinity, -Double.infinity)
        var (highestFull, lowestEmpty) = (-Double.infinity, Double.infinity)
        for store in 1...count {
          func now(_ measure: SimulationRun.Measure) -> Double {
            trace.value(measure, period: period, stage: store)
          }
          let due = owed[store - 1] + now(.ordered)
          let sent = trace.shipment(link: store - 1, period: period)
          owed[store - 1] = due - sent
          let stock = now(.onHand) - now(.backorders) + now(.inTransit)
          let lasting = stock / network.meanDemand[store] - Double(links[store - 1].leadTime)
          guard due > 1e-6 else { continue }
          if due - sent < 1e-9 {
            highestFull = max(highestFull, lasting)
          } else if sent < 1e-9 {
            lowestEmpty = min(lowestEmpty, lasting)
          } else {
            (least, most) = (min(least, lasting), max(most, lasting))
          }
        }
        if least < .infinity {
          #expect(most - least < 1e-9, "system \(number), period \(period)")
          #expect(highestFull < least + 1e-9 && lowestEmpty > most - 1e-9, "system \(number), period \(period)")
          if most > least { shared += 1 }
          if highestFull > -.infinity || lowestEmpty < .infinity { pegged += 1 }
        } else if lowestEmpty < .infinity {
          #expect(highestFull <= lowestEmpty + 1e-9)
        }
      }
    }
    #expect(shared > 500 && pegged > 500, "\(shared) \(pegged)")
  }

  /// With first come, first served, what a depot owes is made of the demand of the periods that fell due last, whatever their
  /// number: on average every store's part is that of its demand (Graves 1985, doi:10.1287/mnsc.31.10.1247).
  @Test func backordersInProportionToDemand() throws {
    let means = [2.0, 3, 10]
    let network = try TestNetworks.warehouse(stores: means.map { .poisson(mean: $0) }, leadTime: 4)
    var policy = NetworkPolicy.baseStocks([52, 12, 18, 60])
    policy.allocation = .firstCome
    var stream = RandomStream(seed: 59, path: [3])
    let demand = means.map { mean in
      (0..<12_000).map { _ in DemandSampler(.poisson(mean: mean)).quantity(score: stream.normal()) }
    }
    let trace = Simulator.trace(network: network, policy: policy, demand: [[]] + demand)
    var owed = [0.0, 0, 0]
    var sums = owed
    for period in 0..<12_000 {
      for store in 0..<3 {
        owed[store] += demand[store][period] - trace.shipment(link: store, period: period)
        sums[store] += owed[store]
      }
    }
    let total = sums.reduce(0, +)
    #expect(total / 12_000 > 3)
    for store in 0..<3 { #expect(abs(sums[store] / total - means[store] / 15) < 0.01, "\(sums[store] / total)") }
  }

  /// Nothing appears or vanishes, nothing is negative, and all stock is shipped while orders wait.
  @Test(arguments: rules) func unitsAreKept(rule: AllocationRule) throws {
    for number in 0..<100 {
      let system = try RandomSystem(number)
      let network = try system.network.ranked(number)
      var policy = system.policy
      policy.allocation = rule
      let trace = Simulator.trace(
        network: network, policy: policy, demand: system.demand, unmetDemand: system.unmetDemand)
      trace.expectUnitsKept(network, from: network.startingOnHand(policy), "system \(number)")
      for period in 0..<trace.periodCount {
        for link in network.links.indices { #expect(trace.shipment(link: link, period: period) >= 0) }
        for stage in network.stages.indices {
          func now(_ measure: SimulationRun.Measure) -> Double { trace.value(measure, period: period, stage: stage) }
          #expect(now(.onHand) >= 0)
          #expect(min(now(.onHand), now(.backorders)) < 1e-9 * max(1, now(.onHand)))
        }
      }
    }
  }

  /// In worlds side by side, no rule lets a neighbour matter, in either precision.
  @Test(arguments: AllocationRule.allCases) func worldsKeepToThemselves(rule: AllocationRule) async throws {
    for number in 0..<5 {
      let tree = try RandomDistribution(number)
      let worlds = try (0..<7).map { index in
        var world = tree.world(index, isDrawn: true)
        world.policy.allocation = rule
        world.network = try world.network.ranked(number)
        return world
      }
      for precision in [Simulator.Precision.double, .single] {
        let together = await Simulator.courses(
          worlds, settings: tree.settings, precision: precision, threads: 2
        ).courses
        for (world, course) in zip(worlds, together) {
          let alone = await Simulator.courses([world], settings: tree.settings, precision: precision, threads: 1)
          #expect(alone.courses[0] == course, "tree \(number)")
        }
      }
    }
  }

  /// A supplier with one claim on its stock gives it all there is, whatever the rule.
  @Test(arguments: rules) func oneCustomerHasNoRival(rule: AllocationRule) throws {
    let network = try TestNetworks.serial(leadTimes: [3, 2], demand: .poisson(mean: 5))
    var policy = NetworkPolicy.baseStocks([8, 15])
    var stream = RandomStream(seed: 61, path: [4])
    let demand = [[], (0..<100).map { _ in 10 * stream.uniform() }]
    let proportional = Simulator.trace(network: network, policy: policy, demand: demand)
    policy.allocation = rule
    #expect(Simulator.trace(network: network, policy: policy, demand: demand) == proportional)
  }
}

extension StageNetwork {
  /// The same network with random ranks of its links, reproducible by its number.
  func ranked(_ number: Int) throws -> StageNetwork {
    var stream = RandomStream(seed: 67, path: [UInt64(number)])
    var links = links
    for index in links.indices { links[index].priority = Int(stream.uniform() * 3) - 1 }
    return try StageNetwork(name: name, stages: stages, links: links, correlation: correlation)
  }
}

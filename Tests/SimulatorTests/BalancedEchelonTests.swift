import Probability
import SupplyNetwork
import Testing

@testable import Simulator

/// Balanced echelon base stocks in assembly systems (Rosling 1989, doi:10.1287/opre.37.4.565).
@Suite struct BalancedEchelonTests {
  /// A random assembly tree, reproducible by its number; stage 0 is the product sold.
  private struct Assembly {
    let network: StageNetwork
    let demand: [[Double]]
    private(set) var stream: RandomStream

    init(_ number: Int, isPlain: Bool = false, periods: Int = 40) throws {
      var stream = RandomStream(seed: 43, path: [UInt64(number)])
      func whole(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(stream.next() % UInt64(range.count)) }
      let count = whole(1...7)
      var (stages, links): ([Stage], [Link]) = ([], [])
      for place in 0..<count {
        let isOdd = !isPlain && stream.uniform() < 0.3
        stages.append(
          Stage(
            id: "\(place)", location: place, item: place, processingTime: whole(0...4),
            reviewPeriod: isOdd ? whole(1...3) : 1,
            externalInboundServiceTime: isOdd ? whole(0...2) : 0,
            demand: place == 0 ? .poisson(mean: 5) : nil,
            orderMultiple: isOdd ? Double(whole(1...4)) : 1))
        guard place > 0 else { continue }
        links.append(
          Link(
            supplier: place, customer: whole(0...place - 1), units: Double(whole(1...3)),
            leadTime: whole(0...2)))
      }
      network = try StageNetwork(name: "assembly", stages: stages, links: links)
      demand = [(0..<periods).map { _ in Double(whole(0...10)) }] + stages.dropFirst().map { _ in [] }
      self.stream = stream
    }

    /// Random levels that cover some of a stage's cumulative lead time.
    mutating func levels() -> [Double] {
      network.meanDemand.map { ($0 * (stream.uniform() * 14)).rounded() }
    }
  }

  private func policy(_ levels: [Double], isBalanced: Bool = true) -> NetworkPolicy {
    NetworkPolicy(
      replenishment: levels.map { isBalanced ? .balancedEchelonBaseStock($0) : .echelonBaseStock($0) },
      committedServiceTime: levels.map { _ in 0 })
  }

  /// Random trees, levels, review periods, multiples and starting stock, every stage in every period.
  @Test func theReferenceOrdersTheSame() throws {
    var different = 0
    for number in 0..<150 {
      var assembly = try Assembly(number)
      let network = assembly.network
      let policy = policy(assembly.levels())
      let start = number % 3 == 0 ? network.meanDemand.map { ($0 * assembly.levels()[0] / 20).rounded() } : nil
      let unmet: CaseSettings.UnmetDemand = number % 4 == 0 ? .lostSale : .backorder
      let trace = Simulator.trace(
        network: network, policy: policy, demand: assembly.demand, unmetDemand: unmet, startingOnHand: start)
      let plain = Simulator.trace(
        network: network, policy: self.policy(policy.replenishment.map(\.highestPosition), isBalanced: false),
        demand: assembly.demand, unmetDemand: unmet, startingOnHand: start)
      if plain != trace { different += 1 }
      let reference = ReferenceSimulator(
        network, policy, demand: assembly.demand, losesSales: unmet == .lostSale, startingOnHand: start)
      for period in 0..<trace.periodCount {
        for stage in network.stages.indices {
          let day = reference.days[period][stage]
          for (measure, expected) in [
            (SimulationRun.Measure.onHand, day.onHand), (.backorders, day.backorders), (.ordered, day.ordered),
          ] {
            let found = trace.value(measure, period: period, stage: stage)
            try #require(
              abs(found - expected) <= 1e-9 * max(100, abs(expected)),
              "assembly \(number), stage \(stage), period \(period), \(measure): \(found), not \(expected)")
          }
        }
      }
    }
    #expect(different > 75)
  }

  /// The series that an assembly comes to: its stages by cumulative lead time, each as far from the next as these differ,
  /// in units of the product sold.
  private func series(_ network: StageNetwork) throws -> (network: StageNetwork, stages: [Int], times: [Int]) {
    let count = network.stageCount
    var (times, units) = ([Int](repeating: 0, count: count), [Double](repeating: 1, count: count))
    for stage in network.upstreamFirst.reversed() {
      let inbound = network.supplierLinks[stage].map { network.links[$0].leadTime }.max() ?? 0
      times[stage] = inbound + network.stages[stage].processingTime
      guard let link = network.customerLinks[stage].first.map({ network.links[$0] }) else { continue }
      times[stage] += times[link.customer]
      units[stage] = units[link.customer] * link.units
    }
    let downstreamFirst = Array(network.upstreamFirst.reversed())
    let ranked = downstreamFirst.enumerated()
      .sorted { (times[$0.element], $0.offset) < (times[$1.element], $1.offset) }.map(\.element)
    let stages = ranked.enumerated().map { rank, stage in
      Stage(
        id: "\(rank)", location: rank, item: 0,
        processingTime: times[stage] - (rank > 0 ? times[ranked[rank - 1]] : 0),
        demand: rank == 0 ? .poisson(mean: 5) : nil)
    }
    let links = stages.indices.dropFirst().map { Link(supplier: $0, customer: $0 - 1) }
    return (try StageNetwork(name: "series", stages: stages, links: Array(links)), ranked, times)
  }

  /// Rosling's equivalence: in balance, every stage orders in every period what its counterpart in the series orders, in
  /// which the echelon base stocks are the same, and the same is on hand, sold and owed at the end; so stock costs differ
  /// by stock on its way alone. In a series, to order what the supplier can ship or to order more and wait for it ships
  /// the same.
  @Test func anAssemblyInBalanceIsASeries() throws {
    for number in 0..<120 {
      var assembly = try Assembly(number, isPlain: true, periods: 60)
      let network = assembly.network
      let (chain, ranked, times) = try series(network)
      let units = ranked.map { network.meanDemand[$0] / network.meanDemand[0] }
      // Levels that rise with the lead time, so that all start in balance.
      let levels = assembly.levels().enumerated().map { ($1 / network.meanDemand[$0] * 5).rounded() }.sorted()
      var own = [Double](repeating: 0, count: levels.count)
      for (rank, stage) in ranked.enumerated() { own[stage] = levels[rank] * units[rank] }
      let trace = Simulator.trace(network: network, policy: policy(own), demand: assembly.demand)
      for isBalanced in [true, false] {
        let other = Simulator.trace(
          network: chain, policy: policy(levels, isBalanced: isBalanced), demand: assembly.demand)
        for period in 0..<trace.periodCount {
          for measure in [SimulationRun.Measure.onHand, .backorders, .deliveredOnTime] {
            let (one, two) = (
              trace.value(measure, period: period, stage: 0), other.value(measure, period: period, stage: 0)
            )
            try #require(abs(one - two) < 1e-9, "assembly \(number), period \(period), \(measure): \(one), \(two)")
          }
          for (rank, stage) in ranked.enumerated() where isBalanced {
            let ordered = trace.value(.ordered, period: period, stage: stage) / units[rank]
            let expected = other.value(.ordered, period: period, stage: rank)
            try #require(abs(ordered - expected) < 1e-9, "assembly \(number), stage \(stage), period \(period)")
          }
        }
      }
      #expect(times[ranked[0]] == times.min())
    }
  }

  /// Mean stock at the rates of the stages, on hand and as parts on their way, and backorders.
  private func cost(_ network: StageNetwork, _ policy: NetworkPolicy, start: [Double]?) -> Double {
    var settings = CaseSettings.Simulation()
    (settings.periods, settings.warmUp, settings.replications) = (300, 0, 8)
    let run = Simulator.run(
      network: network, policies: [policy], settings: settings, streamIndex: 1, startingOnHand: start)[0]
    return network.stages.indices.reduce(0) { total, stage in
      let parts = network.supplierLinks[stage].reduce(0) {
        $0 + network.stages[network.links[$1].supplier].holdingCostRate * network.links[$1].units
      }
      return total + run.estimate(.cost, stage: stage).mean + parts * run.estimate(.inTransit, stage: stage).mean
    }
  }

  /// A component that comes quickly does not come before the one that takes long: cheaper than plain echelon base stocks,
  /// and more so where there is much too much of one at the start.
  @Test(arguments: [nil, [20.0, 0, 300], [20, 60, 0]]) func balanceIsCheaper(start: [Double]?) throws {
    let network = try StageNetwork(
      name: "assembly",
      stages: [
        Stage(
          id: "0", processingTime: 1, holdingCostRate: 3, backorderCostRate: 40, demand: .poisson(mean: 10)),
        Stage(id: "slow", location: 1, item: 1, processingTime: 8, holdingCostRate: 1),
        Stage(id: "quick", location: 2, item: 2, processingTime: 2, holdingCostRate: 1),
      ], links: [Link(supplier: 1, customer: 0), Link(supplier: 2, customer: 0)])
    let levels = [15.0, 98, 45]
    let balanced = cost(network, policy(levels), start: start)
    let plain = cost(network, policy(levels, isBalanced: false), start: start)
    #expect(balanced < plain * (start == nil ? 0.995 : 0.999), "\(balanced), \(plain)")
  }

  /// Where it cannot hold it is the plain rule, to the last bit.
  @Test func elsewhereItIsPlain() throws {
    var cases: [(StageNetwork, NetworkPolicy, NetworkPolicy)] = []
    for number in 0..<60 {
      let system = try RandomSystem(number)
      let levels = system.network.meanDemand.map { ($0 * 6).rounded() }
      var (rule, plain) = (policy(levels), policy(levels, isBalanced: false))
      switch number % 3 {
      case 0: rule.unfilledOrders = .cancel
      case 1: rule.committedServiceTime[0] = 1
      default: rule.replenishment[0] = .installationBaseStock(levels[0])
      }
      plain.unfilledOrders = rule.unfilledOrders
      plain.committedServiceTime = rule.committedServiceTime
      if number % 3 == 2 { plain.replenishment[0] = rule.replenishment[0] }
      cases.append((system.network, rule, plain))
      let stages = system.network.stages.indices
      if system.shape == .distribution, stages.contains(where: { system.network.customerLinks[$0].count > 1 }) {
        cases.append((system.network, policy(levels), policy(levels, isBalanced: false)))
      }
    }
    for (number, (network, rule, plain)) in cases.enumerated() {
      let demand = network.stages.map { $0.demand == nil ? [] : (0..<40).map { Double($0 * 7 % 11) } }
      let traces = [rule, plain].map { Simulator.trace(network: network, policy: $0, demand: demand) }
      #expect(traces[0] == traces[1], "case \(number)")
    }
    #expect(cases.count > 60)
  }
}

import Probability
import SupplyNetwork
import Testing

@testable import Simulator

/// The engine beside a plain simulator of the same rules.
@Suite struct ReferenceTests {
  /// Every policy and both ways to treat orders, on random networks, with and without disruptions: what every stage does in
  /// every period.
  @Test(arguments: [false, true]) func everyPolicyOnRandomNetworks(isDisrupted: Bool) throws {
    var kinds: Set<String> = []
    for number in 0..<400 {
      let system = try RandomSystem(number)
      let network = isDisrupted ? try system.network.disrupted(number) : system.network
      let policy = RandomPolicies(number, network).policy
      for rule in policy.replenishment { kinds.insert("\(OrderKind(rule).formula)") }
      let trace = Simulator.trace(
        network: network, policy: policy, demand: system.demand, unmetDemand: system.unmetDemand)
      let reference = ReferenceSimulator(
        network, policy, demand: system.demand, losesSales: system.unmetDemand == .lostSale)
      try reference.expectSame(trace, "system \(number) (\(policy.unfilledOrders))")
    }
    #expect(kinds.count == 6)
  }

  /// Plain stages at the ends are played in blocks when worlds are: to the same result.
  @Test(arguments: [false, true]) func blocksOfPlainStages(isDisrupted: Bool) async throws {
    var leaves = 0
    var corrected = 0
    for number in 0..<200 {
      let tree = try RandomDistribution(number)
      var world = tree.world(0)
      if isDisrupted { world.network = try world.network.disrupted(number) }
      let settings = tree.settings
      let reference = ReferenceSimulator(
        world.network, world.policy, demand: tree.demand(0), losesSales: settings.unmetDemand == .lostSale)
      let program = PlayProgram(
        network: world.network, policy: world.policy, periods: settings.periods, unmetDemand: settings.unmetDemand,
        tiers: world.tiers, playsBlocks: true)
      leaves += program.leafStages.count
      corrected += program.leafStages.count { program.stages[$0].correctsSales }
      let course = await Simulator.courses([world], settings: settings, threads: 1).courses[0]
      try reference.expectSame(course, "tree \(number) (\(world.policy.unfilledOrders))")
    }
    #expect(leaves > (isDisrupted ? 200 : 500))
    #expect(corrected > (isDisrupted ? 10 : 20))
  }

  /// Suppliers of blocks are played ahead of the stages above as far as their lead times allow: to the same result.
  @Test func suppliersAhead() async throws {
    var ahead: [Int: Int] = [:]
    for number in 0..<240 {
      let tree = try RandomDistribution(2 * number, isPlain: true)
      let world = tree.world(0)
      let reference = ReferenceSimulator(
        world.network, world.policy, demand: tree.demand(0), losesSales: tree.settings.unmetDemand == .lostSale)
      let program = PlayProgram(
        network: world.network, policy: world.policy, periods: tree.settings.periods,
        unmetDemand: tree.settings.unmetDemand, tiers: world.tiers, playsBlocks: true)
      ahead[program.advance.periods, default: 0] += program.advance.suppliers.count
      let course = await Simulator.courses([world], settings: tree.settings, threads: 1).courses[0]
      try reference.expectSame(course, "tree \(number) (\(world.policy.unfilledOrders))")
    }
    for periods in 2...5 { #expect(ahead[periods, default: 0] > 10, "\(ahead)") }
  }

  /// What is played in pieces is played as in one go: windows that are cut, and shortages taken back in another piece.
  @Test func piecesOfAPlay() throws {
    for number in 0..<40 {
      let tree = try RandomDistribution(2 * number, isPlain: true)
      let worlds = (0..<8).map { tree.world($0) }
      let program = PlayProgram(
        network: worlds[0].network, policy: worlds[0].policy, periods: 60, unmetDemand: tree.settings.unmetDemand,
        tiers: worlds[0].tiers, playsBlocks: true)
      var rules = program.stages.map { OrderRule<Float>($0.kind) }
      for (lane, world) in worlds.enumerated() {
        program.set(lane..<lane + 1, of: &rules, to: world.network, world.policy)
      }
      let demand = DemandBuffer<Lanes<Float>>(worlds: (0..<8).map { tree.demand($0) }, rows: program.demandStages)
      func totals(_ pieces: [Int]) -> [[Double]] {
        var player = Player(program, rules: rules, tierCount: worlds[0].tiers.count)
        player.restart(WorldEvents(program, givenDemandOn: worlds[0].network, periods: 60)) { _ in Lanes(every: 20) }
        var found: [[Double]] = []
        var period = 0
        while period < 60 {
          let end = min(60, period + pieces[found.count % pieces.count])
          player.play(period..<end, demand: demand.quantities + period * demand.rows) { _, sums in
            var all = [Double](repeating: 0, count: 8 * NetworkCourse.Measure.allCases.count)
            all.withUnsafeMutableBufferPointer { all in
              for lane in 0..<8 {
                sums[1].write(lane: lane, to: all.baseAddress! + lane * NetworkCourse.Measure.allCases.count)
              }
            }
            found.append(all)
          }
          period = end
        }
        return found
      }
      let whole = totals([60])
      #expect(whole.count == 60)
      for pieces in [[1], [2], [3], [1, 4, 2, 7]] { #expect(totals(pieces) == whole, "tree \(number), \(pieces)") }
    }
  }
}

extension StageNetwork {
  /// The same network with stages, links and outside supply that fail at times, reproducible by its number.
  func disrupted(_ number: Int) throws -> StageNetwork {
    var stream = RandomStream(seed: 37, path: [UInt64(number)])
    func some(_ chance: Double) -> [Disruption] {
      guard stream.uniform() < chance else { return [] }
      return (0..<2).map { _ in
        Disruption(.at(period: Int(stream.uniform() * 50)), periods: 1 + Int(stream.uniform() * 15))
      }
    }
    var (stages, links) = (stages, links)
    for index in stages.indices {
      stages[index].disruptions = some(0.4)
      stages[index].outsideDisruptions = some(0.3)
    }
    for index in links.indices { links[index].disruptions = some(0.2) }
    return try StageNetwork(
      name: name, stages: stages, links: links, correlation: correlation, transshipments: transshipments)
  }
}

/// A random policy for every stage of a network, reproducible by its number.
struct RandomPolicies {
  let policy: NetworkPolicy

  init(_ number: Int, _ network: StageNetwork) {
    var stream = RandomStream(seed: 29, path: [UInt64(number)])
    func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * stream.uniform() }
    let rules = network.stages.indices.map { stage in
      let mean = network.meanDemand[stage]
      let level = mean * between(0, 7)
      let demand = DemandSmoothing(
        weight: between(0, 0.5), startingMean: mean * between(0.3, 2), startingDeviation: mean * between(0, 1))
      switch Int(between(0, 6)) {
      case 0: return ReplenishmentPolicy.installationBaseStock(level)
      case 1: return .reorderPointOrderUpTo(reorderPoint: level, orderUpTo: level + between(1, 20))
      case 2: return .reorderPointOrderQuantity(reorderPoint: level, quantity: between(5, 40))
      case 3: return .echelonBaseStock(level * 2)
      case 4:
        return .smoothedMinMax(
          SmoothedMinMax(
            demand: demand, safetyFactor: between(0, 2), coverPeriods: between(1, 6), orderPeriods: between(0, 5),
            signal: stream.uniform() < 0.5 ? .ordersReceived : .quantitiesShipped))
      default:
        return .echelonReplenishment(
          EchelonReplenishment(
            demand: demand, safetyFactor: between(0, 2), coverPeriods: between(1, 9), extraPeriods: between(0, 3),
            signal: EchelonReplenishment.Signal.allCases[Int(between(0, 3))], latency: Int(between(0, 4))))
      }
    }
    policy = NetworkPolicy(
      replenishment: rules,
      committedServiceTime: network.stages.map { _ in stream.uniform() < 0.6 ? 0 : Int(between(1, 4)) },
      unfilledOrders: stream.uniform() < 0.5 ? .wait : .cancel)
  }
}

/// Worlds of a random distribution network of three tiers, reproducible by its number: the same shape, and other demand
/// and levels in every world.
struct RandomDistribution {
  let settings: CaseSettings.Simulation
  private let number: Int
  private let stages: [Stage]
  private let links: [Link]
  private let shape: NetworkPolicy
  private let seed: UInt64

  /// - Parameter isPlain: whether only leaves have demand, and order what they want in every period.
  init(_ number: Int, seed: UInt64 = 31, isPlain: Bool = false) throws {
    self.number = number
    self.seed = seed
    var stream = RandomStream(seed: seed, path: [UInt64(number)])
    func whole(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(stream.next() % UInt64(range.count)) }
    func chance(_ probability: Double) -> Bool { stream.uniform() < probability }
    var stages = [Stage(id: "0", processingTime: whole(1...4))]
    var links: [Link] = []
    for _ in 0..<whole(1...3) {
      let middle = stages.count
      stages.append(Stage(id: "\(middle)", location: middle, demand: !isPlain && chance(0.2) ? .poisson(mean: 3) : nil))
      links.append(Link(supplier: 0, customer: middle, leadTime: isPlain ? whole(2...9) : whole(0...3)))
      for _ in 0..<whole(1...6) {
        let leaf = stages.count
        stages.append(
          Stage(
            id: "\(leaf)", location: leaf, reviewPeriod: !isPlain && chance(0.1) ? 2 : 1, demand: .poisson(mean: 5),
            orderMultiple: !isPlain && chance(0.1) ? 6 : 1))
        links.append(Link(supplier: middle, customer: leaf, leadTime: !isPlain && chance(0.1) ? 0 : whole(1...5)))
      }
    }
    self.stages = stages
    self.links = links
    let network = try StageNetwork(name: "shape", stages: stages, links: links)
    shape = RandomPolicies(number, network).policy
    var settings = CaseSettings.Simulation()
    (settings.periods, settings.warmUp, settings.seed) = (60, 0, 5)
    settings.unmetDemand = chance(0.5) ? .lostSale : .backorder
    self.settings = settings
  }

  /// Given demand, in real quantities.
  func demand(_ world: Int) -> [[Double]] {
    var stream = RandomStream(seed: seed, path: [UInt64(number), UInt64(world), 1])
    return stages.map { stage in
      stage.demand == nil ? [] : (0..<settings.periods).map { _ in max(0, 5 + 4 * stream.normal()) }
    }
  }

  /// A world with its given demand, or without.
  func world(_ world: Int, isDrawn: Bool = false) -> SimulatedWorld {
    var stream = RandomStream(seed: seed, path: [UInt64(number), UInt64(world), 2])
    let factor = 0.5 + stream.uniform()
    let ownStages = stages.map { stage in
      var stage = stage
      stage.demand = stage.demand.map { .poisson(mean: $0.mean * factor) }
      return stage
    }
    var policy = shape
    policy.replenishment = shape.replenishment.enumerated().map { stage, rule in
      guard links.allSatisfy({ $0.supplier != stage }) else { return rule }
      // Most ends order in a way that blocks know.
      switch (number + stage) % 4 {
      case 0: return .installationBaseStock(20 * factor)
      case 1: return .reorderPointOrderQuantity(reorderPoint: 15 * factor, quantity: 12 * factor)
      case 2: return stage % 5 == 0 ? rule : .reorderPointOrderUpTo(reorderPoint: 10, orderUpTo: 10 + 15 * factor)
      default: return .reorderPointOrderUpTo(reorderPoint: 12 * factor, orderUpTo: 25 * factor)
      }
    }
    if number % 2 == 0 { policy.committedServiceTime = stages.map { _ in 0 } }
    guard let network = try? StageNetwork(name: "\(world)", stages: ownStages, links: links) else {
      preconditionFailure("a tree is a network")
    }
    return SimulatedWorld(
      network: network, policy: policy, streamIndex: UInt64(world),
      source: isDrawn ? .drawn : .recorded(RecordedDemand(quantities: demand(world))),
      tiers: Array(stages.indices))
  }
}

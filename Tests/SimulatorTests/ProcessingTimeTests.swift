import Foundation
import Probability
import SupplyNetwork
import Testing

@testable import Simulator

/// Processing times that vary.
@Suite struct ProcessingTimeTests {
  /// Mean and deviation of the time, from exact to wider than the mean.
  static let spreads: [(mean: Int, sd: Double)] = [
    (1, 0.3), (1, 0.9), (2, 0.1), (2, 0.8), (2, 2.5), (5, 0.5), (5, 2), (5, 7), (12, 3), (40, 6),
  ]

  /// The chance of every time, as long as there is any.
  static func chances(_ mean: Int, _ sd: Double) throws -> [Double] {
    let stage = Stage(id: "s", processingTime: mean, processingTimeSD: sd)
    let table = try #require(ProcessingTimeTable(stage, longest: 100_000))
    return table.cumulative.indices.map { table.cumulative[$0] - ($0 > 0 ? table.cumulative[$0 - 1] : 0) }
  }

  /// The distribution has the moments given, and none takes less than a period where the mean allows it.
  @Test func theTimesHaveTheirMoments() throws {
    for (mean, sd) in Self.spreads {
      let chances = try Self.chances(mean, sd)
      let first = chances.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
      let second = chances.enumerated().reduce(0) { $0 + Double($1.offset * $1.offset) * $1.element }
      #expect(abs(first - Double(mean)) < 1e-8)
      #expect(abs((second - first * first).squareRoot() - sd) < 1e-6, "\(mean), \(sd)")
      #expect(mean == 1 || chances[0] == 0)
    }
  }

  /// In all periods the times have one distribution, the one wanted, and nothing overtakes.
  @Test func timesOfManyPeriods() throws {
    let periods = 20_000
    for (mean, sd) in Self.spreads where mean < 40 {
      let network = try TestNetworks.single(
        Stage(id: "s", processingTime: mean, processingTimeSD: sd, demand: .poisson(mean: 1)))
      let times = network.drawnProcessingTimes(periods: periods)[0]
      for period in 1..<periods { #expect(times[period] >= times[period - 1] - 1) }
      // Beyond the time that the slowest have, times forget each other: of so many groups of neighbours each is one draw.
      let chances = try Self.chances(mean, sd)
      for time in 0..<min(chances.count, 2 * mean + 2) {
        let share = Double(times.count { $0 <= time }) / Double(periods)
        let expected = chances[0...time].reduce(0, +)
        let independent = Double(periods) / (4 * (Double(mean) + sd * sd))
        let error = (expected * (1 - expected) / independent).squareRoot()
        #expect(abs(share - expected) <= 4 * error + 1e-3, "\(mean), \(sd), \(time): \(share), not \(expected)")
      }
    }
  }

  /// The first of all has the same distribution as those that come later.
  @Test func timesOfTheFirstPeriods() throws {
    let network = try TestNetworks.single(
      Stage(id: "s", processingTime: 4, processingTimeSD: 1.5, demand: .poisson(mean: 1)))
    let chances = try Self.chances(4, 1.5)
    let replications = 2_000
    let drawn = (0..<replications).map { network.drawnProcessingTimes(periods: 30, replication: $0)[0] }
    for period in 0..<6 {
      for time in 1...8 {
        let share = Double(drawn.count { $0[period] <= time }) / Double(replications)
        let expected = chances[0...time].reduce(0, +)
        let error = (expected * (1 - expected) / Double(replications)).squareRoot()
        #expect(abs(share - expected) <= 4 * error + 1e-9, "\(period), \(time)")
      }
    }
  }

  /// Every policy on random networks, at assemblies and elsewhere, beside the plain simulator.
  @Test(arguments: [false, true]) func randomNetworks(isDisrupted: Bool) throws {
    var varied = 0
    for number in 0..<400 {
      let system = try RandomSystem(number)
      let calm = try system.network.withRandomTimes(number)
      let network = isDisrupted ? try calm.disrupted(number) : calm
      let policy = RandomPolicies(number, network).policy
      let times = network.drawnProcessingTimes(periods: 60, policy)
      varied += times.count { !$0.isEmpty }
      let trace = Simulator.trace(
        network: network, policy: policy, demand: system.demand, unmetDemand: system.unmetDemand)
      let reference = ReferenceSimulator(
        network, policy, demand: system.demand, losesSales: system.unmetDemand == .lostSale, processingTimes: times)
      try reference.expectSame(trace, "system \(number)")
    }
    #expect(varied > 400)
  }

  /// No unit appears or vanishes, and none is negative.
  @Test func unitsAreKept() throws {
    for number in 0..<300 {
      let system = try RandomSystem(number)
      let network = try system.network.withRandomTimes(number)
      let trace = Simulator.trace(
        network: network, policy: system.policy, demand: system.demand, unmetDemand: system.unmetDemand)
      trace.expectUnitsKept(network, from: network.startingOnHand(system.policy), "system \(number)")
    }
  }

  /// Under a base stock B, the inventory level at the end of a period is B less the demand of as many periods as are
  /// outstanding, which have the distribution of the time: E[(D(L) − B)⁺] = Σ P(L = l) E[(D(l) − B)⁺], and likewise for
  /// the stock on hand, the chance of a stockout, and the units in transit, μT.
  @Test(arguments: spreads) func oneStage(mean: Int, sd: Double) throws {
    let demand = DemandDistribution.poisson(mean: 6)
    let chances = try Self.chances(mean, sd)
    var settings = CaseSettings.Simulation()
    (settings.periods, settings.warmUp, settings.replications) = (3_000, 300, 16)
    for cover in [0.8, 1.3] {
      let level = (demand.mean * (Double(mean) * cover + 1)).rounded()
      let network = try TestNetworks.single(
        Stage(id: "s", processingTime: mean, processingTimeSD: sd, demand: demand))
      let run = Simulator.run(
        network: network, policies: [.baseStocks([level])], settings: settings, streamIndex: 0)[0]
      var (short, served) = (0.0, 0.0)
      for (time, chance) in chances.enumerated() {
        let total = demand.over(periods: time)
        short += chance * total.expectedShortage(beyond: level)
        served += chance * total.cumulative(level)
      }
      let onHand = level - demand.mean * Double(mean) + short
      for (measure, expected) in [
        (SimulationRun.Measure.backorders, short), (.onHand, onHand), (.periodsWithoutStockout, served),
        (.inTransit, demand.mean * Double(mean)),
      ] {
        let found = run.estimate(measure, stage: 0)
        #expect(
          abs(found.mean - expected) <= 2 * found.halfWidth + 1e-9,
          "\(mean), \(sd), \(measure): \(found.mean) ± \(found.halfWidth), not \(expected)")
      }
    }
  }

  /// Little's law in a chain: a stage's pipeline is mean demand times link and processing time, whatever their spread.
  @Test func pipelinesOfAChain() throws {
    let stages = [
      Stage(id: "0", location: 0, processingTime: 3, processingTimeSD: 1.2),
      Stage(id: "1", location: 1, processingTime: 1, processingTimeSD: 0.6),
      Stage(id: "2", location: 2, processingTime: 4, processingTimeSD: 3, demand: .poisson(mean: 5)),
    ]
    let network = try StageNetwork(
      name: "chain", stages: stages,
      links: [Link(supplier: 0, customer: 1, leadTime: 2), Link(supplier: 1, customer: 2)])
    var settings = CaseSettings.Simulation()
    (settings.periods, settings.warmUp, settings.replications) = (4_000, 300, 16)
    let run = Simulator.run(
      network: network, policies: [.baseStocks([20, 18, 24])], settings: settings, streamIndex: 0)[0]
    for (stage, time) in [3.0, 3, 4].enumerated() {
      let found = run.estimate(.inTransit, stage: stage)
      #expect(abs(found.mean - 5 * time) <= 2 * found.halfWidth, "\(stage): \(found.mean) ± \(found.halfWidth)")
    }
  }

  /// The times of a stage are its own: neither policy nor other stages change them, but replication and seed do.
  @Test func timesHaveNamesOfTheirOwn() throws {
    let stages = [
      Stage(id: "0", location: 0, processingTime: 3, processingTimeSD: 1.2),
      Stage(id: "1", location: 1, processingTime: 4, processingTimeSD: 2, demand: .poisson(mean: 5)),
    ]
    let pair = try StageNetwork(name: "two", stages: stages, links: [Link(supplier: 0, customer: 1)])
    let alone = try TestNetworks.single(stages[1])
    let times = pair.drawnProcessingTimes(periods: 200)
    #expect(times[1] == alone.drawnProcessingTimes(periods: 200)[0])
    #expect(times[1] == Array(alone.drawnProcessingTimes(periods: 400)[0].prefix(200)))
    #expect(times[0] != times[1])
    #expect(times[1] != pair.drawnProcessingTimes(periods: 200, replication: 1)[1])
    #expect(times[1] != pair.drawnProcessingTimes(periods: 200, seed: 1)[1])
  }

  /// A run, its parts, and worlds side by side play the same times.
  @Test func runsAndWorldsAgree() async throws {
    let system = try StageNetwork(
      name: "tree",
      stages: [
        Stage(id: "0", location: 0, processingTime: 5, processingTimeSD: 2),
        Stage(id: "1", location: 1, processingTime: 2, processingTimeSD: 0.7, demand: .poisson(mean: 4)),
        Stage(id: "2", location: 2, processingTime: 2, demand: .poisson(mean: 4)),
        Stage(id: "3", location: 3, processingTime: 2, demand: .poisson(mean: 4)),
      ], links: (1...3).map { Link(supplier: 0, customer: $0) })
    let policy = NetworkPolicy.baseStocks([70, 14, 12, 12])
    var settings = CaseSettings.Simulation()
    (settings.periods, settings.warmUp, settings.replications) = (300, 40, 11)
    let run = Simulator.run(network: system, policies: [policy], settings: settings, streamIndex: 7)[0]
    var late = settings
    late.replications = 3
    let rest = Simulator.run(
      network: system, policies: [policy], settings: late, streamIndex: 7, firstReplication: 8)[0]
    for stage in 0..<4 {
      for replication in 0..<3 {
        #expect(
          rest.value(.onHand, replication: replication, stage: stage)
            == run.value(.onHand, replication: replication + 8, stage: stage))
      }
    }
    // Worlds draw demand in another way; with demand given they play what a trace does.
    let demand: [[Double]] = (0...3).map { stage in
      stage == 0 ? [] : (0..<340).map { period in Double((period * 7 + stage * 5) % 9) }
    }
    let world = SimulatedWorld(
      network: system, policy: policy, source: .recorded(RecordedDemand(quantities: demand)), tiers: [0, 1, 2, 3])
    settings.seed = 0
    let courses = await Simulator.courses([world, world], settings: settings, threads: 1).courses
    #expect(courses[0] == courses[1])
    let trace = Simulator.trace(network: system, policy: policy, demand: demand)
    for stage in 0..<4 {
      for period in 0..<300 {
        let found = courses[0].value(.onHand, period: period, tier: stage)
        #expect(abs(found - trace.value(.onHand, period: period + 40, stage: stage)) < 1e-9)
      }
    }
    // Another spread is another shape.
    var other = world
    other.network = try system.withRandomTimes(3)
    #expect(!world.hasShape(of: other) && world.hasShape(of: world))
  }
}

extension StageNetwork {
  /// The same network with processing times that vary at half of the stages, reproducible by its number.
  func withRandomTimes(_ number: Int) throws -> StageNetwork {
    var stream = RandomStream(seed: 53, path: [UInt64(number)])
    var stages = stages
    for index in stages.indices where stream.uniform() < 0.6 {
      stages[index].processingTimeSD = 0.1 + 3 * stream.uniform()
    }
    return try StageNetwork(name: name, stages: stages, links: links, correlation: correlation)
  }

  /// The times that goods take which start in each period, by stage; empty where they do not vary.
  func drawnProcessingTimes(
    periods: Int, _ policy: NetworkPolicy? = nil, replication: Int = 0, seed: UInt64 = 0
  ) -> [[Int]] {
    let program = PlayProgram(
      network: self, policy: policy ?? .baseStocks(stages.map { _ in 0 }), periods: periods, unmetDemand: .backorder)
    var times = WorldEvents(
      program, worlds: [WorldEvents.World(network: self, replication: replication)], seed: seed, horizon: periods
    ).processingTimes
    var drawn = [[Int]](repeating: [], count: stageCount)
    for (row, entry) in program.processingTimes.enumerated() {
      for _ in 0..<periods {
        times.advance(row: row)
        drawn[entry.stage].append(times.current(row: row, lane: 0))
      }
    }
    return drawn
  }
}

import Probability
import SupplyNetwork
import Testing

@testable import Simulator

/// Worlds side by side: what each does is its own affair.
@Suite struct WorldTests {
  @Test(arguments: [Simulator.Precision.double, .single])
  func neighboursAndThreadsChangeNothing(precision: Simulator.Precision) async throws {
    for number in 0..<12 {
      let tree = try RandomDistribution(number, seed: 37)
      let worlds = (0..<19).map { tree.world($0, isDrawn: number % 2 == 0) }
      let together = await Simulator.courses(worlds, settings: tree.settings, precision: precision, threads: 2)
      let again = await Simulator.courses(worlds, settings: tree.settings, precision: precision, threads: 1)
      #expect(together.courses == again.courses)
      for (index, world) in worlds.enumerated() {
        let alone = await Simulator.courses([world], settings: tree.settings, precision: precision, threads: 1)
        #expect(alone.courses[0] == together.courses[index], "tree \(number), world \(index)")
      }
    }
  }

  /// Worlds of several shapes in any order; the lazy way gives the same.
  @Test func shapesMayBeMixed() async throws {
    let trees = try (0..<3).map { try RandomDistribution($0, seed: 41) }
    let worlds = (0..<24).map { trees[$0 % 3].world($0, isDrawn: true) }
    let settings = trees[0].settings
    let mixed = await Simulator.courses(worlds, settings: settings, threads: 2)
    let lazy = await Simulator.courses(count: 24, settings: settings, threads: 1) { worlds[$0] }
    #expect(mixed.courses == lazy.courses)
    #expect(mixed.courses[0] != mixed.courses[3])
  }

  /// Warm-up is played and not measured: the course is the end of that of a longer run.
  @Test func warmUpIsLeftOut() async throws {
    let tree = try RandomDistribution(4, seed: 43)
    var settings = tree.settings
    let world = tree.world(0, isDrawn: true)
    let whole = await Simulator.courses([world], settings: settings, threads: 1).courses[0]
    (settings.warmUp, settings.periods) = (23, 37)
    let late = await Simulator.courses([world], settings: settings, threads: 1).courses[0]
    for measure in NetworkCourse.Measure.allCases {
      for period in 0..<37 {
        for tier in 0..<late.tierCount {
          #expect(
            late.value(measure, period: period, tier: tier) == whole.value(measure, period: period + 23, tier: tier))
        }
      }
    }
  }

  /// What a stage draws depends neither on the other stages nor on the policy; the mean and the variance are right for
  /// demand drawn by inversion and by scores.
  @Test func drawnDemand() async throws {
    let demands: [DemandDistribution] = [
      .poisson(mean: 4), .negativeBinomial(mean: 3, sd: 3), .gamma(mean: 20, sd: 12), .poisson(mean: 300),
      .deterministic(mean: 2),
    ]
    var settings = CaseSettings.Simulation()
    (settings.periods, settings.warmUp) = (4001, 0)
    func course(_ demands: [DemandDistribution], level: Double) async throws -> NetworkCourse {
      let network = try TestNetworks.warehouse(stores: demands)
      let world = SimulatedWorld(
        network: network, policy: .baseStocks(network.meanDemand.map { level * $0 }),
        tiers: Array(0..<network.stageCount))
      return await Simulator.courses([world], settings: settings, threads: 1).courses[0]
    }
    let all = try await course(demands, level: 3)
    let few = try await course(Array(demands.prefix(2)), level: 5)
    for (index, demand) in demands.enumerated() {
      let drawn = (0..<4001).map { all.value(.externalDue, period: $0, tier: index + 1) }
      if index < 2 { #expect(drawn == (0..<4001).map { few.value(.externalDue, period: $0, tier: index + 1) }) }
      let mean = drawn.reduce(0, +) / 4001
      let variance = drawn.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4000
      #expect(abs(mean - demand.mean) <= 4 * demand.sd / 4001.0.squareRoot(), "\(demand)")
      #expect(abs(variance - demand.sd * demand.sd) <= 0.2 * demand.sd * demand.sd, "\(demand)")
    }
  }

  /// Correlated demand is drawn as a run draws it.
  @Test func correlatedDemandIsThatOfARun() async throws {
    let network = try TestNetworks.warehouse(
      stores: [.poisson(mean: 4), .gamma(mean: 20, sd: 12)], correlation: 0.6)
    var settings = CaseSettings.Simulation()
    (settings.periods, settings.warmUp, settings.replications) = (50, 10, 3)
    let policy = NetworkPolicy.baseStocks([60, 9, 50])
    let run = Simulator.run(network: network, policies: [policy], settings: settings, streamIndex: 7)[0]
    let worlds = (0..<3).map {
      SimulatedWorld(network: network, policy: policy, streamIndex: 7, replication: $0, tiers: [0, 1, 2])
    }
    let courses = await Simulator.courses(worlds, settings: settings, threads: 1).courses
    for (replication, course) in courses.enumerated() {
      for stage in 0..<3 {
        let sum = (0..<50).map { course.value(.onHand, period: $0, tier: stage) }.reduce(0, +)
        #expect(abs(sum / 50 - run.value(.onHand, replication: replication, stage: stage)) < 1e-9)
      }
    }
  }
}

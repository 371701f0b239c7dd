import Probability
import SupplyNetwork
import Testing

@testable import Simulator

/// Demand as it was recorded, and resampled.
@Suite struct RecordedDemandTests {
  /// Two stores whose recorded demand depends on that of the day before and on each other's.
  private struct History {
    let network: StageNetwork
    let record: RecordedDemand
    let series: [[Double]]

    init(periods: Int = 90) throws {
      network = try TestNetworks.warehouse(stores: [.poisson(mean: 20), .poisson(mean: 30), .gamma(mean: 5, sd: 3)])
      var stream = RandomStream(seed: 91, path: [])
      var (level, series) = (0.0, [[Double](), []])
      for _ in 0..<periods {
        level = 0.7 * level + stream.normal()
        series[0].append((20 + 4 * level + stream.normal()).rounded())
        series[1].append((30 + 3 * level + 2 * stream.normal()).rounded())
      }
      self.series = series
      record = RecordedDemand(quantities: [nil, series[0], series[1], nil])
    }

    /// Circular autocovariance, or that between the two stores.
    func covariance(_ one: Int, _ two: Int, lag: Int) -> Double {
      let count = series[one].count
      let means = series.map { $0.reduce(0, +) / Double(count) }
      return (0..<count).reduce(0) {
        $0 + (series[one][$1] - means[one]) * (series[two][($1 + lag) % count] - means[two])
      } / Double(count)
    }
  }

  private func policy(_ network: StageNetwork, _ level: Double = 3) -> NetworkPolicy {
    .baseStocks(network.meanDemand.map { level * $0 })
  }

  private func settings(_ periods: Int, replications: Int = 1, seed: UInt64 = 7) -> CaseSettings.Simulation {
    var settings = CaseSettings.Simulation()
    (settings.periods, settings.warmUp, settings.replications, settings.seed) = (periods, 0, replications, seed)
    return settings
  }

  /// Demand by replication, stage and period.
  private func demand(
    _ network: StageNetwork, _ source: DemandSource, periods: Int, replications: Range<Int> = 0..<9, seed: UInt64 = 7,
    streamIndex: UInt64 = 0
  ) async -> [[[Double]]] {
    let policy = policy(network)
    let courses = await Simulator.courses(
      count: replications.count, settings: settings(periods, seed: seed), threads: 2
    ) {
      SimulatedWorld(
        network: network, policy: policy, streamIndex: streamIndex, replication: replications.lowerBound + $0,
        source: source, tiers: Array(0..<network.stageCount))
    }.courses
    return courses.map { course in
      (0..<network.stageCount).map { stage in
        (0..<periods).map { course.value(.externalDue, period: $0, tier: stage) }
      }
    }
  }

  /// A record is played as it is replayed, to the last bit, and a record that ends early is followed by nothing.
  @Test func aRecordIsReplayed() throws {
    for number in 0..<100 {
      let system = try RandomSystem(number)
      var settings = settings(60, seed: 0)
      settings.unmetDemand = system.unmetDemand
      let record = RecordedDemand(quantities: system.demand)
      let run = Simulator.run(
        network: system.network, policies: [system.policy], settings: settings, streamIndex: 5,
        source: .recorded(record))
      #expect(
        run[0]
          == Simulator.replay(
            network: system.network, policy: system.policy, demand: system.demand, unmetDemand: system.unmetDemand))
      settings.periods = 75
      let longer = Simulator.run(
        network: system.network, policies: [system.policy], settings: settings, streamIndex: 5,
        source: .recorded(record))
      let padded = system.demand.map { $0.isEmpty ? [] : $0 + [Double](repeating: 0, count: 15) }
      #expect(
        longer[0]
          == Simulator.replay(
            network: system.network, policy: system.policy, demand: padded, unmetDemand: system.unmetDemand))
    }
  }

  /// Replications of a record are all alike; stages without one are drawn as ever.
  @Test func whatIsNotRecordedIsDrawn() async throws {
    let history = try History()
    let drawn = await demand(history.network, .drawn, periods: 100)
    let recorded = await demand(history.network, .recorded(history.record), periods: 100)
    let resampled = await demand(history.network, .resampled(history.record, blockPeriods: 6), periods: 100)
    for replication in 0..<9 {
      #expect(recorded[replication][1] == history.series[0] + [Double](repeating: 0, count: 10))
      #expect(recorded[replication][2] == history.series[1] + [Double](repeating: 0, count: 10))
      for other in [recorded, resampled] { #expect(other[replication][3] == drawn[replication][3]) }
      #expect(resampled[replication][1] != drawn[replication][1])
      #expect(
        zip(resampled[replication][1], resampled[replication][2]).allSatisfy { one, two in
          zip(history.series[0], history.series[1]).contains { $0 == one && $1 == two }
        })
    }
    #expect(Set(resampled.map { $0[1] }).count == 9)
  }

  /// Means, variances, covariances within blocks and the variance of a mean are those of the stationary bootstrap: with p
  /// the chance that a block ends and C the circular covariance, Cov(X_t, X_t+k) = (1 − p)^k C(k), and the mean of T
  /// periods varies by (C(0) + 2 Σ (1 − k ÷ T) (1 − p)^k C(k)) ÷ T (Politis & Romano 1994, lemma 1).
  @Test(arguments: [1, 4, 12.5]) func momentsOfResampledDemand(block: Double) async throws {
    let history = try History()
    let (periods, replications) = (60, 4000)
    let drawn = await demand(
      history.network, .resampled(history.record, blockPeriods: block), periods: periods,
      replications: 0..<replications)
    let means = history.series.map { $0.reduce(0, +) / Double($0.count) }
    func check(_ wanted: Double, _ name: String, _ value: ([[Double]]) -> Double) {
      let found = Estimate(drawn.map(value))
      #expect(abs(found.mean - wanted) < 2.3 * found.halfWidth, "\(name): \(found.mean), not \(wanted)")
    }
    func product(_ one: Int, _ two: Int, _ lag: Int) -> ([[Double]]) -> Double {
      { world in
        (0..<periods - lag).reduce(0) {
          $0 + (world[one + 1][$1] - means[one]) * (world[two + 1][$1 + lag] - means[two])
        } / Double(periods - lag)
      }
    }
    func kept(_ lag: Int) -> Double { (0..<lag).reduce(1) { kept, _ in kept * (1 - 1 / block) } }
    for store in 0..<2 {
      check(means[store], "mean") { $0[store + 1].reduce(0, +) / Double(periods) }
      for lag in 0...3 {
        check(kept(lag) * history.covariance(store, store, lag: lag), "lag \(lag)", product(store, store, lag))
      }
      let spread = (1..<periods).reduce(history.covariance(store, store, lag: 0)) {
        $0 + 2 * (1 - Double($1) / Double(periods)) * kept($1) * history.covariance(store, store, lag: $1)
      }
      check(spread / Double(periods), "variance of the mean") {
        let deviation = $0[store + 1].reduce(0, +) / Double(periods) - means[store]
        return deviation * deviation
      }
    }
    check(history.covariance(0, 1, lag: 0), "between stores", product(0, 1, 0))
  }

  /// Seed and replication alone decide the blocks: not the network, its policies, nor how a run is cut.
  @Test func blocksAreSharedAndReproducible() async throws {
    let history = try History()
    let source = DemandSource.resampled(history.record, blockPeriods: 5)
    let all = await demand(history.network, source, periods: 70, replications: 0..<13)
    #expect(all == (await demand(history.network, source, periods: 70, replications: 0..<13)))
    #expect(Array(all[4...]) == (await demand(history.network, source, periods: 70, replications: 4..<13)))
    #expect(all[0][1] != (await demand(history.network, source, periods: 70, seed: 8))[0][1])
    let elsewhere = await demand(history.network, source, periods: 70, replications: 0..<13, streamIndex: 4)
    for (one, two) in zip(all, elsewhere) {
      #expect(one[1] == two[1] && one[2] == two[2])
      #expect(one[3] != two[3])
    }
    let policies = [policy(history.network), policy(history.network, 6)]
    let runs = Simulator.run(
      network: history.network, policies: policies, settings: settings(70, replications: 13), streamIndex: 0,
      source: source)
    for replication in 0..<13 {
      for stage in 1...3 {
        let values = runs.map { $0.value(.externalDue, replication: replication, stage: stage) }
        #expect(values[0] == values[1])
        #expect(abs(values[0] - all[replication][stage].reduce(0, +) / 70) < 1e-9 * values[0])
      }
    }
    #expect(runs[0] != runs[1])
  }

  /// Blocks without end run round the record; a record of one period, or of none, repeats what it has.
  @Test func endsOfTheRecord() async throws {
    let history = try History(periods: 11)
    let round = await demand(history.network, .resampled(history.record, blockPeriods: 1e18), periods: 40)
    for world in round {
      let start = try #require(
        (0..<11).first { start in
          (0..<40).allSatisfy { world[1][$0] == history.series[0][(start + $0) % 11] }
        })
      #expect((0..<40).allSatisfy { world[2][$0] == history.series[1][(start + $0) % 11] })
    }
    for (values, wanted) in [([7.0], 7.0), ([], 0), ([-3], 0)] {
      let record = RecordedDemand(quantities: [nil, values, values, values])
      for source in [DemandSource.resampled(record, blockPeriods: .nan), .resampled(record, blockPeriods: -1)] {
        let short = await demand(history.network, source, periods: 5, replications: 0..<1)
        for stage in 1...3 { #expect(short[0][stage] == [Double](repeating: wanted, count: 5)) }
      }
    }
    #expect(RecordedDemand.standardBlock(periodCount: 729) == 9)
    #expect(RecordedDemand.standardBlock(periodCount: 0) == 1)
  }
}

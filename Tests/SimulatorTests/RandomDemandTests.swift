import Probability
import SupplyNetwork
import Testing

@testable import Simulator

/// Which draws a run uses, and that they are what was asked for.
@Suite struct RandomDemandTests {
  private func settings(replications: Int = 11, periods: Int = 120, seed: UInt64 = 5) -> CaseSettings.Simulation {
    var settings = CaseSettings.Simulation()
    settings.replications = replications
    settings.periods = periods
    settings.warmUp = 30
    settings.seed = seed
    return settings
  }

  private let stores: [DemandDistribution] = [
    .poisson(mean: 4), .negativeBinomial(mean: 3, sd: 3), .gamma(mean: 20, sd: 12), .normal(mean: 50, sd: 8),
  ]

  private func policy(_ level: Double, _ network: StageNetwork) -> NetworkPolicy {
    .baseStocks(network.meanDemand.map { $0 * level })
  }

  private func demand(_ run: SimulationRun, stage: Int) -> [Double] {
    (0..<run.replications).map { run.value(.externalDue, replication: $0, stage: stage) }
  }

  @Test func allPoliciesFaceTheSameDemand() throws {
    let network = try TestNetworks.warehouse(stores: stores, correlation: 0.4)
    let policies = [policy(2, network), policy(5, network)]
    let runs = Simulator.run(network: network, policies: policies, settings: settings(), streamIndex: 2)
    for stage in 1...4 { #expect(demand(runs[0], stage: stage) == demand(runs[1], stage: stage)) }
    #expect(runs[0] != runs[1])
    // Alone, a policy does the same.
    let alone = Simulator.run(network: network, policies: [policies[1]], settings: settings(), streamIndex: 2)
    #expect(alone[0] == runs[1])
  }

  @Test func aRunMayBeCutIntoPieces() throws {
    let network = try TestNetworks.warehouse(stores: stores, correlation: 0.4)
    func run(_ replications: Range<Int>) -> SimulationRun {
      Simulator.run(
        network: network, policies: [policy(3, network)], settings: settings(replications: replications.count),
        streamIndex: 2, firstReplication: replications.lowerBound)[0]
    }
    let (whole, first, rest) = (run(0..<11), run(0..<3), run(3..<11))
    for measure in SimulationRun.Measure.allCases {
      for stage in 0..<network.stageCount {
        for replication in 0..<11 {
          let piece =
            replication < 3
            ? first.value(measure, replication: replication, stage: stage)
            : rest.value(measure, replication: replication - 3, stage: stage)
          #expect(piece == whole.value(measure, replication: replication, stage: stage))
        }
      }
    }
  }

  @Test func seedAndStreamDecideTheDraws() throws {
    let network = try TestNetworks.warehouse(stores: stores, correlation: 0.2)
    func run(seed: UInt64 = 5, streamIndex: UInt64 = 2) -> SimulationRun {
      Simulator.run(
        network: network, policies: [policy(2, network)], settings: settings(seed: seed), streamIndex: streamIndex)[0]
    }
    #expect(run() == run())
    #expect(demand(run(), stage: 1) != demand(run(seed: 6), stage: 1))
    #expect(demand(run(), stage: 1) != demand(run(streamIndex: 3), stage: 1))
  }

  @Test func anotherStageLeavesTheOthersDrawsAlone() throws {
    let small = try TestNetworks.warehouse(stores: Array(stores.prefix(2)))
    let large = try TestNetworks.warehouse(stores: stores)
    func run(_ network: StageNetwork) -> SimulationRun {
      Simulator.run(network: network, policies: [policy(2, network)], settings: settings(), streamIndex: 0)[0]
    }
    for stage in 1...2 { #expect(demand(run(small), stage: stage) == demand(run(large), stage: stage)) }
    #expect(demand(run(large), stage: 1) != demand(run(large), stage: 2))
  }

  @Test func moreReplicationsLeaveTheFirstAsTheyWere() throws {
    let network = try TestNetworks.warehouse(stores: stores)
    func run(_ count: Int) -> [Double] {
      let run = Simulator.run(
        network: network, policies: [policy(2, network)], settings: settings(replications: count), streamIndex: 0)[0]
      return demand(run, stage: 3)
    }
    #expect(run(5) == Array(run(19).prefix(5)))
    #expect(Set(run(19)).count == 19)
  }

  @Test func stagesThatShareAPlaceDrawApart() throws {
    let stages = [Stage(id: "1", demand: .poisson(mean: 9)), Stage(id: "2", demand: .poisson(mean: 9))]
    let network = try StageNetwork(name: "twins", stages: stages, links: [])
    let run = Simulator.run(network: network, policies: [policy(2, network)], settings: settings(), streamIndex: 0)[0]
    #expect(demand(run, stage: 0) != demand(run, stage: 1))
  }

  /// The variance of what all stores sell together in one period shows the correlation.
  @Test(arguments: [0.0, 0.5, 1.0])
  func correlationOfDemand(correlation: Double) throws {
    let demands = [DemandDistribution](repeating: .normal(mean: 100, sd: 10), count: 4)
    let network = try TestNetworks.warehouse(stores: demands, correlation: correlation)
    var settings = settings(replications: 4000, periods: 1)
    settings.warmUp = 0
    let run = Simulator.run(network: network, policies: [policy(1, network)], settings: settings, streamIndex: 0)[0]
    let totals = (0..<4000).map { replication in
      (1...4).map { run.value(.externalDue, replication: replication, stage: $0) }.reduce(0, +)
    }
    let mean = totals.reduce(0, +) / 4000
    let variance = totals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 3999
    // Four standard errors of a normal sample's variance, 4 √(2 / 4000).
    #expect(abs(variance / (400 + 1200 * correlation) - 1) < 0.09)
    #expect(abs(mean - 400) < 4 * (variance / 4000).squareRoot())
  }

  @Test func warmUpIsPlayedAndNotMeasured() throws {
    let network = try TestNetworks.warehouse(stores: [.poisson(mean: 4)])
    var long = settings(replications: 3, periods: 100)
    long.warmUp = 0
    var late = long
    late.warmUp = 60
    late.periods = 40
    var early = long
    early.periods = 60
    let runs = [long, early, late].map {
      Simulator.run(network: network, policies: [policy(3, network)], settings: $0, streamIndex: 0)[0]
    }
    for replication in 0..<3 {
      for measure in SimulationRun.Measure.allCases {
        let values = runs.map { $0.value(measure, replication: replication, stage: 1) }
        #expect(abs(100 * values[0] - 60 * values[1] - 40 * values[2]) < 1e-8, "\(measure)")
      }
    }
  }

  /// The course tells when external demand was served; its sum is what the measures say.
  @Test func courseOfServiceAddsUp() throws {
    let network = try TestNetworks.warehouse(stores: stores)
    let settings = settings(replications: 9, periods: 45)
    let run = Simulator.run(network: network, policies: [policy(1.5, network)], settings: settings, streamIndex: 0)[0]
    let course = run.serviceCourse
    #expect(course.bucketCount == 7)
    for replication in 0..<9 {
      let buckets = replication * 7..<replication * 7 + 7
      for (measure, values) in [
        (SimulationRun.Measure.externalDue, course.due), (.externalDeliveredOnTime, course.deliveredOnTime),
      ] {
        let sum = (0..<5).map { run.value(measure, replication: replication, stage: $0) * 45 }.reduce(0, +)
        #expect(abs(values[buckets].reduce(0, +) - sum) < 1e-8)
        #expect(values[buckets].allSatisfy { $0 > 0 })
      }
    }
  }

  /// Given demand: 10 units a period for 8 periods, of which a stock of 65 without supply serves 6½ periods' worth.
  @Test func courseOfGivenDemand() throws {
    let network = try TestNetworks.single(Stage(id: "1", processingTime: 99, demand: .poisson(mean: 10)))
    let demand = [[Double](repeating: 10, count: 8)]
    let run = Simulator.replay(network: network, policy: .baseStocks([65]), demand: demand, unmetDemand: .lostSale)
    #expect(run.serviceCourse.due == [70, 10])
    #expect(run.serviceCourse.deliveredOnTime == [65, 0])
    #expect(run.serviceCourse.fillRate(replication: 0, bucket: 1) == 0)
    #expect(run.value(.lost, replication: 0, stage: 0) == 15.0 / 8)
  }
}

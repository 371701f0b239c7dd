import ArgumentParser
import Foundation
import Simulator
import SupplyNetwork

/// `meio benchmark`: what the benchmarks of the repository time.
struct BenchmarkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark", abstract: "Time parts of the program.", shouldDisplay: false,
    subcommands: [
      TwinBenchmarkCommand.self, SimulationBenchmarkCommand.self, ChartBenchmarkCommand.self, PageBenchmarkCommand.self,
    ])
}

/// `meio benchmark twin`: the network twin, played once.
struct TwinBenchmarkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "twin", abstract: "Play the network twin and print one line of JSON with its totals and times.")

  @Option(name: .long, help: "Items.")
  var items = 100

  @Option(name: .long, help: "Days.")
  var days = 365

  @Option(name: .long, help: "Stores, of 50 distribution centres.")
  var stores = 4500

  @Option(name: .long, help: "What distribution centres follow: A = orders of their stores, B = sales of their stores.")
  var policy = NetworkTwin.Rule.orders.rawValue

  @Flag(name: .long, help: "Compute in double precision.")
  var double = false

  @Option(name: .long, help: "Seed of the network and of demand.")
  var seed: UInt64 = 7

  @OptionGroup var threadOptions: ThreadOptions

  func validate() throws {
    guard NetworkTwin.Rule(rawValue: policy) != nil else { throw ValidationError("--policy must be A or B") }
    guard items > 0, days > 0, (50...100_000).contains(stores) else {
      throw ValidationError("--items and --days must be positive, --stores from 50 to 100,000")
    }
  }

  func run() async throws {
    let twin = NetworkTwin(
      items: items, centres: 50, stores: stores, rule: NetworkTwin.Rule(rawValue: policy) ?? .orders, seed: seed)
    var settings = CaseSettings.Simulation()
    (settings.periods, settings.warmUp, settings.unmetDemand, settings.seed) = (days, 0, .lostSale, seed)
    // A twin has no network that could be refused: this tells a programming error, once.
    _ = try Terminal.checked { () throws(IssueList) in try twin.world(0) }
    let start = ContinuousClock.now
    let played = await Simulator.courses(
      count: items, settings: settings, precision: double ? .double : .single, threads: threadOptions.count
    ) { item in
      guard let world = try? twin.world(item) else { preconditionFailure("a twin is a network") }
      return world
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    try Terminal.output(line(played, stagePeriods: Double(twin.stageCount * items * days), seconds: seconds) + "\n")
  }

  private func line(_ played: PlayedWorlds, stagePeriods: Double, seconds: Double) -> String {
    func sum(_ measure: NetworkCourse.Measure, _ tier: Int) -> Double {
      played.courses.reduce(0) { total, course in
        (0..<course.periodCount).reduce(total) { $0 + course.value(measure, period: $1, tier: tier) }
      }
    }
    let perDay = 1 / Double(days)
    let values: [(String, Double)] = [
      ("stage_periods", stagePeriods), ("seconds", seconds), ("drawing_cpu_seconds", played.drawingSeconds),
      ("playing_cpu_seconds", played.playingSeconds), ("peak_mib", Self.peakMemory),
      ("playing_per_cpu_second", stagePeriods / played.playingSeconds),
      ("generated_per_cpu_second", stagePeriods / (played.playingSeconds + played.drawingSeconds)),
      ("sales", sum(.externalDeliveredOnTime, 2)),
      ("fill_rate", sum(.externalDeliveredOnTime, 2) / sum(.externalDue, 2)),
      ("store_onhand", sum(.onHand, 2) * perDay), ("dc_onhand", sum(.onHand, 1) * perDay),
      ("rdc_onhand", sum(.onHand, 0) * perDay), ("dc_orders", sum(.ordered, 1)), ("rdc_orders", sum(.ordered, 0)),
    ]
    return "{" + values.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}"
  }

  /// Largest part of the memory that was in use, in MiB.
  static var peakMemory: Double {
    var usage = rusage()
    #if canImport(Darwin)
      getrusage(RUSAGE_SELF, &usage)
      return Double(usage.ru_maxrss) / 1_048_576
    #else
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return Double(usage.ru_maxrss) / 1024
    #endif
  }
}

/// `meio benchmark simulation`: a small system, played over and over on one thread.
struct SimulationBenchmarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulation", abstract: "Play a small system and print one line of JSON with its cost and times.")

  @Argument(help: "The system: serial or warehouse.")
  var system: String

  @Option(name: .long, help: "Periods of a replication.")
  var periods = 10_000

  @Option(name: .long, help: "Replications.")
  var replications = 1000

  @Option(name: .long, help: "Seed of demand.")
  var seed: UInt64 = 7

  func validate() throws {
    guard PeerSystem(rawValue: system) != nil else { throw ValidationError("the system must be serial or warehouse") }
    guard periods > 0, replications > 0 else { throw ValidationError("--periods and --replications must be positive") }
  }

  func run() throws {
    let system = PeerSystem(rawValue: system) ?? .serial
    var settings = CaseSettings.Simulation()
    (settings.periods, settings.warmUp, settings.replications, settings.seed) = (periods, 0, replications, seed)
    let network = try Terminal.checked { () throws(IssueList) in try system.network() }
    let start = clock()
    let run = Simulator.run(network: network, policies: [system.policy], settings: settings, streamIndex: 0)[0]
    let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
    let stagePeriods = Double(network.stageCount * periods * replications)
    let values: [(String, Double)] = [
      ("stage_periods", stagePeriods), ("cpu_seconds", seconds), ("per_cpu_second", stagePeriods / seconds),
      ("cost", system.cost(run, network)), ("peak_mib", TwinBenchmarkCommand.peakMemory),
    ]
    try Terminal.output("{" + values.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}\n")
  }
}

public import ArgumentParser
import CaseFiles
public import SupplyNetwork

extension CaseSettings.UnmetDemand: ExpressibleByArgument {}
extension AllocationRule: ExpressibleByArgument {}
extension UnfilledOrders: ExpressibleByArgument {}

/// Settings of the simulation that stand in for those of the case.
struct SimulationOptions: ParsableArguments {
  @Option(name: .long, help: "Measured periods of each replication, at most 100,000, instead of the case's own.")
  var periods: Int?

  @Option(name: .long, help: "Periods played before measuring starts, instead of the case's own.")
  var warmUp: Int?

  @Option(name: .long, help: "Replications, 2 to 10,000, instead of the case's own.")
  var replications: Int?

  @Option(name: .long, help: "Seed of the random streams, instead of the case's own.")
  var seed: UInt64?

  @Option(name: .long, help: "What happens to demand that stock cannot serve, instead of the case's own.")
  var unmetDemand: CaseSettings.UnmetDemand?

  @Option(
    name: .long,
    help: "Share of the consumers who wait under --unmet-demand partial, from 0 to 1, instead of the case's own.")
  var waitingShare: Double?

  @Option(name: .long, help: "How suppliers share what is too little for all, instead of the case's own rule.")
  var allocation: AllocationRule?

  @Option(name: .long, help: "What becomes of an order that a supplier cannot fill, instead of the case's own.")
  var unfilledOrders: UnfilledOrders?

  @Option(name: .long, help: "Periods after which demand at the points of sale is heard, instead of the case's own.")
  var posLatency: Int?

  func validate() throws {
    func check(_ name: String, _ value: Int?, _ range: ClosedRange<Int>) throws {
      guard let value, !range.contains(value) else { return }
      throw ValidationError("--\(name) must be from \(range.lowerBound) to \(range.upperBound)")
    }
    try check("periods", periods, SimulationLimits.periods)
    try check("warm-up", warmUp, SimulationLimits.warmUp)
    try check("replications", replications, SimulationLimits.replications)
    try check("pos-latency", posLatency, SimulationLimits.posLatency)
    if unmetDemand == .partial, waitingShare == nil {
      throw ValidationError("--unmet-demand partial needs --waiting-share, the share of the consumers who wait")
    }
    if let waitingShare, !(0...1).contains(waitingShare) {
      throw ValidationError("--waiting-share must be from 0 to 1")
    }
  }

  /// Puts these options in the place of the settings of a case.
  func apply(to model: inout NetworkModel) {
    apply(to: &model.settings)
    model.fitSimulationToHistory()
  }

  /// What was given to no effect in a case as it is played.
  func warnings(_ settings: CaseSettings) -> [String] {
    var warnings: [String] = []
    if waitingShare != nil, settings.simulation.unmetDemand != .partial {
      warnings.append("--waiting-share has no effect: only with partial unmet demand a share of it waits")
    }
    if let posLatency, posLatency > 0, !settings.replenishment.hearsPointsOfSale {
      warnings.append("--pos-latency has no effect: no tier orders by demand at the points of sale")
    }
    return warnings
  }

  private func apply(to settings: inout CaseSettings) {
    if let periods { settings.simulation.periods = periods }
    if let warmUp { (settings.simulation.warmUp, settings.simulation.isWarmUpByRule) = (warmUp, false) }
    if let replications { settings.simulation.replications = replications }
    if let seed { settings.simulation.seed = seed }
    if let unmetDemand { settings.simulation.unmetDemand = unmetDemand }
    if let waitingShare { settings.simulation.waitingShare = waitingShare }
    if let allocation { settings.simulation.allocation = allocation }
    if let unfilledOrders { settings.simulation.unfilledOrders = unfilledOrders }
    if let posLatency { settings.simulation.posLatency = posLatency }
  }

  /// The options given, by name, as texts.
  var given: [String: String] {
    let all: [(name: String, value: String?)] = [
      ("--periods", periods.map(String.init)), ("--warm-up", warmUp.map(String.init)),
      ("--replications", replications.map(String.init)), ("--seed", seed.map(String.init)),
      ("--unmet-demand", unmetDemand?.rawValue), ("--waiting-share", waitingShare.map { "\($0)" }),
      ("--allocation", allocation?.rawValue), ("--unfilled-orders", unfilledOrders?.rawValue),
      ("--pos-latency", posLatency.map(String.init)),
    ]
    return Dictionary(uniqueKeysWithValues: all.compactMap { option in option.value.map { (option.name, $0) } })
  }
}

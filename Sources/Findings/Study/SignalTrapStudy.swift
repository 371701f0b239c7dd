import Probability
import SupplyNetwork

/// Where ordering by one's own outflow gets caught in the signal trap, and where ordering by demand at the points of sale
/// does not: service of both policies as one factor at a time varies, all on the same draws of demand.
///
/// The trap: empty shelves sell nothing, so that stores expect and order less, their supplier sees less demand and orders
/// less, and stock stands at the top of the network.
public struct SignalTrapStudy: Sendable, Equatable {
  /// What is varied.
  public enum Factor: String, Sendable, CaseIterable {
    /// Standard deviations of cover of the local rule.
    case safetyFactor = "safety_factor"
    /// Weight of the latest period in forecasts.
    case smoothing
    /// How long the disruptions last that begin at a given time, in periods.
    case disruption
    /// Stock that a run starts with, as a share of what the policies order up to.
    case startingStock = "starting_stock"
  }

  /// Service along one factor.
  public struct Curve: Sendable, Equatable {
    /// What is varied.
    public var factor: Factor
    /// Its values.
    public var values: [Double]
    /// Fill rate of today's policy, by value.
    public var current: [Double]
    /// Fill rate of the policy proposed, by value.
    public var proposed: [Double]
    /// The value of the case; `nil` where it differs between stages or is not stated.
    public var standard: Double?
  }

  /// What a policy reaches.
  public struct Outcome: Sendable, Equatable {
    /// Fill rate.
    public var fillRate: Double
    /// Mean stock on hand, in money, or units where a unit cost is unknown.
    public var stock: Double
  }

  /// What a policy reaches where points of sale are heard late.
  public struct Delayed: Sendable, Equatable {
    /// Periods until they are heard.
    public var latency: Int
    /// What the policy reaches.
    public var outcome: Outcome
  }

  /// What a policy reaches by what it hears from the points of sale.
  public struct Censoring: Sendable, Equatable {
    /// What they sold.
    public var recordedSales: Outcome
    /// What they sold, put up where the shelf was empty; `nil` where unmet demand waits, so that nothing is hidden.
    public var correctedSales: Outcome?
    /// What was asked for.
    public var consumerDemand: Outcome
  }

  /// Along each factor that the case has.
  public let curves: [Curve]
  /// The policy proposed, by latency of the points of sale from 0 on, that of the case among them; empty where none of
  /// its rules listens to them.
  public let byLatency: [Delayed]
  /// The policy proposed, working from recorded sales, corrected or not, and from consumers' demand; `nil` where it
  /// listens to none.
  public let censored: Censoring?
  /// Networks played, of all: the largest by value of demand.
  public let playedNetworks: Int

  /// Longest latency looked at, in periods, where that of the case is not longer.
  static let longestLatency = 7
  /// Replications of every point.
  static let replications = 2
  /// Plays every point; `nil` where neither policy follows a forecast.
  init?(_ model: NetworkModel, networks: [NetworkStudy], threads: Int) async {
    let rules = model.settings.replenishment
    let tiers = model.tiers.map(\.name)
    let listens = tiers.contains { rules.proposedRule($0)?.logic == .pointOfSaleEchelon }
    let design = ReplenishmentDesign(model: model, index: 0)
    let isLocal = tiers.contains { design.currentRule($0)?.logic == .localMinMax }
    guard listens || isLocal, !model.networks.isEmpty else { return nil }
    let bench = SignalTrapBench(model, networks: networks)
    playedNetworks = bench.played.count
    let factors = Factor.allCases.filter { isLocal && !Self.values($0, model).isEmpty }
    var plays = factors.flatMap { factor in
      Self.values(factor, model).flatMap { value in
        [false, true].map { bench.play(factor, value, isProposed: $0) }
      }
    }
    let own = model.settings.simulation.posLatency
    let latencies = listens ? Array(0...Self.longestLatency) + (own > Self.longestLatency ? [own] : []) : []
    plays += latencies.map { latency in bench.proposed { $0.settings.simulation.posLatency = latency } }
    let isLost = model.settings.simulation.unmetDemand != .backorder
    let signals: [ReplenishmentSettings.Signal] =
      listens ? [.recordedSales, .consumerDemand] + (isLost ? [.correctedSales] : []) : []
    plays += signals.map { signal in bench.proposed { $0.settings.replenishment.listen(to: signal) } }

    var outcomes = await bench.outcomes(of: plays, threads: threads)[...]
    curves = factors.map { factor in
      let values = Self.values(factor, model)
      let own = outcomes.prefix(2 * values.count).map(\.fillRate)
      outcomes = outcomes.dropFirst(2 * values.count)
      return Curve(
        factor: factor, values: values, current: values.indices.map { own[2 * $0] },
        proposed: values.indices.map { own[2 * $0 + 1] }, standard: Self.standard(factor, model, design))
    }
    byLatency = zip(latencies, outcomes).map { Delayed(latency: $0, outcome: $1) }
    let heard = Array(outcomes.dropFirst(latencies.count))
    censored =
      heard.isEmpty
      ? nil
      : Censoring(recordedSales: heard[0], correctedSales: heard.count > 2 ? heard[2] : nil, consumerDemand: heard[1])
  }

  private static func values(_ factor: Factor, _ model: NetworkModel) -> [Double] {
    switch factor {
    case .safetyFactor: return [0, 0.25, 0.5, 0.75, 1, 1.5, 2]
    case .smoothing: return [0.02, 0.05, 0.1, 0.2, 0.4]
    case .startingStock: return [0.25, 0.5, 0.75, 1, 1.5]
    case .disruption:
      guard let longest = longestDisruption(model) else { return [] }
      return [0, 0.5, 1, 1.5, 2, 3].map { ($0 * Double(longest)).rounded() }
    }
  }

  /// Periods of the longest disruption that begins at a given time; `nil` where there is none.
  private static func longestDisruption(_ model: NetworkModel) -> Int? {
    model.settings.simulation.disruptions.compactMap { entry in
      if case .at = entry.disruption.beginning { return entry.disruption.periods }
      return nil
    }.max()
  }

  private static func standard(_ factor: Factor, _ model: NetworkModel, _ design: ReplenishmentDesign) -> Double? {
    let rules = model.tiers.compactMap { design.currentRule($0.name) }
    func shared(_ values: [Double?]) -> Double? {
      guard let first = values.first, let first, values.allSatisfy({ $0 == first }) else { return nil }
      return first
    }
    return switch factor {
    case .safetyFactor: shared(rules.map(\.safetyFactor))
    case .smoothing: shared(rules.map { $0.smoothing })
    case .startingStock: 1
    case .disruption: longestDisruption(model).map(Double.init)
    }
  }
}

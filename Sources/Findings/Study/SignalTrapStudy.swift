import Probability
import Simulator
public import SupplyNetwork

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
  /// Stage periods that all points may take: some seconds.
  private static let work = 400_000_000.0

  /// Plays every point; `nil` where neither policy follows a forecast.
  init?(_ model: NetworkModel, networks: [NetworkStudy], threads: Int) async {
    let rules = model.settings.replenishment
    let tiers = model.tiers.map(\.name)
    let listens = tiers.contains { rules.proposedRule($0)?.logic == .pointOfSaleEchelon }
    let design = ReplenishmentDesign(model: model, index: 0)
    let isLocal = tiers.contains { design.currentRule($0)?.logic == .localMinMax }
    guard listens || isLocal, !model.networks.isEmpty else { return nil }
    let bench = Bench(model, networks: networks, threads: threads)
    playedNetworks = bench.played.count
    var curves: [Curve] = []
    for factor in Factor.allCases where isLocal {
      let values = Self.values(factor, model)
      guard !values.isEmpty else { continue }
      var curve = Curve(
        factor: factor, values: values, current: [], proposed: [], standard: Self.standard(factor, model, design))
      for value in values {
        curve.current.append(await bench.outcome(factor, value, isProposed: false).fillRate)
        curve.proposed.append(await bench.outcome(factor, value, isProposed: true).fillRate)
      }
      curves.append(curve)
    }
    self.curves = curves
    var byLatency: [Delayed] = []
    if listens {
      let own = model.settings.simulation.posLatency
      for latency in Array(0...Self.longestLatency) + (own > Self.longestLatency ? [own] : []) {
        let outcome = await bench.proposed { $0.settings.simulation.posLatency = latency }
        byLatency.append(Delayed(latency: latency, outcome: outcome))
      }
      let isLost = model.settings.simulation.unmetDemand != .backorder
      censored = Censoring(
        recordedSales: await bench.proposed { $0.settings.replenishment.listen(to: .recordedSales) },
        correctedSales: isLost
          ? await bench.proposed { $0.settings.replenishment.listen(to: .correctedSales) } : nil,
        consumerDemand: await bench.proposed { $0.settings.replenishment.listen(to: .consumerDemand) })
    } else {
      censored = nil
    }
    self.byLatency = byLatency
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

  /// The networks played and what changes between points.
  private struct Bench: Sendable {
    let model: NetworkModel
    let networks: [NetworkStudy]
    let threads: Int
    /// The networks that are played.
    let played: [Int]

    init(_ model: NetworkModel, networks: [NetworkStudy], threads: Int) {
      self.model = model
      self.networks = networks
      self.threads = threads
      func value(_ network: StageNetwork) -> Double {
        network.stages.reduce(0) { $0 + ($1.demand?.mean ?? 0) * (model.unitCost(of: $1) ?? 1) }
      }
      let order = model.networks.indices.sorted { first, second in
        let values = (value(model.networks[first]), value(model.networks[second]))
        return values.0 == values.1 ? first < second : values.0 > values.1
      }
      let points = 2 * 23 + SignalTrapStudy.longestLatency + 4
      let horizon = model.settings.simulation.warmUp + model.settings.simulation.periods
      var left = SignalTrapStudy.work
      var played: [Int] = []
      for index in order {
        left -= Double(points * SignalTrapStudy.replications * horizon * model.networks[index].stageCount)
        guard left >= 0 || played.isEmpty else { break }
        played.append(index)
      }
      self.played = played
    }

    func proposed(_ change: (inout NetworkModel) -> Void) async -> Outcome {
      var model = model
      change(&model)
      return await outcome(model, isProposed: true)
    }

    func outcome(_ factor: Factor, _ value: Double, isProposed: Bool) async -> Outcome {
      var model = model
      var share = 1.0
      switch factor {
      case .safetyFactor: model.settings.replenishment.changeCurrent(model) { $0.safetyFactor = value }
      case .smoothing:
        model.settings.replenishment.changeCurrent(model) { $0.smoothing = value }
        model.settings.replenishment.changeProposed { $0.smoothing = value }
      case .startingStock: share = value
      case .disruption: model.disrupt(for: Int(value))
      }
      return await outcome(model, isProposed: isProposed, startingShare: share)
    }

    private func outcome(_ model: NetworkModel, isProposed: Bool, startingShare: Double = 1) async -> Outcome {
      let settings = model.settings.simulation
      var totals = CourseTotals(
        tiers: model.tiers.count, replications: SignalTrapStudy.replications,
        periods: max(1, settings.warmUp + settings.periods), warmUp: settings.warmUp)
      let parts = await parallelMap(played.count, threads: threads) { [networks, played] position in
        let index = played[position]
        let design = ReplenishmentDesign(model: model, index: index)
        let policy =
          isProposed
          ? design.proposed(networks[index].optimised) : design.current(networks[index].current.plan)
        return await CourseTotals(
          model, index: index, policy: policy, replications: SignalTrapStudy.replications, isValue: true,
          startingShare: startingShare)
      }
      for part in parts { totals.add(part) }
      let course = totals.course
      return Outcome(fillRate: course.meanFillRate.mean, stock: course.meanStock.mean)
    }
  }
}

extension NetworkModel {
  /// Gives every disruption that begins at a given time another length.
  fileprivate mutating func disrupt(for periods: Int) {
    func changed(_ disruptions: [Disruption]) -> [Disruption] {
      disruptions.compactMap { disruption in
        guard case .at = disruption.beginning else { return disruption }
        return periods > 0 ? Disruption(disruption.beginning, periods: periods) : nil
      }
    }
    networks = networks.map { $0.changingDisruptions(changed) }
  }
}

extension ReplenishmentSettings {
  /// Changes every local rule of today.
  fileprivate mutating func changeCurrent(_ model: NetworkModel, _ change: (inout TierRule) -> Void) {
    if currentStandard == nil, model.settings.currentPolicy == .localMinMax { currentStandard = TierRule(.localMinMax) }
    for name in current.keys { current[name].map { rule in current[name] = Self.changed(rule, change) } }
    currentStandard = currentStandard.map { Self.changed($0, change) }
  }

  /// Changes every rule proposed that follows a forecast.
  fileprivate mutating func changeProposed(_ change: (inout TierRule) -> Void) {
    for name in proposed.keys { proposed[name].map { rule in proposed[name] = Self.changed(rule, change) } }
    proposedStandard = proposedStandard.map { Self.changed($0, change) }
  }

  /// Makes every echelon rule proposed listen to a signal.
  fileprivate mutating func listen(to signal: Signal) {
    changeProposed { rule in
      if rule.logic == .pointOfSaleEchelon { rule.signal = signal }
    }
  }

  private static func changed(_ rule: TierRule, _ change: (inout TierRule) -> Void) -> TierRule {
    guard rule.logic == .localMinMax || rule.logic == .pointOfSaleEchelon else { return rule }
    var rule = rule
    change(&rule)
    return rule
  }
}

import Probability
import Simulator
import SupplyNetwork

/// Plays the points of a study of the signal trap: those of one shape side by side, and what two points share once.
struct SignalTrapBench: Sendable {
  /// A point.
  struct Play: Sendable {
    /// The case as it is changed.
    fileprivate var model: NetworkModel
    /// Whether the proposal is played, or today's policy.
    fileprivate var isProposed: Bool
    /// Of the stock that the policy orders up to, what a run starts with.
    fileprivate var startingShare = 1.0
    /// How long its outages are, where they are changed.
    fileprivate var outage: Int?
  }

  private let model: NetworkModel
  private let networks: [NetworkStudy]
  /// The networks that are played: the largest by value of demand, as many as some seconds allow.
  let played: [Int]

  /// Stage periods that all points may take: some seconds.
  private static let work = 400_000_000.0

  init(_ model: NetworkModel, networks: [NetworkStudy]) {
    self.model = model
    self.networks = networks
    func value(_ network: StageNetwork) -> Double {
      network.stages.reduce(0) { $0 + ($1.demand?.mean ?? 0) * (model.unitCost(of: $1) ?? 1) }
    }
    let order = model.networks.indices.sorted { first, second in
      let values = (value(model.networks[first]), value(model.networks[second]))
      return values.0 == values.1 ? first < second : values.0 > values.1
    }
    let points = 2 * 23 + SignalTrapStudy.longestLatency + 4
    let horizon = model.settings.simulation.warmUp + model.settings.simulation.periods
    var left = Self.work
    var played: [Int] = []
    for index in order {
      left -= Double(points * SignalTrapStudy.replications * horizon * model.networks[index].stageCount)
      guard left >= 0 || played.isEmpty else { break }
      played.append(index)
    }
    self.played = played
  }

  /// The proposal in a case that is changed.
  func proposed(_ change: (inout NetworkModel) -> Void) -> Play {
    var play = Play(model: model, isProposed: true)
    change(&play.model)
    return play
  }

  /// A policy where a factor has a value.
  func play(_ factor: SignalTrapStudy.Factor, _ value: Double, isProposed: Bool) -> Play {
    var play = Play(model: model, isProposed: isProposed)
    switch factor {
    case .safetyFactor: play.model.settings.replenishment.changeCurrent(model) { $0.safetyFactor = value }
    case .smoothing:
      play.model.settings.replenishment.changeCurrent(model) { $0.smoothing = value }
      play.model.settings.replenishment.changeProposed { $0.smoothing = value }
    case .startingStock: play.startingShare = value
    case .disruption:
      play.outage = Int(value)
      play.model.disrupt(for: Int(value))
    }
    return play
  }

  /// What comes of every point, in their order. The results do not depend on the number of threads.
  func outcomes(of plays: [Play], threads: Int) async -> [SignalTrapStudy.Outcome] {
    let settings = CourseTotals.settings(model)
    var totals = plays.map { _ in CourseTotals(model, replications: SignalTrapStudy.replications) }
    for index in played {
      let policies = plays.map { play in
        let design = ReplenishmentDesign(model: play.model, index: index)
        return play.isProposed
          ? design.proposed(networks[index].optimised) : design.current(networks[index].current.plan)
      }
      // Positions among those that are played.
      var distinct: [Int] = []
      let positions = plays.indices.map { point in
        let same = distinct.firstIndex { other in
          plays[other].startingShare == plays[point].startingShare && plays[other].outage == plays[point].outage
            && policies[other] == policies[point]
        }
        if let same { return same }
        distinct.append(point)
        return distinct.count - 1
      }
      let worlds = distinct.flatMap { point in
        (0..<SignalTrapStudy.replications).map { replication in
          CourseTotals.world(
            plays[point].model, index: index, policy: policies[point], replication: replication,
            startingShare: plays[point].startingShare)
        }
      }
      let courses = await Simulator.courses(worlds, settings: settings, threads: threads).courses
      let parts = distinct.indices.map { position in
        let first = position * SignalTrapStudy.replications
        return CourseTotals(
          model, index: index, courses: Array(courses[first..<first + SignalTrapStudy.replications]), isValue: true)
      }
      for point in plays.indices { totals[point].add(parts[positions[point]]) }
    }
    return totals.map { totals in
      let course = totals.course
      return SignalTrapStudy.Outcome(fillRate: course.meanFillRate.mean, stock: course.meanStock.mean)
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
  mutating func listen(to signal: Signal) {
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

import SupplyNetwork

/// Whether a case has what the demand that its simulation asks for is made of.
struct PlayedDemandCheck {
  private let planningCase: Case
  private let file: SettingsFile
  private var settings: CaseSettings { planningCase.settings }
  private var simulation: CaseSettings.Simulation { settings.simulation }

  init(_ planningCase: Case, _ file: SettingsFile) {
    self.planningCase = planningCase
    self.file = file
  }

  /// Notes everything that is amiss.
  ///
  /// - Parameter isDemandKnown: whether a lack of history is more than a consequence of an error.
  func report(locations: IdentifierIndex, items: IdentifierIndex, isDemandKnown: Bool, _ log: inout IssueLog) {
    for promotion in file.promotions { check(promotion, locations, items, isDemandKnown, &log) }
    checkBlocks(&log)
    guard isDemandKnown else { return }
    checkSeason(&log)
    checkHistory(&log)
  }

  private func check(
    _ placed: Placed<CaseSettings.Promotion>, _ locations: IdentifierIndex, _ items: IdentifierIndex,
    _ isDemandKnown: Bool,
    _ log: inout IssueLog
  ) {
    let promotion = placed.value
    func position(_ id: String?, _ index: IdentifierIndex, _ code: String, _ noun: String) -> (isKnown: Bool, Int?) {
      guard let id else { return (true, nil) }
      if let position = index.position(of: id) { return (true, position) }
      if index.isComplete {
        log.report(
          .error, code, placed.place(of: noun), "\(noun) \(Quotation.of(id)) is not in \(noun)s.csv",
          hint: Suggestion.hint(for: id, among: index.names))
      }
      return (false, nil)
    }
    let (knowsLocation, location) = position(promotion.location, locations, "unknown-location", "location")
    let (knowsItem, item) = position(promotion.item, items, "unknown-item", "item")
    if knowsLocation, knowsItem, isDemandKnown,
      !planningCase.demand.contains(where: {
        $0.mean > 0 && location ?? $0.location == $0.location && item ?? $0.item == $0.item
      })
    {
      log.report(
        .warning, "no-effect", placed.section.ownPlace, "nobody asks for what a promotion is of",
        hint: "promotions are of locations with demand of their own")
    }
    guard isDemandKnown else { return }
    guard let first = promotion.firstPeriod(planningCase.firstSimulatedDay, settings.period) else {
      log.report(
        .error, "missing-value", placed.place(of: "start"),
        "a promotion begins on a date, but the first day of the simulation has none",
        hint: "give as_of, or count the start in periods from 0")
      return
    }
    let horizon = simulation.warmUp + simulation.periods
    if !simulation.isWarmUpByRule, first + promotion.periods > 0, first + promotion.periods <= simulation.warmUp {
      log.report(
        .warning, "no-effect", placed.place(of: "start"),
        "a promotion is over before measuring starts, after a warm-up of \(simulation.warmUp) periods",
        hint: "shorten simulation.warm_up, or let the promotion begin later")
    }
    if (first >= horizon && !simulation.isWarmUpByRule) || first + promotion.periods <= 0 {
      log.report(
        .warning, "no-effect", placed.place(of: "start"),
        "a promotion is over before the \(horizon) periods that are simulated, or begins after them",
        hint: "period 0, the start of the warm-up, is the day after the data cut-off")
    }
  }

  private func checkSeason(_ log: inout IssueLog) {
    guard simulation.season != .none else { return }
    switch SeasonEstimate.lack(in: planningCase.history, of: simulation.season, period: settings.period) {
    case nil: break
    case .history:
      log.report(
        .warning, "no-season", file.simulationPlace(of: "season"),
        "there is no history to estimate a season from; none is played",
        hint: "give demand.csv")
    case .days:
      log.report(
        .warning, "no-season", file.simulationPlace(of: "season"),
        "weekdays need two weeks of daily records, and a planning period of a day; no season is played",
        hint: "use season: month, or give demand.csv by day")
    case .year:
      log.report(
        .warning, "no-season", file.simulationPlace(of: "season"), "months need records of a year; no season is played",
        hint: "use season: weekday, or give a longer demand.csv")
    }
  }

  private func checkBlocks(_ log: inout IssueLog) {
    guard simulation.blockPeriods != nil, simulation.demand != .bootstrap else { return }
    log.report(
      .warning, "no-effect", file.simulationPlace(of: "block_periods"), "only demand: bootstrap is played in blocks",
      hint: "set simulation.demand: bootstrap, or leave block_periods out")
  }

  private func checkHistory(_ log: inout IssueLog) {
    guard simulation.demand != .model else { return }
    guard let history = planningCase.history, history.periodCount(settings.period) > 0 else {
      log.report(
        .warning, "no-history", file.simulationPlace(of: "demand"),
        "there is no history to play; demand is drawn from its distributions", hint: "give demand.csv")
      return
    }
    if simulation.season != .none || !simulation.promotions.isEmpty {
      log.report(
        .warning, "no-effect", file.simulationPlace(of: "demand"),
        "recorded demand has the season and the promotions that it had; those of case.yaml are left out",
        hint: "they count where simulation.demand is model")
    }
    let missing = planningCase.demand.count {
      $0.mean > 0 && history.series(item: $0.item, location: $0.location) == nil
    }
    if missing > 0 {
      log.report(
        .warning, "drawn-demand", file.simulationPlace(of: "demand"),
        "demand.csv knows nothing of \(missing) of \(planningCase.demand.count) demands, which are drawn",
        hint: "what is drawn does not move together with what was recorded")
    }
    if history.bucketDays > settings.period.days {
      log.report(
        .warning, "spread-history", file.simulationPlace(of: "demand"),
        "records of \(history.bucketDays) days are spread evenly over the days: variation within a week is missing, so "
          + "that service looks better than it is",
        hint: "give demand.csv by day, plan by week, or use simulation.demand: model")
    }
  }
}

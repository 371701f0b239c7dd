import SupplyNetwork

/// A scenario as it stands in `case.yaml`.
struct PlacedScenario {
  /// Something that a scenario names.
  struct Reference {
    /// What it is.
    enum Kind { case location, tier, region, item }
    var kind: Kind
    var name: String
    var place: Issue.Place
  }

  /// What it says.
  var scenario: Scenario
  /// Where it stands.
  var place: Issue.Place
  /// What it names.
  var references: [Reference]
}

/// One scenario of `scenarios` in `case.yaml`: `{name: peak, demand: {factor: 1.3, tier: Stores}, lead_time: {add: 2}}`.
struct ScenarioSection {
  private static let changes = [
    "demand", "lead_time", "review_period", "unit_cost", "carrying_rate", "service", "optimization", "current_policy",
    "closed", "supplier_out",
  ]
  /// No limit.
  private static let none = "none"
  /// The outside supplier.
  static let outside = "outside"

  private var references: [PlacedScenario.Reference] = []

  /// Reads all scenarios of a section: a list whose entries have a name each, or keys that are the names.
  static func readAll(_ root: inout YAMLSection, _ log: inout IssueLog) -> [PlacedScenario] {
    let key = "scenarios"
    var sections: [(name: String?, section: YAMLSection)] = []
    if root.isMapping(key), var named = root.section(key, &log), !named.hasStated("name") {
      for name in named.keys { named.section(name, &log).map { sections.append((name, $0)) } }
    } else {
      sections = root.sections(key, &log).map { (nil, $0) }
    }
    var names: [String: Int] = [:]
    return sections.compactMap { name, section in
      guard let found = read(section, named: name, &log) else { return nil }
      let folded = found.scenario.name.lowercased()
      if let line = names[folded] {
        log.report(
          .error, "duplicate-key", found.place, "a second scenario \(Quotation.of(found.scenario.name))",
          hint: "the first is in line \(line); give it a name of its own")
      } else if Scenario.isReserved(found.scenario.name) {
        log.report(
          .error, "reserved-name", found.place,
          "\(Quotation.of(found.scenario.name)) is the name of a built-in scenario",
          hint: "give it a name of its own: reports show both beside each other")
      } else {
        names[folded] = found.place.line ?? 0
      }
      return found
    }
  }

  private static func read(_ section: YAMLSection, named given: String?, _ log: inout IssueLog) -> PlacedScenario? {
    var section = section
    var reader = ScenarioSection()
    let name = given ?? section.text("name", &log)
    var scenario = Scenario(name ?? "", description: section.text("description", &log))
    reader.read(&section, into: &scenario, &log)
    section.reportUnknownKeys(&log, as: .error)
    guard name != nil else {
      if !section.hasStated("name") {
        log.report(
          .error, "missing-value", section.ownPlace, "a scenario has no name",
          hint: "expected a list like [{name: peak, demand: {factor: 1.2}}]")
      }
      return nil
    }
    if !changes.contains(where: section.hasStated) {
      log.report(
        .error, "no-effect", section.ownPlace, "the scenario \(Quotation.of(scenario.name)) changes nothing",
        hint: "give it a change, like demand: {factor: 1.2}")
    }
    return PlacedScenario(scenario: scenario, place: section.ownPlace, references: reader.references)
  }

  private mutating func read(_ section: inout YAMLSection, into scenario: inout Scenario, _ log: inout IssueLog) {
    for part in section.sections("demand", &log) { scenario.demand.append(demand(part, &log)) }
    for part in section.sections("lead_time", &log) { scenario.leadTimes.append(leadTime(part, &log)) }
    if section.isScalar("review_period") {
      let periods = section.integer("review_period", 1...10_000, &log)
      scenario.reviewPeriods = periods.map { [.init(periods: $0)] } ?? []
    } else {
      for part in section.sections("review_period", &log) {
        if let change = reviewPeriod(part, &log) { scenario.reviewPeriods.append(change) }
      }
    }
    for part in section.sections("unit_cost", &log) {
      if let change = unitCost(part, &log) { scenario.unitCosts.append(change) }
    }
    scenario.carryingRate = section.number("carrying_rate", .between(0, 2), &log)
    for part in section.sections("service", &log) { scenario.service.append(service(part, &log)) }
    if let part = section.section("optimization", &log) { scenario.optimization = optimization(part, &log) }
    scenario.currentPolicy = section.choice("current_policy", of: CaseSettings.CurrentPolicy.self, &log)
    scenario.closed = section.texts("closed", &log) ?? []
    for id in scenario.closed { refer(.location, id, "closed", section) }
    for part in section.sections("supplier_out", &log) { scenario.outages.append(outage(part, &log)) }
  }

  private mutating func refer(
    _ kind: PlacedScenario.Reference.Kind, _ name: String?, _ key: String, _ part: YAMLSection
  ) {
    if let name { references.append(.init(kind: kind, name: name, place: part.place(of: key))) }
  }

  private mutating func demand(_ part: YAMLSection, _ log: inout IssueLog) -> Scenario.DemandChange {
    var part = part
    var change = Scenario.DemandChange()
    change.factor = part.number("factor", .between(0, 1000), &log) ?? 1
    change.variabilityFactor = part.number("variability_factor", .between(0, 100), &log) ?? 1
    change.correlation = part.number("correlation", .fraction, &log)
    change.scope = scope(&part, &log)
    if change.correlation != nil, !change.scope.isEveryLocation {
      part.note(
        .error, "missing-value", "correlation", "a correlation is one for all locations of an item",
        hint: "leave out tier, location and region, or give the correlation in an entry of its own", &log)
    }
    finish(&part, needs: ["factor", "variability_factor", "correlation"], &log)
    return change
  }

  private mutating func leadTime(_ part: YAMLSection, _ log: inout IssueLog) -> Scenario.LeadTimeChange {
    var part = part
    var change = Scenario.LeadTimeChange()
    change.factor = part.number("factor", .between(0, 100), &log) ?? 1
    change.addedPeriods = part.number("add", .between(-NumberRange.longestTime, NumberRange.longestTime), &log) ?? 0
    change.from = supplier(&part, &log)
    change.scope = scope(&part, ofLanes: true, &log)
    finish(&part, needs: ["factor", "add"], &log)
    return change
  }

  private mutating func reviewPeriod(_ part: YAMLSection, _ log: inout IssueLog) -> Scenario.ReviewPeriodChange? {
    var part = part
    let periods = part.integer("periods", 1...10_000, &log)
    let from = supplier(&part, &log)
    let scope = scope(&part, ofLanes: true, &log)
    finish(&part, needs: ["periods"], &log)
    return periods.map { .init(periods: $0, from: from, scope: scope) }
  }

  private mutating func unitCost(_ part: YAMLSection, _ log: inout IssueLog) -> Scenario.UnitCostChange? {
    var part = part
    let factor = part.number("factor", .between(0, 1000), &log)
    let item = part.text("item", &log)
    let scope = Scenario.Scope(item: item, valueClass: part.choice("class", of: Item.ValueClass.self, &log))
    refer(.item, item, "item", part)
    finish(&part, needs: ["factor"], &log)
    return factor.map { .init(factor: $0, scope: scope) }
  }

  private mutating func service(_ part: YAMLSection, _ log: inout IssueLog) -> Scenario.ServiceChange {
    var part = part
    var change = Scenario.ServiceChange()
    change.measure = part.choice("measure", of: ServiceTable.Measure.self, &log)?.measure
    change.standard = part.number("default", .openFraction, &log)
    if var classes = part.section("by_class", &log) {
      for valueClass in Item.ValueClass.allCases {
        change.byClass[valueClass] = classes.number(valueClass.rawValue, .openFraction, &log)
      }
      classes.reportUnknownKeys(&log, as: .error)
    }
    change.target = part.number("target", .openFraction, &log)
    change.gapFactor = part.number("gap_factor", .between(0, 100), &log)
    change.scope = scope(&part, &log)
    for key in ["measure", "default", "by_class"] where part.hasStated(key) && change.scope != Scenario.Scope() {
      part.note(
        .error, "out-of-range", key, "\(key) is for the whole case, and the entry names a part of it",
        hint: "use target or gap_factor beside tier, location, region, item or class", &log)
    }
    finish(&part, needs: ["measure", "default", "by_class", "target", "gap_factor"], &log)
    return change
  }

  private func optimization(_ part: YAMLSection, _ log: inout IssueLog) -> Scenario.OptimizationChange {
    var part = part
    var change = Scenario.OptimizationChange()
    change.model = part.choice("model", of: CaseSettings.Model.self, &log)
    if change.model == .stochasticService {
      part.noteUnused(
        "model", "the stochastic-service model is", hint: "the guaranteed-service model stands for it", &log)
    }
    if part.says(Self.none, for: "budget") {
      change.budget = Scenario.Limit.none
    } else {
      change.budget = part.number("budget", .positive, &log).map { .at($0) }
    }
    if part.says(Self.none, for: "max_service_time") {
      change.maximumServiceTime = Scenario.Limit.none
    } else {
      change.maximumServiceTime = part.integer("max_service_time", 0...10_000, &log).map { .at($0) }
    }
    finish(&part, needs: ["model", "budget", "max_service_time"], &log)
    return change
  }

  private mutating func outage(_ part: YAMLSection, _ log: inout IssueLog) -> Scenario.Outage {
    var part = part
    var outage = Scenario.Outage()
    outage.supplier = part.text("location", &log).flatMap { $0 == Self.outside ? nil : $0 }
    outage.to = part.text("to", &log)
    outage.start = part.integer("start", 0...200_000, &log)
    outage.periods = part.integer("periods", 1...100_000, &log)
    refer(.location, outage.supplier, "location", part)
    refer(.location, outage.to, "to", part)
    part.reportUnknownKeys(&log, as: .error)
    return outage
  }

  private mutating func supplier(
    _ part: inout YAMLSection, _ log: inout IssueLog
  ) -> Scenario.LeadTimeChange.Supplier {
    guard let from = part.text("from", &log) else { return .any }
    if from == Self.outside { return .outside }
    refer(.location, from, "from", part)
    return .location(from)
  }

  /// Where a change applies.
  ///
  /// - Parameter ofLanes: whether `to` may stand for the location.
  private mutating func scope(
    _ part: inout YAMLSection, ofLanes: Bool = false, _ log: inout IssueLog
  ) -> Scenario.Scope {
    var scope = Scenario.Scope()
    scope.tier = part.text("tier", &log)
    refer(.tier, scope.tier, "tier", part)
    scope.location = part.text("location", &log)
    refer(.location, scope.location, "location", part)
    if ofLanes, let to = part.text("to", &log) {
      if scope.location != nil {
        part.note(.error, "out-of-range", "to", "to and location say the same; expected one of them", &log)
      }
      scope.location = to
      refer(.location, to, "to", part)
    }
    scope.region = part.text("region", &log)
    refer(.region, scope.region, "region", part)
    scope.item = part.text("item", &log)
    refer(.item, scope.item, "item", part)
    scope.valueClass = part.choice("class", of: Item.ValueClass.self, &log)
    return scope
  }

  /// Notes what is not known of a change, and a change that says nothing.
  private func finish(_ part: inout YAMLSection, needs keys: [String], _ log: inout IssueLog) {
    part.reportUnknownKeys(&log, as: .error)
    guard !keys.contains(where: { part.hasStated($0) }) else { return }
    log.report(
      .error, "missing-value", part.ownPlace,
      "says where, and not what changes; expected \(keys.joined(separator: " or "))")
  }
}

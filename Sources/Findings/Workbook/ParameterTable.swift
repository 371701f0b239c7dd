import SupplyNetwork

/// The settings that a run used, by their names in case.yaml.
enum ParameterTable {
  private typealias Cell = FindingsTable.Cell

  static func table(_ context: FindingsContext) -> FindingsTable {
    var rows: [FindingsTable.Row] = []
    for group in [caseRows, serviceRows, planRows, simulationRows, replenishmentRows] { rows += group(context) }
    return FindingsTable(
      id: "parameters", caption: "Settings of the run, by their names in case.yaml",
      columns: [
        .init("Setting", numeric: false), .init("Value"), .init("Unit", numeric: false),
        .init("Meaning", numeric: false),
      ], rows: rows)
  }

  private static func row(_ name: String, _ value: Cell, _ unit: String, _ meaning: String) -> FindingsTable.Row {
    .init([Cell(name), value, Cell(unit), Cell(meaning)])
  }

  private static func count(_ value: Int) -> Cell {
    Cell(Double(value), NumberFormat(currency: "").units(Double(value)))
  }

  private static func percent(_ value: Double) -> Cell {
    Cell(value, NumberFormat(currency: "").trimmedPercent(value))
  }

  private static func caseRows(_ context: FindingsContext) -> [FindingsTable.Row] {
    let settings = context.settings
    return [
      row(
        "as_of", Cell(context.dataCutOff?.description ?? NumberFormat.none), "date", "Last day that the data know of"),
      row("period", Cell(settings.period.rawValue), "", "Length of a period"),
      row("currency", Cell(context.currencyCode ?? NumberFormat.none), "ISO 4217", "Currency of all amounts"),
      row(
        "carrying_rate", percent(settings.carryingRate), "of value a year",
        "Cost of carrying stock, where the item has no rate of its own"),
      row(
        "current_policy", Cell(settings.currentPolicy.rawValue), "", "What the plan is compared with"),
    ]
  }

  private static func serviceRows(_ context: FindingsContext) -> [FindingsTable.Row] {
    let settings = context.settings
    let classes = settings.service.byClass.sorted { $0.key < $1.key }.map { name, target in
      row("service.by_class.\(name.rawValue)", percent(target), "", "Target of items of class \(name.rawValue)")
    }
    var rows =
      [
        row("service.measure", Cell(settings.service.measure.rawValue), "", "What service targets count"),
        row("service.default", percent(settings.service.standard), "", "Target where no class or rule says otherwise"),
      ] + classes
    rows.append(
      row(
        "demand.distribution", Cell(settings.demand.distribution.rawValue), "",
        "How the distribution of each demand is chosen"))
    let correlation =
      switch settings.demand.correlation {
      case .estimate: Cell("estimate")
      case .fixed(let value): Cell(value, context.format.trimmed(value))
      }
    rows.append(
      row("demand.correlation", correlation, "", "Correlation of demand between locations, one per item"))
    return rows
  }

  private static func planRows(_ context: FindingsContext) -> [FindingsTable.Row] {
    let settings = context.settings
    let unlimited = Cell("none")
    return [
      row("optimization.model", Cell(settings.optimization.model.rawValue), "", "Model that places safety stock"),
      row(
        "optimization.budget",
        settings.optimization.budget.map { Cell($0, context.format.money($0)) } ?? unlimited, context.currency,
        "Value that safety and cycle stock may have"),
      row(
        "optimization.max_service_time", settings.optimization.maximumServiceTime.map(count) ?? unlimited,
        "\(context.period)s", "Longest time that a location may quote to its customers"),
      row("plan.start", Cell(settings.plan.start?.description ?? unlimited.text), "date", "First day of the change"),
      row(
        "plan.pilot", Cell(settings.plan.pilot ?? "the one with most to gain"), "location", "Location that goes first"),
    ]
  }

  private static func simulationRows(_ context: FindingsContext) -> [FindingsTable.Row] {
    let simulation = context.settings.simulation
    let unit = "\(context.period)s"
    return [
      row("simulation.periods", count(simulation.periods), unit, "Measured periods of a replication"),
      row(
        "simulation.warm_up", count(simulation.warmUp), unit,
        "Periods played before measuring starts" + (simulation.isWarmUpByRule ? ", by rule" : "")),
      row("simulation.replications", count(simulation.replications), "", "Independent repetitions"),
      // In words: the largest seeds have more digits than a number of a spreadsheet holds.
      row("simulation.seed", Cell(String(simulation.seed)), "", "Seed of all random streams"),
      row(
        "simulation.unmet_demand", Cell(simulation.unmetDemand.rawValue), "",
        "What becomes of demand that stock cannot serve"),
      row("simulation.pos_latency", count(simulation.posLatency), unit, "Delay of demand at the points of sale"),
      row(
        "simulation.unfilled_orders", Cell(simulation.unfilledOrders.rawValue), "",
        "What becomes of orders that a supplier cannot fill"),
      row(
        "simulation.disruptions", count(simulation.disruptions.count), "",
        "Times in which locations or lanes ship nothing"),
    ]
  }

  private static func replenishmentRows(_ context: FindingsContext) -> [FindingsTable.Row] {
    let rules = context.settings.replenishment
    func rows(
      _ state: String, _ named: [String: ReplenishmentSettings.TierRule], _ standard: ReplenishmentSettings.TierRule?
    )
      -> [FindingsTable.Row]
    {
      let all = named.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } + (standard.map { [("all", $0)] } ?? [])
      return all.map { tier, rule in
        row("replenishment.\(state).\(tier)", Cell(words(rule)), "", "How the locations of the tier order")
      }
    }
    return rows("current", rules.current, rules.currentStandard)
      + rows("proposed", rules.proposed, rules.proposedStandard)
  }

  private static func words(_ rule: ReplenishmentSettings.TierRule) -> String {
    guard rule.logic != .baseStock, rule.logic != .echelonBaseStock else { return rule.logic.rawValue }
    let format = NumberFormat(currency: "")
    var parts = [rule.logic.rawValue, "smoothing \(format.trimmed(rule.smoothing))"]
    if let factor = rule.safetyFactor { parts.append("safety_factor \(format.trimmed(factor))") }
    if let cover = rule.coverPeriods { parts.append("cover_periods \(format.trimmed(cover))") }
    if rule.logic == .localMinMax { parts.append("order_periods \(format.trimmed(rule.orderPeriods))") }
    if let signal = rule.signal { parts.append("signal \(signal.rawValue)") }
    return parts.joined(separator: ", ")
  }
}

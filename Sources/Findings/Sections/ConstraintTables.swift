import Solver
import SupplyNetwork

/// The tables of limits, fixed base stocks and storage, for readers and for programs.
struct ConstraintTables {
  typealias Cell = FindingsTable.Cell

  let model: NetworkModel
  let studies: [LimitStudy]
  let format: NumberFormat
  private let reasons: LimitReasons
  /// Unit of amounts in heads.
  private let currency: String
  /// Whether costs are those of a period, the unit of stage networks, and not of a year.
  private let isPerPeriod: Bool

  init(model: NetworkModel, planningCase: Case?, studies: [LimitStudy], isPerPeriod: Bool = false) {
    self.model = model
    self.studies = studies
    self.isPerPeriod = isPerPeriod
    let hasMoney = planningCase != nil || model.items.allSatisfy { $0.unitCost != nil }
    format = NumberFormat(model.settings, currency: hasMoney ? nil : "")
    currency = hasMoney ? model.settings.currency : "money"
    reasons = LimitReasons(planningCase)
  }

  private var perYear: Double { isPerPeriod ? 1 : model.settings.period.perYear }

  /// What costs are stated for, after an amount: "a year", "per day".
  var span: String { isPerPeriod ? "per \(model.settings.period.rawValue)" : "a year" }

  /// Cost of all limits together.
  var limitsCost: Double { studies.reduce(0) { $0 + $1.limitsCost } * perYear }

  /// Whether some network has no plan without its fixed base stocks, so that their cost is not known.
  var hasUnknownCost: Bool { studies.contains { $0.overrides.map { $0.together == nil } ?? false } }

  /// Cost of all fixed base stocks together, as far as it is known.
  var overridesCost: Double { studies.reduce(0) { $0 + ($1.overrides?.together ?? 0) } * perYear }

  /// A cost per period as one of a year.
  func yearly(_ cost: Double) -> Double { cost * perYear }

  /// An amount of money as sentences and tables show it.
  func amount(_ value: Double) -> String { abs(value) >= 99.5 ? format.money(value) : format.shortMoney(value) }

  /// A cost per period as a year's, to the decimals of the largest in its column.
  private func cost(_ value: Double?, besides others: [Double?]) -> Cell {
    let largest = others.reduce(abs(value ?? 0)) { max($0, abs($1 ?? 0)) } * perYear
    guard let yearly = value.map({ $0 * perYear }) else { return Cell(NumberFormat.none) }
    return Cell(yearly, format.number(yearly, decimals: format.shortDecimals(largest)))
  }

  /// A stage whose limits bind.
  private struct BindingRow {
    var place: [Cell]
    var limit: String
    var reason: String
    var cost: Double?
  }

  /// A fixed base stock.
  private struct OverrideRow {
    var place: [Cell]
    var line: OverrideCost.Line
    var reason: String
  }

  private var hasItems: Bool { model.items.count > 1 }

  private func place(_ stage: Stage) -> [Cell] {
    [Cell(model.locations[stage.location].name)] + (hasItems ? [Cell(model.items[stage.item].name)] : [])
  }

  private var placeColumns: [FindingsTable.Column] {
    [.init("Location", numeric: false)] + (hasItems ? [.init("Item", numeric: false)] : [])
  }

  /// Dearest first, what was not costed last.
  private var bindings: [BindingRow] {
    let rows = zip(model.networks, studies).flatMap { network, study in
      study.bindings.map { binding in
        let stage = network.stages[binding.stage]
        return BindingRow(
          place: place(stage), limit: binding.limits.map(words).joined(separator: "; "),
          reason: reasons.text(of: stage, binding.limits), cost: binding.cost)
      }
    }
    return Self.dearestFirst(rows, \.cost)
  }

  private var fixed: [OverrideRow] {
    let rows = zip(model.networks, studies).flatMap { network, study in
      (study.overrides?.lines ?? []).map { line in
        let stage = network.stages[line.stage]
        return OverrideRow(place: place(stage), line: line, reason: reasons.text(ofFixed: stage))
      }
    }
    return Self.dearestFirst(rows, \.line.cost)
  }

  /// Fixed base stocks that miss their service target, those that lack most first, with what they lack.
  var lacking: [String] {
    fixed.filter { $0.line.lacking > 0 }.sorted { $0.line.lacking > $1.line.lacking }.map { row in
      "\(row.place.map(\.text).joined(separator: ", ")) (\(format.trimmed(Self.tenths(row.line.lacking))) units short)"
    }
  }

  /// Fixed base stocks above the maximum stock of their stage, in number.
  var fixedAboveMaximum: Int {
    model.networks.reduce(0) { sum, network in
      sum + network.stages.count { $0.fixedBaseStock ?? 0 > ($0.mayHoldStock ? $0.maximumStock ?? .infinity : 0) }
    }
  }

  /// Units rounded up to tenths, so that what is missing never shows as nothing.
  private static func tenths(_ units: Double) -> Double { (units * 10).rounded(.up) / 10 }

  private static func dearestFirst<Row>(_ rows: [Row], _ cost: (Row) -> Double?) -> [Row] {
    rows.enumerated().sorted { first, second in
      let costs = (cost(first.element) ?? -.infinity, cost(second.element) ?? -.infinity)
      return costs.0 == costs.1 ? first.offset < second.offset : costs.0 > costs.1
    }.map(\.element)
  }

  private func words(_ limit: LimitStudy.Limit) -> String {
    switch limit {
    case .minimumStock(let units): "safety stock at least \(format.trimmed(units))"
    case .maximumStock(let units): "base stock at most \(format.trimmed(units))"
    case .noStock: "no stock"
    case .shelfLife(let periods):
      "on hand at most the demand of \(format.count(periods, model.settings.period.rawValue))"
    }
  }

  private func more(_ count: Int) -> String {
    count > ConstraintFindings.shownRows
      ? " \(ConstraintFindings.shownRows) of \(format.number(Double(count))) lines; all in "
        + "tables/limits-and-overrides.csv." : ""
  }

  /// Stages whose limits bind.
  var limits: FindingsTable? {
    let all = bindings
    guard !all.isEmpty else { return nil }
    let costs = all.map(\.cost)
    let hasReasons = all.contains { !$0.reason.isEmpty }
    var rows = all.prefix(ConstraintFindings.shownRows).map { row in
      FindingsTable.Row(
        row.place + [Cell(row.limit)] + (hasReasons ? [Cell(row.reason)] : []) + [cost(row.cost, besides: costs)])
    }
    let blanks = [Cell](repeating: Cell(""), count: (hasItems ? 1 : 0) + (hasReasons ? 2 : 1))
    rows.append(.init([Cell("All together")] + blanks + [cost(limitsCost / perYear, besides: costs)], isTotal: true))
    return FindingsTable(
      id: "stock-limits", caption: "Limits on stock that bind",
      columns: placeColumns + [.init("Limit, units", numeric: false)]
        + (hasReasons ? [.init("Reason", numeric: false)] : []) + [.init("Cost \(span), \(currency)")],
      rows: rows,
      note:
        "A limit binds where the cheapest plan without any would break it. Cost: of the plan, less that of the plan "
        + "without the limits of the stage, storage capacity left aside. Limits may do each other's work, so that the "
        + "lines need not add up." + more(all.count))
  }

  /// Base stocks that planners have fixed.
  var overrides: FindingsTable? {
    let all = fixed
    guard !all.isEmpty else { return nil }
    let costs = all.map(\.line.cost)
    var rows = all.prefix(ConstraintFindings.shownRows).map { row in
      FindingsTable.Row(
        row.place + [
          Cell(row.line.baseStock, format.trimmed(row.line.baseStock)),
          row.line.planned.map { Cell($0, format.trimmed($0)) } ?? Cell(NumberFormat.none),
          lacking(row.line), Cell(row.reason), cost(row.line.cost, besides: costs),
        ])
    }
    let blanks = [Cell](repeating: Cell(""), count: hasItems ? 5 : 4)
    let together = hasUnknownCost ? nil : overridesCost / perYear
    rows.append(.init([Cell("All together")] + blanks + [cost(together, besides: costs)], isTotal: true))
    return FindingsTable(
      id: "overrides", caption: "Base stocks fixed by planners",
      columns: placeColumns + [
        .init("Fixed at, units"), .init("Plan, units"), .init("Lacks for its target, units"),
        .init("Reason", numeric: false),
        .init("Cost \(span), \(currency)"),
      ],
      rows: rows,
      note: "Plan: the level without the one fixed, the others staying. Cost: of the plan, less that of the plan "
        + "without it; where a level lacks units for its target, service pays for what it saves." + more(all.count))
  }

  private func lacking(_ line: OverrideCost.Line) -> Cell {
    line.lacking > 0
      ? Cell(line.lacking, format.trimmed(Self.tenths(line.lacking))) : Cell(0, NumberFormat.none)
  }

  /// Stock against capacity, the fullest location first.
  func storage(_ study: CapacityStudy) -> FindingsTable {
    let hasMoved = study.surcharges.contains { $0 > 0 }
    let stated = study.planned.filter { $0.capacity != nil }.sorted { first, second in
      let shares = (share(first.mean, first.capacity), share(second.mean, second.capacity))
      return shares.0 == shares.1 ? first.location < second.location : shares.0 > shares.1
    }
    let rows = stated.prefix(ConstraintFindings.shownRows).map { stock -> FindingsTable.Row in
      let free = study.unrestricted[stock.location].mean
      let surcharge = study.surcharges[stock.location] * perYear
      func units(_ value: Double) -> Cell { Cell(value, format.units(value)) }
      func percent(_ value: Double) -> Cell {
        let fraction = share(value, stock.capacity)
        return Cell(fraction, format.percent(fraction, decimals: 0))
      }
      var cells = [Cell(model.locations[stock.location].name), units(stock.capacity ?? 0)]
      if hasMoved { cells.append(units(free)) }
      cells += [units(stock.mean), percent(stock.mean), units(stock.peak), percent(stock.peak)]
      if hasMoved {
        cells.append(surcharge > 0 ? Cell(surcharge, format.short(surcharge)) : Cell(NumberFormat.none))
      }
      return .init(cells)
    }
    var columns: [FindingsTable.Column] = [.init("Location", numeric: false), .init("Capacity, units")]
    if hasMoved { columns.append(.init("Mean stock, left to itself")) }
    columns += [
      .init("Mean stock, planned"), .init("Mean of capacity"), .init("Peak, units"), .init("Peak of capacity"),
    ]
    if hasMoved { columns.append(.init("Surcharge, \(currency) per unit and year")) }
    let moved =
      hasMoved
      ? " The surcharge on holding cost makes it worth while to hold stock elsewhere; where stock then fits, it is what "
        + "room for one more unit is worth." : ""
    let left =
      stated.count > rows.count
      ? " \(rows.count) of \(format.units(stated.count)) locations, the fullest first." : ""
    return FindingsTable(
      id: "storage-capacity", caption: "Stock of all items against storage capacity", columns: columns, rows: rows,
      note: "Mean: safety stock, cycle stock and half of what order sizes add. Peak: what comes together when "
        + "customers stop buying until all orders have arrived." + moved + left)
  }

  private func share(_ stock: Double, _ capacity: Double?) -> Double {
    guard let capacity, capacity > 0 else { return stock > 0 ? .infinity : 0 }
    return stock / capacity
  }

  /// Everything that binds or is fixed, a line each; `nil` where nothing is.
  var detail: FindingsTable? {
    func figure(_ value: Double?) -> Cell { value.map { Cell($0, "") } ?? Cell("") }
    func identifiers(_ stage: Stage) -> [Cell] {
      [Cell(model.locations[stage.location].id), Cell(model.items[stage.item].id)]
    }
    var rows: [FindingsTable.Row] = []
    for (network, study) in zip(model.networks, studies) {
      for binding in study.bindings {
        let stage = network.stages[binding.stage]
        rows.append(
          .init(
            [Cell("limit")] + identifiers(stage) + [
              Cell(binding.limits.map(words).joined(separator: "; ")), Cell(""), Cell(""), Cell(""),
              Cell(reasons.text(of: stage, binding.limits)), figure(binding.cost.map { $0 * perYear }),
            ]))
      }
      for line in (study.overrides?.lines ?? []) {
        rows.append(
          .init(
            [Cell("override")] + identifiers(network.stages[line.stage]) + [
              Cell(""), figure(line.baseStock), figure(line.planned), figure(line.lacking),
              Cell(reasons.text(ofFixed: network.stages[line.stage])),
              figure(line.cost.map { $0 * perYear }),
            ]))
      }
    }
    guard !rows.isEmpty else { return nil }
    let names: [(String, Bool)] = [
      ("kind", false), ("location", false), ("item", false), ("limit", false), ("base_stock", true),
      ("planned_base_stock", true), ("lacking_for_target", true), ("reason", false), ("cost_a_year", true),
    ]
    return FindingsTable(
      id: "limits-and-overrides", caption: "Limits on stock that bind and base stocks fixed by planners",
      columns: names.map { .init($0.0, numeric: $0.1) }, rows: rows)
  }
}

/// Why planners limit the stock of stages.
private struct LimitReasons {
  private let index: StockLimitIndex?
  private let overrides: [BaseStockOverride]

  init(_ planningCase: Case?) {
    overrides = planningCase?.overrides ?? []
    index = planningCase.map { StockLimitIndex($0.stockLimits, itemCount: $0.items.count) }
  }

  /// Why the base stock of a stage is fixed: the last line of overrides.csv counts.
  func text(ofFixed stage: Stage) -> String {
    overrides.last { $0.location == stage.location && $0.item == stage.item }?.reason ?? ""
  }

  /// What the lines that give the limits say, each once; shelf life speaks for itself.
  func text(of stage: Stage, _ limits: [LimitStudy.Limit]) -> String {
    var reasons: [String] = []
    for limit in limits {
      let line = index?.line(item: stage.item, location: stage.location) { line in
        switch limit {
        case .minimumStock: line.minimumStock != nil
        case .maximumStock: line.maximumStock != nil
        case .noStock: line.mayHoldStock != nil
        case .shelfLife: false
        }
      }
      if case .shelfLife = limit { reasons.append("shelf life") }
      if let reason = line?.reason, !reasons.contains(reason) { reasons.append(reason) }
    }
    return reasons.joined(separator: "; ")
  }
}

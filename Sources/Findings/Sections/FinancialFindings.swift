import Probability
import SupplyNetwork

/// Cash and cost: one-time apart from recurring, never added.
public struct FinancialFindings: Sendable, Codable {
  /// The finding in one sentence.
  public var lead: String
  /// Current, optimised, change.
  public var impact: FindingsTable
  /// Cash by month.
  public var release: FindingsTable?
  /// Said instead where nothing is released or values are unknown.
  public var releaseAbsent: String?
  /// From today's stock to the optimised one.
  public var waterfall: WaterfallFigure
  /// What parameters do to the cost of safety stock.
  public var sensitivity: SensitivityFigure
  /// What is in the figures, and what is not.
  public var scope: String

  init(_ context: FindingsContext) {
    let format = context.format
    let now = context.current(context.total)
    let then = context.optimised(context.total)
    let saving = (context.total.currentHolding - context.total.optimisedHolding) * context.ledger.periodsPerYear
    lead =
      then <= now
      ? "Stock falls by \(context.stock(now - then)) once (\(format.change(from: now, to: then))); carrying it costs "
        + "\(format.shortMoney(saving)) a year less."
      : "Stock rises by \(context.stock(then - now)) once (\(format.change(from: now, to: then))) to keep the promise; "
        + "carrying it costs \(format.shortMoney(-saving)) a year more."
    impact = Self.impactTable(context)
    let cash = CashRelease(context)
    if context.ledger.hasValue, cash.total > 0 {
      release = Self.releaseTable(context, cash: cash)
      releaseAbsent = nil
    } else {
      release = nil
      releaseAbsent = context.ledger.hasValue
        ? "No working capital is released." : "Cash by month needs unit costs: supply a case folder with items.csv."
    }
    waterfall = Self.waterfallFigure(context)
    sensitivity = Self.sensitivityFigure(context)
    scope =
      "Holding cost = average stock on hand × carrying rate (\(format.percent(context.settings.carryingRate, decimals: 0)) "
      + "a year). Working capital is a one-time effect, holding cost recurs every year; the two are never added. Stock "
      + "in transit does not depend on the plan and is left out."
    if !context.ledger.hasValue {
      scope = "Holding cost = average stock on hand × the holding cost rates of the input. Without unit costs there is no "
        + "inventory value and no working capital."
    }
  }

  /// Stockout events a month today: measured, else simulated.
  static func currentStockouts(_ context: FindingsContext) -> (value: Double, isMeasured: Bool) {
    let measured = context.ledger.lines.allSatisfy { !$0.facesCustomers || $0.measuredStockouts != nil }
    return measured
      ? (context.customers.measuredStockouts, true)
      : (context.study.current.estimate(.stockoutEvents).mean * context.periodsPerMonth, false)
  }

  private static func impactTable(_ context: FindingsContext) -> FindingsTable {
    typealias Cell = FindingsTable.Cell
    let format = context.format
    let total = context.total
    let year = context.ledger.periodsPerYear
    var rows: [FindingsTable.Row] = []
    func add(_ name: String, _ kind: String, _ now: Double, _ then: Double, _ change: String, text: (Double) -> String) {
      rows.append(.init([Cell(name), Cell(kind), Cell(now, text(now)), Cell(then, text(then)), Cell(change)]))
    }
    if context.ledger.hasValue {
      let unit = CurrentStateFindings.unit(total.currentValue)
      let now = (total.currentValue / unit).rounded() * unit
      let then = (total.optimisedValue / unit).rounded() * unit
      add("Inventory investment", "one-time", now, then, format.signed(then - now), text: { format.money($0) })
      rows.append(
        .init([Cell("Working capital freed"), Cell("one-time"), Cell("–"), Cell(now - then, format.money(now - then)), Cell("")]))
    } else {
      add("Stock on hand, units", "one-time", total.currentUnits, total.optimisedUnits,
        format.signed(total.optimisedUnits - total.currentUnits), text: format.units)
    }
    let holdingNow = (total.currentHolding * year).rounded()
    let holdingThen = (total.optimisedHolding * year).rounded()
    add(
      "Annual holding cost", "recurring", holdingNow, holdingThen, format.signed(holdingThen - holdingNow),
      text: { format.money($0) })
    if context.ledger.hasValue, total.currentValue > 0, total.optimisedValue > 0 {
      let goods = context.ledger.annualCostOfGoods
      let now = (goods / total.currentValue).roundedTo(decimals: 1)
      let then = (goods / total.optimisedValue).roundedTo(decimals: 1)
      add("Inventory turns a year", "measure", now, then, format.signed(then - now, decimals: 1)) {
        format.number($0, decimals: 1)
      }
    }
    let fillNow = SummaryFindings.currentFill(context).roundedTo(decimals: 3)
    let fillThen = context.study.optimised.customerFillRate.mean.roundedTo(decimals: 3)
    add("Customers' fill rate", "measure", fillNow, fillThen, format.points(fillThen - fillNow)) { format.percent($0) }
    let stockoutsNow = currentStockouts(context).value
    let stockoutsThen = context.study.optimised.estimate(.stockoutEvents).mean * context.periodsPerMonth
    add(
      "Stockout events a month", "measure", stockoutsNow, stockoutsThen, format.change(from: stockoutsNow, to: stockoutsThen),
      text: { format.number($0) })
    return FindingsTable(
      id: "financial-impact", caption: "Financial impact, \(context.settings.currency)",
      columns: [
        .init("Measure", numeric: false), .init("Kind", numeric: false), .init(context.currentLabel), .init("Optimised"),
        .init("Change"),
      ], rows: rows,
      note: "\(context.currentLabel): \(context.stockSource). Optimised: simulated, \(context.simulationScope).")
  }

  private static func releaseTable(_ context: FindingsContext, cash: CashRelease) -> FindingsTable {
    let format = context.format
    let parts = cash.months + [cash.later]
    let unit = CurrentStateFindings.unit(context.total.currentValue)
    let shown = reconciled(parts, total: cash.total, unit: unit)
    var sum = 0.0
    var rows: [FindingsTable.Row] = []
    for (index, value) in shown.enumerated() where abs(value) > 0 || index == 0 {
      sum += value
      let name = index < CashRelease.horizon ? "Month \(index + 1)" : "Later"
      rows.append(.init([.init(name), .init(parts[index], format.signed(value)), .init(sum, format.signed(sum))]))
    }
    return FindingsTable(
      id: "cash-release", caption: "Cash released by month, \(context.settings.currency)",
      columns: [.init("Month after the change", numeric: false), .init("Cash"), .init("Cumulative")], rows: rows,
      note: "Surplus leaves only as mean demand consumes it; additional stock is bought in the first month.")
  }

  private static func waterfallFigure(_ context: FindingsContext) -> WaterfallFigure {
    let hasValue = context.ledger.hasValue
    let tiers = context.model.tiers.indices.filter { context.sums(tier: $0).stages > 0 }
    let start = context.current(context.total)
    let end = context.optimised(context.total)
    func excess(_ sums: Ledger.Sums) -> Double { hasValue ? sums.currentRoles.value[3] : sums.currentRoles.units[3] }
    var names = ["Excess above every target"]
    var changes = [-excess(context.total)]
    for tier in tiers {
      let sums = context.sums(tier: tier)
      names.append("New levels, \(context.model.tiers[tier].name)")
      changes.append(context.optimised(sums) - context.current(sums) + excess(sums))
    }
    let unit = hasValue ? CurrentStateFindings.unit(start) : 1
    let startShown = (start / unit).rounded() * unit
    let endShown = (end / unit).rounded() * unit
    let shown = reconciled(changes, total: endShown - startShown, unit: unit)
    let steps = zip(names, shown).filter { $0.1 != 0 }.map { name, change in
      WaterfallFigure.Step(
        name: name, change: change, text: context.stockChange(change), direction: change < 0 ? .good : .bad)
    }
    let largest = steps.min { $0.change < $1.change }
    let title = largest.map { $0.change < 0 ? "\($0.name): the largest release, \(context.stock(-$0.change))" : nil } ?? nil
    return WaterfallFigure(
      heading: FigureHeading(
        id: "financial-waterfall",
        title: title ?? "Stock changes from \(context.stock(start)) to \(context.stock(end))",
        subtitle: "Stock on hand from \(context.currentLabel.lowercased()) to optimised, "
          + "\(hasValue ? context.settings.currency : "units"), one-time",
        source: "\(context.stockSourceTitle) current stock; optimised: simulated",
        alternativeText: "Waterfall from \(context.stock(start)) to \(context.stock(end)): "
          + steps.map { "\($0.name) \($0.text)" }.joined(separator: ", ") + "."),
      startName: context.currentLabel, start: startShown, startText: context.stock(startShown), steps: steps,
      endName: "Optimised", end: endShown, endText: context.stock(endShown))
  }

  private static func sensitivityFigure(_ context: FindingsContext) -> SensitivityFigure {
    let format = context.format
    let year = context.ledger.periodsPerYear
    let studies = context.study.networks.map(\.sensitivity)
    let base = studies.reduce(0) { $0 + $1.base } * year
    var parameters: [SensitivityFigure.Parameter] = []
    func add(_ name: String, low: Double, high: Double) {
      parameters.append(
        .init(name: name, low: low, high: high, lowText: format.shortMoney(low), highText: format.shortMoney(high)))
    }
    for parameter in SensitivityStudy.Parameter.allCases {
      let low = studies.reduce(0) { $0 + $1.low[parameter.rawValue] } * year
      let high = studies.reduce(0) { $0 + $1.high[parameter.rawValue] } * year
      switch parameter {
      case .demandVariability: add("Demand variability ±20 %", low: low, high: high)
      case .leadTime: add("Lead times ±25 %", low: low, high: high)
      case .serviceTarget: add("Service targets ±1 point", low: low, high: high)
      }
    }
    if context.ledger.hasValue, context.settings.carryingRate > 0.05 {
      let rate = context.settings.carryingRate
      add("Carrying rate ±5 points", low: base * (rate - 0.05) / rate, high: base * (rate + 0.05) / rate)
    }
    parameters.sort { abs($0.high - $0.low) > abs($1.high - $1.low) }
    let first = parameters.first
    return SensitivityFigure(
      heading: FigureHeading(
        id: "sensitivity",
        title: first.map {
          "\($0.name) matters most: \($0.lowText) to \($0.highText) a year"
        } ?? "Sensitivity",
        subtitle: "Holding cost of the optimal safety stock, \(context.settings.currency) a year, re-optimised for each change",
        source: "Guaranteed service, exact; lead times rounded outward to whole \(context.period)s",
        alternativeText: "Tornado around \(format.shortMoney(base)) a year: "
          + parameters.map { "\($0.name) \($0.lowText) to \($0.highText)" }.joined(separator: "; ") + "."),
      base: base, baseText: format.shortMoney(base), parameters: parameters)
  }
}

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
  /// The same, drawn.
  public var releaseFigure: CashReleaseFigure?
  /// Said instead where nothing is released or values are unknown.
  public var releaseAbsent: String?
  /// From today's stock to the optimised one.
  public var waterfall: WaterfallFigure
  /// What parameters do to the cost of safety stock.
  public var sensitivity: SensitivityFigure
  /// What is in the figures, and what is not.
  public var scope: String

  init(_ context: FindingsContext) {
    lead = Self.lead(context)
    impact = Self.impactTable(context)
    let cash = CashRelease(context)
    if context.ledger.hasValue, context.knowsStock, cash.total > 0 {
      let (now, then) = Self.totals(context)
      let shown = reconciled(cash.months + [cash.later], total: now - then, unit: context.tableUnit)
      release = Self.releaseTable(context, cash: cash, shown: shown)
      releaseFigure = CashReleaseFigure(context, shown: shown)
      releaseAbsent = nil
    } else {
      release = nil
      releaseAbsent =
        !context.ledger.hasValue
        ? "Cash by month needs unit costs: supply a case folder with items.csv."
        : context.knowsStock
          ? "On balance no working capital is released."
          : "Cash by month needs today's stock: \(context.stockRequest)."
    }
    waterfall = WaterfallFigure(context)
    sensitivity = SensitivityFigure(context)
    scope = Self.scopeText(context)
  }

  private static func lead(_ context: FindingsContext) -> String {
    let format = context.format
    let stock = context.totalStock
    let holding = context.annualHolding
    let amount = context.stock(abs(stock.change), on: stock.scale)
    let percentage = format.change(stock)
    let benchmark = "than \(context.benchmarkName) (\(percentage))"
    let first =
      !context.knowsStock
      ? stock.change == 0
        ? "The plan holds as much stock as \(context.benchmarkName)"
        : "The plan holds \(amount) \(stock.change < 0 ? "less" : "more") stock \(benchmark)"
      : stock.change < 0
        ? "Stock falls by \(amount) once (\(percentage))"
        : stock.change > 0
          ? "Stock rises by \(amount) once (\(percentage)) for the plan's service" : "Stock stays as high as it is"
    let cost = format.shortMoney(abs(holding.change), on: holding.scale)
    let second =
      holding.change < 0
      ? "carrying it costs \(cost) a year less"
      : holding.change > 0 ? "carrying it costs \(cost) a year more" : "carrying it costs the same"
    let alike = LikeForLike(context).flatMap { $0.leads ? $0.stock : nil }
    return "\(first); \(second)\(holding.change == 0 ? "" : context.moneyNote)."
      + (alike.map {
        " Like for like, with today's levels simulated as the plan is, stock "
          + ($0.change == 0
            ? "stays as it is."
            : "\($0.change < 0 ? "falls" : "rises") by \(context.stock(abs($0.change), on: $0.scale)) "
              + "(\(format.change($0))).")
      } ?? "") + (ServiceCollapse(context) == nil ? "" : " It is the stock of a plan that does not hold its service.")
  }

  private static func scopeText(_ context: FindingsContext) -> String {
    let separate = "Stock is a one-time effect, holding cost recurs every year; the two are never added."
    guard context.ledger.hasValue else {
      return
        "Holding cost = stock on hand × the holding cost rates of the input. Without unit costs there is no inventory "
        + "value and no working capital. \(separate)"
    }
    return "Holding cost = value of stock on hand × carrying rate (\(rateText(context)))."
      + (context.knowsStock ? " Today's stock is that of one day, the optimised one a long-run average." : "")
      + " \(separate) "
      + (context.settings.simulation.unmetDemand != .backorder
        ? "Stock in transit is left out."
        : "Stock in transit follows from demand and lead times, not from the plan, and is left out.")
  }

  /// "25% of value a year, or the item's own rate": how stock is charged.
  static func rateText(_ context: FindingsContext) -> String {
    guard context.ledger.hasValue else { return "at the rates of the input" }
    let standard = context.settings.carryingRate
    let own = context.model.items.contains { ($0.carryingRate ?? standard) != standard }
    return "\(context.format.percent(standard, decimals: 0)) of value a year" + (own ? ", or the item's own rate" : "")
  }

  /// What the difference of stock is called: working capital, or a distance to the benchmark where today is unknown.
  static func differenceName(_ context: FindingsContext, rises: Bool) -> String {
    context.knowsStock
      ? rises ? "Working capital needed" : "Working capital freed"
      : "\(rises ? "More" : "Less") stock than \(context.benchmarkName)"
  }

  /// Stockout events a month, today and optimised.
  static func stockouts(_ context: FindingsContext) -> DisplayedPair {
    let then = context.study.optimised.estimate(.stockoutEvents).mean * context.periodsPerMonth
    return DisplayedPair(counting: currentStockouts(context).value, then)
  }

  /// Share of periods with a stockout, mean over the stages that serve customers; simulated, today and optimised.
  static func stockoutShare(_ context: FindingsContext) -> (current: Estimate, optimised: Estimate) {
    let stages = context.customers.stages
    return (
      context.study.current.mean(.periodsWithStockout, over: stages),
      context.study.optimised.mean(.periodsWithStockout, over: stages)
    )
  }

  /// Whether their intervals leave a difference.
  static func stockoutsDiffer(_ context: FindingsContext) -> Bool {
    let now = currentStockouts(context)
    let then = context.study.optimised.estimate(.stockoutEvents)
    let halfWidth = then.halfWidth + (now.isMeasured ? 0 : context.study.current.estimate(.stockoutEvents).halfWidth)
    return abs(now.value - then.mean * context.periodsPerMonth) > halfWidth * context.periodsPerMonth
  }

  /// Stockout events a month today: measured, else simulated.
  static func currentStockouts(_ context: FindingsContext) -> (value: Double, isMeasured: Bool) {
    let isMeasured =
      context.customers.stages > 0
      && context.ledger.lines.allSatisfy { !$0.facesCustomers || $0.measuredStockouts != nil }
    return isMeasured && context.knowsStock
      ? (context.customers.measuredStockouts, true)
      : (context.study.current.estimate(.stockoutEvents).mean * context.periodsPerMonth, false)
  }

  /// Total stock in the displayed unit of tables, today and optimised.
  static func totals(_ context: FindingsContext) -> (current: Double, optimised: Double) {
    let unit = context.tableUnit
    return (
      (context.current(context.total) / unit).rounded() * unit,
      (context.optimised(context.total) / unit).rounded() * unit
    )
  }

  private static func impactTable(_ context: FindingsContext) -> FindingsTable {
    typealias Cell = FindingsTable.Cell
    let format = context.format
    let total = context.total
    let year = context.ledger.periodsPerYear
    var rows: [FindingsTable.Row] = []
    /// A line of unrounded figures, as they show in a unit; its change is that of the figures shown.
    func add(
      _ name: String, _ kind: String, _ now: Double, _ then: Double, shownIn unit: Double,
      change: (_ now: Double, _ then: Double) -> String, text: (Double) -> String
    ) {
      func shown(_ value: Double) -> Double { (value / unit).rounded() * unit }
      rows.append(
        .init([
          Cell(name), Cell(kind), Cell(now, text(shown(now))), Cell(then, text(shown(then))),
          Cell(change(shown(now), shown(then))),
        ]))
    }
    func difference(_ now: Double, _ then: Double) -> String { format.signed(then - now) }
    func addMoney(_ name: String, _ now: Double, _ then: Double) {
      add(name, "recurring", now, then, shownIn: 1, change: difference) { format.money($0) }
    }
    let (now, then) = (context.current(total), context.optimised(total))
    if context.ledger.hasValue {
      add("Inventory investment", "one-time", now, then, shownIn: context.tableUnit, change: difference) {
        format.money($0)
      }
      let shown = totals(context)
      let freed = shown.current - shown.optimised
      rows.append(
        .init([
          Cell(differenceName(context, rises: freed < 0)), Cell("one-time"), Cell(NumberFormat.none),
          Cell(abs(now - then), format.money(abs(freed))), Cell(""),
        ]))
    } else {
      add("Stock on hand, units", "one-time", now, then, shownIn: 1, change: difference, text: format.units)
    }
    if LikeForLike(context) != nil {
      add(
        "Like for like, both simulated", "one-time", context.simulated(total), then, shownIn: context.tableUnit,
        change: difference
      ) { context.ledger.hasValue ? format.money($0) : format.units($0) }
    }
    addMoney("Annual holding cost", total.currentHolding * year, total.optimisedHolding * year)
    for (name, quantity) in [
      ("Cost of expediting a year", PolicyTotals.Quantity.expeditingCost),
      ("Cost of help between peers a year", .transshipmentCost),
    ] {
      let now = context.study.current.estimate(quantity).mean * year
      let then = context.study.optimised.estimate(quantity).mean * year
      if max(now, then) >= 0.5 { addMoney(name, now, then) }
    }
    let goods = context.ledger.annualCostOfGoods
    if context.ledger.hasValue, goods > 0, total.currentValue > 0, total.optimisedValue > 0 {
      // What is lost for want of stock turns none over.
      func sold(_ totals: PolicyTotals) -> Double { goods * (1 - totals.ratio(.lost, to: .externalDue).mean) }
      add(
        "Inventory turns a year", "measure", sold(context.study.current) / total.currentValue,
        sold(context.study.optimised) / total.optimisedValue, shownIn: 0.1,
        change: { format.signed($1 - $0, decimals: 1) }, text: { format.number($0, decimals: 1) })
    }
    let isClear = context.customerFillChange != .noClearDifference
    add(
      "Customers' fill rate", "measure", context.customerFillNow.mean, context.study.optimised.customerFillRate.mean,
      shownIn: 0.001, change: { isClear ? format.points($1 - $0) : "no clear difference" }, text: { format.percent($0) }
    )
    let stockouts = stockouts(context)
    add(
      "Stockout events a month", "measure", stockouts.exact.current, stockouts.exact.optimised,
      shownIn: stockouts.scale.unit,
      change: { _, _ in stockoutsDiffer(context) ? format.change(stockouts) : "no clear difference" },
      text: { format.scaled($0, on: stockouts.scale) })
    let share = stockoutShare(context)
    let differs =
      abs(share.optimised.mean - share.current.mean) > share.optimised.halfWidth + share.current.halfWidth
    add(
      "\(context.period == "day" ? "Days" : "Weeks") with a stockout, simulated", "measure", share.current.mean,
      share.optimised.mean, shownIn: 0.001, change: { differs ? format.points($1 - $0) : "no clear difference" },
      text: { format.percent($0) })
    return FindingsTable(
      id: "financial-impact", caption: "Financial impact, \(context.currency)",
      columns: [
        .init("Measure", numeric: false), .init("Kind", numeric: false), .init(context.currentLabel),
        .init("Optimised"),
        .init("Change"),
      ], rows: rows,
      note: "\(context.currentLabel): stock \(context.stockSource); fill rate \(context.serviceSource); stockouts "
        + "\(currentStockouts(context).isMeasured ? "measured" : "simulated"). Optimised: simulated, \(context.simulationScope)."
        + (LikeForLike(context) == nil
          ? "" : " Like for like: the stock of today's levels, simulated on the same demand as the plan.")
        + turnsNote(context))
  }

  /// Why turns are not a year divided by days of supply, where they are not.
  private static func turnsNote(_ context: FindingsContext) -> String {
    guard context.ledger.hasValue, context.settings.simulation.unmetDemand != .backorder else { return "" }
    return
      " Turns count what is sold, days of supply what is asked for: where demand is lost, a year divided by the days is more "
      + "than the turns."
  }

  private static func releaseTable(
    _ context: FindingsContext, cash: CashRelease, shown: [Double]
  ) -> FindingsTable {
    let format = context.format
    let parts = cash.months + [cash.later]
    var sum = 0.0
    var rows: [FindingsTable.Row] = []
    for (index, value) in shown.enumerated() where abs(value) > 0 || index == 0 {
      sum += value
      let name = index < CashRelease.horizon ? "Month \(index + 1)" : "Later"
      rows.append(.init([.init(name), .init(parts[index], format.signed(value)), .init(sum, format.signed(sum))]))
    }
    return FindingsTable(
      id: "cash-release", caption: "Cash released by month, \(context.currency)",
      columns: [.init("Month of the plan", numeric: false), .init("Cash"), .init("Cumulative")], rows: rows,
      note:
        "From the month in which a location changes over (see the implementation plan) surplus leaves only as mean demand "
        + "consumes it; additional stock is bought in the first month of the phase.")
  }
}

import Probability
import SupplyNetwork

/// What might be decided otherwise, and what might be otherwise, side by side.
public struct ScenarioFindings: Sendable, Codable {
  /// The finding in one or two sentences.
  public var lead: String
  /// How scenarios are planned and played.
  public var method: String
  /// The scenarios side by side.
  public var comparison: FindingsTable
  /// What each scenario is, in its own words, and which has no plan.
  public var remarks: [String]
  /// Of that, what the case says of its own scenarios, and why any has no plan.
  public var reasons: [String]
  /// Stock and service of each.
  public var figure: ScenarioFigure

  init(_ context: FindingsContext) {
    let rows = ScenarioRow.all(context)
    lead = ScenarioTexts(context, rows).lead
    method = ScenarioTexts(context, rows).method
    comparison = Self.table(context, rows)
    remarks = ScenarioTexts(context, rows).remarks
    reasons = ScenarioTexts(context, rows).reasons
    figure = Self.figure(context, rows)
  }

  private static func table(_ context: FindingsContext, _ rows: [ScenarioRow]) -> FindingsTable {
    typealias Cell = FindingsTable.Cell
    let format = context.format
    let unit = context.tableUnit
    let year = context.ledger.periodsPerYear
    let month = context.periodsPerMonth
    func shown(_ stock: Double) -> Double { (stock / unit).rounded() * unit }
    let proposal = rows.first { $0.role == .proposal }
    let events = rows.compactMap { $0.figures.map { $0.stockoutEvents.mean * month } }
    let eventScale = NumberScale(counting: events.max() ?? 0)
    let stockUnit = context.ledger.hasValue ? context.settings.currency : "units"
    let lines = rows.map { row -> FindingsTable.Row in
      guard let figures = row.figures, let base = proposal?.figures else {
        return .init([Cell(row.name), Cell("no plan")] + [Cell](repeating: Cell(NumberFormat.none), count: 6))
      }
      let isProposal = row.role == .proposal
      let stock = figures.stock.mean
      let fill = figures.fillRate.mean.roundedTo(decimals: 3)
      let fillChange = fill - base.fillRate.mean.roundedTo(decimals: 3)
      return .init([
        Cell(row.name), Cell(stock, format.number(shown(stock))),
        isProposal
          ? Cell(NumberFormat.none) : Cell(format.change(from: base.stock.mean, to: stock, shownIn: unit)),
        Cell(figures.safetyStock, format.number(shown(figures.safetyStock))),
        Cell(figures.fillRate.mean, context.percent(figures.fillRate)),
        isProposal
          ? Cell(NumberFormat.none) : Cell(row.serviceDiffers ? format.points(fillChange) : "no clear difference"),
        Cell(figures.holdingCost.mean * year, format.number((figures.holdingCost.mean * year).rounded())),
        Cell(figures.stockoutEvents.mean * month, format.scaled(figures.stockoutEvents.mean * month, on: eventScale)),
      ])
    }
    return FindingsTable(
      id: "scenarios", caption: "Scenarios beside the proposal",
      columns: [
        .init("Scenario", numeric: false), .init("Stock, \(stockUnit)"), .init("Stock, change"),
        .init("Safety stock, \(stockUnit)"), .init("Customers' fill rate"), .init("Fill rate, change"),
        .init("Holding cost a year, \(context.currency)"), .init("Stockout events a month"),
      ], rows: lines,
      note:
        "Changes are against the proposal. \(ScenarioTexts(context, rows).keptNote) "
        + (context.knowsStock
          ? "Do nothing: stock \(context.stockSource), fill rate \(context.serviceSource), stockouts "
            + "\(FinancialFindings.currentStockouts(context).isMeasured ? "measured" : "simulated"); all else simulated."
            + ScenarioTexts(context, rows).levelsNote
          : "All is simulated.") + ScenarioTexts(context, rows).outageNote + ScenarioTexts(context, rows).eventsNote)
  }

  private static func figure(_ context: FindingsContext, _ rows: [ScenarioRow]) -> ScenarioFigure {
    let played = rows.filter { $0.figures != nil }.sorted { ($0.stock ?? 0) > ($1.stock ?? 0) }
    let scale = context.stockScale(played.compactMap(\.stock).max() ?? 0)
    let entries = played.compactMap { row in
      row.figures.map { figures in
        ScenarioFigure.Row(
          name: row.name, role: row.role, stock: figures.stock.mean, stockHalfWidth: figures.stock.halfWidth,
          stockText: context.stock(figures.stock.mean, on: scale), service: figures.fillRate.mean,
          serviceHalfWidth: figures.fillRate.halfWidth, serviceText: context.percent(figures.fillRate))
      }
    }
    return ScenarioFigure(
      heading: FigureHeading(
        id: "scenarios", title: ScenarioTexts(context, rows).title,
        subtitle: (context.ledger.hasValue ? "Value of stock on hand, \(context.currency), " : "Stock on hand, units, ")
          + "and customers' fill rate with its \(context.format.percent(0.95, decimals: 0)) interval, by scenario",
        source: "Simulation, \(ScenarioTexts(context, rows).scope)"
          + (context.knowsStock ? "; do nothing: stock \(context.stockSource)" : ""),
        alternativeText: "Stock and fill rate by scenario: "
          + entries.map { "\($0.name) \($0.stockText), \($0.serviceText)" }.joined(separator: "; ") + "."),
      stockName: context.ledger.hasValue ? "Stock, \(context.currency)" : "Stock, units",
      serviceName: "Customers' fill rate, \(context.format.percent(0.95, decimals: 0)) interval",
      currentName: context.currentLabel, rows: entries)
  }

  /// Every scenario with its unrounded figures: for programs.
  public static func figures(_ study: Study) -> FindingsTable {
    let context = FindingsContext(study)
    typealias Cell = FindingsTable.Cell
    let rows = ScenarioRow.all(context).map { row -> FindingsTable.Row in
      let names = [Cell(row.id), Cell(row.levels)]
      guard let figures = row.figures else {
        return .init(names + [Cell](repeating: Cell(""), count: 10) + [Cell(row.failure ?? "")])
      }
      func pair(_ estimate: Estimate, _ factor: Double = 1) -> [Cell] {
        [Cell(estimate.mean * factor, ""), Cell(estimate.halfWidth * factor, "")]
      }
      return .init(
        names + pair(figures.stock) + [Cell(figures.safetyStock, "")] + pair(figures.fillRate)
          + pair(figures.holdingCost, context.ledger.periodsPerYear)
          + pair(figures.stockoutEvents, context.periodsPerMonth) + [Cell(figures.stockChange.mean, "")] + [Cell("")])
    }
    let stock = context.ledger.hasValue ? "stock_value" : "stock_units"
    let names = [
      stock, "\(stock)_half_width_95", "safety_stock", "fill_rate", "fill_rate_half_width_95", "holding_cost_a_year",
      "holding_cost_half_width_95", "stockout_events_a_month", "stockout_events_half_width_95", "stock_change",
    ]
    return FindingsTable(
      id: "scenarios", caption: "Scenarios",
      columns: [.init("scenario", numeric: false), .init("levels", numeric: false)] + names.map { .init($0) }
        + [.init("no_plan", numeric: false)], rows: rows)
  }
}

/// Stock and service of scenarios, in two panels over the same rows.
public struct ScenarioFigure: Sendable, Codable, Equatable {
  /// One scenario.
  public struct Row: Sendable, Codable, Equatable {
    /// What a row stands for.
    public enum Role: String, Sendable, Codable {
      case current, proposal, other
    }
    /// Name.
    public var name: String
    /// What it stands for.
    public var role: Role
    /// Stock.
    public var stock: Double
    /// Half of its 95 % interval; 0 where it has none.
    public var stockHalfWidth: Double
    /// The stock, as text.
    public var stockText: String
    /// Fill rate of customers, a fraction.
    public var service: Double
    /// Half of its 95 % interval.
    public var serviceHalfWidth: Double
    /// Fill rate and interval, as text.
    public var serviceText: String
  }
  /// Title and texts around the marks.
  public var heading: FigureHeading
  /// What the bars are.
  public var stockName: String
  /// What the dots are.
  public var serviceName: String
  /// Name of the state before the change.
  public var currentName: String
  /// Most stock first.
  public var rows: [Row]
}

import Probability
import SupplyNetwork

/// Where stock stands today, by tier and by role, and where it stands wrong.
public struct CurrentStateFindings: Sendable, Codable {
  /// The finding in one sentence.
  public var lead: String
  /// What the figures are: measured or simulated.
  public var basis: String
  /// Today by tier.
  public var byTier: FindingsTable
  /// Rules behind the column of issues.
  public var issueRules: String
  /// Same item long here, short there.
  public var imbalances: FindingsTable?
  /// What is missing for the table of imbalances.
  public var imbalancesAbsent: String?
  /// Stock by tier, today against optimised.
  public var inventoryByTier: ComparisonFigure
  /// Stock by role and tier.
  public var inventoryByRole: CompositionFigure

  /// Thresholds of the issues that tiers are flagged with.
  enum Threshold {
    /// Stock above this multiple of the optimised one.
    static let overstocked = 1.5
    /// Fill rate this far below the mean target, as a fraction.
    static let service = 0.02
    /// Coefficient of variation of a period's demand.
    static let variability = 1.0
  }

  init(_ context: FindingsContext) {
    let format = context.format
    let total = context.total
    let tiers = context.model.tiers.indices.filter { context.sums(tier: $0).stages > 0 }
    let largest = tiers.max { context.current(context.sums(tier: $0)) < context.current(context.sums(tier: $1)) } ?? 0
    let share = context.current(total) > 0 ? context.current(context.sums(tier: largest)) / context.current(total) : 0
    let days = context.daysOfSupply(
      context.ledger.hasValue ? total.currentValue : total.currentUnits,
      perPeriod: CurrentStateFindings.consumption(context))
    lead =
      "\(context.model.tiers[largest].name) \(Self.verb(context, tier: largest)) \(format.percent(share, decimals: 0)) "
      + "of the \(context.stock(context.current(total))) in stock; in all it lasts \(context.days(days)) days."
    basis = context.ledger.isMeasured
      ? "Stock is today's, from inventory.csv; service is "
        + (context.ledger.isServiceMeasured ? "measured." : "that of the simulated current policy.")
      : "No stock data were given, so this is the simulated long-run state of \(context.currentPolicyName), in which "
        + "every location hedges on its own: it delivers at once, and a supplier adds up what its customers hedge. Supply inventory.csv to compare with what really stands on the shelves."
    byTier = Self.tierTable(context, tiers: tiers)
    issueRules =
      "Issues: “Overstocked” = more than \(format.number(Threshold.overstocked, decimals: 1)) times the optimised stock; "
      + "“Frequent stockouts” = fill rate more than \(format.number(Threshold.service * 100)) points below the mean "
      + "target; “High variability” = coefficient of variation of one \(context.period)'s demand above "
      + "\(format.number(Threshold.variability, decimals: 1)); “Starved by its supplier” = frequent stockouts while the "
      + "tier above is overstocked."
    let pairs = Imbalance.largest(in: context, count: 10)
    imbalances = pairs.isEmpty ? nil : Imbalance.table(pairs, context: context)
    imbalancesAbsent = imbalances != nil
      ? nil
      : context.ledger.isMeasured
        ? "No item is above its target at one location while below its safety stock at another."
        : "Imbalances need today's stock by location and item: supply inventory.csv."
    inventoryByTier = Self.comparison(context, tiers: tiers)
    inventoryByRole = Self.composition(context, tiers: tiers)
  }

  /// Consumption of the end customers per period, in the measure of stock.
  private static func consumption(_ context: FindingsContext) -> Double {
    context.ledger.hasValue ? context.customers.demandValue : context.customers.demand
  }

  /// "hold" for several locations, "holds" for one.
  private static func verb(_ context: FindingsContext, tier: Int) -> String {
    context.locations(tier: tier).count == 1 ? "holds" : "hold"
  }

  /// What is wrong with a tier, by the stated thresholds.
  static func issues(_ context: FindingsContext, tier: Int, above: Int?) -> [String] {
    func isOverstocked(_ sums: Ledger.Sums) -> Bool {
      context.current(sums) > Threshold.overstocked * context.optimised(sums)
    }
    let sums = context.sums(tier: tier)
    var found: [String] = []
    if isOverstocked(sums) { found.append("Overstocked") }
    if sums.currentFillRate < sums.meanTarget - Threshold.service {
      if let above, isOverstocked(context.sums(tier: above)) {
        found.append("Starved by its supplier")
      } else {
        found.append("Frequent stockouts")
      }
    }
    if sums.variation > Threshold.variability { found.append("High variability") }
    return found
  }

  private static func tierTable(_ context: FindingsContext, tiers: [Int]) -> FindingsTable {
    typealias Cell = FindingsTable.Cell
    let format = context.format
    let hasValue = context.ledger.hasValue
    let total = context.total
    let shown = reconciled(
      tiers.map { context.sums(tier: $0).currentValue }, total: total.currentValue, unit: Self.unit(total.currentValue))
    var columns: [FindingsTable.Column] = [.init("Tier", numeric: false), .init("Locations"), .init("Inventory, units")]
    if hasValue { columns += [.init("Value, \(context.settings.currency)"), .init("Share")] }
    columns += [.init("Days of supply"), .init("Fill rate"), .init("Issue", numeric: false)]
    func row(_ name: String, _ locations: Int, _ sums: Ledger.Sums, shownValue: Double, issue: String, isTotal: Bool)
      -> FindingsTable.Row
    {
      var cells: [Cell] = [
        Cell(name), Cell(Double(locations), format.number(Double(locations))),
        Cell(sums.currentUnits, format.units(sums.currentUnits)),
      ]
      if hasValue {
        let share = total.currentValue > 0 ? sums.currentValue / total.currentValue : 0
        cells += [Cell(sums.currentValue, format.number(shownValue)), Cell(share, format.percent(share, decimals: 0))]
      }
      let demand = isTotal ? consumption(context) : hasValue ? sums.demandValue : sums.demand
      let days = context.daysOfSupply(hasValue ? sums.currentValue : sums.currentUnits, perPeriod: demand)
      let fill = isTotal ? context.customers.currentFillRate : sums.currentFillRate
      cells += [days.map { Cell($0, format.short($0)) } ?? Cell("–"), Cell(fill, format.percent(fill)), Cell(issue)]
      return FindingsTable.Row(cells, isTotal: isTotal)
    }
    var rows: [FindingsTable.Row] = []
    for (position, tier) in tiers.enumerated() {
      let found = issues(context, tier: tier, above: position > 0 ? tiers[position - 1] : nil)
      rows.append(
        row(
          context.model.tiers[tier].name, context.locations(tier: tier).count, context.sums(tier: tier),
          shownValue: shown[position], issue: found.isEmpty ? "–" : found.joined(separator: ", "), isTotal: false))
    }
    rows.append(
      row(
        "Total", tiers.reduce(0) { $0 + context.locations(tier: $1).count }, total,
        shownValue: shown.reduce(0, +), issue: "", isTotal: true))
    return FindingsTable(
      id: "current-state", caption: "Current state by tier (\(context.stockSource) stock)", columns: columns, rows: rows,
      note: "Days of supply of a tier: its stock ÷ the demand it must supply; of the total: all stock ÷ consumption. "
        + "The total's fill rate is that of customers.")
  }

  /// Displayed unit of tables of money: whole units below a hundred thousand, else hundreds.
  static func unit(_ total: Double) -> Double { abs(total) < 100_000 ? 1 : 100 }

  private static func comparison(_ context: FindingsContext, tiers: [Int]) -> ComparisonFigure {
    let total = context.total
    let change = context.optimised(total) - context.current(total)
    let falls = change < 0
    return ComparisonFigure(
      heading: FigureHeading(
        id: "inventory-by-tier",
        title: "\(falls ? "Inventory falls" : "Inventory rises") from \(context.stock(context.current(total))) to "
          + "\(context.stock(context.optimised(total)))",
        subtitle: "Average stock on hand by tier, \(context.ledger.hasValue ? context.settings.currency : "units"); "
          + "\(context.currentLabel.lowercased()) against optimised",
        source: "\(context.stockSourceTitle) current stock; optimised: simulated, \(context.simulationScope), "
          + "whiskers 95 % interval",
        alternativeText: "Bars of stock by tier. "
          + tiers.map { tier in
            let sums = context.sums(tier: tier)
            return "\(context.model.tiers[tier].name): \(context.stock(context.current(sums))) today, "
              + "\(context.stock(context.optimised(sums))) optimised."
          }.joined(separator: " ")),
      currentName: context.currentLabel,
      categories: tiers.map { tier in
        let sums = context.sums(tier: tier)
        let now = context.current(sums)
        let then = context.optimised(sums)
        let interval = context.study.optimised.estimate(context.ledger.hasValue ? .onHandValue : .onHandUnits, tier: tier)
        return ComparisonFigure.Category(
          name: context.model.tiers[tier].name, current: now, optimised: then, optimisedHalfWidth: interval.halfWidth,
          currentText: context.stock(now), optimisedText: context.stock(then),
          changeText: context.format.change(from: now, to: then),
          direction: then < now ? .good : then > now ? .bad : .neutral)
      })
  }

  private static func composition(_ context: FindingsContext, tiers: [Int]) -> CompositionFigure {
    let total = context.total
    let hasValue = context.ledger.hasValue
    func values(_ roles: Ledger.Roles) -> [Double] { hasValue ? roles.value : roles.units }
    let now = values(total.currentRoles)
    let excess = now[3]
    let safety = now[1]
    let title =
      excess > safety && excess > 0
      ? "Excess is the largest part of today's stock: \(context.stock(excess))"
      : "Safety stock is \(context.stock(safety)) today and \(context.stock(values(total.optimisedRoles)[1])) optimised"
    let bars = tiers.flatMap { tier -> [CompositionFigure.Bar] in
      let sums = context.sums(tier: tier)
      let states = [(context.currentLabel, sums.currentRoles, false), ("Optimised", sums.optimisedRoles, true)]
      return states.map { state, roles, isPlanned in
        CompositionFigure.Bar(
          category: context.model.tiers[tier].name, state: state, isPlanned: isPlanned, values: values(roles),
          totalText: context.stock(values(roles).reduce(0, +)))
      }
    }
    return CompositionFigure(
      heading: FigureHeading(
        id: "inventory-by-role", title: title,
        subtitle: "Stock by what it is for, by tier, \(hasValue ? context.settings.currency : "units")",
        source: "Cycle and pipeline: from demand, review periods and lead times; excess: above the highest target; "
          + "safety: the rest",
        alternativeText: "Stacked bars of cycle, safety, pipeline and excess stock by tier, today and optimised. "
          + "All tiers today: "
          + zip(Ledger.Roles.names, now).map { "\($0.lowercased()) \(context.stock($1))" }.joined(separator: ", ") + "."),
      parts: Ledger.Roles.names, bars: bars)
  }
}

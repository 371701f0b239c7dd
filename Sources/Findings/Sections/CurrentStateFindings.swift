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
  /// What share of demand and stock the items of a class have, where values are known.
  public var pareto: ParetoFigure?
  /// Days of supply against service, place by place.
  public var coverAndService: CoverServiceFigure?
  /// Stock above and below what the plan expects, by item and location, where today's stock is known.
  public var imbalanceMap: ImbalanceMapFigure?

  /// Thresholds of the issues that tiers are flagged with.
  enum Threshold {
    /// Stock above this multiple of the optimised one.
    static let overstocked = 1.5
    /// Service this far below what it is held against, as a fraction.
    static let service = 0.02
    /// Coefficient of variation of a period's demand.
    static let variability = 1.0
  }

  init(_ context: FindingsContext) {
    let tiers = context.tiers
    lead = Self.lead(context, tiers: tiers)
    basis = Self.basisText(context)
    byTier = Self.tierTable(context, tiers: tiers)
    issueRules = Self.rules(context, tiers: tiers)
    let pairs = Imbalance.largest(in: context, count: 10)
    imbalances = pairs.isEmpty ? nil : Imbalance.table(pairs, context: context)
    imbalancesAbsent =
      imbalances != nil
      ? nil
      : context.knowsStock
        ? "No item is above its expected stock at one location while below its safety stock at another."
        : "Imbalances need today's stock by location and item: \(context.stockRequest)."
    inventoryByTier = Self.comparison(context, tiers: tiers)
    inventoryByRole = Self.composition(context, tiers: tiers)
    pareto = ParetoFigure(context)
    coverAndService = CoverServiceFigure(context)
    imbalanceMap = ImbalanceMapFigure(context)
  }

  private static func lead(_ context: FindingsContext, tiers: [Int]) -> String {
    let now = context.current(context.total)
    guard now > 0,
      let largest = tiers.max(by: { context.current(context.sums(tier: $0)) < context.current(context.sums(tier: $1)) })
    else { return "No stock is on hand." }
    let share = context.format.percent(context.current(context.sums(tier: largest)) / now, decimals: 0)
    let days = context.daysOfSupply(now, perPeriod: context.consumption)
    let shown = context.stock(context.totalStock.current, on: context.totalStock.scale)
    let place =
      tiers.count == 1
      ? "\(shown) \(context.ledger.hasValue ? "is" : "are") in stock \(context.currentPhrase)"
      : "\(share) of the \(shown) in stock \(context.currentPhrase) is at the tier “\(context.model.tiers[largest].name)”"
    return place + (days.map { "; in all it lasts \(context.days($0)) days." } ?? ".")
  }

  private static func basisText(_ context: FindingsContext) -> String {
    let service = "Customers' service is \(context.serviceSource)"
    switch context.ledger.stockBasis {
    case .measured:
      return "Stock is today's, from inventory.csv. \(service)"
        + (context.ledger.serviceBasis == .measured ? "." : ", with \(context.currentPolicyName).")
    case .mixed:
      return "Stock is \(context.stockSource), with \(context.currentPolicyName) where inventory.csv names none. "
        + "\(service)."
    case .simulated:
      let reason =
        switch context.settings.currentPolicy {
        case _ where !context.isCase: "A network file knows no stock, so this"
        case _ where !context.hasInventory: "No stock data were given, so this"
        case .fromInventory: "No stock data were given, so this"
        case .independent, .localMinMax: "As current_policy asks, this"
        }
      let practice =
        context.isLocal
        ? "orders by a forecast of its own outflow: what it sold, or what its customers took."
        : "hedges on its own: it delivers at once, and a supplier adds up what its customers hedge."
      return "\(reason) is the simulated \(context.isLocal ? "" : "long-run ")state under "
        + "\(context.currentPolicyName), in which every location \(practice) It is a benchmark to compare with, not a judgement of what stands on the shelves."
        + (context.settings.currentPolicy == .fromInventory || !context.isCase
          ? " To compare with what really stands on the shelves, \(context.stockRequest)." : "")
    }
  }

  /// What the column of issues flags, as computed: only what stands there.
  private static func rules(_ context: FindingsContext, tiers: [Int]) -> String {
    let format = context.format
    let shown = Set(
      tiers.indices.flatMap { issues(context, tier: tiers[$0], above: $0 > 0 ? tiers[$0 - 1] : nil) })
    guard !shown.isEmpty else { return "Issues: no tier is flagged." }
    let isLow = "service more than \(format.number(Threshold.service * 100)) points too low"
    let measure =
      context.ledger.serviceBasis == .simulated
      ? "what the targets count, simulated, against the promise"
      : "where it is measured, the fill rate against its target, or against that of the optimised plan where targets are no "
        + "fill rates"
    let low = "\(isLow) (\(measure))"
    let rules: [(name: String, rule: String)] = [
      ("Overstocked", "more than \(format.number(Threshold.overstocked, decimals: 1)) times the optimised stock"),
      ("Frequent stockouts", low),
      ("Starved by its supplier", "\(low), and that of the tier above too"),
      (
        "Stock stuck upstream",
        "\(low) and less stock than the optimised plan expects, while the tier above is overstocked"
      ),
      (
        "High variability",
        "coefficient of variation of one \(context.period)'s demand above "
          + format.number(Threshold.variability, decimals: 1)
      ),
    ]
    var isTold = false
    let sentences = rules.filter { shown.contains($0.name) }.map { name, rule in
      let text = isTold ? rule.replacing(low, with: "service as low") : rule
      if rule.contains(low) { isTold = true }
      return "“\(name)” = \(text)"
    }
    return "Issues: \(sentences.joined(separator: "; "))."
  }

  /// Whether a tier's service is too low, like held against like.
  private static func isServiceLow(_ context: FindingsContext, tier: Int) -> Bool {
    let lines = context.ledger.lines.filter { $0.tier == tier }
    let promise = context.sums(tier: tier).meanTarget
    guard lines.contains(where: \.isServiceMeasured) else {
      return context.study.current.promisedService(tier: tier).mean < promise - Threshold.service
    }
    let reference =
      lines.allSatisfy { $0.target.measure == .fillRate }
      ? promise : context.study.optimised.ratio(.deliveredOnTime, to: .due, tier: tier).mean
    return context.fillNow(tier: tier) < reference - Threshold.service
  }

  /// What is wrong with a tier, by the stated rules.
  static func issues(_ context: FindingsContext, tier: Int, above: Int?) -> [String] {
    // A benchmark is no state that anything could be wrong with.
    func isOverstocked(_ sums: Ledger.Sums) -> Bool {
      context.knowsStock && context.current(sums) > Threshold.overstocked * context.optimised(sums)
    }
    let sums = context.sums(tier: tier)
    var found: [String] = []
    if isOverstocked(sums) { found.append("Overstocked") }
    if isServiceLow(context, tier: tier) {
      let isShort = context.current(sums) < context.optimised(sums)
      if let above, isServiceLow(context, tier: above) {
        found.append("Starved by its supplier")
      } else if let above, isShort, isOverstocked(context.sums(tier: above)) {
        found.append("Stock stuck upstream")
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
    let values = reconciled(
      tiers.map { context.sums(tier: $0).currentValue }, total: total.currentValue,
      unit: FindingsContext.moneyUnit(total.currentValue))
    let units = reconciled(tiers.map { context.sums(tier: $0).currentUnits }, total: total.currentUnits)
    let shares = reconciled(
      tiers.map { total.currentValue > 0 ? context.sums(tier: $0).currentValue / total.currentValue : 0 }, unit: 0.01)
    let days = shownDays(context, tiers: tiers)
    var columns: [FindingsTable.Column] = [
      .init("Tier", numeric: false), .init("Locations"), .init("Inventory, units"),
    ]
    if hasValue { columns += [.init("Value, \(context.settings.currency)"), .init("Share")] }
    columns += [.init("Days of supply"), .init("Fill rate"), .init("Issue", numeric: false)]
    func row(
      _ name: String, _ locations: Int, _ sums: Ledger.Sums, units: Double, value: Double, share: Double,
      days: (exact: Double?, shown: Double?), fill: Double, issue: String, isTotal: Bool = false
    ) -> FindingsTable.Row {
      var cells: [Cell] = [
        Cell(name), Cell(Double(locations), format.number(Double(locations))),
        Cell(sums.currentUnits, format.units(units)),
      ]
      if hasValue {
        cells += [
          Cell(sums.currentValue, format.number(value)), Cell(share, format.percent(share, decimals: 0)),
        ]
      }
      cells += [
        days.exact.map { Cell($0, context.days(days.shown)) } ?? Cell(NumberFormat.none),
        Cell(fill, format.percent(fill)),
        Cell(issue),
      ]
      return FindingsTable.Row(cells, isTotal: isTotal)
    }
    var rows: [FindingsTable.Row] = []
    for (position, tier) in tiers.enumerated() {
      let found = issues(context, tier: tier, above: position > 0 ? tiers[position - 1] : nil)
      rows.append(
        row(
          context.model.tiers[tier].name, context.locations(tier: tier).count, context.sums(tier: tier),
          units: units[position], value: values[position], share: shares[position],
          days: days[position], fill: context.fillNow(tier: tier),
          issue: found.isEmpty ? NumberFormat.none : found.joined(separator: ", ")))
    }
    rows.append(
      row(
        "Total", tiers.reduce(0) { $0 + context.locations(tier: $1).count }, total, units: units.reduce(0, +),
        value: values.reduce(0, +), share: shares.reduce(0, +), days: days[tiers.count],
        fill: context.customerFillNow.mean,
        issue: "", isTotal: true))
    let lines = context.ledger.lines
    let fills = Ledger.Basis(measured: lines.count(where: \.isServiceMeasured), of: lines.count)
    return FindingsTable(
      id: "current-state", caption: "Current state by tier, \(context.currentPhrase)", columns: columns, rows: rows,
      note:
        "Stock: \(context.stockSource). Fill rate: \(context.words(fills)); the total's is that of customers. Days of "
        + "supply of a tier: its stock ÷ the demand it must supply; of the total: all stock ÷ customers' demand.")
  }

  /// Days of supply of the tiers, then of all stock, as they are and as shown: where every tier supplies what customers
  /// ask for, those of the tiers make those of all.
  private static func shownDays(
    _ context: FindingsContext, tiers: [Int]
  ) -> [(exact: Double?, shown: Double?)] {
    let parts = tiers.map { tier in
      let sums = context.sums(tier: tier)
      return context.daysOfSupply(
        context.current(sums), perPeriod: context.ledger.hasValue ? sums.demandValue : sums.demand)
    }
    let known = parts.compactMap { $0 }
    guard let all = context.daysOfSupply(context.current(context.total), perPeriod: context.consumption),
      known.count == parts.count, abs(known.reduce(0, +) - all) <= 1e-9 * all
    else {
      return (parts + [context.daysOfSupply(context.current(context.total), perPeriod: context.consumption)])
        .map { ($0, $0) }
    }
    return zip(known, reconciled(known, total: all, unit: 0.1)).map { ($0, $1) } + [(all, all)]
  }

  private static func comparison(_ context: FindingsContext, tiers: [Int]) -> ComparisonFigure {
    let stock = context.totalStock
    let now = context.stock(stock.current, on: stock.scale)
    let then = context.stock(stock.optimised, on: stock.scale)
    let title =
      stock.change == 0
      ? "Inventory stays at \(now)" : "Inventory \(stock.change < 0 ? "falls" : "rises") from \(now) to \(then)"
    return ComparisonFigure(
      heading: FigureHeading(
        id: "inventory-by-tier", title: title,
        subtitle: "Stock on hand by tier, without pipeline, "
          + "\(context.ledger.hasValue ? context.settings.currency : "units"); "
          + "\(context.currentPhrase) against optimised",
        source:
          "Stock \(context.currentPhrase): \(context.stockSource); optimised: simulated, \(context.simulationScope)"
          + "; whiskers: \(context.format.interval)",
        alternativeText: "Bars of stock by tier. "
          + tiers.map { tier in
            let pair = context.tierStock(tier)
            return
              "\(context.model.tiers[tier].name): \(context.stock(pair.current, on: stock.scale)) "
              + "\(context.currentPhrase), \(context.stock(pair.optimised, on: stock.scale)) optimised."
          }.joined(separator: " ")),
      currentName: context.currentLabel,
      categories: tiers.map { tier in
        let sums = context.sums(tier: tier)
        let pair = context.tierStock(tier)
        let interval = context.study.optimised.estimate(context.stockQuantity, tier: tier)
        return ComparisonFigure.Category(
          name: context.model.tiers[tier].name, current: context.current(sums), optimised: context.optimised(sums),
          optimisedHalfWidth: interval.halfWidth, currentText: context.stock(pair.current, on: stock.scale),
          optimisedText: context.stock(pair.optimised, on: stock.scale),
          changeText: context.change(pair),
          direction: context.direction(pair.change, moreIsGood: false))
      })
  }

  private static func composition(_ context: FindingsContext, tiers: [Int]) -> CompositionFigure {
    let total = context.total
    let hasValue = context.ledger.hasValue
    func values(_ roles: Ledger.Roles) -> [Double] { hasValue ? roles.value : roles.units }
    let now = values(total.currentRoles)
    let excess = now[Ledger.Roles.Role.excess.rawValue]
    let buffer = Ledger.Roles.Role.buffer.rawValue
    let pair = context.stockPair(now[buffer], values(total.optimisedRoles)[buffer])
    let title =
      excess > 0 && excess == now.max()
      ? "Excess is the largest part of today's stock: \(context.stock(excess))"
      : "Stock held as a buffer is \(context.stock(pair.current, on: pair.scale)) \(context.currentPhrase) and "
        + "\(context.stock(pair.optimised, on: pair.scale)) optimised"
    let rows = tiers.flatMap { tier -> [CompositionFigure.Row] in
      let (name, sums) = (context.model.tiers[tier].name, context.sums(tier: tier))
      return [
        (name, context.currentLabel, false, values(sums.currentRoles)),
        (name, "Optimised", true, values(sums.optimisedRoles)),
      ]
    }
    return CompositionFigure(
      heading: FigureHeading(
        id: "inventory-by-role", title: title,
        subtitle: "Stock on hand and, beside it, pipeline (in transit) by tier, "
          + (hasValue ? context.settings.currency : "units"),
        source:
          "Totals with pipeline, which inventory leaves out. Cycle: from demand, review periods, order multiples; excess: "
          + "above the highest target; buffer: the rest on hand (simulated; safety stock is what levels are set for)",
        alternativeText:
          "Stacked bars of cycle, buffer, pipeline and excess stock by tier, \(context.currentPhrase) and "
          + "optimised. All tiers \(context.currentPhrase): "
          + zip(Ledger.Roles.names, now).map { "\($0.lowercased()) \(context.stock($1))" }.joined(separator: ", ") + "."
      ),
      parts: Ledger.Roles.names, bars: CompositionFigure.bars(rows, context))
  }
}

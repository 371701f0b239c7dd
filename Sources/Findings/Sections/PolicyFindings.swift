import Probability
import Solver
import SupplyNetwork

/// Where stock should stand: the proposed plan by tier and by centre, and where it asks for more stock.
public struct PolicyFindings: Sendable, Codable {
  /// The finding in one sentence.
  public var lead: String
  /// What proves the plan.
  public var proof: String
  /// The plan by tier.
  public var byTier: FindingsTable
  /// The plan by location that supplies others.
  public var byCentre: FindingsTable?
  /// Where stock rises most.
  public var rises: FindingsTable?
  /// Said instead where nothing rises.
  public var risesAbsent: String?
  /// The network with its stock.
  public var network: NetworkFigure
  /// What limits, fixed base stocks and storage do to the plan, where there are any.
  public var constraints: ConstraintFindings?
  /// Where every base stock is written down.
  public var detail: String

  init(_ context: FindingsContext) {
    lead = Self.lead(context)
    proof = Self.proofText(context)
    byTier = Self.tierTable(context, tiers: context.tiers)
    byCentre = Self.centreTable(context)
    rises = Self.risesTable(context)
    risesAbsent = rises == nil ? "Stock rises nowhere." : nil
    network = NetworkFigure(context)
    constraints = ConstraintFindings(context)
    detail = "Every base stock, safety stock and service time stands in tables/policy.csv."
  }

  private static func lead(_ context: FindingsContext) -> String {
    let expected = "expected stock on hand is \(context.stock(context.optimised(context.total)))"
    let total = context.safety(context.total)
    guard
      total > 0,
      let holder = context.tiers.max(by: {
        context.safety(context.sums(tier: $0)) < context.safety(context.sums(tier: $1))
      })
    else { return "The optimal plan needs no safety stock; \(expected)." }
    let share = context.format.percent(context.safety(context.sums(tier: holder)) / total, decimals: 0)
    return context.tiers.count == 1
      ? "The optimal plan holds \(context.stock(total)) of safety stock; \(expected)."
      : "The optimal plan places \(share) of the safety stock (\(context.stock(total)) in all) at "
        + "the tier “\(context.model.tiers[holder].name)”; \(expected)."
  }

  private static func proofText(_ context: FindingsContext) -> String {
    let format = context.format
    let plans = context.study.networks
    let proven = plans.count { $0.exact.status == .optimal }
    let faults = plans.reduce(0) { $0 + $1.verification.count }
    let stages = format.count(context.ledger.lines.count, "stage")
    let extent =
      proven < plans.count
      ? "\(format.number(Double(proven))) of \(format.count(plans.count, "network")) (\(stages)) proven optimal"
      : plans.count == 1
        ? "the network (\(stages)) proven optimal"
        : "all \(format.count(plans.count, "network")) (\(stages)) proven optimal"
    let fixed = context.model.fixedBaseStocks
    let surcharges = context.study.capacity?.surcharges ?? []
    let moved = context.model.networks.count { $0.carries(surcharges) }
    return "Guaranteed service, solved exactly: \(extent)"
      + (moved > 0 ? ", \(format.number(Double(moved))) cheapest at surcharges where storage is full" : "")
      + "; an independent check of cost and "
      + "feasibility found "
      + (faults == 0 ? "nothing against the \(plans.count == 1 ? "plan" : "plans")" : format.count(faults, "fault"))
      + ". Base stocks are whole units, rounded up"
      + (fixed > 0 ? ", but for \(format.number(Double(fixed))) fixed by planners" : "")
      + "; the figures are those of the rounded plan."
      + (context.settings.optimization.budget.map {
        " What the budget of \(format.shortMoney($0)) leaves beyond the targets is in customer-facing levels, where it adds "
          + "most to modelled service."
      } ?? "")
  }

  /// "Base stock, every day; delivers within 4 days": how the stages of a group order and what they promise.
  static func policyText(_ context: FindingsContext, where isIncluded: (Ledger.Line) -> Bool) -> String {
    var stages = 0
    var immediate = 0
    var latest = 0
    var reviews: (low: Int, high: Int)?
    for line in context.ledger.lines where isIncluded(line) {
      let study = context.study.networks[line.network]
      let quoted = study.optimised.stages[line.stage].committedServiceTime
      let review = context.model.networks[study.index].stages[line.stage].reviewPeriod
      stages += 1
      immediate += quoted == 0 ? 1 : 0
      latest = max(latest, quoted)
      reviews = (min(reviews?.low ?? review, review), max(reviews?.high ?? review, review))
    }
    guard let reviews else { return NumberFormat.none }
    let format = context.format
    let unit = context.period
    let span = reviews.low == reviews.high ? "\(reviews.low)" : "\(reviews.low)–\(reviews.high)"
    let review = reviews.high == 1 ? "every \(unit)" : "every \(span) \(unit)s"
    let delivery =
      switch immediate {
      case stages: "delivers at once"
      case 0: "delivers within \(format.count(latest, unit))"
      default:
        "\(format.number(Double(immediate))) of \(format.number(Double(stages))) levels \(immediate == 1 ? "delivers" : "deliver") at once, the others within "
          + format.count(latest, unit)
      }
    let tiers = Set(context.ledger.lines.filter(isIncluded).map(\.tier)).sorted()
    return "\(ruleText(context, tiers: tiers)), \(review); \(delivery)"
  }

  /// "Base stock", or by what rule the stages of some tiers order.
  private static func ruleText(_ context: FindingsContext, tiers: [Int]) -> String {
    var names: [String] = []
    for tier in tiers {
      let name = name(of: context.settings.replenishment.proposedRule(context.model.tiers[tier].name))
      if !names.contains(name) { names.append(name) }
    }
    return names.joined(separator: " or ")
  }

  /// What a rule is called; `nil` = levels.
  static func name(of rule: ReplenishmentSettings.TierRule?) -> String {
    switch rule?.logic {
    case nil, .baseStock: "Base stock"
    case .echelonBaseStock: "Echelon base stock"
    case .balancedEchelonBaseStock: "Balanced echelon base stock"
    case .localMinMax: "Local min-max"
    case .pointOfSaleEchelon:
      switch rule?.signal {
      case .consumerDemand: "Echelon stock by consumers' demand"
      case .correctedSales: "Echelon stock by corrected sales at the points of sale"
      default: "Echelon stock by sales at the points of sale"
      }
    }
  }

  private static func columns(_ context: FindingsContext, first: String) -> [FindingsTable.Column] {
    var columns: [FindingsTable.Column] = [
      .init(first, numeric: false), .init("Policy", numeric: false), .init("Order-up-to, units"),
      .init("Safety stock, units"), .init("Expected stock, units"),
    ]
    if context.ledger.hasValue { columns.append(.init("Expected value, \(context.settings.currency)")) }
    return columns + [.init("Change"), .init("Target"), .init("On time, expected")]
  }

  /// The figures of some lines as a table shows them: rounded so that they add up.
  private struct Shown {
    var baseStock: [Double]
    var safetyStock: [Double]
    var units: [Double]
    var value: [Double]

    /// - Parameter totals: The sums that readers see elsewhere, in the order of ``figures(_:)``; else their own.
    init(_ sums: [Ledger.Sums], unit: Double, safetyUnit: Double, totals: [Double]? = nil) {
      func column(_ position: Int, _ part: (Ledger.Sums) -> Double, unit: Double = 1) -> [Double] {
        let parts = sums.map(part)
        return reconciled(parts, total: totals?[position] ?? parts.reduce(0, +), unit: unit)
      }
      baseStock = column(0, \.optimisedBaseStock)
      safetyStock = column(1, \.optimisedSafetyStock, unit: safetyUnit)
      units = column(2, \.optimisedUnits)
      value = column(3, \.optimisedValue, unit: unit)
    }

    /// One line's figures, or their sums.
    func figures(_ position: Int?) -> [Double] {
      [baseStock, safetyStock, units, value].map { column in position.map { column[$0] } ?? column.reduce(0, +) }
    }
  }

  private static func row(
    _ context: FindingsContext, name: String, policy: String, sums: Ledger.Sums, shown: [Double], change: String,
    fill: Double, isTotal: Bool = false
  ) -> FindingsTable.Row {
    let format = context.format
    var cells: [FindingsTable.Cell] = [
      .init(name), .init(policy), .init(sums.optimisedBaseStock, format.units(shown[0])),
      .init(sums.optimisedSafetyStock, format.number(shown[1], decimals: safetyDecimals(context))),
      .init(sums.optimisedUnits, format.units(shown[2])),
    ]
    if context.ledger.hasValue { cells.append(.init(sums.optimisedValue, format.number(shown[3]))) }
    cells += [
      .init(change), .init(sums.meanTarget, format.percent(sums.meanTarget)),
      .init(fill, format.percent(fill)),
    ]
    return .init(cells, isTotal: isTotal)
  }

  /// Decimals of safety stock in units: as few as tiles and sentences show of the total.
  private static func safetyDecimals(_ context: FindingsContext) -> Int {
    let scale = NumberScale(counting: context.total.optimisedSafetyStock)
    return scale.divisor > 1 ? 0 : scale.decimals
  }

  /// The figures of each tier, in the order of the tiers, as every table and figure shows them.
  private static func tierFigures(_ context: FindingsContext) -> Shown {
    Shown(
      context.tiers.map { context.sums(tier: $0) }, unit: FindingsContext.moneyUnit(context.total.currentValue),
      safetyUnit: safetyDecimals(context) > 0 ? 0.1 : 1)
  }

  /// The figures of each location, which add up to what is shown of its tier.
  private static func locationFigures(_ context: FindingsContext) -> [Int: [Double]] {
    let byTier = tierFigures(context)
    var figures: [Int: [Double]] = [:]
    for (position, tier) in context.tiers.enumerated() {
      let members = context.locations(tier: tier)
      let shown = Shown(
        members.map { context.sums(location: $0) }, unit: FindingsContext.moneyUnit(context.total.currentValue),
        safetyUnit: safetyDecimals(context) > 0 ? 0.1 : 1, totals: byTier.figures(position))
      for (index, location) in members.enumerated() { figures[location] = shown.figures(index) }
    }
    return figures
  }

  /// Safety stock and expected stock of each tier as all tables show them, in units, and their decimals.
  static func shownUnits(_ context: FindingsContext) -> (safety: [Double], expected: [Double], safetyDecimals: Int) {
    let shown = tierFigures(context)
    return (shown.safetyStock, shown.units, safetyDecimals(context))
  }

  /// Order-up-to level and safety stock of each location as the tables show them, in units.
  static func shownLevels(_ context: FindingsContext) -> [Int: (baseStock: String, safetyStock: String)] {
    let decimals = safetyDecimals(context)
    return locationFigures(context).mapValues {
      (context.format.units($0[0]), context.format.number($0[1], decimals: decimals))
    }
  }

  private static func tierTable(_ context: FindingsContext, tiers: [Int]) -> FindingsTable {
    let total = context.total
    let shown = tierFigures(context)
    var rows = tiers.enumerated().map { position, tier in
      let sums = context.sums(tier: tier)
      return row(
        context, name: context.model.tiers[tier].name, policy: policyText(context) { $0.tier == tier }, sums: sums,
        shown: shown.figures(position), change: context.stockChange(tier: tier),
        fill: context.study.optimised.ratio(.deliveredOnTime, to: .due, tier: tier).mean
      )
    }
    rows.append(
      row(
        context, name: "Total", policy: "", sums: total, shown: shown.figures(nil),
        change: context.change(context.totalStock),
        fill: context.study.optimised.customerFillRate.mean, isTotal: true))
    return FindingsTable(
      id: "optimised-policy", caption: "Optimised policy by tier", columns: columns(context, first: "Tier"), rows: rows,
      note:
        "Order-up-to: for stock on hand and on order, less all orders accepted and not yet delivered. "
        + echelonNote(context)
        + "Change: stock against \(context.currentLabel.lowercased()). Target: mean over stages of "
        + "\(ServiceWording(context).inSentence). Expected figures are simulated; on time means within the time that "
        + "the location quotes; the total's is that of customers.")
  }

  /// What levels are where rules order for an echelon; nothing where none does.
  private static func echelonNote(_ context: FindingsContext) -> String {
    let tiers = context.tiers.map { context.model.tiers[$0].name }
    guard tiers.contains(where: context.settings.replenishment.ordersForEchelon) else { return "" }
    return
      "Levels are those of each location alone; a policy of the echelon orders up to its own level and those below "
      + "together (echelon_base_stock in tables/policy.csv)"
      + (context.followsDemand ? ", which is where it starts. " : ". ")
  }

  /// Locations that supply others, largest stock first; at most 15.
  private static func centreTable(_ context: FindingsContext) -> FindingsTable? {
    let supplies = context.model.suppliedLocations
    let centres = context.model.locations.indices
      .filter { !supplies[$0].isEmpty && context.sums(location: $0).stages > 0 }
      .sorted {
        (context.model.locations[$0].tier, context.optimised(context.sums(location: $1)), $0)
          < (context.model.locations[$1].tier, context.optimised(context.sums(location: $0)), $1)
      }
    guard !centres.isEmpty else { return nil }
    let listed = Array(centres.prefix(15))
    let figures = locationFigures(context)
    let rows = listed.map { location in
      let sums = context.sums(location: location)
      let due = context.study.optimised.locationDue[location]
      return row(
        context, name: context.model.locations[location].name, policy: policyText(context) { $0.location == location },
        sums: sums, shown: figures[location] ?? [], change: context.stockChange(location: location),
        fill: due > 0 ? context.study.optimised.locationDeliveredOnTime[location] / due : 1)
    }
    return FindingsTable(
      id: "policy-by-centre", caption: "Optimised policy of locations that supply others",
      columns: columns(context, first: "Location"), rows: rows,
      note: centres.count > listed.count
        ? "\(listed.count) of \(context.format.units(centres.count)) locations; all in tables/policy.csv." : nil)
  }

  /// The ten places where the plan asks for most additional stock.
  private static func risesTable(_ context: FindingsContext) -> FindingsTable? {
    let hasValue = context.ledger.hasValue
    func rise(_ line: Ledger.Line) -> Double {
      (line.optimisedOnHand - line.currentOnHand) * (hasValue ? line.unitCost : 1)
    }
    let rising = context.ledger.lines.enumerated().filter { rise($0.element) > 0.5 }
    let all = rising.reduce(0) { $0 + rise($1.element) }
    let shown = rising.sorted { (rise($0.element), $1.offset) > (rise($1.element), $0.offset) }.prefix(10)
    guard !shown.isEmpty else { return nil }
    let format = context.format
    var columns: [FindingsTable.Column] = [.init("Location", numeric: false)]
    if context.model.items.count > 1 { columns.append(.init("Item", numeric: false)) }
    columns += [.init("\(context.currentLabel), units"), .init("Optimised, units")]
    if hasValue { columns.append(.init("More stock, \(context.settings.currency)")) }
    columns.append(.init("Fill rate, \(context.currentLabel.lowercased())"))
    columns.append(.init("On time, expected"))
    let rows = shown.map { _, line -> FindingsTable.Row in
      var cells: [FindingsTable.Cell] = [.init(context.model.locations[line.location].name)]
      if context.model.items.count > 1 { cells.append(.init(context.model.items[line.item].name)) }
      cells += [
        .init(line.currentOnHand, format.units(line.currentOnHand)),
        .init(line.optimisedOnHand, format.units(line.optimisedOnHand)),
      ]
      if hasValue { cells.append(.init(rise(line), format.number(rise(line)))) }
      cells.append(.init(line.currentFillRate, format.percent(line.currentFillRate)))
      cells.append(.init(line.optimisedFillRate, format.percent(line.optimisedFillRate)))
      return .init(cells)
    }
    return FindingsTable(
      id: "stock-rises", caption: "Where stock rises most", columns: columns, rows: rows,
      note:
        "Stock rises at \(format.count(rising.count, "stage")) of \(format.number(Double(context.ledger.lines.count))), "
        + "by \(context.stock(all)) in all. On time means within the time quoted; the fill rate "
        + "\(context.currentPhrase) is off the shelf.")
  }
}

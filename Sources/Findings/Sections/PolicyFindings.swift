import Probability
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
  /// Where every base stock is written down.
  public var detail: String

  init(_ context: FindingsContext) {
    let format = context.format
    let total = context.total
    let tiers = context.model.tiers.indices.filter { context.sums(tier: $0).stages > 0 }
    let safetyTotal = context.ledger.hasValue ? total.optimisedSafetyValue : total.optimisedSafetyStock
    let holder = tiers.max {
      Self.safety(context, context.sums(tier: $0)) < Self.safety(context, context.sums(tier: $1))
    }
    let share = holder.map { safetyTotal > 0 ? Self.safety(context, context.sums(tier: $0)) / safetyTotal : 0 } ?? 0
    let holderName = holder.map { context.model.tiers[$0].name } ?? "–"
    lead =
      "The optimal plan places \(format.percent(share, decimals: 0)) of the safety stock "
      + "(\(context.stock(safetyTotal)) in all) at \(holderName); expected stock on hand is "
      + "\(context.stock(context.optimised(total)))."
    let stages = context.ledger.lines.count
    let plans = context.study.networks
    let proven = plans.filter { $0.exact.status == .optimal }.count
    let faults = plans.reduce(0) { $0 + $1.verification.count }
    proof =
      "Guaranteed service, solved exactly: \(proven) of \(format.count(plans.count, "network")) "
      + "(\(format.count(stages, "stage"))) proven optimal; an independent check of cost and feasibility found "
      + (faults == 0 ? "nothing against the plans" : format.count(faults, "fault"))
      + ". Base stocks are whole units, rounded up, and the figures are those of the rounded plan."
    byTier = Self.tierTable(context, tiers: tiers)
    byCentre = Self.centreTable(context)
    rises = Self.risesTable(context)
    risesAbsent = rises == nil ? "Stock rises nowhere." : nil
    network = Self.networkFigure(context)
    detail = "Every base stock, safety stock and service time stands in tables/policy.csv."
  }

  static func safety(_ context: FindingsContext, _ sums: Ledger.Sums) -> Double {
    context.ledger.hasValue ? sums.optimisedSafetyValue : sums.optimisedSafetyStock
  }

  /// "base stock; quotes 0–4 days": how the stages of a group order and what they promise.
  static func policyText(_ context: FindingsContext, where isIncluded: (Ledger.Line) -> Bool) -> String {
    var quotes: (low: Int, high: Int)?
    var reviews: (low: Int, high: Int)?
    for line in context.ledger.lines where isIncluded(line) {
      let study = context.study.networks[line.network]
      let quoted = study.optimised.stages[line.stage].committedServiceTime
      let review = context.model.networks[study.index].stages[line.stage].reviewPeriod
      quotes = (min(quotes?.low ?? quoted, quoted), max(quotes?.high ?? quoted, quoted))
      reviews = (min(reviews?.low ?? review, review), max(reviews?.high ?? review, review))
    }
    guard let quotes, let reviews else { return "–" }
    func span(_ range: (low: Int, high: Int)) -> String {
      range.low == range.high ? "\(range.low)" : "\(range.low)–\(range.high)"
    }
    let unit = context.period
    let promise = quotes.high == 0 ? "delivers at once" : "quotes \(span(quotes)) \(quotes.high == 1 ? unit : unit + "s")"
    let review = reviews.high == 1 ? "every \(unit)" : "every \(span(reviews)) \(unit)s"
    return "Base stock, \(review); \(promise)"
  }

  private static func columns(_ context: FindingsContext, first: String) -> [FindingsTable.Column] {
    var columns: [FindingsTable.Column] = [
      .init(first, numeric: false), .init("Policy", numeric: false), .init("Order-up-to, units"),
      .init("Safety stock, units"), .init("Expected stock, units"),
    ]
    if context.ledger.hasValue { columns.append(.init("Expected value, \(context.settings.currency)")) }
    return columns + [.init("Change"), .init("Target"), .init("Expected fill rate")]
  }

  private static func row(
    _ context: FindingsContext, name: String, policy: String, sums: Ledger.Sums, shownValue: Double,
    fill: Double, isTotal: Bool = false
  ) -> FindingsTable.Row {
    let format = context.format
    var cells: [FindingsTable.Cell] = [
      .init(name), .init(policy), .init(sums.optimisedBaseStock, format.units(sums.optimisedBaseStock)),
      .init(sums.optimisedSafetyStock, format.units(sums.optimisedSafetyStock)),
      .init(sums.optimisedUnits, format.units(sums.optimisedUnits)),
    ]
    if context.ledger.hasValue { cells.append(.init(sums.optimisedValue, format.number(shownValue))) }
    let change = format.change(from: context.current(sums), to: context.optimised(sums))
    cells += [
      .init(change), .init(sums.meanTarget, format.percent(sums.meanTarget)), .init(fill, format.percent(fill)),
    ]
    return .init(cells, isTotal: isTotal)
  }

  private static func tierTable(_ context: FindingsContext, tiers: [Int]) -> FindingsTable {
    let total = context.total
    let shown = reconciled(
      tiers.map { context.sums(tier: $0).optimisedValue }, total: total.optimisedValue,
      unit: CurrentStateFindings.unit(total.optimisedValue))
    var rows = tiers.enumerated().map { position, tier in
      let sums = context.sums(tier: tier)
      return row(
        context, name: context.model.tiers[tier].name, policy: policyText(context) { $0.tier == tier }, sums: sums,
        shownValue: shown[position], fill: context.study.optimised.ratio(.deliveredOnTime, to: .due, tier: tier).mean)
    }
    rows.append(
      row(
        context, name: "Total", policy: "", sums: total, shownValue: shown.reduce(0, +),
        fill: context.study.optimised.customerFillRate.mean, isTotal: true))
    return FindingsTable(
      id: "optimised-policy", caption: "Optimised policy by tier", columns: columns(context, first: "Tier"), rows: rows,
      note: "Target: mean over stages of \(measureName(context)). Expected figures are simulated; the total's fill rate "
        + "is that of customers.")
  }

  /// What the targets count, in words.
  static func measureName(_ context: FindingsContext) -> String {
    switch context.ledger.lines.first?.target.measure {
    case .fillRate: "the fill rate"
    case .safetyFactor: "the probability that the safety factor stands for"
    case .cycleServiceLevel, nil: "the cycle service level"
    }
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
    let shown = centres.prefix(15)
    let rows = shown.map { location in
      let sums = context.sums(location: location)
      let due = context.study.optimised.locationDue[location]
      return row(
        context, name: context.model.locations[location].name, policy: policyText(context) { $0.location == location },
        sums: sums, shownValue: (sums.optimisedValue / 100).rounded() * 100,
        fill: due > 0 ? context.study.optimised.locationDeliveredOnTime[location] / due : 1)
    }
    return FindingsTable(
      id: "policy-by-centre", caption: "Optimised policy of locations that supply others",
      columns: columns(context, first: "Location"), rows: rows,
      note: centres.count > shown.count
        ? "\(shown.count) of \(centres.count) locations; all in tables/policy.csv." : nil)
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
    columns.append(.init("Fill rate, expected"))
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
      note: "Stock rises at \(format.count(rising.count, "stage")) of \(format.number(Double(context.ledger.lines.count))), "
        + "by \(context.stock(all)) in all.")
  }

  private static func networkFigure(_ context: FindingsContext) -> NetworkFigure {
    let model = context.model
    let format = context.format
    let suppliers = model.supplierLocations
    var nodes: [NetworkFigure.Node] = []
    var nodeOf = [Int?](repeating: nil, count: model.locations.count)
    for location in model.locations.indices where context.sums(location: location).stages > 0 {
      let sums = context.sums(location: location)
      nodeOf[location] = nodes.count
      let now = context.current(sums)
      let then = context.optimised(sums)
      nodes.append(
        NetworkFigure.Node(
          name: model.locations[location].name, tier: model.locations[location].tier,
          group: suppliers[location].first.map { model.locations[$0.location].name } ?? "",
          size: then, change: now > 0 ? then / now - 1 : 0,
          lines: [
            context.stock(then), "safety \(format.scaled(sums.optimisedSafetyStock))",
          ]))
    }
    var edges: [NetworkFigure.Edge] = []
    for location in model.locations.indices {
      for supplier in suppliers[location] {
        guard let from = nodeOf[supplier.location], let to = nodeOf[location] else { continue }
        let span = supplier.shortest == supplier.longest ? "\(supplier.shortest)" : "\(supplier.shortest)–\(supplier.longest)"
        edges.append(
          NetworkFigure.Edge(
            from: from, to: to, text: "\(span) \(supplier.longest == 1 ? context.period : context.period + "s")"))
      }
    }
    let falling = nodes.filter { $0.change < -0.05 }.count
    let rising = nodes.filter { $0.change > 0.05 }.count
    return NetworkFigure(
      heading: FigureHeading(
        id: "network",
        title: rising == 0
          ? "Stock falls at \(format.count(falling, "location")) and rises at none"
          : "Stock falls at \(format.count(falling, "location")) and rises at \(format.number(Double(rising)))",
        subtitle: "Triangles: expected stock under the optimised plan, "
          + "\(context.ledger.hasValue ? context.settings.currency : "units"); colour: change of more than 5 %",
        source: "Lead times on the lanes, in \(context.period)s; safety stock in units",
        alternativeText: "Network of \(format.count(nodes.count, "location")) in "
          + "\(format.count(model.tiers.count, "tier")), \(format.count(edges.count, "lane")). "
          + "Stock falls by more than 5 % at \(falling) and rises by more than 5 % at \(rising)."),
      tiers: model.tiers.map(\.name), nodes: nodes, edges: edges)
  }
}

import Probability
import SupplyNetwork

/// What serving demand together saves, and how far correlation takes it away.
public struct PoolingFindings: Sendable, Codable {
  /// The finding in one sentence.
  public var lead: String
  /// What is compared.
  public var method: String
  /// Safety stock at correlation 0, measured and 1. `nil` where fewer than two locations face customers.
  public var byCorrelation: FindingsTable?
  /// What correlation does to the stage at the top.
  public var centre: FindingsTable?
  /// Locations that could share stock.
  public var groups: FindingsTable?
  /// Safety stock against the number of locations.
  public var curve: CurveFigure?
  /// Reduction against the number of locations.
  public var reduction: CurveFigure?
  /// Said instead of the curves where fewer than two locations face customers.
  public var curvesAbsent: String?

  init(_ context: FindingsContext) {
    let correlation = Self.meanCorrelation(context)
    let totals = PoolingTotals(context)
    lead = Self.lead(context, totals: totals)
    let curves = PoolingCurves(context)
    method =
      Self.methodText(context, totals: totals, correlation: correlation)
      + (curves == nil || !Self.canPool(context) || context.tiers.count < 2
        ? ""
        : " The charts take the locations of customers alone, without the tiers above, so that they show another reduction.")
    if Self.canPool(context) {
      byCorrelation = Self.correlationTable(context, totals: totals, measured: correlation)
      centre = Self.centreTable(context, measured: correlation)
    }
    groups = Self.groupTable(context)
    curve = curves.map { $0.stockFigure(context, correlation: correlation) }
    reduction = curves.map { $0.reductionFigure(context, correlation: correlation) }
    curvesAbsent = curves == nil ? "Pooling curves need at least two locations that face customers." : nil
  }

  private static func lead(_ context: FindingsContext, totals: PoolingTotals) -> String {
    let pair = context.stockPair(
      totals.amount(context, totals.decentralised), totals.amount(context, totals.coordinated[PoolingStudy.asIs]))
    guard pair.current > 0 else { return "No safety stock is needed, so there is nothing to pool." }
    if context.ledger.lines.count == 1 {
      return "One stage alone has nothing to pool: its safety stock is \(context.stock(context.safety(context.total)))."
    }
    let alone = context.stock(pair.current, on: pair.scale)
    let together = context.stock(pair.optimised, on: pair.scale)
    let hedging = "with every location hedging on its own (\(together) against \(alone))"
    let saved = context.format.percent(abs(1 - pair.exact.optimised / pair.exact.current), decimals: 0)
    if pair.change < 0 {
      return "Planned together, the network needs \(saved) less safety stock than \(hedging)"
        + "\(split(context, totals: totals, pair: pair))."
    }
    return pair.change > 0
      ? "Planned together, the network holds \(saved) more units of safety stock than \(hedging), where holding is cheaper."
      : "Planned together, the network needs as much safety stock as \(hedging)."
  }

  /// Whether more than one location faces customers.
  private static func canPool(_ context: FindingsContext) -> Bool {
    Set(context.ledger.lines.lazy.filter(\.facesCustomers).map(\.location)).count > 1
  }

  /// What of the saving is placement, which remains where demands move together, and what is pooling.
  private static func split(_ context: FindingsContext, totals: PoolingTotals, pair: DisplayedPair) -> String {
    let alone = totals.amount(context, totals.decentralised)
    let placement = 1 - totals.amount(context, totals.coordinated[2]) / alone
    let pooling = 1 - totals.amount(context, totals.coordinated[PoolingStudy.asIs]) / alone - placement
    guard canPool(context), placement >= 0, pooling >= 0 else { return "" }
    let points = reconciled([placement, pooling], total: 1 - pair.exact.optimised / pair.exact.current, unit: 0.001)
    // As tables show them, so that one of them may be none.
    let (placed, pooled) = (points[0].roundedTo(decimals: 3), points[1].roundedTo(decimals: 3))
    if placed == 0 { return pooled == 0 ? "" : ", all of it by pooling demand" }
    if pooled == 0 { return ", all of it by where stock is placed" }
    return ": \(context.format.points(of: placed)) by where stock is placed, "
      + "\(context.format.points(of: pooled)) by pooling demand"
  }

  private static func methodText(_ context: FindingsContext, totals: PoolingTotals, correlation: Double) -> String {
    let planningCase = context.study.input.planningCase
    let isMeasured = planningCase?.history != nil && planningCase?.settings.demand.correlation == .estimate
    let measured = totals.amount(context, totals.coordinated[PoolingStudy.asIs])
    let independent = totals.amount(context, totals.coordinated[0])
    let understated = measured > 0 ? 1 - independent / measured : 0
    return
      "Decentralised: every stage hedges alone and adds up its customers' deviations. Coordinated: the optimal plan. "
      + "Both before rounding to whole units."
      + (context.study.networks.contains(where: \.pooling.leavesLimitsAside)
        ? " Where limits on stock leave no plan at another correlation, it is told without them." : "")
      + (!canPool(context)
        ? ""
        : " The mean correlation between locations, weighted by the deviation of demand, is "
          + "\(isMeasured ? "measured" : "given") as \(context.format.number(correlation, decimals: 2))"
          + (understated >= 0.005
            ? "; taking demands as independent would understate the coordinated safety stock by "
              + "\(context.format.percent(understated, decimals: 0))." : "."))
  }

  /// Correlation of the networks, weighted by the deviation of their demand.
  static func meanCorrelation(_ context: FindingsContext) -> Double {
    var weight = 0.0
    var sum = 0.0
    for network in context.model.networks {
      let demand = network.stages.reduce(0) { total, stage in
        total + (stage.demand?.sd ?? 0) * (context.ledger.hasValue ? context.model.unitCost(of: stage) ?? 0 : 1)
      }
      weight += demand
      sum += demand * network.correlation
    }
    return weight > 0 ? sum / weight : 0
  }

  /// The correlations that tables compare; where the measured one reads as 0 or 1, it is not listed twice.
  private static func correlations(_ context: FindingsContext, measured: Double) -> [(index: Int, name: String)] {
    switch measured.roundedTo(decimals: 2) {
    case ...0: [(PoolingStudy.asIs, "0 (independent, as it is)"), (2, "1 (no pooling)")]
    case 1...: [(0, "0 (independent)"), (PoolingStudy.asIs, "1 (no pooling, as it is)")]
    default:
      [
        (0, "0 (independent)"),
        (PoolingStudy.asIs, "\(context.format.number(measured, decimals: 2)) (as it is)"), (2, "1 (no pooling)"),
      ]
    }
  }

  private static func correlationTable(
    _ context: FindingsContext, totals: PoolingTotals, measured: Double
  ) -> FindingsTable {
    let format = context.format
    let hasValue = context.ledger.hasValue
    var columns: [FindingsTable.Column] = [
      .init("Correlation", numeric: false), .init("Decentralised, units"), .init("Coordinated, units"),
      .init("Reduction"),
    ]
    if hasValue {
      columns += [
        .init("Decentralised, \(context.settings.currency)"), .init("Coordinated, \(context.settings.currency)"),
        .init("Reduction"),
      ]
    }
    func change(_ from: Double, _ to: Double) -> FindingsTable.Cell {
      .init(format.change(from: from, to: to, shownIn: 1))
    }
    let rows = correlations(context, measured: measured).map { index, name -> FindingsTable.Row in
      let alone = totals.decentralised
      let together = totals.coordinated[index]
      var cells: [FindingsTable.Cell] = [
        .init(name), .init(alone.units, format.units(alone.units)), .init(together.units, format.units(together.units)),
        change(alone.units, together.units),
      ]
      if hasValue {
        cells += [
          .init(alone.value, format.number(alone.value)), .init(together.value, format.number(together.value)),
          change(alone.value, together.value),
        ]
      }
      return .init(cells)
    }
    return FindingsTable(
      id: "risk-pooling", caption: "Safety stock, decentralised against coordinated, by correlation of demand",
      columns: columns, rows: rows,
      note:
        "Exact plans, before rounding to whole units. Decentralised planning does not know of correlation. At correlation "
        + "1 what remains is the gain of placing stock well.")
  }

  /// Safety stock of the tier furthest upstream at each correlation, its placement held.
  private static func centreTable(_ context: FindingsContext, measured: Double) -> FindingsTable? {
    guard context.model.tiers.count > 1 else { return nil }
    let format = context.format
    let hasValue = context.ledger.hasValue
    var columns: [FindingsTable.Column] = [.init("Correlation", numeric: false)]
    let upper = context.model.tiers.indices.dropLast().filter { context.sums(tier: $0).stages > 0 }
    guard !upper.isEmpty else { return nil }
    for tier in upper {
      columns.append(.init("\(context.model.tiers[tier].name), units"))
      if hasValue { columns.append(.init("\(context.model.tiers[tier].name), \(context.settings.currency)")) }
    }
    let rows = correlations(context, measured: measured).map { index, name -> FindingsTable.Row in
      var cells: [FindingsTable.Cell] = [.init(name)]
      for tier in upper {
        let units = context.study.networks.reduce(0) { $0 + $1.pooling.placedUnits[index][tier] }
        let value = context.study.networks.reduce(0) { $0 + $1.pooling.placedValue[index][tier] }
        cells.append(.init(units, format.units(units)))
        if hasValue { cells.append(.init(value, format.number(value))) }
      }
      return .init(cells)
    }
    return FindingsTable(
      id: "correlation-at-the-centre",
      caption: "What correlation does to the safety stock upstream, if every stage delivers at once", columns: columns,
      rows: rows)
  }

  private static func groupTable(_ context: FindingsContext) -> FindingsTable? {
    let groups = PoolingGroup.all(in: context)
    guard !groups.isEmpty else { return nil }
    let format = context.format
    let hasValue = context.ledger.hasValue
    let amount = hasValue ? context.settings.currency : "units"
    let rows = groups.map { group -> FindingsTable.Row in
      .init([
        .init(group.name), .init(Double(group.members), format.number(Double(group.members))),
        .init(group.correlation, format.number(group.correlation, decimals: 2)),
        .init(group.separate, format.number(group.separate)), .init(group.pooled, format.number(group.pooled)),
        .init(format.change(from: group.separate, to: group.pooled, shownIn: 1)),
      ])
    }
    return FindingsTable(
      id: "pooling-groups", caption: "Candidate groups: the customers of one location, hedged apart or together",
      columns: [
        .init("Group", numeric: false), .init("Locations"), .init("Correlation"), .init("Apart, \(amount)"),
        .init("Together, \(amount)"), .init("Change"),
      ], rows: rows,
      note:
        "Safety stock z·σ·√L over the replenishment lead time of the supplying location, as for the curves: a normal "
        + "approximation, while plans use quantiles of the fitted distributions; correlation of the group's own histories "
        + "where there are any"
        + (context.ledger.lines.contains { $0.target.measure == .fillRate }
          ? "; a fill-rate target counts as a probability here." : "."))
  }
}

/// Safety stock of all networks, by kind of planning.
struct PoolingTotals {
  /// Units and value in money.
  typealias Amount = (units: Double, value: Double)
  var decentralised: Amount
  /// At correlation 0, as measured, and 1.
  var coordinated: [Amount]

  init(_ context: FindingsContext) {
    let studies = context.study.networks.map(\.pooling)
    func sum(_ part: (PoolingStudy) -> [Double]) -> Double { studies.reduce(0) { $0 + part($1).reduce(0, +) } }
    decentralised = (sum(\.decentralisedUnits), sum(\.decentralisedValue))
    coordinated = (0..<3).map { index in (sum { $0.coordinatedUnits[index] }, sum { $0.coordinatedValue[index] }) }
  }

  /// An amount in the measure of stock.
  func amount(_ context: FindingsContext, _ amount: Amount) -> Double {
    context.ledger.hasValue ? amount.value : amount.units
  }
}

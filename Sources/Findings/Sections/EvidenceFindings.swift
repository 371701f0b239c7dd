import Probability
import SupplyNetwork

/// Whether the simulation keeps what the model promises, and whether it reproduces today.
public struct EvidenceFindings: Sendable, Codable {
  /// The finding in one sentence.
  public var lead: String
  /// Replications, warm-up, seed, sequence of events.
  public var scope: String
  /// Promise against simulation by tier.
  public var byTier: FindingsTable
  /// Per tier outside its interval, where and why.
  public var explanations: [Explanation]
  /// Simulated current policy against measured stock and service.
  public var backTest: FindingsTable?
  /// What the back-test says, or why there is none.
  public var backTestVerdict: String
  /// Promise against simulation.
  public var simulatedService: PromiseFigure

  /// Why a tier does not deliver just what was promised.
  public struct Explanation: Sendable, Codable, Equatable {
    /// Name of the tier.
    public var tier: String
    /// The rest of the sentence, and more.
    public var text: String
  }

  /// Promise and simulation of one tier.
  struct Tier {
    var index: Int
    var name: String
    var promise: Double
    var simulated: Estimate
    /// The same with suppliers that never run short.
    var unlimited: Estimate

    var isAbove: Bool { simulated.mean > promise + simulated.halfWidth }
    var isBelow: Bool { simulated.mean < promise - simulated.halfWidth }
  }

  static func tiers(_ context: FindingsContext) -> [Tier] {
    let usesFillRate = context.ledger.lines.allSatisfy { $0.target.measure == .fillRate }
    return context.model.tiers.indices.compactMap { index in
      let sums = context.sums(tier: index)
      guard sums.stages > 0 else { return nil }
      func service(_ totals: PolicyTotals) -> Estimate {
        usesFillRate ? totals.ratio(.deliveredOnTime, to: .due, tier: index) : totals.cycleServiceLevel(tier: index)
      }
      return Tier(
        index: index, name: context.model.tiers[index].name, promise: sums.meanTarget,
        simulated: service(context.study.optimised), unlimited: service(context.study.unlimitedSupply))
    }
  }

  init(_ context: FindingsContext) {
    let format = context.format
    let tiers = Self.tiers(context)
    let kept = tiers.filter { !$0.isBelow }
    let fill = context.study.optimised.customerFillRate
    lead =
      "The simulated plan delivers \(Self.text(fill, format)) of customers' units on time; "
      + (kept.count == tiers.count
        ? tiers.count == 1 ? "the promise is kept." : "every tier keeps its promise."
        : "\(kept.count) of \(format.count(tiers.count, "tier")) \(kept.count == 1 ? "keeps its" : "keep their") promise; "
          + "where not, the reason stands below.")
    scope =
      "\(context.simulationScope); 95 % intervals by Student's t over replications; current and optimised policy play "
      + "the same draws. Sequence of a \(context.period): receive, serve demand (backorders first), order, ship, count. "
      + (context.settings.simulation.unmetDemand == .backorder
        ? "Unmet demand waits." : "Unmet demand of consumers is lost.")
    byTier = Self.table(context, tiers: tiers)
    explanations = tiers.compactMap { Self.explanation($0, context: context) }
    let (table, verdict) = Self.backTest(context)
    backTest = table
    backTestVerdict = verdict
    let lowest = tiers.min { $0.simulated.mean - $0.promise < $1.simulated.mean - $1.promise }
    let title: String
    if let lowest, lowest.isBelow {
      title = "\(lowest.name) \(format.points(lowest.simulated.mean - lowest.promise)) from the promise"
    } else {
      title = tiers.count == 1 ? "The promise is kept" : "Every tier keeps its promise"
    }
    simulatedService = PromiseFigure(
      heading: FigureHeading(
        id: "simulated-service", title: title,
        subtitle: "\(Self.measureTitle(context)) by tier: promised against simulated, mean over stages",
        source: "Optimised plan; \(context.simulationScope); whiskers 95 % interval",
        alternativeText: "Promised and simulated service by tier. "
          + tiers.map {
            "\($0.name): promised \(format.percent($0.promise)), simulated \(Self.text($0.simulated, format))."
          }.joined(separator: " ")),
      categories: tiers.map { tier in
        PromiseFigure.Category(
          name: tier.name, promise: tier.promise, simulated: tier.simulated.mean, halfWidth: tier.simulated.halfWidth,
          text: Self.text(tier.simulated, format), isKept: !tier.isBelow)
      })
  }

  /// "Cycle service level" or "Fill rate".
  static func measureTitle(_ context: FindingsContext) -> String {
    context.ledger.lines.allSatisfy { $0.target.measure == .fillRate } ? "Fill rate" : "Cycle service level"
  }

  /// "96.1% ± 0.2".
  static func text(_ estimate: Estimate, _ format: NumberFormat) -> String {
    "\(format.percent(estimate.mean)) \(format.plusMinus(estimate.halfWidth * 100, decimals: 1))"
  }

  private static func table(_ context: FindingsContext, tiers: [Tier]) -> FindingsTable {
    let format = context.format
    let rows = tiers.map { tier -> FindingsTable.Row in
      let verdict = tier.isBelow ? "below" : tier.isAbove ? "above" : "as promised"
      let fill = context.study.optimised.ratio(.deliveredOnTime, to: .due, tier: tier.index)
      let onHand = context.study.optimised.estimate(.onHandUnits, tier: tier.index)
      let modelled = context.ledger.lines.reduce(0) {
        $0 + ($1.tier == tier.index ? $1.optimisedSafetyStock + $1.cycleStock : 0)
      }
      return .init([
        .init(tier.name), .init(tier.promise, format.percent(tier.promise)),
        .init(tier.simulated.mean, text(tier.simulated, format)), .init(verdict),
        .init(fill.mean, text(fill, format)), .init(modelled, format.units(modelled)),
        .init(onHand.mean, "\(format.units(onHand.mean)) \(format.plusMinus(onHand.halfWidth, decimals: 0))"),
      ])
    }
    return FindingsTable(
      id: "model-against-simulation", caption: "Model against simulation, optimised plan",
      columns: [
        .init("Tier", numeric: false), .init("Promise"), .init("\(measureTitle(context)), simulated"),
        .init("Verdict", numeric: false), .init("Fill rate, simulated"), .init("Stock, modelled, units"),
        .init("Stock, simulated, units"),
      ],
      rows: rows,
      note: "Modelled stock: safety stock + cycle stock. ± is half the 95 % interval.")
  }

  /// Why a tier lies outside its interval, from the run in which no supplier inside the network runs short.
  private static func explanation(_ tier: Tier, context: FindingsContext) -> Explanation? {
    let format = context.format
    let distance = tier.simulated.mean - tier.promise
    let bySuppliers = tier.simulated.mean - tier.unlimited.mean
    if tier.isBelow {
      var text = "\(format.points(distance)) against the promise."
      if bySuppliers < -tier.simulated.halfWidth {
        text +=
          " With suppliers that never run short they would reach \(EvidenceFindings.text(tier.unlimited, format)): "
          + "\(format.number(-bySuppliers * 100, decimals: 1)) points are waiting for late deliveries from the tier above, "
          + "which the guaranteed-service model assumes to be bridged by other means (expediting, overtime)."
      }
      if tier.unlimited.mean < tier.promise - tier.unlimited.halfWidth {
        text += " The rest is demand beyond the bound that the model assumes."
      }
      return Explanation(tier: tier.name, text: text)
    }
    guard tier.isAbove else { return nil }
    return Explanation(
      tier: tier.name,
      text: "\(format.points(distance)) above the promise: base stocks are whole units, rounded up, and a stage "
        + "that orders less often than every \(context.period) is exposed only just before a delivery.")
  }

  private static func backTest(_ context: FindingsContext) -> (FindingsTable?, String) {
    let format = context.format
    guard context.ledger.isMeasured else {
      return (nil, "A back-test compares the simulated current policy with today's stock: supply inventory.csv.")
    }
    guard context.settings.currentPolicy == .fromInventory else {
      return (nil, "A back-test needs today's order-up-to levels: set current_policy to from_inventory.")
    }
    typealias Cell = FindingsTable.Cell
    let hasValue = context.ledger.hasValue
    let quantity: PolicyTotals.Quantity = hasValue ? .onHandValue : .onHandUnits
    var rows: [FindingsTable.Row] = []
    for tier in context.model.tiers.indices where context.sums(tier: tier).stages > 0 {
      let measured = context.current(context.sums(tier: tier))
      let simulated = context.study.current.estimate(quantity, tier: tier)
      rows.append(
        .init([
          Cell("Stock, \(context.model.tiers[tier].name)"), Cell(measured, context.stock(measured)),
          Cell(simulated.mean, "\(context.stock(simulated.mean)) ± \(context.stock(simulated.halfWidth))"),
          Cell(format.change(from: measured, to: simulated.mean)),
        ]))
    }
    let measured = context.current(context.total)
    let simulated = context.study.current.estimate(quantity)
    rows.append(
      .init(
        [
          Cell("Stock, total"), Cell(measured, context.stock(measured)),
          Cell(simulated.mean, "\(context.stock(simulated.mean)) ± \(context.stock(simulated.halfWidth))"),
          Cell(format.change(from: measured, to: simulated.mean)),
        ], isTotal: true))
    let fill = context.study.current.customerFillRate
    var serviceText = ""
    if context.ledger.isServiceMeasured {
      let measuredFill = context.customers.currentFillRate
      rows.append(
        .init([
          Cell("Customers' fill rate"), Cell(measuredFill, format.percent(measuredFill)),
          Cell(fill.mean, text(fill, format)), Cell(format.points(fill.mean - measuredFill)),
        ]))
      serviceText = ", and service \(format.points(fill.mean - measuredFill)) from the measured one"
    }
    let deviation = measured > 0 ? simulated.mean / measured - 1 : 0
    let excess = context.ledger.lines.reduce(0) { $0 + $1.excess * (hasValue ? $1.unitCost : 1) }
    let verdict =
      abs(deviation) <= 0.1
      ? "The simulated current policy reproduces the measured stock within 10 %\(serviceText)."
      : "The simulated current policy does not reproduce the measured stock (\(format.change(from: measured, to: simulated.mean))"
        + "\(serviceText)): \(context.stock(excess)) stands above every target and the levels alone do not explain it. "
        + "Read the savings with that in mind."
    return (
      FindingsTable(
        id: "back-test", caption: "Back-test: the current policy, measured against simulated",
        columns: [.init("Measure", numeric: false), .init("Measured"), .init("Simulated"), .init("Difference")],
        rows: rows), verdict
    )
  }
}

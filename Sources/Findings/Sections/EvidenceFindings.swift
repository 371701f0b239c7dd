import Probability
import Solver
import SupplyNetwork

/// Whether the simulation keeps what the model promises, and whether it reproduces today.
public struct EvidenceFindings: Sendable, Codable {
  /// The finding in one sentence.
  public var lead: String
  /// Replications, warm-up, seed, sequence of events.
  public var scope: String
  /// Promise against simulation by tier.
  public var byTier: FindingsTable
  /// Both policies by class of items, where there are several.
  public var byClass: FindingsTable?
  /// Per tier outside its interval, where and why.
  public var explanations: [Explanation]
  /// Simulated current policy against measured stock and service.
  public var backTest: FindingsTable?
  /// What the back-test says, or why there is none.
  public var backTestVerdict: String
  /// Promise against simulation.
  public var simulatedService: PromiseFigure
  /// How service spreads over time and replications, where these are enough.
  public var serviceFan: ServiceFanFigure?

  /// Why a tier does not deliver just what was promised.
  public struct Explanation: Sendable, Codable, Equatable {
    /// Name of the tier.
    public var tier: String
    /// The rest of the sentence, and more.
    public var text: String
  }

  /// Half of the widest interval that tells whether a promise is kept, as a fraction.
  static let widestInterval = 0.02

  /// Promise and simulation of one tier.
  struct Tier {
    var index: Int
    var name: String
    var promise: Double
    var simulated: Estimate
    /// The same with suppliers that never run short, where that was simulated.
    var unlimited: Estimate?

    var isAbove: Bool { simulated.mean > promise + simulated.halfWidth }
    var isBelow: Bool { simulated.mean < promise - simulated.halfWidth }
    /// Whether the interval is too wide to tell whether the promise is kept.
    var isUndecided: Bool { !isAbove && !isBelow && simulated.halfWidth > EvidenceFindings.widestInterval }
  }

  static func tiers(_ context: FindingsContext) -> [Tier] {
    context.tiers.map { index in
      Tier(
        index: index, name: context.model.tiers[index].name, promise: context.sums(tier: index).meanTarget,
        simulated: context.study.optimised.promisedService(tier: index),
        unlimited: context.study.unlimitedSupply?.promisedService(tier: index))
    }
  }

  /// Whether a tier misses its promise where suppliers may be the cause, so that ``Study/unlimitedSupply`` would tell
  /// their part in it from the tier's own.
  static func asksForUnlimitedSupply(_ study: Study) -> Bool {
    let context = FindingsContext(study)
    return tiers(context).contains { tier in
      tier.isBelow && canTellSuppliersPart(context.ledger.lines.filter { $0.tier == tier.index }, context: context)
    }
  }

  /// In the run with unlimited supply all stages that supply others have more stock, so that it tells the two apart at
  /// the ends of the network only; at its top nothing but the tier itself can be the cause.
  private static func canTellSuppliersPart(_ lines: [Ledger.Line], context: FindingsContext) -> Bool {
    let networks = context.model.networks
    return lines.allSatisfy { networks[$0.network].isEnd($0.stage) }
      && !lines.allSatisfy { networks[$0.network].isSource($0.stage) }
  }

  init(_ context: FindingsContext) {
    let format = context.format
    let tiers = Self.tiers(context)
    let below = tiers.count(where: \.isBelow)
    let widest = tiers.filter(\.isUndecided).map(\.simulated.halfWidth).max()
    let kept =
      widest.map {
        "no tier is shown to miss its promise, but the intervals reach ±\(format.number($0 * 100, decimals: 1)) points: "
          + "more replications would tell."
      } ?? (tiers.count == 1 ? "the promise is kept." : "every tier keeps its promise.")
    lead =
      "The simulated plan delivers \(context.percent(context.study.optimised.customerFillRate)) of customers' units on "
      + "time; "
      + (below == 0
        ? kept
        : tiers.count == 1
          ? "the promise is not kept; the reason stands below."
          : "\(format.number(Double(tiers.count - below))) of \(format.count(tiers.count, "tier")) "
            + "\(tiers.count - below == 1 ? "keeps its" : "keep their") promise; where not, the reason stands below.")
    scope =
      context.simulationScope
      + (context.settings.simulation.replications > 1
        ? "; \(context.format.interval)s by Student's t over replications" : "")
      + "; current and optimised policy play the same draws. Sequence of a \(context.period): receive, serve demand "
      + "(backorders first), order, ship, count. "
      + context.settings.simulation.unmetDemandStatement(context.format) + "."
    byTier = Self.table(context, tiers: tiers)
    byClass = ClassTable.table(context)
    explanations = tiers.compactMap { Self.explanation($0, context: context) }
    let test = BackTest(context)
    backTest = test?.table(context)
    backTestVerdict =
      test?.verdict(context)
      ?? "A back-test compares the simulation of today's policy with today's stock: \(context.stockRequest)."
    let lowest = tiers.filter(\.isBelow).min { $0.simulated.mean - $0.promise < $1.simulated.mean - $1.promise }
    let title: String
    if let lowest {
      title = "\(lowest.name) \(format.points(lowest.simulated.mean - lowest.promise)) from the promise"
    } else {
      title =
        widest != nil
        ? "No tier is shown to miss its promise"
        : tiers.count == 1 ? "The promise is kept" : "Every tier keeps its promise"
    }
    serviceFan = ServiceFanFigure(context)
    simulatedService = PromiseFigure(
      heading: FigureHeading(
        id: "simulated-service", title: title,
        subtitle: "\(ServiceWording(context).title) by tier: promised against simulated, mean over stages",
        source: "Optimised plan; \(context.simulationScope); whiskers: \(context.format.interval)",
        alternativeText: "Promised and simulated service by tier. "
          + tiers.map {
            "\($0.name): promised \(format.percent($0.promise)), simulated \(context.percent($0.simulated))."
          }.joined(separator: " ")),
      categories: tiers.map { tier in
        PromiseFigure.Category(
          name: tier.name, promise: tier.promise, simulated: tier.simulated.mean, halfWidth: tier.simulated.halfWidth,
          text: context.percent(tier.simulated), isKept: !tier.isBelow)
      })
  }

  private static func table(_ context: FindingsContext, tiers: [Tier]) -> FindingsTable {
    let format = context.format
    let units = PolicyFindings.shownUnits(context)
    let rows = tiers.enumerated().map { position, tier -> FindingsTable.Row in
      let verdict =
        tier.isBelow ? "below" : tier.isAbove ? "above" : tier.isUndecided ? "interval too wide" : "as promised"
      let fill = context.study.optimised.ratio(.deliveredOnTime, to: .due, tier: tier.index)
      let onHand = context.study.optimised.estimate(.onHandUnits, tier: tier.index)
      let cycle = context.ledger.lines.reduce(0) { $0 + ($1.tier == tier.index ? $1.cycleStock : 0) }
      let modelled = context.sums(tier: tier.index).optimisedSafetyStock + cycle
      // Safety stock and expected stock read as in the tables of the policy, where they add up.
      let shownCycle = units.safetyDecimals > 0 ? cycle.roundedTo(decimals: units.safetyDecimals) : cycle.rounded()
      return .init([
        .init(tier.name), .init(tier.promise, format.percent(tier.promise)),
        .init(tier.simulated.mean, context.percent(tier.simulated)), .init(verdict),
        .init(fill.mean, context.percent(fill)),
        .init(modelled, format.number(units.safety[position] + shownCycle, decimals: units.safetyDecimals)),
        .init(
          onHand.mean,
          format.units(units.expected[position])
            + (onHand.count > 1 ? " \(format.plusMinus(onHand.halfWidth, decimals: 0))" : "")),
      ])
    }
    return FindingsTable(
      id: "model-against-simulation", caption: "Model against simulation, optimised plan",
      columns: [
        .init("Tier", numeric: false), .init("Promise"), .init("\(ServiceWording(context).title), mean over stages"),
        .init("Verdict", numeric: false), .init("Fill rate of all units"), .init("Stock, modelled, units"),
        .init("Stock, simulated, units"),
      ],
      rows: rows,
      note: (context.settings.simulation.unfilledOrders == .cancel
        ? "Orders that are cancelled and placed again count as due each time. " : "")
        + "Service and fill rate: simulated; the promise is held against the mean over stages, while the fill rate of "
        + "all units weighs stages by their demand. Modelled stock: safety stock + cycle stock. ± is half the \(context.format.interval)."
    )
  }

  /// Why a tier lies outside its interval, from the run in which no supplier inside the network runs short.
  private static func explanation(_ tier: Tier, context: FindingsContext) -> Explanation? {
    guard tier.isBelow || tier.isAbove else { return nil }
    let format = context.format
    let lines = context.ledger.lines.filter { $0.tier == tier.index }
    let distance = tier.simulated.mean - tier.promise
    var sentences = ["\(format.points(distance)) against the promise."]
    let unplanned = PlayedEvents(context).unplanned
    if !unplanned.isEmpty {
      sentences.append(
        "The simulation plays what the plan does not foresee: \(unplanned.joined(separator: ", ")); what follows is said of "
          + "the plan alone.")
    }
    if tier.isBelow {
      sentences += shortfallSentences(tier, lines: lines, context: context)
    } else {
      sentences += surplusSentences(lines: lines, context: context)
    }
    let fixed = lines.count { stage($0, context).fixedBaseStock != nil }
    if fixed > 0 {
      sentences.append("\(format.count(fixed, "level")) there \(fixed == 1 ? "is" : "are") fixed by planners.")
    }
    return Explanation(tier: tier.name, text: sentences.joined(separator: " "))
  }

  /// Why a tier delivers more than was promised.
  private static func surplusSentences(lines: [Ledger.Line], context: FindingsContext) -> [String] {
    let format = context.format
    var sentences: [String] = []
    let planned = lines.reduce(0) { $0 + $1.optimisedSafetyStock }
    let rounding = lines.reduce(0) { sum, line in
      let isFixed = stage(line, context).fixedBaseStock != nil
      let study = context.study.networks[line.network]
      let exact = study.exact.stages[line.stage].installationBaseStock
      return sum + (isFixed ? 0 : study.promised.stages[line.stage].installationBaseStock - exact)
    }
    let bought = lines.reduce(0) { sum, line in
      let promised = context.study.networks[line.network].promised.stages[line.stage].installationBaseStock
      return sum + line.optimisedBaseStock - promised
    }
    if bought >= 0.5 {
      sentences.append("The budget buys \(format.count(Int(bought.rounded()), "unit")) beyond what the targets need.")
    }
    if rounding >= 0.5, rounding > 0.01 * planned {
      sentences.append("Rounding base stocks up to whole units adds \(format.count(Int(rounding.rounded()), "unit")).")
    }
    if lines.contains(where: { stage($0, context).demand?.isDiscrete == true }) {
      sentences.append("Where demand comes in whole units, the least level that keeps a promise keeps more than that.")
    }
    if lines.contains(where: { stage($0, context).reviewPeriod > 1 }) {
      sentences.append(
        "A stage that orders less often than every \(context.period) is exposed only just before a delivery.")
    }
    let unexposed = lines.count { decision($0, context).netReplenishmentLeadTime == 0 }
    if unexposed > 0 {
      sentences.append(
        "\(format.count(unexposed, "stage")) \(unexposed == 1 ? "quotes its" : "quote their") whole replenishment time "
          + "and \(unexposed == 1 ? "is" : "are") never late while deliveries are on time.")
    }
    guard sentences.isEmpty else { return sentences }
    return context.settings.simulation.replications > 1
      ? ["The plan shows no cause; one in twenty of such intervals misses by chance."] : ["The plan shows no cause."]
  }

  /// What a tier below its promise lacks by its suppliers, and what by itself.
  private static func shortfallSentences(
    _ tier: Tier, lines: [Ledger.Line], context: FindingsContext
  ) -> [String] {
    let low = lines.reduce(into: (levels: 0, units: 0.0)) { sum, line in
      let lacking = context.study.networks[line.network].limits.overrides?.lacking(line.stage) ?? 0
      if lacking > 0 { sum = (sum.levels + 1, sum.units + lacking) }
    }
    let varies = lines.contains { context.model.networks[$0.network].stages[$0.stage].variesProcessingTime }
    let own =
      low.levels > 0
      ? "where planners have fixed \(context.format.count(low.levels, "level")) below what the promise takes "
        + "(by \(context.format.scaled(low.units, on: NumberScale(counting: low.units))) units in all)."
      : "where demand\(varies ? ", lead times" : ""), or orders that come in batches, exceed the bound that the model "
        + "assumes."
    if lines.allSatisfy({ context.model.networks[$0.network].isSource($0.stage) }) {
      return ["It arises at the tier itself, \(own)"]
    }
    guard canTellSuppliersPart(lines, context: context), let unlimited = tier.unlimited else {
      return ["Late deliveries from the tier above and the tier's own demand both count here, \(own)"]
    }
    let waiting = unlimited.mean - tier.simulated.mean
    let rest = tier.promise - unlimited.mean
    // Two parts of one displayed distance add up to it.
    let shown =
      waiting > 0 && rest > 0
      ? reconciled([waiting, rest], total: tier.promise - tier.simulated.mean, unit: 0.001) : [waiting, rest]
    func points(_ share: Double) -> String { context.format.points(of: share) }
    var sentences: [String] = []
    if shown[0] >= 0.0005 {
      sentences.append(
        "With suppliers that never run short it would be \(context.percent(unlimited)): late deliveries from the tier "
          + "above cost \(points(shown[0])), which the guaranteed-service model assumes to be bridged by other means "
          + "(expediting, overtime).")
    }
    if shown[1] >= 0.0005 {
      sentences.append(
        "The tier itself costs \(shown[0] >= 0.0005 ? "the other " : "")\(points(shown[1])), \(own)")
    }
    return sentences
  }

  private static func stage(_ line: Ledger.Line, _ context: FindingsContext) -> Stage {
    context.model.networks[line.network].stages[line.stage]
  }

  private static func decision(_ line: Ledger.Line, _ context: FindingsContext) -> StockingPlan.StageDecision {
    context.study.networks[line.network].optimised.stages[line.stage]
  }
}

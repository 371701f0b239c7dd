import Probability
import SupplyNetwork

/// What the two policies do over time: service, where stock stands, and how orders vary from tier to tier.
public struct CourseFindings: Sendable, Codable {
  /// The finding in one sentence.
  public var lead: String
  /// What was played.
  public var basis: String
  /// Stock and orders by tier under both policies.
  public var byTier: FindingsTable
  /// Service over time.
  public var service: CurveFigure
  /// How much orders vary at each tier beside demand; `nil` where demand does not vary.
  public var orderVariation: ComparisonFigure?
  /// Where stock stands over time, today.
  public var currentStock: CurveFigure
  /// Where stock stands over time, as proposed.
  public var proposedStock: CurveFigure
  /// Service by the latency of the points of sale, where the proposal listens to them.
  public var latency: CurveFigure?
  /// What latency and recorded sales, corrected or not, instead of demand cost.
  public var signals: [String]
  /// Service as one factor varies, where today's ordering may be trapped, two beside each other.
  public var factorPairs: [Pair]
  /// What the factors show.
  public var factorSentence: String?

  /// Two figures side by side.
  public struct Pair: Sendable, Codable, Equatable {
    /// At the left.
    public var left: CurveFigure
    /// At the right; `nil` where their number is odd.
    public var right: CurveFigure?
  }

  /// The figures as one factor varies.
  public var factors: [CurveFigure] { factorPairs.flatMap { [$0.left] + [$0.right].compactMap { $0 } } }

  init?(_ context: FindingsContext) {
    guard let course = context.study.course else { return nil }
    let texts = CourseTexts(context, course)
    lead = texts.lead
    basis = texts.basis
    byTier = texts.table
    service = texts.serviceFigure
    orderVariation = texts.orderVariationFigure
    currentStock = texts.stockFigure(
      course.current, context.study.current, id: "stock-course-today", name: context.currentPhrase)
    proposedStock = texts.stockFigure(
      course.proposed, context.study.optimised, id: "stock-course-proposed", name: "as proposed")
    let trap = context.study.signalTrap.map { SignalTrapTexts(context, $0) }
    latency = trap?.latencyFigure
    signals = trap?.signals ?? []
    let figures = trap?.factorFigures ?? []
    factorPairs = stride(from: 0, to: figures.count, by: 2).map {
      Pair(left: figures[$0], right: $0 + 1 < figures.count ? figures[$0 + 1] : nil)
    }
    factorSentence = trap?.factorSentence
  }
}

/// The words, the table and the figures of courses.
///
/// Means are those of the simulation that all of the report rests on; the courses, of fewer replications, tell how things
/// go over time.
struct CourseTexts {
  let context: FindingsContext
  let course: CourseStudy
  private let outages: KnownOutages

  init(_ context: FindingsContext, _ course: CourseStudy) {
    self.context = context
    self.course = course
    outages = KnownOutages(context)
  }

  private var format: NumberFormat { context.format }
  private var tiers: [Int] { context.tiers }

  private func percent(_ value: Estimate) -> String { context.percent(value) }

  /// Share of stock by tier after the warm-up, in a displayed unit.
  private func shares(_ totals: PolicyTotals, unit: Double) -> [Double] {
    let stock = tiers.map { totals.estimate(context.stockQuantity, tier: $0).mean }
    let all = stock.reduce(0, +)
    return all > 0 ? reconciled(stock.map { $0 / all }, total: 1, unit: unit) : stock
  }

  /// "Stores (44%)": the tier that most stock stands at.
  private func largestShare(_ totals: PolicyTotals) -> String {
    let shares = shares(totals, unit: 0.01)
    guard let largest = shares.indices.max(by: { (shares[$0], $1) < (shares[$1], $0) }) else { return "" }
    return "\(context.model.tiers[tiers[largest]].name) (\(format.percent(shares[largest], decimals: 0)))"
  }

  /// The rules before the change, inside a sentence.
  private var currentRules: String { context.currentRules }

  var lead: String {
    let (now, then) = (context.study.current.customerFillRate, context.study.optimised.customerFillRate)
    let isClear = now.upper < then.lower || now.lower > then.upper
    let service =
      isClear
      ? "customers get \(percent(now)) of their units on time under \(currentRules) and \(percent(then)) under the rules "
        + "proposed"
      : "the rules proposed serve customers no clearly better or worse (\(percent(now)) and \(percent(then)) on time)"
    let before = context.currentPhrase
    return "Played forward on the same demand, \(service). "
      + (tiers.count < 2
        ? ""
        : "Most stock stands at \(largestShare(context.study.current)) \(before), at \(largestShare(context.study.optimised)) "
          + "as proposed.")
  }

  var basis: String {
    let settings = context.settings.simulation
    // A run of its own, though as long and on as many replications, draws other demand.
    let start =
      "Means of stock and service are those of all the report (\(context.simulationScope)). Curves and orders are of a run of "
      + "their own: \(format.count(course.replications, "replication")) of \(format.count(course.periods, context.period)) "
      + "from full stock; what is said of orders leaves out the first \(format.number(Double(course.warmUp))). "
    let unfilled =
      settings.unfilledOrders == .cancel
      ? "orders that a supplier cannot fill are cancelled and placed anew. "
      : "orders that a supplier cannot fill wait. "
    return start + settings.unmetDemandStatement(format) + "; " + unfilled
      + (PlayedEvents(context).sentences + [windowSentence].compactMap { $0 }).joined(separator: " ")
  }

  /// What of the run the headline covers, where an outage lies in or before it.
  private var windowSentence: String? {
    guard let last = outages.ranges.last else { return nil }
    let isBefore = last.upperBound <= course.warmUp
    let isOne = outages.ranges.count == 1
    return "The means cover \(outages.measuredWindow)"
      + (isBefore
        ? ", after the outage\(isOne ? "" : "s"): they show what \(isOne ? "it leaves" : "these leave") behind."
        : ".")
  }

  var table: FindingsTable {
    func value(_ estimate: Estimate?, _ text: (Double) -> String) -> FindingsTable.Cell {
      estimate.map { .init($0.mean, text($0.mean)) } ?? .init(NumberFormat.none)
    }
    func number(_ estimate: Estimate?) -> FindingsTable.Cell {
      value(estimate) { format.number($0, decimals: abs($0) < 10 ? 1 : 0) }
    }
    func correlation(_ estimate: Estimate?) -> FindingsTable.Cell {
      value(estimate) { format.number($0, decimals: 2) }
    }
    let totals = [context.study.current, context.study.optimised]
    let parts = totals.map { shares($0, unit: 0.001) }
    var rows = tiers.enumerated().map { position, tier in
      FindingsTable.Row([
        .init(context.model.tiers[tier].name),
        .init(parts[0][position], format.percent(parts[0][position])),
        .init(parts[1][position], format.percent(parts[1][position])),
        number(course.current.orderVariance[tier]), number(course.proposed.orderVariance[tier]),
        correlation(course.current.orderCorrelation[tier]), correlation(course.proposed.orderCorrelation[tier]),
      ])
    }
    let stocks = totals.map { $0.estimate(context.stockQuantity).mean }
    let scale = context.stockScale(stocks.max() ?? 0)
    func total(_ stock: Double) -> FindingsTable.Cell {
      let days = context.daysOfSupply(stock, perPeriod: context.consumption)
      return .init(stock, context.stock(stock, on: scale) + (days.map { " (\(context.days($0)) days)" } ?? ""))
    }
    rows.append(
      .init(
        [.init("All stock"), total(stocks[0]), total(stocks[1])] + [FindingsTable.Cell](repeating: .init(""), count: 4),
        isTotal: true))
    return FindingsTable(
      id: "courses", caption: "Where stock stands, and how orders vary",
      columns: [
        .init("Tier", numeric: false), .init("Share of stock, \(before)"), .init("Share of stock, proposed"),
        .init("Order variance, \(before)"), .init("Order variance, proposed"), .init("Correlation, \(before)"),
        .init("Correlation, proposed"),
      ],
      rows: rows,
      note:
        "Order variance: variance of a tier's orders of a \(context.period) ÷ that of consumers' demand (1 = orders "
        + "vary as demand does; the bullwhip ratio). Correlation: of a tier's orders with consumers' demand, by "
        + "\(CourseStudy.bucketPeriods) \(context.period)s. Both by item, weighted by demand, over "
        + "\(format.count(course.replications, "replication")). Stock: simulated means, and how long all of it would last."
    )
  }

  /// Name of the state before the change in heads of columns.
  private var before: String { context.currentLabel.lowercased() }

  /// Ends a source line: when outages are, and which window the headline covers.
  private var outageNote: String {
    outages.caption(shadedFrom: 0).map { "; \($0); the summary's figures cover \(outages.measuredWindow)" } ?? ""
  }

  /// Ends of the buckets, in periods.
  private var ends: [Double] {
    (0..<course.current.fillRate.count).map {
      Double(min(course.periods, ($0 + 1) * CourseStudy.bucketPeriods))
    }
  }

  /// Months, where there is a date to count from.
  private var ticks: [AxisTick]? {
    let months = AxisTick.months(context, from: 0, to: course.periods)
    return months.isEmpty ? nil : months
  }

  private var timeTitle: String { ticks == nil ? "\(context.periodsTitle) from the start" : "" }

  var serviceFigure: CurveFigure {
    let (now, then) = (course.current, course.proposed)
    func curve(_ name: String, _ role: String, _ course: CourseStudy.Course) -> CurveFigure.Curve {
      var curve = CurveFigure.Curve(name: name, role: role, x: ends, y: course.fillRate.map(\.mean))
      curve.halfWidth = course.fillRate.map(\.halfWidth)
      return curve
    }
    let last = (now.fillRate.last?.mean ?? 1, then.fillRate.last?.mean ?? 1)
    let title =
      abs(last.0 - last.1) < 0.005
      ? "Service ends alike under both rules: \(format.percent(last.1)) on time"
      : "Service ends at \(format.percent(last.0)) under \(currentRules), \(format.percent(last.1)) as proposed"
    return CurveFigure(
      heading: FigureHeading(
        id: "service-course", title: title,
        subtitle: "Consumers' units delivered on time by \(CourseStudy.bucketPeriods) \(context.period)s, %",
        source:
          "Simulated on the same demand, \(format.count(course.replications, "replication")); bands: \(format.interval)"
          + outageNote,
        alternativeText: "Service over time. At the end \(format.percent(last.0)) under \(currentRules) and "
          + "\(format.percent(last.1)) under those proposed."
          + (outages.caption(shadedFrom: 0).map { " In it, \($0)." } ?? "")),
      xTitle: timeTitle, yTitle: "On time", yUnit: "percent", ticks: ticks,
      spans: outages.spans(from: 0, to: course.periods),
      curves: [curve(context.currentLabel, "current", now), curve("Proposed", "optimised", then)])
  }

  var orderVariationFigure: ComparisonFigure? {
    let known = tiers.compactMap { tier in
      course.current.orderVariance[tier].flatMap { now in
        course.proposed.orderVariance[tier].map { (tier: tier, now: now, then: $0) }
      }
    }
    guard let worst = known.max(by: { $0.now.mean < $1.now.mean }) else { return nil }
    func times(_ value: Double) -> String { format.number(value, decimals: value < 10 ? 1 : 0) + "×" }
    func name(_ tier: Int) -> String { context.model.tiers[tier].name }
    return ComparisonFigure(
      heading: FigureHeading(
        id: "order-variation",
        title: "Variance of orders, \(name(worst.tier)): \(times(worst.now.mean)) that of demand "
          + "\(context.currentPhrase), \(times(worst.then.mean)) as proposed",
        subtitle:
          "Variance of a tier's orders of a \(context.period) ÷ that of consumers' demand (bullwhip ratio; 1 = as "
          + "demand)",
        source:
          "Simulated on the same demand, \(format.count(course.replications, "replication")); whiskers: \(format.interval)",
        alternativeText: "Bars of the bullwhip ratio by tier. "
          + known.map {
            "\(name($0.tier)): \(times($0.now.mean)) \(context.currentPhrase), \(times($0.then.mean)) as proposed."
          }
          .joined(separator: " ")),
      currentName: context.currentLabel, proposedName: "Proposed", changeName: "",
      categories: known.map { entry in
        ComparisonFigure.Category(
          name: name(entry.tier), current: entry.now.mean, optimised: entry.then.mean,
          currentHalfWidth: entry.now.halfWidth, optimisedHalfWidth: entry.then.halfWidth,
          currentText: times(entry.now.mean), optimisedText: times(entry.then.mean), changeText: "",
          direction: .neutral)
      })
  }

  func stockFigure(_ one: CourseStudy.Course, _ means: PolicyTotals, id: String, name: String) -> CurveFigure {
    let totals = ends.indices.map { bucket in one.stock.reduce(0) { $0 + $1[bucket] } }
    let shares = self.shares(means, unit: 0.01)
    let largest = shares.indices.max { shares[$0] < shares[$1] } ?? 0
    let names = tiers.map { context.model.tiers[$0].name }
    func words(_ position: Int) -> String { "\(names[position]) \(format.percent(shares[position], decimals: 0))" }
    return CurveFigure(
      heading: FigureHeading(
        id: id, title: "\(names[largest]) \(name): \(format.percent(shares[largest], decimals: 0)) of stock on average",
        subtitle: "Share of stock on hand by tier, %",
        source: "Simulated, \(context.ledger.hasValue ? "at unit cost" : "in units"), "
          + "\(format.count(course.replications, "replication")); title: mean over \(outages.measuredWindow)"
          + (outages.caption(shadedFrom: 0).map { "; \($0)" } ?? ""),
        alternativeText: "Share of stock by tier over time, \(name). After the warm-up "
          + names.indices.map(words).joined(separator: ", ") + "."
          + (outages.caption(shadedFrom: 0).map { " In it, \($0)." } ?? "")),
      xTitle: timeTitle, yTitle: "Share", yUnit: "percent", ticks: ticks,
      spans: outages.spans(from: 0, to: course.periods),
      curves: tiers.enumerated().map { rank, tier in
        // Tiers are no policies: none has the colour of one.
        let role = rank == tiers.count - 1 ? "focus" : rank == 0 ? "current" : "reference"
        return CurveFigure.Curve(
          name: context.model.tiers[tier].name, role: role, x: ends,
          y: ends.indices.map { totals[$0] > 0 ? one.stock[tier][$0] / totals[$0] : 0 })
      })
  }
}

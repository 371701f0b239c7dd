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
    currentStock = texts.stockFigure(course.current, id: "stock-course-today", name: "today")
    proposedStock = texts.stockFigure(course.proposed, id: "stock-course-proposed", name: "as proposed")
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
struct CourseTexts {
  let context: FindingsContext
  let course: CourseStudy

  init(_ context: FindingsContext, _ course: CourseStudy) {
    self.context = context
    self.course = course
  }

  private var format: NumberFormat { context.format }
  private var tiers: [Int] { context.tiers }

  private func percent(_ value: Estimate) -> String { context.percent(value) }

  /// Days of demand that stock would last.
  private func days(_ stock: Double) -> Double { course.demandValue > 0 ? stock / course.demandValue : 0 }

  private func shares(_ course: CourseStudy.Course) -> String {
    tiers.map { format.number(course.stockShare[$0].mean * 100) }.joined(separator: "/") + format.percentMark
  }

  var lead: String {
    let (now, then) = (course.current.meanFillRate, course.proposed.meanFillRate)
    let isClear = now.upper < then.lower || now.lower > then.upper
    let names = tiers.map { context.model.tiers[$0].name }.joined(separator: "/")
    let service =
      isClear
      ? "customers get \(percent(now)) of their units on time under today's rules and \(percent(then)) under those proposed"
      : "the rules proposed serve customers no clearly better or worse (\(percent(now)) and \(percent(then)) on time)"
    return "Played forward on the same demand, \(service); stock stands \(shares(course.current)) by tier (\(names)) "
      + "today and \(shares(course.proposed)) as proposed."
  }

  var basis: String {
    let settings = context.settings.simulation
    let start =
      "Simulated: \(format.count(course.replications, "replication")) of "
      + "\(format.count(course.periods, context.period)) from the stock that the rules order up to; figures leave the "
      + "first \(format.number(Double(course.warmUp))) out. "
    let unfilled =
      settings.unfilledOrders == .cancel
      ? "orders that a supplier cannot fill are cancelled and placed anew. "
      : "orders that a supplier cannot fill wait. "
    return start + settings.unmetDemandStatement(format) + "; " + unfilled
      + PlayedEvents(context).sentences.joined(separator: " ")
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
    var rows = tiers.map { tier in
      FindingsTable.Row([
        .init(context.model.tiers[tier].name),
        value(course.current.stockShare[tier]) { format.percent($0) },
        value(course.proposed.stockShare[tier]) { format.percent($0) },
        number(course.current.orderVariance[tier]), number(course.proposed.orderVariance[tier]),
        correlation(course.current.orderCorrelation[tier]), correlation(course.proposed.orderCorrelation[tier]),
      ])
    }
    let stocks = [course.current, course.proposed].map(\.meanStock.mean)
    func total(_ stock: Double) -> FindingsTable.Cell {
      .init(stock, "\(context.stock(stock)) (\(format.number(days(stock), decimals: 1)) \(context.period)s)")
    }
    rows.append(
      .init(
        [.init("All stock"), total(stocks[0]), total(stocks[1])] + [FindingsTable.Cell](repeating: .init(""), count: 4),
        isTotal: true))
    return FindingsTable(
      id: "courses", caption: "Where stock stands, and how orders vary",
      columns: [
        .init("Tier", numeric: false), .init("Share of stock, today"), .init("Share of stock, proposed"),
        .init("Order variance, today"), .init("Order variance, proposed"), .init("Correlation, today"),
        .init("Correlation, proposed"),
      ],
      rows: rows,
      note:
        "Order variance: variance of a tier's orders of a \(context.period) ÷ that of consumers' demand (1 = orders "
        + "vary as demand does; the bullwhip ratio). Correlation: of a tier's orders with consumers' demand, by "
        + "\(CourseStudy.bucketPeriods) \(context.period)s. Both by item, weighted by demand. All stock: mean, and how long "
        + "it would last.")
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
      : "Service ends at \(format.percent(last.0)) under today's rules, \(format.percent(last.1)) as proposed"
    return CurveFigure(
      heading: FigureHeading(
        id: "service-course", title: title,
        subtitle: "Consumers' units delivered on time by \(CourseStudy.bucketPeriods) \(context.period)s, %",
        source:
          "Simulated on the same demand, \(format.count(course.replications, "replication")); bands: \(format.interval)",
        alternativeText: "Service over time. At the end \(format.percent(last.0)) under today's rules and "
          + "\(format.percent(last.1)) under those proposed."),
      xTitle: timeTitle, yTitle: "On time", yUnit: "percent", ticks: ticks,
      curves: [curve("Today", "current", now), curve("Proposed", "optimised", then)])
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
        title: "Variance of orders, \(name(worst.tier)): \(times(worst.now.mean)) that of demand today, "
          + "\(times(worst.then.mean)) as proposed",
        subtitle:
          "Variance of a tier's orders of a \(context.period) ÷ that of consumers' demand (bullwhip ratio; 1 = as "
          + "demand)",
        source:
          "Simulated on the same demand, \(format.count(course.replications, "replication")); whiskers: \(format.interval)",
        alternativeText: "Bars of the bullwhip ratio by tier. "
          + known.map { "\(name($0.tier)): \(times($0.now.mean)) today, \(times($0.then.mean)) as proposed." }
          .joined(separator: " ")),
      currentName: "Today", proposedName: "Proposed", changeName: "",
      categories: known.map { entry in
        ComparisonFigure.Category(
          name: name(entry.tier), current: entry.now.mean, optimised: entry.then.mean,
          currentHalfWidth: entry.now.halfWidth, optimisedHalfWidth: entry.then.halfWidth,
          currentText: times(entry.now.mean), optimisedText: times(entry.then.mean), changeText: "",
          direction: .neutral)
      })
  }

  func stockFigure(_ one: CourseStudy.Course, id: String, name: String) -> CurveFigure {
    let roles = ["current", "measured", "optimised"]
    let totals = ends.indices.map { bucket in one.stock.reduce(0) { $0 + $1[bucket] } }
    let largest = tiers.max { one.stockShare[$0].mean < one.stockShare[$1].mean } ?? 0
    let share = format.percent(one.stockShare[largest].mean, decimals: 0)
    return CurveFigure(
      heading: FigureHeading(
        id: id, title: "\(context.model.tiers[largest].name) \(name): \(share) of all stock",
        subtitle: "Share of stock on hand by tier, %",
        source: "Simulated, \(context.ledger.hasValue ? "at unit cost" : "in units")",
        alternativeText: "Share of stock by tier over time, \(name). After the warm-up "
          + tiers.map { "\(context.model.tiers[$0].name) \(format.percent(one.stockShare[$0].mean))" }
          .joined(separator: ", ") + "."),
      xTitle: timeTitle, yTitle: "Share", yUnit: "percent", ticks: ticks,
      curves: tiers.enumerated().map { rank, tier in
        let role = rank == tiers.count - 1 ? "optimised" : rank < roles.count - 1 ? roles[rank] : "reference"
        return CurveFigure.Curve(
          name: context.model.tiers[tier].name, role: role, x: ends,
          y: ends.indices.map { totals[$0] > 0 ? one.stock[tier][$0] / totals[$0] : 0 })
      })
  }
}

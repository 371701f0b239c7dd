import Probability
import SupplyNetwork

extension ServiceFanFigure {
  /// Shares of the replications that the bands hold, the widest first, and how many replications tell each.
  private static let bands: [(share: Double, least: Int)] = [(0.95, 20), (0.8, 10), (0.5, 4)]

  /// How customers' service spreads over the replications, week by week; `nil` where there are too few of either.
  init?(_ context: FindingsContext) {
    let (now, then) = (context.study.current.serviceCourse, context.study.optimised.serviceCourse)
    let settings = context.settings.simulation
    let replications = now.replications
    // The last bucket is left out where it is no whole one: a day or two spread more than a week.
    let buckets = min(now.bucketCount, settings.periods / ServiceCourse.bucketPeriods)
    let told = Self.bands.filter { $0.least <= replications }
    guard buckets > 1, !told.isEmpty else { return nil }
    let format = context.format
    let isWeekly = context.settings.period == .day && ServiceCourse.bucketPeriods == 7
    let bucket = isWeekly ? "week" : "\(ServiceCourse.bucketPeriods) \(context.period)s"
    x = (1...buckets).map { Double(settings.warmUp + $0 * ServiceCourse.bucketPeriods) }
    bandNames = told.map { "\(format.percent($0.share, decimals: 0)) of runs" }
    panels = [(context.currentLabel, now, false), ("Optimised", then, true)].map { name, course, isPlanned in
      Self.panel(name, course, buckets: buckets, shares: told.map(\.share), isPlanned: isPlanned)
    }
    ticks = AxisTick.months(context, from: settings.warmUp, to: settings.warmUp + buckets * ServiceCourse.bucketPeriods)
    let outages = KnownOutages(context)
    spans = outages.spans(from: settings.warmUp, to: settings.warmUp + buckets * ServiceCourse.bucketPeriods)
    xTitle = ticks.isEmpty ? "\(context.periodsTitle) from the start" : ""
    yTitle = "Units on time"
    // What one bad week in twenty is like says more of risk than the mean does.
    let (worstNow, worstThen) = (Self.lowEnd(now, buckets), Self.lowEnd(then, buckets))
    let difference = worstThen.roundedTo(decimals: 3) - worstNow.roundedTo(decimals: 3)
    let often = isWeekly ? "19 of 20 weeks" : "19 of 20 times"
    let title =
      abs(difference) < 0.005
      ? "\(often) serve \(format.percent(worstThen)) or more, with no clear difference to \(context.currentPhrase)"
      : "\(often) serve \(format.percent(worstNow)) or more \(context.currentPhrase), \(format.percent(worstThen)) optimised"
    func words(_ panel: Panel) -> String {
      let middle = Quantiles(panel.median).value(at: 0.5)
      let (low, high) = (panel.low[0].min() ?? middle, panel.high[0].max() ?? middle)
      return
        "\(panel.name): median about \(format.percent(middle)), the widest band between \(format.percent(low)) and "
        + "\(format.percent(high))."
    }
    heading = FigureHeading(
      id: "service-fan", title: title,
      subtitle: "Customers' units delivered on time by \(bucket), simulated; bands hold "
        + "\(told.map { format.percent($0.share, decimals: 0) }.joined(separator: ", ")) of "
        + format.count(replications, "replication"),
      source: "Both policies on the same demand; \(context.simulationScope)"
        + (outages.caption(shadedFrom: settings.warmUp).map { "; \($0)" } ?? ""),
      alternativeText:
        "Service over time, its median and its spread over \(format.count(replications, "replication")). "
        + panels.map(words).joined(separator: " "))
  }

  private static func panel(
    _ name: String, _ course: ServiceCourse, buckets: Int, shares: [Double], isPlanned: Bool
  ) -> Panel {
    let weeks = (0..<buckets).map { bucket in
      Quantiles((0..<course.replications).map { course.fillRate(replication: $0, bucket: bucket) ?? 1 })
    }
    return Panel(
      name: name, isPlanned: isPlanned, median: weeks.map { $0.value(at: 0.5) },
      low: shares.map { share in weeks.map { $0.value(at: (1 - share) / 2) } },
      high: shares.map { share in weeks.map { $0.value(at: (1 + share) / 2) } })
  }

  /// The service that all but one in twenty weeks of all replications reach.
  private static func lowEnd(_ course: ServiceCourse, _ buckets: Int) -> Double {
    Quantiles(
      (0..<course.replications).flatMap { replication in
        (0..<buckets).map { course.fillRate(replication: replication, bucket: $0) ?? 1 }
      }
    ).value(at: 0.05)
  }
}

extension AxisTick {
  /// First days of months between two periods of a run; none where there is no date to count from. Period 0 is the day
  /// after the data cut-off.
  static func months(_ context: FindingsContext, from first: Int, to last: Int) -> [AxisTick] {
    guard let cutOff = context.dataCutOff, last > first else { return [] }
    let days = context.settings.period.days
    func place(_ date: CalendarDate) -> Double { Double(date.dayNumber - cutOff.dayNumber - 1) / Double(days) }
    let start = cutOff.adding(days: 1 + first * days)
    let (year, month, _) = start.civil
    guard var date = CalendarDate(year: year, month: month, day: 1) else { return [] }
    var ticks: [AxisTick] = []
    while place(date) <= Double(last), ticks.count < 1200 {
      if place(date) >= Double(first) {
        ticks.append(AxisTick(x: place(date), text: context.format.dates.month(date)))
      }
      date = date.adding(months: 1)
    }
    return ticks
  }
}

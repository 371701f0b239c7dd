import SupplyNetwork

/// Disruptions that begin at a given time of a simulation: when they are, for charts over time and their captions.
struct KnownOutages {
  private let context: FindingsContext
  /// First period and the one after the last, in order, apart from each other.
  let ranges: [Range<Int>]

  init(_ context: FindingsContext) {
    self.context = context
    var found: [Range<Int>] = []
    func add(_ disruptions: [Disruption]) {
      for disruption in disruptions where disruption.periods > 0 {
        if case .at(let first) = disruption.beginning { found.append(first..<first + disruption.periods) }
      }
    }
    for network in context.model.networks {
      for stage in network.stages {
        add(stage.disruptions)
        add(stage.outsideDisruptions)
      }
      for link in network.links { add(link.disruptions) }
    }
    found.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    var ranges: [Range<Int>] = []
    for range in found {
      if let last = ranges.last, range.lowerBound <= last.upperBound {
        ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        ranges.append(range)
      }
    }
    self.ranges = ranges
  }

  /// The outages between two times of a run, in periods from its start; `nil` where there are none.
  func spans(from start: Int, to end: Int) -> [CurveFigure.Span]? {
    let shown = ranges.map { $0.clamped(to: start..<max(start, end)) }.filter { !$0.isEmpty }
    return shown.isEmpty
      ? nil : shown.map { CurveFigure.Span(name: "Outage", from: Double($0.lowerBound), to: Double($0.upperBound)) }
  }

  /// "outage of days 16 to 75 (2026-11-17 to 2027-01-15)"; `nil` where there are none.
  var phrase: String? {
    guard !ranges.isEmpty else { return nil }
    let all = ranges.prefix(3).map(words).joined(separator: ", ") + (ranges.count > 3 ? " and later ones" : "")
    return "\(ranges.count == 1 ? "outage" : "outages") of \(all)"
  }

  /// "an outage of 60 days that ends 15 days before measuring"; `nil` where there are none.
  var circumstance: String? {
    guard let last = ranges.last else { return nil }
    let length = context.format.count(ranges.reduce(0) { $0 + $1.count }, context.period)
    let before = context.settings.simulation.warmUp - last.upperBound
    return (ranges.count == 1 ? "an outage of \(length)" : "\(ranges.count) outages of \(length) in all")
      + (before >= 0
        ? " that end\(ranges.count == 1 ? "s" : "") "
          + (before == 0
            ? "when measuring starts" : "\(context.format.count(before, context.period)) before measuring starts")
        : "")
  }

  /// "outage: days 16 to 75 (2026-11-17 to 2027-01-15)", for the caption of a chart in which outages are shaded, or where
  /// they lie before what the chart shows; `nil` where there are none.
  func caption(shadedFrom start: Int) -> String? {
    let shaded = ranges.contains { $0.upperBound > start }
    return phrase.map { "\(shaded ? "shaded: " : "")\($0)" + (shaded ? "" : ", before what is shown") }
  }

  /// "days 91 to 455": the periods that figures of simulations are means of.
  var measuredWindow: String {
    let simulation = context.settings.simulation
    return span(simulation.warmUp..<simulation.warmUp + max(1, simulation.periods))
  }

  private func words(_ range: Range<Int>) -> String {
    span(range) + (dates(range).map { " (\($0))" } ?? "")
  }

  private func span(_ range: Range<Int>) -> String {
    func number(_ period: Int) -> String { context.format.number(Double(period)) }
    return range.count == 1
      ? "\(context.period) \(number(range.lowerBound + 1))"
      : "\(context.period)s \(number(range.lowerBound + 1)) to \(number(range.upperBound))"
  }

  private func dates(_ range: Range<Int>) -> String? {
    guard let cutOff = context.dataCutOff else { return nil }
    // Period 0 begins on the day after the data cut-off.
    let days = context.settings.period.days
    let first = cutOff.adding(days: 1 + range.lowerBound * days)
    let last = cutOff.adding(days: range.upperBound * days)
    let format = context.format.dates
    return first == last ? format.day(first) : "\(format.day(first)) to \(format.day(last))"
  }
}

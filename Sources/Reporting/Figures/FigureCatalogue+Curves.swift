internal import Charting
internal import Drawing
internal import Findings

extension FigureCatalogue {
  static func promise(_ figure: PromiseFigure, format: NumberFormat) -> ReportFigure {
    ReportFigure(
      figure.heading, of: [figure],
      data: FigureData(
        ["category", "promise", "simulated", "half_width_95"],
        figure.categories.map {
          [.text($0.name), .number($0.promise), .number($0.simulated), .number($0.halfWidth)]
        })
    ) { heading in
      IntervalChart(
        heading: heading, axis: .percentages("", format, includesZero: false),
        names: .init(promise: "Promise", good: "kept", bad: "not kept", found: "Simulated, \(format.interval)"),
        categories: figure.categories.map { category in
          .init(
            name: category.name, promise: category.promise,
            found: Quantity(
              category.simulated, label: category.text,
              interval: Interval(
                max(0, category.simulated - category.halfWidth), min(1, category.simulated + category.halfWidth))),
            verdict: category.isKept ? .good : .bad)
        })
    }
  }

  static func curves(_ figure: CurveFigure, format: NumberFormat) -> ReportFigure {
    let longest = figure.curves.max { $0.x.count < $1.x.count }?.x ?? []
    let rows = longest.indices.map { index -> [FigureData.Cell] in
      [.number(longest[index])] + figure.curves.map { index < $0.y.count ? .number($0.y[index]) : .none }
    }
    let highest = figure.curves.flatMap(\.y).map(abs).max() ?? 0
    let scale = AxisScale(highest: figure.yUnit == "percent" ? 0 : highest)
    let isPercent = figure.yUnit == "percent"
    return ReportFigure(
      figure.heading, of: [figure],
      data: FigureData([figure.ticks == nil ? figure.xTitle : "period"] + figure.curves.map(\.name), rows)
    ) { heading in
      LineChart(
        heading: heading,
        horizontal: ValueAxis(title: figure.xTitle, kind: kind(figure.ticks), format: { format.trimmed($0) }),
        vertical: isPercent ? .percentages(figure.yTitle, format) : .amounts(figure.yTitle, on: scale, format),
        series: figure.curves.map { curve in
          let look = look(of: curve.role)
          return LineChart.Series(
            name: curve.name,
            data: curve.x.indices.map { index in
              let interval = curve.halfWidth.map { widths in
                let (low, high) = (curve.y[index] - widths[index], curve.y[index] + widths[index])
                return figure.yUnit == "percent"
                  ? Interval(max(0, low), max(min(1, high), curve.y[index])) : Interval(low, high)
              }
              return LineChart.Datum(curve.x[index], curve.y[index], interval: interval)
            }, ink: look.ink,
            dash: look.dash, weight: look.weight)
        }, spans: spans(figure.spans))
    }
  }

  /// Stretches of time to be shaded.
  static func spans(_ spans: [CurveFigure.Span]?) -> [LineChart.Span] {
    (spans ?? []).map { LineChart.Span(from: $0.from, to: $0.to, name: $0.name) }
  }

  /// An axis of dates where there are any.
  static func kind(_ ticks: [AxisTick]?) -> ValueAxis.Kind {
    guard let ticks, ticks.count > 1 else { return .linear }
    return .marked(ticks.map { ValueAxis.Mark($0.x, $0.text) })
  }

  /// Colour, dash and weight of a line by what it stands for; each differs in two ways, so that grey print is enough.
  private static func look(of role: String) -> (ink: Ink, dash: [Double], weight: Double) {
    switch role {
    case "optimised": (.proposal, [], 2)
    case "focus": (.text, [], 2)
    case "current": (.baseline, [], 1.75)
    default: (.baseline, [4, 3], 1.5)
    }
  }
}

/// The unit that an axis names once: thousands and millions stand in its title, never on each tick.
struct AxisScale: Sendable {
  var divisor = 1.0
  var suffix = ""

  /// The scale that texts of such amounts have ("$1.70M"), so that a chart shows one.
  init(highest: Double) {
    divisor = NumberScale(fitting: highest).divisor
    switch divisor {
    case 1e9: suffix = ", billions"
    case 1e6: suffix = ", millions"
    case 1e3: suffix = ", thousands"
    default: break
    }
  }
}

extension ValueAxis {
  /// An axis of fractions as percentages of a locale.
  static func percentages(_ title: String, _ format: NumberFormat, includesZero: Bool = true) -> ValueAxis {
    ValueAxis(title: title, includesZero: includesZero, unit: 0.01) { format.percent($0, decimals: $1) }
  }

  /// An axis of amounts on a scale that its title names.
  static func amounts(
    _ title: String, on scale: AxisScale, _ format: NumberFormat, includesZero: Bool = true
  ) -> ValueAxis {
    ValueAxis(title: title + scale.suffix, includesZero: includesZero, unit: scale.divisor) {
      format.number($0 / scale.divisor, decimals: $1)
    }
  }
}

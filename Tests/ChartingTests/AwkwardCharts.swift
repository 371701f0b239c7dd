import Charting
import Drawing
import Foundation

/// Every chart made from any names and values.
enum AwkwardCharts {
  struct Data: Sendable {
    let name: String
    let values: [Double]
    let names: [String]
  }

  private static let long = "An exceptionally long name of a place that nobody would shorten"

  static let cases: [Data] = [
    Data(name: "one point", values: [42], names: ["Only one"]),
    Data(name: "all equal", values: [7, 7, 7, 7], names: ["a", "b", "c", "d"]),
    Data(name: "zeros", values: [0, 0, 0], names: ["a", "b", "c"]),
    Data(name: "negative", values: [-3, -40, -12.5], names: ["first", "second", "third"]),
    Data(name: "mixed signs", values: [-3, 40, -12.5, 0, 9], names: ["p", "q", "r", "s", "t"]),
    Data(name: "huge", values: [3e14, 9e14, 1e15], names: ["first", "second", "third"]),
    Data(name: "tiny", values: [3e-12, 9e-12, 1e-11], names: ["first", "second", "third"]),
    Data(name: "long names", values: [3, 8, 1, 5], names: [Int](1...4).map { "\(long) \($0)" }),
    Data(
      name: "one long word", values: [3, 8, 1],
      names: (0..<3).map { String(repeating: "Donaudampfschiff", count: 4) + String($0) }),
    Data(
      name: "scripts", values: [3, 8, 1, 5, 6],
      names: ["مركز التوزيع في الإسكندرية", "上海配送中心仓库", "מרכז הפצה", "ศูนย์กระจายสินค้า", "👩‍👩‍👧 Store\u{202E}abc"]),
    Data(name: "nameless", values: [3, 8, 1], names: ["", "", "line\nbreak\ttab"]),
    Data(
      name: "many", values: (0..<40).map { Double(($0 * 17) % 29) + 1 }, names: (0..<40).map { "Category \($0)" }),
  ]

  private static func text(_ value: Double) -> String { String(format: "%g", value) }

  private static func heading(_ data: Data) -> ChartHeading {
    ChartHeading(
      title: "\(data.name): \(data.names.first ?? "")", subtitle: data.names.joined(separator: ", "),
      source: "Source: tests", emptyText: "Nothing to show")
  }

  static func charts(_ data: Data) -> [(name: String, chart: any Chart)] {
    [
      ("grouped", grouped(data)), ("stacked", stacked(data)), ("waterfall", waterfall(data)),
      ("lines", lines(data)), ("series", series(data)), ("interval", interval(data)), ("panels", panels(data)),
      ("gantt", gantt(data)), ("tornado", tornado(data)), ("network", network(data)), ("columns", columns(data)),
      ("logarithmic", logarithmic(data)), ("spans", spans(data)), ("scatter", scatter(data)), ("heat", heat(data)),
      ("fan", fan(data)),
    ]
  }

  private static func quantity(_ value: Double, spread: Double = 0) -> Quantity {
    Quantity(
      value, label: text(value),
      interval: spread > 0 ? Interval(value - spread * abs(value), value + spread * abs(value)) : nil)
  }

  private static func pairs(_ data: Data) -> [(name: String, value: Double)] {
    zip(data.names, data.values).map { (name: $0, value: $1) }
  }

  private static func grouped(_ data: Data) -> GroupedBarChart {
    GroupedBarChart(
      heading: heading(data), baselineName: "Current", proposalName: "Optimised", changeName: "Change",
      categories: pairs(data).map {
        .init(
          name: $0.name, baseline: quantity($0.value), proposal: quantity($0.value * 0.8, spread: 0.3),
          change: "−20 %", verdict: .good)
      })
  }

  private static func stacked(_ data: Data) -> StackedBarChart {
    let roles = ["One", "Two", "Three"].map { StackedBarChart.Role(name: $0, ink: .proposal) }
    return StackedBarChart(
      heading: heading(data), roles: roles,
      categories: pairs(data).map { pair in
        .init(
          name: pair.name,
          rows: [false, true].map { planned in
            .init(
              name: planned ? "optimised" : "current", segments: [1, 0.5, -0.2].map { quantity(pair.value * $0) },
              total: text(pair.value * 1.5), isPlanned: planned)
          })
      })
  }

  private static func waterfall(_ data: Data) -> WaterfallChart {
    WaterfallChart(
      heading: heading(data), start: .init(name: "Start", quantity(10)),
      steps: pairs(data).map { .init(name: $0.name, quantity($0.value)) },
      end: .init(name: "End", quantity(data.values.reduce(10, +))), direction: .lowerIsBetter, tolerance: 0)
  }

  private static func lines(_ data: Data) -> LineChart {
    LineChart(
      heading: heading(data), horizontal: ValueAxis(title: "Across", includesZero: false, format: text),
      vertical: ValueAxis(title: data.names.first ?? "", includesZero: false, format: text),
      series: pairs(data).map { pair in
        .init(name: pair.name, data: (0..<4).map { .init(Double($0), pair.value * (1 + Double($0) / 10)) })
      },
      highlights: pairs(data).prefix(4).map { .init(.init(2, $0.value), label: $0.name) })
  }

  private static func series(_ data: Data) -> LineChart {
    let points = data.values.enumerated().map { index, value in
      LineChart.Datum(value, value, interval: Interval(value - 1, value + Double(index)))
    }
    return LineChart(
      heading: heading(data), horizontal: ValueAxis(title: data.names.first ?? "", format: text),
      vertical: ValueAxis(title: "Up", format: text),
      series: points.isEmpty ? [] : [.init(name: "the culprit, \(data.names.first ?? "")", data: points)])
  }

  private static func interval(_ data: Data) -> IntervalChart {
    IntervalChart(
      heading: heading(data), axis: ValueAxis(title: "Share", includesZero: false, format: text),
      names: .init(promise: "Target", good: "Kept", bad: "Missed", neutral: "Open", found: "Simulated"),
      categories: pairs(data).enumerated().map { index, pair in
        .init(
          name: pair.name, promise: index % 3 == 2 ? nil : pair.value, found: quantity(pair.value * 1.1, spread: 0.2),
          verdict: Verdict.allCases[index % 3])
      })
  }

  private static func panels(_ data: Data) -> BarIntervalChart {
    BarIntervalChart(
      heading: heading(data), barName: "Stock", dotName: "Service, 95 % interval",
      axis: ValueAxis(title: "Share", includesZero: false, format: text),
      roleNames: [(.baseline, "Today"), (.proposal, "Proposal"), (.alternative, "Scenario")],
      categories: pairs(data).enumerated().map { index, pair in
        .init(
          name: pair.name, role: [.baseline, .proposal, .alternative][index % 3],
          bar: quantity(pair.value, spread: 0.1), dot: quantity(pair.value * 1.1, spread: 0.2))
      })
  }

  private static func gantt(_ data: Data) -> GanttChart {
    let months = data.names.indices.flatMap { year in
      ["January", "May", "September"].map { GanttChart.Period(name: $0, group: "Year \(year)") }
    }
    return GanttChart(
      heading: heading(data), periods: months,
      phases: pairs(data).enumerated().map { index, pair in
        .init(
          name: pair.name, start: Double(index), end: pair.value.isFinite ? Double(index * 3 + 1) : pair.value,
          note: "\(text(pair.value)) \(pair.name)")
      }, gateName: "Gate", noteName: "Cash")
  }

  private static func tornado(_ data: Data) -> TornadoChart {
    TornadoChart(
      heading: heading(data), base: quantity(5), lowName: "Low", highName: "High",
      inputs: pairs(data).map { .init(name: $0.name, low: quantity($0.value), high: quantity($0.value + 4)) })
  }

  private static func network(_ data: Data) -> NetworkDiagram {
    var chart = SampleNetworks.diagram(
      ["Sources", data.names.first ?? ""],
      pairs(data).enumerated().map { index, pair in
        .init(name: pair.name, layer: index == 0 ? 0 : 1, value: pair.value, lines: [text(pair.value), pair.name])
      }, data.names.indices.dropFirst().map { .init(from: 0, to: $0, label: data.names[$0]) })
    chart.heading = heading(data)
    return chart
  }

  private static func columns(_ data: Data) -> ColumnChart {
    var total = 0.0
    return ColumnChart(
      heading: heading(data), axis: ValueAxis(title: data.names.first ?? "", format: text), columnName: "Each",
      totalName: data.names.last ?? "", isPlanned: data.values.count % 2 == 0,
      columns: pairs(data).map { pair in
        total += pair.value
        return .init(
          name: pair.name, group: pair.name, quantity(pair.value), total: quantity(total))
      })
  }

  private static func logarithmic(_ data: Data) -> LineChart {
    var chart = lines(data)
    chart.vertical = ValueAxis(title: data.names.first ?? "", kind: .logarithmic, format: text)
    func above(_ value: Double) -> Double { value == 0 ? 1 : abs(value) }
    for line in chart.series.indices {
      chart.series[line].data = chart.series[line].data.map { .init($0.x, above($0.y)) }
    }
    for mark in chart.highlights.indices { chart.highlights[mark].datum.y = above(chart.highlights[mark].datum.y) }
    return chart
  }

  private static func spans(_ data: Data) -> LineChart {
    var chart = lines(data)
    chart.spans = pairs(data).enumerated().map { index, pair in
      .init(
        from: Double(index) * 3 / Double(data.names.count), to: Double(index + 1) * 3 / Double(data.names.count),
        name: pair.name, notes: [text(pair.value), pair.name])
    }
    return chart
  }

  private static func scatter(_ data: Data) -> ScatterChart {
    ScatterChart(
      heading: heading(data), horizontal: ValueAxis(title: data.names.first ?? "", includesZero: false, format: text),
      vertical: ValueAxis(title: "Up", includesZero: false, format: text),
      series: pairs(data).map { .init(name: $0.name, points: [Point($0.value, $0.value), Point($0.value, 0)]) },
      quarters: data.values.isEmpty
        ? nil
        : .init(
          x: data.values[0], y: data.values[0], upperLeft: data.names[0], upperRight: "b", lowerLeft: "c",
          lowerRight: data.names[0]),
      highlights: pairs(data).map { .init(Point($0.value, $0.value), label: $0.name) })
  }

  private static func heat(_ data: Data) -> HeatMapChart {
    HeatMapChart(
      heading: heading(data), rows: data.names, columns: data.names,
      values: data.values.map { value in data.values.indices.map { $0 % 2 == 0 ? value : -value / 3 } },
      names: .init(above: "above", below: data.names.first ?? ""), format: text, restName: { "\($0) others" })
  }

  private static func fan(_ data: Data) -> FanChart {
    FanChart(
      heading: heading(data), horizontal: ValueAxis(title: "Across", includesZero: false, format: text),
      vertical: ValueAxis(title: data.names.first ?? "", includesZero: false, format: text), medianName: "Middle",
      bandNames: ["wide", "narrow"],
      panels: pairs(data).prefix(6).map { pair in
        let median = (0..<4).map { pair.value * (1 + Double($0) / 10) }
        return .init(
          name: pair.name, x: [0, 1, 2, 3], median: median,
          bands: [3, 1].map { width in median.map { Interval($0 - width, $0 + width) } }, isPlanned: true)
      })
  }
}

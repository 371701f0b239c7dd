import Charting
import Drawing
import Findings
import Foundation
import Probability

/// The eight charts that the benchmarks draw, as the programs beside ours do: the same kinds with as many marks, of random
/// numbers.
struct PeerCharts {
  /// A sheet of 12 × 6 inches, in points.
  static let sheet = Size(864, 432)

  private var stream = RandomStream(seed: 3, path: [0])

  /// Name and panels of every chart; panels share the width of a sheet.
  var all: [(name: String, panels: [any Chart])] {
    mutating get {
      [
        ("grouped-bars", [groupedBars()]), ("waterfall", [waterfall()]),
        ("risk-pooling", [pooling(isSaving: false), pooling(isSaving: true)]), ("network", [network()]),
        ("lines", [lines()]), ("stacked-bars", [stackedBars()]), ("frontier", [frontier()]),
        ("histogram", [histogram()]),
      ]
    }
  }

  /// The panels side by side on a sheet, which grows where a chart needs more height.
  static func scene(
    _ panels: [any Chart], sheet: Size = sheet, margin: Double = 24, theme: Theme, text: TextEngine
  ) throws(ChartError) -> Scene {
    let pen = Pen(theme: theme, text: text)
    let width = (sheet.width - margin * Double(panels.count + 1)) / Double(panels.count)
    var scene = Scene(size: sheet, title: panels.first?.heading.title ?? "", summary: "")
    for (index, panel) in panels.enumerated() {
      try panel.validate()
      let origin = Point(margin + Double(index) * (width + margin), margin + 22)
      let plot = panel.plot(with: pen, at: origin, width: width)
      scene.elements += plot.elements
      scene.size.height = max(scene.size.height, origin.y + plot.height + margin)
      let font = Font(family: theme.family, size: 12, weight: .semibold)
      scene.elements.append(
        .text(SceneText(panel.heading.title, font: font, color: theme.text, at: Point(origin.x, margin + 8))))
    }
    return scene
  }

  private mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * stream.uniform() }

  @Sendable
  private static func whole(_ value: Double) -> String { NumberFormat(currency: "").units(value) }

  private static func heading(_ title: String) -> ChartHeading { ChartHeading(title: title) }

  private mutating func groupedBars() -> GroupedBarChart {
    let names = ["RDC", "DC North", "DC South", "DC West", "Stores A", "Stores B", "Stores C", "Returns"]
    return GroupedBarChart(
      heading: Self.heading("Safety stock by echelon"), baselineName: "Today", proposalName: "Optimised",
      changeName: "Target",
      categories: names.map { name in
        let values = (0..<3).map { _ in uniform(20, 100) }
        return .init(
          name: name, baseline: Quantity(values[0], label: Self.whole(values[0])),
          proposal: Quantity(values[1], label: Self.whole(values[1])), change: Self.whole(values[2]))
      })
  }

  private func waterfall() -> WaterfallChart {
    let names = ["Pooling", "Lead time", "Service", "Order size", "Echelon policy", "Variability"]
    let steps = zip(names, [-180.0, -90, 60, -70, -150, 35]).map { name, value in
      WaterfallChart.Step(name: name, Quantity(value, label: (value > 0 ? "+" : "") + Self.whole(value)))
    }
    return WaterfallChart(
      heading: Self.heading("From today to the optimum"), start: .init(name: "Today", Quantity(1000, label: "1000")),
      steps: steps, end: .init(name: "Optimised", Quantity(605, label: "605")), direction: .lowerIsBetter, tolerance: 0)
  }

  private func pooling(isSaving: Bool) -> LineChart {
    let series = [0, 0.25, 0.5, 0.75, 1].enumerated().map { index, correlation in
      LineChart.Series(
        name: "ρ = \(correlation)",
        data: (1...50).map { number in
          let count = Double(number)
          let share = ((1 + (count - 1) * correlation) / count).squareRoot()
          return .init(count, isSaving ? 100 * (1 - share) : share)
        }, ink: Ink.series[index])
    }
    return LineChart(
      heading: Self.heading("Risk pooling"), horizontal: ValueAxis(title: "locations pooled", format: Self.whole),
      vertical: ValueAxis(title: isSaving ? "saving [%]" : "safety stock / unpooled") {
        NumberFormat(currency: "").trimmed($0)
      },
      series: series)
  }

  private mutating func network() -> NetworkDiagram {
    let layers = [3, 5, 6, 16]
    var nodes: [NetworkDiagram.Node] = []
    var lanes: [NetworkDiagram.Lane] = []
    var before: Range<Int> = 0..<0
    for (layer, count) in layers.enumerated() {
      let own = nodes.count..<nodes.count + count
      for index in own {
        let stock = uniform(10, 900)
        nodes.append(
          .init(name: "\(index)", layer: layer, value: stock, lines: ["SS " + Self.whole(stock)], trend: .falls))
        guard !before.isEmpty else { continue }
        for _ in 0..<(layer == 3 ? 1 : 2) {
          lanes.append(.init(from: before.lowerBound + Int(uniform(0, Double(before.count))), to: index))
        }
      }
      before = own
    }
    return NetworkDiagram(
      heading: Self.heading("Network, 30 nodes"), layers: ["Suppliers", "Plants", "DCs", "Stores"], nodes: nodes,
      lanes: lanes
    ) { .init(name: $0.layer) }
  }

  private mutating func lines() -> LineChart {
    let names = ["POS", "Store orders", "DC orders", "RDC orders"]
    return LineChart(
      heading: Self.heading("Bullwhip over a year"), horizontal: ValueAxis(title: "day", format: Self.whole),
      vertical: ValueAxis(title: "units", includesZero: false, format: Self.whole),
      series: names.enumerated().map { index, name in
        .init(
          name: name,
          data: (0..<365).map { day in
            .init(Double(day), 100 + 10 * sin(Double(day) / 58) + stream.normal() * 4 * Double(index + 1))
          }, ink: Ink.series[index], weight: 1)
      })
  }

  private mutating func stackedBars() -> StackedBarChart {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let roles = ["Cycle", "Safety", "Pipeline", "Anticipation", "Excess"]
    return StackedBarChart(
      heading: Self.heading("Stock by kind"),
      roles: roles.enumerated().map { .init(name: $1, ink: Ink.series[$0]) },
      categories: months.map { month in
        let values = roles.map { _ in uniform(10, 40) }
        return .init(name: month, rows: [.init(name: "", segments: values.map { Quantity($0, label: "") })])
      })
  }

  private func frontier() -> LineChart {
    let series = [1.0, 0.82, 0.7].enumerated().map { index, factor in
      LineChart.Series(
        name: ["single-echelon", "GSM", "echelon"][index],
        data: (0..<60).map { step in
          let service = 0.80 + 0.195 * Double(step) / 59
          return .init(100 * service, 500 + 400 * factor * StandardNormal.quantile(service))
        }, ink: Ink.series[index])
    }
    return LineChart(
      heading: Self.heading("Efficient frontier"),
      horizontal: ValueAxis(title: "service level [%]", includesZero: false, format: Self.whole),
      vertical: ValueAxis(title: "cost [k€/a]", includesZero: false, format: Self.whole), series: series,
      highlights: [.init(.init(95, 1290), label: "today")])
  }

  /// 10,000 values in 60 classes, as steps over a filled area.
  private mutating func histogram() -> LineChart {
    let values = (0..<10_000).map { _ in 25 * (0..<4).reduce(0) { sum, _ in sum - log(stream.uniform()) } }.sorted()
    let (low, width) = (values[0], (values[9_999] - values[0]) / 60)
    var counts = [Double](repeating: 0, count: 60)
    for value in values { counts[min(Int((value - low) / width), 59)] += 1 }
    let steps = counts.enumerated().flatMap { index, count in
      [0.0, 1].map { end in
        LineChart.Datum(low + (Double(index) + end) * width, count, interval: Interval(0, count))
      }
    }
    return LineChart(
      heading: Self.heading("Lead-time demand"), horizontal: ValueAxis(title: "lead-time demand", format: Self.whole),
      vertical: ValueAxis(title: "values", format: Self.whole), series: [.init(name: "", data: steps, weight: 1)],
      highlights: [.init(.init(values[9_500], 0), label: "95 %")])
  }
}

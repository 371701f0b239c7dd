import Charting
import Drawing
import Foundation

/// One ordinary example, and a large one, of each chart of a distribution or a course.
enum SampleClouds {
  static var all: [(name: String, chart: any Chart)] {
    [
      ("columns", columns), ("marginal", marginal), ("pareto", pareto), ("scatter", scatter(30)),
      ("scatter-many", scatter(5000)), ("heat", heat(6, 5)), ("heat-large", heat(40, 30)), ("fan", fan),
      ("dates", dates),
    ]
  }

  /// Numbers from 0 to 1 that are the same on every machine.
  static func noise(_ index: Int, _ salt: Int = 0) -> Double {
    let value = (index &* 7919 &+ salt &* 104_729 &+ 12_345) % 10_007
    return Double((value &* value &+ value &* 31) % 10_007) / 10_007
  }

  static let columns: ColumnChart = {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let values = [0.62, 0.1, -0.24, 0.45, 0.81, 0.33, 0.29, 0.2, 0.11, 0.06, 0.03, 0.01]
    var total = 0.0
    return ColumnChart(
      heading: ChartHeading(
        title: "€2.8M is released within a year, half of it by May 2027",
        subtitle: "Cash released by month and in all, € million", source: "Source: plan of 31 March 2026"),
      axis: ValueAxis(title: "€ million", format: SampleCharts.money), columnName: "In the month",
      totalName: "In all", isPlanned: true,
      columns: zip(months, values).enumerated().map { index, pair in
        total += pair.1
        return .init(
          name: pair.0, group: index < 8 ? "2027" : "2028",
          Quantity(pair.1, label: String(format: "%+.2f", pair.1)),
          total: Quantity(total, label: String(format: "%.1f", total)))
      })
  }()

  static let marginal = LineChart(
    heading: ChartHeading(
      title: "The next 0.1 point of service costs €12k at the proposal, €310k at 99.5 %",
      subtitle: "Stock that 0.1 point more of service takes, against service; modelled", source: "Source: frontier"),
    horizontal: ValueAxis(title: "Fill rate", includesZero: false, format: SampleCharts.percent),
    vertical: ValueAxis(title: "Next 0.1 point, € thousand; log scale", kind: .logarithmic) {
      String(format: "%g", $0)
    },
    series: [
      .init(
        name: "Any mix", data: (0..<40).map { .init(90 + Double($0) * 0.24, 4 / (10 - Double($0) * 0.24)) },
        ink: .baseline, dash: [4, 3], weight: 1.5),
      .init(
        name: "Targets kept",
        data: (0..<30).map { .init(96 + Double($0) * 0.13, 12 * exp(Double($0) / 7) + noise($0) * 3) }, weight: 2),
    ], highlights: [.init(.init(96, 12), label: "Proposal: €12k")])

  static let pareto: LineChart = {
    let count = 120
    let weights = (0..<count).map { exp(-Double($0) / 22) }
    let stocks = (0..<count).map { exp(-Double($0) / 60) }
    func cumulated(_ values: [Double]) -> [LineChart.Datum] {
      let total = values.reduce(0, +)
      var sum = 0.0
      return [.init(0, 0)]
        + values.enumerated().map { index, value in
          sum += value
          return .init(Double(index + 1), 100 * sum / total)
        }
    }
    let (demand, stock) = (cumulated(weights), cumulated(stocks))
    return LineChart(
      heading: ChartHeading(
        title: "A items are 80 % of demand value and 45 % of stock",
        subtitle: "Cumulative share of demand value and of stock, 120 items by demand value", source: "Source: sales"),
      horizontal: ValueAxis(title: "Items") { String(format: "%.0f", $0) },
      vertical: ValueAxis(title: "Cumulative share") { String(format: "%.0f %%", $0) },
      series: [
        .init(name: "", data: demand, ink: .proposal, weight: 2),
        .init(name: "", data: stock, ink: .baseline, dash: [5, 3]),
      ],
      highlights: [
        .init(demand[35], label: "Demand value, 80 %", ink: .proposal),
        .init(stock[35], label: "Stock, 45 %", symbol: .square, ink: .baseline),
      ],
      spans: [
        .init(from: 0, to: 35, name: "A", notes: ["35 items", "80 % of value"]),
        .init(from: 35, to: 66, name: "B", notes: ["31 items", "15 % of value"]),
        .init(from: 66, to: 120, name: "C", notes: ["54 items", "5 % of value"]),
      ])
  }()

  static func scatter(_ count: Int) -> ScatterChart {
    func cloud(_ salt: Int, days: Double, service: Double) -> [Point] {
      (0..<count).map { index in
        // Sums of a few draws are about normal.
        let spread = (0..<4).reduce(-2) { $0 + noise(index, salt + 10 * $1) } * 1.7
        let other = (0..<4).reduce(-2) { $0 + noise(index, salt + 5 + 10 * $1) } * 1.7
        return Point(days * exp(0.6 * spread), min(100, service + 1.4 * other))
      }
    }
    let today = cloud(1, days: 21, service: 97)
    return ScatterChart(
      heading: ChartHeading(
        title: "Too much at \(count / 4) of \(count) places, too little at \(count / 9)",
        subtitle: "Days of supply against fill rate, each item at each store", source: "Source: records"),
      horizontal: ValueAxis(title: "Days of supply; log scale", kind: .logarithmic) { String(format: "%g", $0) },
      vertical: ValueAxis(title: "Fill rate", includesZero: false, format: SampleCharts.percent),
      series: [
        .init(name: "Today", points: today),
        .init(name: "As proposed", points: cloud(2, days: 14, service: 98), isPlanned: true),
      ],
      quarters: .init(
        x: 28, y: 96, upperLeft: "Enough", upperRight: "Too much", lowerLeft: "Too little",
        lowerRight: "Much, yet short"),
      highlights: (0..<5).map { .init(today[$0 * 3], label: "Item \($0 + 1), Store \($0 * 7)") },
      sizeName: { "1 to \($0) places" })
  }

  static func heat(_ rows: Int, _ columns: Int) -> HeatMapChart {
    HeatMapChart(
      heading: ChartHeading(
        title: "€1.9M too much and €0.7M too little at the same time",
        subtitle: "Stock against target, € thousand, by item and location", source: "Source: records"),
      rows: (0..<rows).map { "Item number \($0 + 1)" },
      columns: (0..<columns).map { $0 % 3 == 0 ? "DC \($0 + 1)" : "Store Northampton \($0 + 1)" },
      values: (0..<rows).map { row in
        (0..<columns).map { column in
          (noise(row * columns + column) - 0.35) * 600 / Double(row + 1) / Double(column % 7 + 1)
        }
      }, names: .init(above: "above target", below: "below target"),
      format: { ($0 > 0 ? "+" : "−") + String(format: "%.0fk", abs($0)) }, restName: { "\($0) others" })
  }

  static let fan: FanChart = {
    func panel(_ name: String, _ middle: Double, _ width: Double, planned: Bool) -> FanChart.Panel {
      let x = (0..<52).map { Double($0 * 7 + 7) }
      let median = x.indices.map { middle + 0.5 * sin(Double($0) / 6) + 0.3 * noise($0) }
      return FanChart.Panel(
        name: name, x: x, median: median,
        bands: [2.2, 1.3, 0.6].map { factor in
          median.map { Interval($0 - width * factor * 1.3, min(100, $0 + width * factor)) }
        }, isPlanned: planned)
    }
    return FanChart(
      heading: ChartHeading(
        title: "19 of 20 weeks serve 93.1 % or more today, 96.2 % as proposed",
        subtitle: "Customers' fill rate by week, 30 replications", source: "Source: simulation, seed 1"),
      horizontal: ValueAxis(title: "Day", includesZero: false) { String(format: "%.0f", $0) },
      vertical: ValueAxis(title: "Fill rate", includesZero: false, format: SampleCharts.percent),
      medianName: "Median", bandNames: ["95 %", "80 %", "50 %"],
      panels: [panel("Today", 96, 1.4, planned: false), panel("As proposed", 98, 0.8, planned: true)])
  }()

  static let dates: LineChart = {
    let months = ["Nov 2026", "Dec 2026", "Jan 2027", "Feb 2027", "Mar 2027", "Apr 2027", "May 2027", "Jun 2027"]
    var chart = SampleCharts.course
    chart.horizontal = ValueAxis(
      title: "Week of", kind: .marked(months.enumerated().map { .init(Double($0) * 4.35 + 1, $1) }),
      format: { String(format: "%.0f", $0) })
    chart.series = Array(chart.series.prefix(2))
    return chart
  }()
}

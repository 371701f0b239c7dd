import Charting
import Drawing
import Foundation

/// One ordinary example of each chart, as a report would ask for it.
enum SampleCharts {
  static func percent(_ value: Double) -> String { String(format: "%.1f %%", value) }
  static func money(_ value: Double) -> String {
    value < 0 ? "−\(money(-value))" : value == 0 ? "0" : String(format: value < 10 ? "%.1f" : "%.0f", value)
  }

  static var all: [(name: String, chart: any Chart)] {
    [
      ("grouped", grouped), ("stacked", stacked), ("waterfall", waterfall), ("frontier", frontier),
      ("pooling", pooling), ("course", course), ("interval", interval), ("panels", panels), ("gantt", gantt),
      ("tornado", tornado),
    ] + SampleClouds.all + SampleNetworks.all.map { ($0.name, $0.chart) }
  }

  static let grouped = GroupedBarChart(
    heading: ChartHeading(
      title: "Stores hold 61 % of the stock and release most of the cash",
      subtitle: "Average inventory value by tier, € million, 27 locations, 120 items",
      source: "Source: stock records to 31 March 2026; optimised policy simulated, whiskers show the 95 % interval"),
    baselineName: "Current", proposalName: "Optimised", changeName: "Change",
    categories: [
      .init(
        name: "Suppliers", baseline: Quantity(1.2, label: "1.2"), proposal: Quantity(1.4, label: "1.4"),
        change: "+17 %", verdict: .bad),
      .init(
        name: "Distribution centres", baseline: Quantity(4.8, label: "4.8"),
        proposal: Quantity(3.9, label: "3.9", interval: Interval(3.7, 4.1)), change: "−19 %", verdict: .good),
      .init(
        name: "Stores", baseline: Quantity(9.4, label: "9.4"),
        proposal: Quantity(5.1, label: "5.1", interval: Interval(4.8, 5.4)), change: "−46 %", verdict: .good),
    ])

  static let stacked = StackedBarChart(
    heading: ChartHeading(
      title: "Excess falls from €3.1M to nothing; safety stock moves up to the distribution centres",
      subtitle: "Average inventory value by role, € million", source: "Source: stock records to 31 March 2026"),
    roles: [
      .init(name: "Cycle", ink: Ink(.proposal, strength: 0.45)), .init(name: "Safety", ink: .proposal),
      .init(name: "Pipeline", ink: .baseline), .init(name: "Excess", ink: .highlight),
    ],
    categories: ["Distribution centres", "Stores"].enumerated().map { index, name in
      let factor = Double(index + 1)
      func row(_ name: String, _ values: [Double], planned: Bool) -> StackedBarChart.Row {
        .init(
          name: name, segments: values.map { Quantity($0 * factor, label: money($0 * factor)) },
          total: money(values.reduce(0, +) * factor), isPlanned: planned)
      }
      return .init(
        name: name,
        rows: [
          row("current", [1.1, 1.6, 0.5, 1.5], planned: false), row("optimised", [1.0, 1.9, 0.5, 0], planned: true),
        ])
    })

  static let waterfall = WaterfallChart(
    heading: ChartHeading(
      title: "Less safety stock at stores frees most of the €4.9M",
      subtitle: "Inventory value, € million, current to optimised", source: "Source: study of 31 March 2026"),
    start: .init(name: "Current", Quantity(15.4, label: "15.4")),
    steps: [
      .init(name: "Excess sold off", Quantity(-3.1, label: "−3.1")),
      .init(name: "Store safety stock", Quantity(-2.9, label: "−2.9")),
      .init(name: "DC safety stock", Quantity(1.3, label: "+1.3")),
      .init(name: "Cycle stock", Quantity(-0.2, label: "−0.2")),
    ], end: .init(name: "Optimised", Quantity(10.5, label: "10.5")), direction: .lowerIsBetter, tolerance: 0.05)

  static let frontier = LineChart(
    heading: ChartHeading(
      title: "The same service costs €4.9M less stock",
      subtitle: "Fill rate against average inventory value, all items, optimised policies",
      source: "Source: study of 31 March 2026; 40 replications of two years"),
    horizontal: ValueAxis(title: "Average inventory value, € million", includesZero: false, format: money),
    vertical: ValueAxis(title: "Fill rate", includesZero: false, format: percent),
    series: [
      .init(
        name: "Efficient frontier",
        data: (0..<24).map { step in
          let x = 7 + Double(step) * 0.42
          return .init(x, 99.6 - 7 * exp(-(x - 7) / 2.6))
        })
    ],
    highlights: [
      .init(.init(15.4, 97.6), label: "Today", symbol: .square, ink: .baseline),
      .init(.init(10.5, 97.8), label: "Proposal: same service, less stock", isFilled: false, ink: .proposal),
      .init(.init(15.4, 99.3), label: "Same stock, more service", symbol: .diamond, isFilled: false, ink: .proposal),
    ])

  static let pooling = LineChart(
    heading: ChartHeading(
      title: "At the measured correlation of 0.23, pooling 12 stores saves 46 % of the safety stock",
      subtitle: "Reduction of safety stock against the number of stores pooled",
      source: "Source: weekly demand, 104 weeks"),
    horizontal: ValueAxis(title: "Stores pooled", includesZero: false) { String(format: "%.0f", $0) },
    vertical: ValueAxis(title: "Reduction of safety stock") { String(format: "%.0f %%", $0) },
    series: [
      saving("independent", 0, .baseline, dash: [2, 2]), saving("measured, 0.23", 0.23, .proposal),
      saving("fully correlated", 1, .baseline, dash: [5, 3]),
    ])

  private static func saving(_ name: String, _ rho: Double, _ ink: Ink, dash: [Double] = []) -> LineChart.Series {
    let data = (1...24).map { number -> LineChart.Datum in
      let count = Double(number)
      let saving = 100 * (1 - ((1 + (count - 1) * rho) / count).squareRoot())
      return .init(count, saving, interval: dash.isEmpty ? Interval(saving - 3, saving + 3) : nil)
    }
    return .init(name: name, data: data, ink: ink, dash: dash)
  }

  static let course = LineChart(
    heading: ChartHeading(title: "Five tiers stay apart", subtitle: "Days of supply by week"),
    horizontal: ValueAxis(title: "Week") { String(format: "%.0f", $0) },
    vertical: ValueAxis(title: "Days of supply", format: money),
    series: zip(["Plant", "Central", "Regional", "Stores, North", "Stores, South"], Ink.series).enumerated().map {
      index, pair in
      .init(
        name: pair.0,
        data: (0...52).map { .init(Double($0), 20 + Double(index) + 4 * sin(Double($0) / 5 + Double(index))) },
        ink: pair.1)
    })

  static let interval = IntervalChart(
    heading: ChartHeading(
      title: "Five of six groups keep their promised fill rate",
      subtitle: "Simulated fill rate with 95 % interval against the target, by ABC class and tier",
      source: "Source: simulation, 40 replications of 104 weeks after 26 weeks of warm-up, seed 7"),
    axis: ValueAxis(title: "Fill rate", includesZero: false, format: percent),
    names: .init(
      promise: "Target", good: "Kept", bad: "Missed", neutral: "No clear difference", found: "Simulated"),
    categories: [
      kept("A items, stores", 98, 98.4, 0.3, .good), kept("B items, stores", 95, 95.9, 0.4, .good),
      kept("C items, stores", 92, 91.2, 0.5, .bad), kept("A items, distribution centres", 97, 97.1, 0.4, .neutral),
      kept("B items, distribution centres", 94, 96.2, 0.5, .good),
      kept("C items, distribution centres", 90, 93.5, 0.8, .good),
    ])

  static let panels = BarIntervalChart(
    heading: ChartHeading(
      title: "If demand rises by 20 %, the proposal serves 90.2 % on time, else 95.5 %",
      subtitle: "Stock on hand, and fill rate with its 95 % interval, by scenario",
      source: "Source: simulation, 8 replications of 126 days after 90 of warm-up, seed 1"),
    barName: "Stock, EUR", dotName: "Fill rate, 95 % interval",
    axis: ValueAxis(title: "", includesZero: false, format: percent),
    roleNames: [(.baseline, "Today"), (.proposal, "Proposal"), (.alternative, "Scenario")],
    categories: [
      panel("Do nothing", .baseline, 8.5, 92.3, 0), panel("Demand +20 %, planned anew", .alternative, 7.8, 95.6, 0.1),
      panel("Proposal", .proposal, 6.5, 95.5, 0.1), panel("Demand +20 %, as proposed", .alternative, 4.5, 90.2, 0.4),
    ])

  private static func panel(
    _ name: String, _ role: BarIntervalChart.Role, _ stock: Double, _ service: Double, _ half: Double
  ) -> BarIntervalChart.Category {
    .init(
      name: name, role: role, bar: Quantity(stock, label: String(format: "€%.1fM", stock)),
      dot: Quantity(
        service, label: String(format: "%.1f ± %.1f %%", service, half),
        interval: half > 0 ? Interval(service - half, service + half) : nil))
  }

  private static func kept(
    _ name: String, _ target: Double, _ value: Double, _ half: Double, _ verdict: Verdict
  ) -> IntervalChart.Category {
    .init(
      name: name, promise: target,
      found: Quantity(
        value, label: String(format: "%.1f ± %.1f %%", value, half), interval: Interval(value - half, value + half)),
      verdict: verdict)
  }

  static let gantt = GanttChart(
    heading: ChartHeading(
      title: "Half of the cash is free after the second wave, in November",
      subtitle: "Phases, months and expected release of cash", source: "Source: plan derived from the network"),
    periods: (0..<14).map { index in
      let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
      return .init(name: names[(index + 4) % 12], group: String(2026 + (index + 4) / 12))
    },
    phases: [
      .init(name: "Prepare data and systems", start: 0, end: 2, note: "–", ink: .baseline),
      .init(name: "Pilot: DC Leipzig and top tier", start: 2, end: 4, note: "€0.6M"),
      .init(name: "Other distribution centres", start: 4, end: 6, note: "€1.1M"),
      .init(name: "Stores, wave 1 (12)", start: 6, end: 9, note: "€1.9M"),
      .init(name: "Stores, wave 2 (13)", start: 9, end: 12, note: "€1.3M"),
      .init(name: "Hand over", start: 12, end: 14, hasGate: false, note: "€4.9M in all", ink: .baseline),
    ], gateName: "Gate: fill rate no lower than today", noteName: "Cash freed")

  static let tornado = TornadoChart(
    heading: ChartHeading(
      title: "Lead time moves the result most: ±25 % is worth €1.6M",
      subtitle: "Working capital freed, € million, one input changed at a time", source: "Source: 8 re-runs"),
    base: Quantity(4.9, label: "Base 4.9"), lowName: "Low input", highName: "High input",
    inputs: [
      .init(
        name: "Carrying rate", low: Quantity(4.9, label: "4.9 (15 %)"), high: Quantity(4.9, label: "4.9 (25 %)")),
      .init(
        name: "Demand variability", low: Quantity(5.6, label: "5.6 (−20 %)"), high: Quantity(4.1, label: "4.1 (+20 %)")
      ),
      .init(name: "Lead time", low: Quantity(5.7, label: "5.7 (−25 %)"), high: Quantity(4.1, label: "4.1 (+25 %)")),
      .init(
        name: "Service target", low: Quantity(5.3, label: "5.3 (−1 pt)"), high: Quantity(4.2, label: "4.2 (+1 pt)")),
    ])
}

import Charting
import Drawing
import Findings
import PageLayout
import Probability

/// The report that the benchmarks set, as the programs beside ours do: five tables, one of 300 rows that breaks over pages,
/// and eight charts, on A4.
struct PeerPages {
  private var stream = RandomStream(seed: 5, path: [0])
  private let format = NumberFormat(currency: "")

  /// The document with the charts given, two to a row.
  mutating func document(_ charts: [Scene]) -> Document {
    let tables = [summary(), echelons(), assumptions(), sensitivity()]
    let rows = stride(from: 0, to: charts.count, by: 2).map { first in
      Block.figures(charts[first..<min(first + 2, charts.count)].map { Figure($0) })
    }
    return Document(
      title: "Multi-echelon inventory report",
      blocks: [.heading(level: 1, ["Multi-echelon inventory report"])] + tables.map { .table($0) } + [.pageBreak] + rows
        + [.pageBreak, .table(nodes())])
  }

  private mutating func number(_ low: Double, _ high: Double) -> String {
    format.number(low + (high - low) * stream.uniform(), decimals: 1)
  }

  private mutating func whole(_ low: Int, _ high: Int) -> String {
    format.number(Double(low + Int(Double(high - low + 1) * stream.uniform())))
  }

  private func table(_ title: String, _ head: [String], _ rows: [[String]]) -> Table {
    func cells(_ texts: [String]) -> Table.Row { texts.map { [.text($0)] } }
    return Table(
      caption: [.text(title)], columns: head.indices.map { $0 == 0 ? .text : .figures }, head: cells(head),
      body: rows.map(cells))
  }

  private mutating func summary() -> Table {
    let names = ["Today", "Single-echelon", "GSM", "Echelon", "Target"]
    let rows = names.map { name in
      [
        name, number(400, 1200), format.percent(0.9 + 0.095 * stream.uniform()), number(4, 12), number(300, 1500),
      ]
    }
    return table("Summary", ["Scenario", "Stock k€", "Service", "Turns", "Cost k€/a"], rows)
  }

  private mutating func echelons() -> Table {
    let names = ["Plants", "RDC", "DC", "Hubs", "Stores", "Returns", "Spare", "All"]
    let rows = names.map { name in
      [name, whole(1, 900), number(10, 900), number(10, 900), number(10, 900), number(100, 3000)]
    }
    return table("Echelons", ["Echelon", "Nodes", "Safety", "Cycle", "Pipeline", "Total"], rows)
  }

  private mutating func assumptions() -> Table {
    let rows = (0..<12).map { ["Parameter \($0)", number(0, 100), "file \($0).csv"] }
    return table("Assumptions", ["Parameter", "Value", "Source"], rows)
  }

  private mutating func sensitivity() -> Table {
    let rows = stride(from: -50, through: 50, by: 10).map { change in
      [
        format.signed(Double(change)) + " %", number(400, 1200), format.percent(0.9 + 0.095 * stream.uniform()),
        number(300, 1500),
      ]
    }
    return table("Sensitivity", ["Change", "Stock", "Service", "Cost"], rows)
  }

  private mutating func nodes() -> Table {
    let echelons = ["RDC", "DC", "Store"]
    let rows = (0..<300).map { index in
      [
        "N\(format.number(Double(index)))", echelons[Int(3 * stream.uniform())], whole(1, 10), whole(0, 20),
        number(10, 900), number(1, 200), number(1, 600), number(20, 4000),
      ]
    }
    return table(
      "Nodes", ["Node", "Echelon", "Lead time", "Net lead time", "Demand", "Std dev", "Safety stock", "Base stock"],
      rows)
  }
}

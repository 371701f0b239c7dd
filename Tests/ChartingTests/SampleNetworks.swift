import Charting
import Foundation

/// Networks of several sizes.
enum SampleNetworks {
  static let all: [(name: String, chart: NetworkDiagram)] = [
    ("network-5", tree([1, 1, 3])), ("network-30", tree([1, 4, 25])), ("network-deep", tree([2, 3, 2, 6, 14])),
    ("network-300", tree([3, 12, 285])), ("network-4555", tree([5, 50, 4500], isGroupedBySupplier: true)),
    ("network-mesh", mesh),
  ]

  private static let layers = ["Suppliers", "Plants", "Distribution centres", "Regional centres", "Stores"]
  private static let regions = ["North", "East", "South", "West", "Alps", "Coast"]

  /// Layers of the given sizes, each node supplied by one of the layer before.
  static func tree(_ sizes: [Int], isGroupedBySupplier: Bool = false) -> NetworkDiagram {
    let names = sizes.count == 5 ? layers : [layers[0], layers[2], layers[4]]
    var nodes: [NetworkDiagram.Node] = []
    var lanes: [NetworkDiagram.Lane] = []
    var previous = 0..<0
    for (layer, size) in sizes.enumerated() {
      let start = nodes.count
      for index in 0..<size {
        let value = 40 + Double((index * 37 + layer * 11) % 61) * Double(4 - min(layer, 3)) * 3
        let change = (index * 7 + layer) % 9 - 5
        nodes.append(
          .init(
            name: name(layer: layer, of: sizes.count, index), layer: layer,
            group: isGroupedBySupplier && layer > 1
              ? "DC \(index * previous.count / size + 1)" : regions[index * regions.count / size], value: value,
            lines: [
              String(format: "%.0f units", value), String(format: "safety %.0f", value * 0.4),
              String(format: "base %.0f", value * 1.7),
            ],
            figures: [value, value * 0.4, value * 1.7].map { String(format: "%.0f", $0) },
            trend: change < 0 ? .falls : change > 0 ? .rises : .same))
        if !previous.isEmpty {
          let parent = previous.lowerBound + index * previous.count / size
          lanes.append(.init(from: parent, to: start + index, label: layer == 1 ? "\(14 + 3 * index) d" : "2 d"))
        }
      }
      previous = start..<nodes.count
    }
    return diagram(names, nodes, lanes)
  }

  private static func name(layer: Int, of count: Int, _ index: Int) -> String {
    if layer == count - 1 { return "Store \(index + 1)" }
    let cities = ["Leipzig", "Rotterdam", "Lyon", "Madrid", "Warsaw", "Milan"]
    return layer == 0 ? "Supplier \(index + 1)" : "\(layer == 1 ? "DC" : "Hub") \(cities[index % 6])"
  }

  /// Two suppliers each, a lane that passes a layer, and one within a layer.
  static var mesh: NetworkDiagram {
    var chart = tree([2, 2, 3, 4, 8])
    chart.lanes.append(.init(from: 0, to: 5, label: "21 d"))
    chart.lanes.append(.init(from: 1, to: 12, label: "30 d"))
    chart.lanes.append(.init(from: 2, to: 3, label: "1 d"))
    chart.lanes.append(.init(from: 3, to: 4, label: "5 d"))
    return chart
  }

  static func diagram(
    _ layers: [String], _ nodes: [NetworkDiagram.Node], _ lanes: [NetworkDiagram.Lane]
  ) -> NetworkDiagram {
    NetworkDiagram(
      heading: ChartHeading(
        title: "Distribution centres take over the risk of \(nodes.count) locations",
        subtitle: "Stock by location, units, and lead times in days", source: "Source: study of 31 March 2026"),
      layers: layers, nodes: nodes, lanes: lanes,
      names: .init(
        size: "Size: stock, units", falls: "Less stock", rises: "More stock", same: "Unchanged",
        mixed: "Shares of a group"), figureNames: ["units", "safety", "base"]
    ) { siblings in
      .init(
        name: "\(siblings.layer), \(siblings.group.isEmpty ? "others" : siblings.group)", count: "(\(siblings.count))",
        lines: [
          String(format: "%.0f units", siblings.sum), "\(siblings.trends.falling) less, \(siblings.trends.rising) more",
          String(format: "median %.0f, %.0f–%.0f", siblings.median, siblings.low, siblings.high),
        ])
    }
  }
}

/// A network small enough for a page: nodes, and rows of siblings that stand for many.
struct CondensedNetwork {
  /// A node, or siblings that became one row.
  struct Vertex {
    var name: String
    /// How many siblings there are; empty for a node.
    var count = ""
    var lines: [String]
    /// The same as bare figures; empty where they have none.
    var figures: [String] = []
    /// Index among the layers that have nodes.
    var layer: Int
    var value: Double
    var trends: TrendCounts
    /// Values of the siblings; empty for a node.
    var values: [Double] = []
  }

  /// A lane between vertices, or several as one; `label` is what they say together.
  struct Link: Equatable {
    var from: Int
    var to: Int
    var label: String
  }

  /// All vertices, by layer and then in the order of the nodes.
  let vertices: [Vertex]
  /// Lanes from a layer to a later one, each pair once.
  let links: [Link]
  /// Lanes within a layer, each pair once.
  let lateral: [Link]
  /// Which layers have nodes: indices into the names of layers.
  let layers: [Int]

  /// How many of a layer's largest nodes stay single when their siblings are joined.
  private static let singles = 3
  /// The largest number of rows of siblings in a layer: with their names, figures and histograms they fill a page.
  private static let groups = 7
  /// The largest number of nodes of a layer that all stay single.
  private static let mostSingle = 15

  /// Condenses a diagram; linearithmic in its nodes and lanes.
  init(_ diagram: NetworkDiagram) {
    let present = Set(diagram.nodes.map(\.layer)).sorted()
    var byLayer = [[Int]](repeating: [], count: diagram.layers.count)
    for (index, node) in diagram.nodes.enumerated() { byLayer[node.layer].append(index) }
    var vertices: [Vertex] = []
    var place = [Int](repeating: 0, count: diagram.nodes.count)
    for (rank, layer) in present.enumerated() {
      let members = byLayer[layer]
      let isLarge = diagram.nodes.count > diagram.limit && members.count > Self.mostSingle
      for part in isLarge ? Self.parts(members, diagram.nodes) : members.map({ [$0] }) {
        for node in part { place[node] = vertices.count }
        vertices.append(Self.vertex(part, rank: rank, layer: diagram.layers[layer], diagram))
      }
    }
    var forward: [Way] = []
    var lateral: [Way] = []
    for (index, lane) in diagram.lanes.enumerated() {
      let (from, to) = (place[lane.from], place[lane.to])
      if vertices[from].layer < vertices[to].layer {
        forward.append((from, to, index))
      } else if vertices[from].layer > vertices[to].layer {
        forward.append((to, from, index))
      } else if from != to {
        lateral.append((min(from, to), max(from, to), index))
      }
    }
    self.vertices = vertices
    links = Self.joined(forward, diagram)
    self.lateral = Self.joined(lateral, diagram)
    layers = present
  }

  /// The nodes of a layer, the largest few single and the others with their group; small groups may share a row.
  private static func parts(_ members: [Int], _ nodes: [NetworkDiagram.Node]) -> [[Int]] {
    let bySize = members.sorted {
      nodes[$0].value != nodes[$1].value ? nodes[$0].value > nodes[$1].value : $0 < $1
    }
    let single = Set(bySize.prefix(singles))
    var groups: [String: [Int]] = [:]
    for node in members where !single.contains(node) { groups[nodes[node].group, default: []].append(node) }
    var parts = groups.values.sorted { $0.count != $1.count ? $0.count > $1.count : $0[0] < $1[0] }
    if parts.count > Self.groups {
      let rest = parts[(Self.groups - 1)...].joined().sorted()
      parts = parts.prefix(Self.groups - 1) + [rest]
    }
    return single.sorted().map { [$0] } + parts.sorted { $0[0] < $1[0] }
  }

  private static func vertex(_ part: [Int], rank: Int, layer: String, _ diagram: NetworkDiagram) -> Vertex {
    let nodes = part.map { diagram.nodes[$0] }
    if nodes.count == 1 {
      return Vertex(
        name: nodes[0].name, lines: nodes[0].lines, figures: nodes[0].figures, layer: rank, value: nodes[0].value,
        trends: TrendCounts([nodes[0].trend]))
    }
    let values = nodes.map(\.value).sorted()
    let middle = values.count / 2
    let median = values.count % 2 == 1 ? values[middle] : values[middle - 1] / 2 + values[middle] / 2
    let group = nodes.allSatisfy { $0.group == nodes[0].group } ? nodes[0].group : ""
    let sum = values.reduce(0, +)
    let trends = TrendCounts(nodes.map(\.trend))
    let caption = diagram.caption(
      .init(
        layer: layer, group: group, count: nodes.count, sum: sum, median: median, low: values[0],
        high: values[values.count - 1], trends: trends))
    return Vertex(
      name: caption.name, count: caption.count, lines: caption.lines, layer: rank, value: sum, trends: trends,
      values: values)
  }

  /// A lane by the vertices it joins.
  private typealias Way = (from: Int, to: Int, lane: Int)

  /// Lanes of one pair as one link.
  private static func joined(_ ways: [Way], _ diagram: NetworkDiagram) -> [Link] {
    let sorted = ways.sorted { $0 < $1 }
    var result: [Link] = []
    var start = 0
    while start < sorted.count {
      let first = sorted[start]
      let end = sorted[start...].firstIndex { $0.from != first.from || $0.to != first.to } ?? sorted.count
      let label =
        end == start + 1
        ? diagram.lanes[first.lane].label : diagram.laneCaption(sorted[start..<end].map(\.lane))
      result.append(Link(from: first.from, to: first.to, label: label))
      start = end
    }
    return result
  }
}

extension NetworkDiagram {
  /// What several lanes say together: the diagram's words for them, else those of one or two different ones, as more
  /// would tell a reader nothing.
  fileprivate func laneCaption(_ lanes: [Int]) -> String {
    if let caption = joinedLanes { return caption(lanes) }
    var distinct: [String] = []
    for lane in lanes where !self.lanes[lane].label.isEmpty && !distinct.contains(self.lanes[lane].label) {
      distinct.append(self.lanes[lane].label)
      if distinct.count > 2 { return "" }
    }
    return distinct.joined(separator: " / ")
  }
}

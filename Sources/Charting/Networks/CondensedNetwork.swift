/// A network small enough for a page: nodes, and rows of siblings that stand for many.
struct CondensedNetwork {
  /// A node, or siblings that became one row.
  struct Vertex {
    var name: String
    /// How many siblings there are; empty for a node.
    var count = ""
    var lines: [String]
    /// Index among the layers that have nodes.
    var layer: Int
    var value: Double
    var verdicts: VerdictCounts
    /// Values of the siblings; empty for a node.
    var values: [Double] = []
  }

  /// A lane between vertices; `label` joins what its lanes say where that is short.
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
    var forward: [Link] = []
    var lateral: [Link] = []
    for lane in diagram.lanes {
      let (from, to) = (place[lane.from], place[lane.to])
      if vertices[from].layer < vertices[to].layer {
        forward.append(Link(from: from, to: to, label: lane.label))
      } else if vertices[from].layer > vertices[to].layer {
        forward.append(Link(from: to, to: from, label: lane.label))
      } else if from != to {
        lateral.append(Link(from: min(from, to), to: max(from, to), label: lane.label))
      }
    }
    self.vertices = vertices
    links = Self.joined(forward)
    self.lateral = Self.joined(lateral)
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
        name: nodes[0].name, lines: nodes[0].lines, layer: rank, value: nodes[0].value,
        verdicts: VerdictCounts([nodes[0].verdict]))
    }
    let values = nodes.map(\.value).sorted()
    let middle = values.count / 2
    let median = values.count % 2 == 1 ? values[middle] : values[middle - 1] / 2 + values[middle] / 2
    let group = nodes.allSatisfy { $0.group == nodes[0].group } ? nodes[0].group : ""
    let sum = values.reduce(0, +)
    let verdicts = VerdictCounts(nodes.map(\.verdict))
    let caption = diagram.caption(
      .init(
        layer: layer, group: group, count: nodes.count, sum: sum, median: median, low: values[0],
        high: values[values.count - 1], verdicts: verdicts))
    return Vertex(
      name: caption.name, count: caption.count, lines: caption.lines, layer: rank, value: sum, verdicts: verdicts,
      values: values)
  }

  /// Links of one pair as one, with the few words they have.
  private static func joined(_ links: [Link]) -> [Link] {
    let sorted = links.enumerated().sorted {
      let (left, right) = ($0.element, $1.element)
      return (left.from, left.to, $0.offset) < (right.from, right.to, $1.offset)
    }.map(\.element)
    var result: [Link] = []
    var words: [String] = []
    for (index, link) in sorted.enumerated() {
      if !words.contains(link.label), words.count < 3 { words.append(link.label) }
      let isLast = index + 1 == sorted.count || sorted[index + 1].from != link.from || sorted[index + 1].to != link.to
      guard isLast else { continue }
      result.append(Link(from: link.from, to: link.to, label: LaneWords.joined(words)))
      words = []
    }
    return result
  }
}

/// Puts the words of several lanes together.
enum LaneWords {
  /// The words of one or two lanes; three different ones would tell a reader nothing.
  static func joined(_ words: [String]) -> String {
    var distinct: [String] = []
    for word in words where !word.isEmpty && !distinct.contains(word) { distinct.append(word) }
    return distinct.count <= 2 ? distinct.joined(separator: " / ") : ""
  }
}

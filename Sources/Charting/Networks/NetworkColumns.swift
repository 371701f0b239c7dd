import Drawing

/// The columns of a network from left to right: in each a triangle and its words, between them room for the lanes.
struct NetworkColumns {
  /// One layer.
  struct Column {
    /// Left edge of the triangles.
    var left: Double
    /// Left edge of the words.
    var textLeft: Double
    /// Room for the words, in points.
    var textWidth: Double
    /// Room for lane words right of the nodes, in points.
    var stemWidth: Double
    /// Room for lane words left of the nodes, in points.
    var tipWidth: Double
    /// Whether there is room for words at all.
    var hasWords: Bool
    /// Whether each node is one line.
    var isCompact: Bool
    /// Room for names where nodes are one line, in points; their other words follow.
    var nameWidth: Double

    /// Right edge of the words.
    var textRight: Double { textLeft + textWidth }
  }

  /// One for each layer.
  let columns: [Column]
  /// Words of the lanes that leave a vertex, shown once beside it; empty = none.
  let stems: [String]
  /// Words of the lanes that reach a vertex, shown once before it; empty = none.
  let tips: [String]

  private let names: [String]
  private let right: Double

  /// Width a triangle takes with the space after it, in points.
  let symbolWidth: Double
  /// The largest number of nodes in a layer that have several lines each.
  private static let spacious = 12
  /// The least room, in points, that is worth a word.
  private static let legible = 16.0
  /// The least room for words, in points, before lane words are left out.
  private static let narrow = 38.0

  /// Divides a width.
  init<Text>(
    _ network: CondensedNetwork, _ order: LayerOrder, _ layerNames: [String], _ pen: Pen<Text>, left: Double,
    width: Double
  ) {
    let symbolWidth = min(20, width / Double(network.layers.count) * 0.5)
    names = network.layers.map { layerNames[$0] }
    right = left + width
    let members = names.indices.map { layer in network.vertices.filter { $0.layer == layer } }
    let compact = members.map { $0.count > Self.spacious }
    let widths = zip(members, compact).map { Self.textWidth($0, isCompact: $1, pen) }
    var (stems, tips) = Self.laneWords(network)
    var division = Self.division(
      network, widths: widths.map(\.whole), symbolWidth: symbolWidth, stems, tips, pen, width: width)
    if division.level < min(Self.narrow, widths.map(\.whole).max() ?? 0) {
      stems = stems.map { _ in "" }
      tips = stems
      division = Self.division(
        network, widths: widths.map(\.whole), symbolWidth: symbolWidth, stems, tips, pen, width: width)
    }
    var x = left
    columns = names.indices.map { layer in
      let textWidth = max(min(widths[layer].whole, division.level), 1)
      let column = Column(
        left: x + division.tips[layer], textLeft: x + division.tips[layer] + symbolWidth, textWidth: textWidth,
        stemWidth: division.stems[layer], tipWidth: division.tips[layer],
        hasWords: textWidth >= min(Self.legible, widths[layer].whole), isCompact: compact[layer],
        nameWidth: compact[layer] ? Self.nameWidth(widths[layer], within: textWidth) : textWidth)
      x = column.textRight + column.stemWidth + division.gap
      return column
    }
    self.symbolWidth = symbolWidth
    self.stems = stems
    self.tips = tips
  }

  /// Names of the layers above their columns.
  func headings<Text>(_ pen: Pen<Text>, top: Double) -> Plot {
    var plot = Plot()
    let line = pen.lineHeight(.axis)
    var height = 0.0
    for (index, column) in columns.enumerated() {
      let end = index + 1 < columns.count ? columns[index + 1].left - 8 : right
      let room = end - column.left
      let lines = room < Self.legible ? [] : pen.lines(names[index], .axis, width: room, limit: 2)
      for (row, string) in lines.enumerated() {
        plot.add(pen.line(string, .axis, pen.color(.muted), x: column.left, top: top + Double(row) * line))
      }
      height = max(height, line * Double(lines.count))
    }
    plot.height = height > 0 ? height + 6 : 0
    return plot
  }

  /// What the words of a layer would like to have.
  private static func textWidth<Text>(
    _ vertices: [CondensedNetwork.Vertex], isCompact: Bool, _ pen: Pen<Text>
  ) -> (whole: Double, name: Double, lines: Double) {
    let name = pen.widest(vertices.map(\.name), .fine).rounded(.up) + 1
    if !isCompact {
      let lines = pen.widest(vertices.flatMap { $0.lines.prefix(2) }, .fineValue).rounded(.up) + 1
      return (max(name, lines), name, lines)
    }
    let lines = pen.widest(vertices.map { Self.oneLine($0.lines) }, .fineValue).rounded(.up)
    return (name + (lines > 0 ? lines + 8 : 0), name, lines)
  }

  /// The other words of a node that is one line.
  static func oneLine(_ lines: [String]) -> String {
    lines.prefix(2).filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// Names give way to the other words down to a few letters; then the other words are left out.
  private static func nameWidth(_ widths: (whole: Double, name: Double, lines: Double), within width: Double) -> Double
  {
    let rest = width - widths.lines - 8
    return rest >= min(widths.name, 48) ? rest : width
  }

  /// Which words stand where: once beside the origin of lanes that agree, else before the end of lanes that agree.
  private static func laneWords(_ network: CondensedNetwork) -> (stems: [String], tips: [String]) {
    var leaving = [[Int]](repeating: [], count: network.vertices.count)
    var reaching = leaving
    for (index, link) in network.links.enumerated() {
      leaving[link.from].append(index)
      reaching[link.to].append(index)
    }
    func agree(_ links: [Int]) -> Bool { links.allSatisfy { network.links[$0].label == network.links[links[0]].label } }
    var stems = [String](repeating: "", count: network.vertices.count)
    var tips = stems
    for link in network.links where !link.label.isEmpty {
      let atOrigin = agree(leaving[link.from])
      if atOrigin, leaving[link.from].count > 1 || !agree(reaching[link.to]) {
        stems[link.from] = link.label
      } else if agree(reaching[link.to]) {
        tips[link.to] = link.label
      }
    }
    return (stems, tips)
  }

  /// Room between columns and the largest room for words in one, such that all fill the width.
  private static func division<Text>(
    _ network: CondensedNetwork, widths: [Double], symbolWidth: Double, _ stems: [String], _ tips: [String],
    _ pen: Pen<Text>,
    width: Double
  ) -> (level: Double, gap: Double, stems: [Double], tips: [Double]) {
    func room(_ words: [String], _ layer: Int) -> Double {
      let widest = pen.widest(
        zip(words, network.vertices).filter { $0.1.layer == layer }.map(\.0), .fineValue)
      return widest > 0 ? min(widest.rounded(.up), 48) + 10 : 0
    }
    let layers = widths.indices
    let stemRooms = layers.map { room(stems, $0) }
    let tipRooms = layers.map { room(tips, $0) }
    let gaps = Double(max(widths.count - 1, 0))
    let least = min(30, width / Double(widths.count) * 0.14)
    let words =
      width - Double(widths.count) * symbolWidth - stemRooms.reduce(0, +) - tipRooms.reduce(0, +) - gaps * least
    // The level that, cutting the widest down, uses up the room.
    var (level, remaining, count) = (0.0, words, Double(widths.count))
    for need in widths.sorted() {
      level = remaining / count
      if need > level { break }
      remaining -= need
      count -= 1
      level = need
    }
    let used = widths.reduce(0) { $0 + min($1, max(level, 1)) }
    let gap = gaps > 0 ? min(least + max(words - used, 0) / gaps, 150) : 0
    return (max(level, 1), gap, stemRooms, tipRooms)
  }
}

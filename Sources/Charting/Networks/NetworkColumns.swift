import Drawing

/// The columns of a network from left to right: in each a mark and its words, between them room for the lanes.
struct NetworkColumns {
  /// One layer.
  struct Column {
    /// Left edge of the marks.
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
    /// How many of the other lines of a node are shown.
    var lineCount: Int
    /// Right edges of the columns of figures that stand in place of lines.
    var figures: [Double]

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
  private let figureNames: [String]
  private let right: Double

  /// Width a mark takes with the space after it, in points.
  let symbolWidth: Double
  /// The largest number of nodes in a layer that have several lines each.
  private static let spacious = 12
  /// The least room, in points, that is worth a word.
  private static let legible = 16.0
  /// The largest number of lines beside a node, below its name.
  static let mostLines = 3
  /// The most room for the words of a lane, in points.
  static let laneWidth = 56.0

  /// Divides a width.
  init<Text>(
    _ network: CondensedNetwork, _ order: LayerOrder, _ layerNames: [String], figureNames: [String], _ pen: Pen<Text>,
    left: Double, width: Double
  ) {
    self.figureNames = figureNames
    let symbolWidth = min(18, width / Double(network.layers.count) * 0.5)
    names = network.layers.map { layerNames[$0] }
    right = left + width
    let members = names.indices.map { layer in network.vertices.filter { $0.layer == layer } }
    let compact = members.map { $0.count > Self.spacious }
    let needs = zip(members, compact).map { Need($0, isCompact: $1, figureNames: figureNames, pen) }
    var (stems, tips) = Self.laneWords(network)
    var rooms = Rooms(network, needs, symbolWidth: symbolWidth, stems, tips, pen, width: width)
    if !rooms.fits([Int](repeating: min(1, needs.map(\.lines.count).max() ?? 0), count: needs.count)) {
      stems = stems.map { _ in "" }
      tips = stems
      rooms = Rooms(network, needs, symbolWidth: symbolWidth, stems, tips, pen, width: width)
    }
    let lineCounts = rooms.lineCounts()
    let division = rooms.division(lineCounts)
    var x = left
    columns = names.indices.map { layer in
      let (textWidth, need, count) = (division.widths[layer], needs[layer], lineCounts[layer])
      let textLeft = x + rooms.tips[layer] + symbolWidth
      let nameWidth = textWidth - (need.isCompact ? need.beside(count) : 0)
      var edge = textLeft + nameWidth + Need.space - Need.figureSpace
      let column = Column(
        left: x + rooms.tips[layer], textLeft: textLeft, textWidth: textWidth, stemWidth: rooms.stems[layer],
        tipWidth: rooms.tips[layer], hasWords: textWidth >= min(Self.legible, need.whole(count)),
        isCompact: compact[layer], nameWidth: nameWidth, lineCount: count,
        figures: need.figures.prefix(count).map {
          edge += Need.figureSpace + $0
          return edge
        })
      x = column.textRight + column.stemWidth + division.gap
      return column
    }
    self.symbolWidth = symbolWidth
    self.stems = stems
    self.tips = tips
  }

  /// Names of the layers above their columns, and those of figures above theirs.
  func headings<Text>(_ pen: Pen<Text>, top: Double) -> Plot {
    var plot = Plot()
    let muted = pen.color(.muted)
    let line = pen.lineHeight(.axis)
    let rooms = columns.indices.map { index in
      (index + 1 < columns.count ? columns[index + 1].left - 8 : right) - columns[index].left
    }
    var words = zip(names, rooms).map { $1 < Self.legible ? [] : pen.lines($0, .axis, width: $1, limit: 2) }
    for (index, column) in columns.enumerated() where !column.figures.isEmpty {
      // In one row with the heads of figures, where the name has room there.
      let room = column.textLeft + column.nameWidth - column.left
      let narrow = pen.lines(names[index], .axis, width: room, limit: 2)
      let isWhole = narrow.joined(separator: " ") == names[index]
      words[index] = isWhole ? narrow : words[index] + [""]
    }
    let rows = words.map(\.count).max() ?? 0
    for (column, lines) in zip(columns, words) {
      for (row, string) in lines.enumerated() {
        plot.add(pen.line(string, .axis, muted, x: column.left, top: top + Double(row) * line))
      }
      let last = top + Double(rows - 1) * line
      for (edge, name) in zip(column.figures, figureNames) {
        plot.add(pen.line(name, .axis, muted, x: edge, top: last, anchor: .end))
      }
    }
    plot.height = rows > 0 ? line * Double(rows) + 6 : 0
    return plot
  }

  /// The other words of a node that is one line.
  static func oneLine(_ lines: some Sequence<String>) -> String {
    lines.filter { !$0.isEmpty }.joined(separator: " · ")
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
}

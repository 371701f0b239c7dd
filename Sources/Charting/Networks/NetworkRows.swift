import Drawing

/// How high each node stands: the fullest layer is stacked, the others stand as near to their neighbours as they can.
struct NetworkRows {
  /// The words of a vertex, broken to its column.
  struct Block {
    /// The name.
    var names: [String]
    /// The other words; those of a one-line node stand beside the name.
    var lines: [String]
    /// Whether a histogram of the siblings stands below.
    var hasHistogram: Bool
    /// Width of the words, in points.
    var width: Double
    /// Height of all, in points.
    var height: Double
  }

  /// Size of a histogram of siblings, in points.
  static let histogram = Size(44, 9)

  /// One for each vertex.
  let blocks: [Block]
  /// Middle of each element, in points.
  let centers: [Double]
  /// Height of all, in points.
  let height: Double

  /// Places the elements of an order.
  init<Text>(
    _ network: CondensedNetwork, _ order: LayerOrder, _ columns: NetworkColumns, _ pen: Pen<Text>, top: Double
  ) {
    let blocks = network.vertices.map { Self.block($0, columns.columns[$0.layer], pen) }
    let extents = order.elements.indices.map { element -> Double in
      guard case .vertex(let vertex) = order.elements[element] else { return 8 }
      return max(blocks[vertex].height, pen.lineHeight(.nodeValue))
        + (columns.columns[order.layer[element]].isCompact ? 1.5 : 9)
    }
    // Nodes of another origin stand a little apart.
    var spaced = extents
    for layer in order.layers {
      for (previous, element) in zip(layer, layer.dropFirst()) where !order.haveSameOrigin(previous, element) {
        spaced[element] += 3
        spaced[previous] += 3
      }
    }
    let heights = order.layers.map { $0.reduce(0) { $0 + spaced[$1] } }
    let height = max(heights.max() ?? 0, 36)
    let fullest = heights.indices.max { heights[$0] < heights[$1] } ?? 0
    var centers = [Double](repeating: top + height / 2, count: order.elements.count)
    var isPlaced = [Bool](repeating: false, count: order.elements.count)
    func place(_ layer: Int) {
      let wishes = order.layers[layer].map { element in
        let others = order.neighbours(element).filter { isPlaced[$0] }
        let mean = others.reduce(0) { $0 + centers[$1] } / Double(max(others.count, 1))
        return LabelStack.Wish(center: others.isEmpty ? top + height / 2 : mean, extent: spaced[element])
      }
      let placed = LabelStack.centers(wishes, order: Array(wishes.indices), from: top, to: top + height)
      for (element, center) in zip(order.layers[layer], placed) {
        centers[element] = center
        isPlaced[element] = true
      }
    }
    place(fullest)
    for layer in (0..<fullest).reversed() { place(layer) }
    for layer in order.layers.indices.dropFirst(fullest + 1) { place(layer) }
    // Once more, now that neighbours on both sides have a place.
    for layer in order.layers.indices where layer != fullest { place(layer) }
    self.blocks = blocks
    self.centers = centers
    self.height = height + 2
  }

  private static func block<Text>(
    _ vertex: CondensedNetwork.Vertex, _ column: NetworkColumns.Column, _ pen: Pen<Text>
  ) -> Block {
    if !column.hasWords {
      return Block(names: [], lines: [], hasHistogram: false, width: 0, height: 10)
    }
    if column.isCompact, !column.figures.isEmpty {
      return Block(
        names: [pen.fitted(vertex.name, .node, width: column.nameWidth)],
        lines: Array(vertex.figures.prefix(column.lineCount)), hasHistogram: false, width: column.textWidth,
        height: pen.lineHeight(.node))
    }
    if column.isCompact {
      let name = pen.fitted(vertex.name, ending: vertex.count, .node, width: column.nameWidth)
      let words = NetworkColumns.oneLine(vertex.lines.prefix(column.lineCount))
      let width =
        words.isEmpty
        ? pen.width(name, .node) : column.nameWidth + NetworkColumns.Need.space + pen.width(words, .nodeValue)
      return Block(
        names: [name], lines: words.isEmpty ? [] : [words], hasHistogram: false, width: width,
        height: pen.lineHeight(.node))
    }
    let names = pen.lines(
      vertex.name, ending: vertex.count, .node, width: column.textWidth, limit: vertex.count.isEmpty ? 2 : 3)
    // A figure cut short could be read as another: it stands whole or not at all.
    let lines = vertex.lines.prefix(column.lineCount).filter {
      !$0.isEmpty && pen.width($0, .nodeValue) <= column.textWidth
    }
    let hasHistogram = vertex.values.count >= 20 && column.textWidth >= histogram.width
    let width = max(pen.widest(names, .node), pen.widest(lines, .nodeValue), hasHistogram ? histogram.width : 0)
    let height =
      names.reduce(0) { $0 + pen.height(of: $1, .node) } + lines.reduce(0) { $0 + pen.height(of: $1, .nodeValue) }
      + (hasHistogram ? histogram.height + 2 : 0)
    return Block(names: names, lines: lines, hasHistogram: hasHistogram, width: width, height: max(height, 10))
  }
}

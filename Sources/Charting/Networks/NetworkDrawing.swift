import Drawing

/// Draws a network whose columns and rows are settled.
struct NetworkDrawing {
  let network: CondensedNetwork
  let order: LayerOrder
  let columns: NetworkColumns
  let rows: NetworkRows

  /// Width of the largest triangle, in points; other marks have its area.
  private var largest: Double { columns.symbolWidth * 0.75 }
  private static let smallest = 4.5
  /// The same of the smallest mark whose parts can be told.
  private static let smallestDivided = 11.0

  /// What a reader sees who points at a node.
  func tooltip(_ vertex: Int) -> String {
    let vertex = network.vertices[vertex]
    return ([vertex.name.joined(to: vertex.count)] + vertex.lines).filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// Lines of all lanes, then their words.
  func lanes<Text>(_ pen: Pen<Text>) -> [SceneElement] {
    let stroke = Stroke(pen.color(Ink(.muted, strength: 0.55)), width: 0.75)
    var parts = order.routes.map { SceneElement.shape(SceneShape(path(of: $0), stroke: stroke)) }
    for link in network.lateral {
      let column = columns.columns[network.vertices[link.from].layer]
      let (from, to) = (rows.centers[link.from], rows.centers[link.to])
      let x = column.left
      let bulge = max(x - min(10, column.tipWidth + 8), 0)
      let path = Path([
        .move(Point(x, from)), .curve(Point(bulge, from), Point(bulge, to), Point(x, to)),
      ])
      parts.append(
        .shape(SceneShape(path, stroke: Stroke(stroke.color, width: stroke.width, dash: [2, 2]))))
    }
    for (vertex, words) in columns.stems.enumerated() {
      let column = columns.columns[network.vertices[vertex].layer]
      parts += laneWords(words, pen, center: Point(column.textRight + column.stemWidth / 2, rows.centers[vertex]))
    }
    for (vertex, words) in columns.tips.enumerated() {
      let column = columns.columns[network.vertices[vertex].layer]
      parts += laneWords(words, pen, center: Point(column.left - column.tipWidth / 2, rows.centers[vertex]))
    }
    return parts
  }

  /// Words that interrupt their line.
  private func laneWords<Text>(_ words: String, _ pen: Pen<Text>, center: Point) -> [SceneElement] {
    let string = pen.fitted(words, .nodeValue, width: NetworkColumns.laneWidth)
    guard !string.isEmpty else { return [] }
    let (width, height) = (pen.width(string, .nodeValue) + 4, pen.lineHeight(.nodeValue))
    let ground = Rectangle(x: center.x - width / 2, y: center.y - height / 2, width: width, height: height)
    return [
      .shape(SceneShape(.rectangle(ground), fill: .solid(pen.theme.paper))),
      pen.line(string, .nodeValue, pen.color(.muted), x: center.x, center: center.y, anchor: .middle),
    ]
  }

  /// A line from the words of its origin to the mark at its end, level except between columns.
  private func path(of route: [Int]) -> Path {
    var steps: [Path.Step] = []
    for (from, to) in zip(route, route.dropFirst()) {
      let (column, next) = (columns.columns[order.layer[from]], columns.columns[order.layer[to]])
      let (start, end) = (rows.centers[from], rows.centers[to])
      var turn = column.textRight + column.stemWidth
      if case .vertex(let vertex) = order.elements[from] {
        let clear = column.textLeft + (rows.blocks[vertex].width > 0 ? rows.blocks[vertex].width + 4 : -4)
        steps.append(.move(Point(clear, start)))
        turn = max(turn, clear)
      }
      let arrival = next.left - next.tipWidth
      let middle = (turn + arrival) / 2
      steps.append(.line(Point(turn, start)))
      steps.append(.curve(Point(middle, start), Point(middle, end), Point(arrival, end)))
      steps.append(.line(Point(next.left + 1, end)))
    }
    return Path(steps)
  }

  /// Mark and words of a vertex.
  func node<Text>(_ index: Int, _ pen: Pen<Text>) -> [SceneElement] {
    let vertex = network.vertices[index]
    let column = columns.columns[vertex.layer]
    let center = rows.centers[index]
    var parts = mark(vertex, at: Point(column.left + largest / 2 + 1, center), pen)
    let block = rows.blocks[index]
    let text = pen.color(.text)
    if column.isCompact {
      parts += block.names.map { pen.line($0, .node, text, x: column.textLeft, center: center) }
      if !column.figures.isEmpty {
        parts += zip(column.figures, block.lines).map {
          pen.line($1, .nodeValue, pen.color(.muted), x: $0, center: center, anchor: .end)
        }
        return parts
      }
      parts += block.lines.map {
        pen.line(
          $0, .nodeValue, pen.color(.muted), x: column.textLeft + column.nameWidth + NetworkColumns.Need.space,
          center: center)
      }
      return parts
    }
    var y = center - block.height / 2
    for name in block.names {
      parts.append(pen.line(name, .node, text, x: column.textLeft, top: y))
      y += pen.height(of: name, .node)
    }
    for line in block.lines {
      parts.append(pen.line(line, .nodeValue, pen.color(.muted), x: column.textLeft, top: y))
      y += pen.height(of: line, .nodeValue)
    }
    if block.hasHistogram {
      let area = Rectangle(
        x: column.textLeft, y: y + 1, width: NetworkRows.histogram.width, height: NetworkRows.histogram.height)
      parts.append(
        pen.histogram(Pen<Text>.counts(vertex.values, classes: 12), in: area, pen.color(Ink(.baseline, strength: 0.6))))
    }
    return parts
  }

  /// A mark whose area is its value and which points the way that goes, on ground of its own so that lanes end at its
  /// edge; siblings throw a shadow, and where they go several ways, their mark is divided by how many go which.
  private func mark<Text>(
    _ vertex: CondensedNetwork.Vertex, at center: Point, _ pen: Pen<Text>
  ) -> [SceneElement] {
    let most = network.vertices.reduce(0) { max($0, $1.value) }
    let share = most > 0 ? (max(vertex.value, 0) / most).squareRoot() : 0
    let least = vertex.trends.only == nil ? Self.smallestDivided : Self.smallest
    let size = max(min(least, largest), largest * share)
    let shadow = vertex.values.count > 1 ? [pen.shadow(of: vertex.trends, at: center, size: size)] : []
    guard let trend = vertex.trends.only else {
      return shadow + pen.dividedSquare(vertex.trends, at: center, size: size)
    }
    return shadow + [pen.trendMark(trend, at: center, size: size)]
  }
}

import Drawing

extension Composer {
  private static let tilesPerRow = 3
  private static let tilePadding = 10.0
  private static let tileGap = 10.0

  /// Key figures, three to a row, all equally high.
  mutating func pieces(of tiles: [Tile], in column: Column, _ parent: Int?) -> [Piece] {
    let count = Double(Self.tilesPerRow)
    let width = (column.width - Self.tileGap * (count - 1)) / count
    var rows: [Piece] = []
    for start in stride(from: 0, to: tiles.count, by: Self.tilesPerRow) {
      var row = Piece(height: 0, spaceBefore: rows.isEmpty ? 0 : Self.tileGap)
      for (index, tile) in tiles[start..<min(start + Self.tilesPerRow, tiles.count)].enumerated() {
        let place = Column(x: column.x + Double(index) * (width + Self.tileGap), width: width)
        let (frames, height) = self.frames(of: tile, in: place, parent)
        row.frames += frames
        row.height = max(row.height, height)
      }
      rows.append(row)
    }
    let height = rows.map(\.height).max() ?? 0
    if height > contentSize(landscape: false).height {
      // Nobody reads a tile as long as a page as a tile.
      return pieces(of: tiles.map(\.asParagraph), in: column, parent: parent)
    }
    for index in rows.indices {
      rows[index].height = height
      let inRow = min(tiles.count - index * Self.tilesPerRow, Self.tilesPerRow)
      rows[index].frames += (0..<inRow).map { position in
        let x = column.x + Double(position) * (width + Self.tileGap)
        return tileOutline(Rectangle(x: x, y: 0, width: width, height: height))
      }
    }
    return rows
  }

  private func tileOutline(_ area: Rectangle) -> Frame {
    let outline = Path.rectangle(area.inset(left: 0.375, top: 0.375, right: 0.375, bottom: 0.375), radius: 4)
    return Frame(
      area: area, content: .shape(SceneShape(outline, stroke: Stroke(style.palette.grid, width: 0.75))), node: nil)
  }

  /// The texts of a tile from its top, and the height they ask for.
  private mutating func frames(of tile: Tile, in place: Column, _ parent: Int?) -> ([Frame], Double) {
    let inner = place.indented(Self.tilePadding, right: Self.tilePadding)
    let muted = style.palette.muted
    let node = structure.add(.paragraph, in: parent)
    var frames: [Frame] = []
    var y = Self.tilePadding

    func add(_ text: String, _ textStyle: TextStyle, spaceBefore: Double, indent: Double = 0) {
      guard [.text(text)].isVisible else { return }
      if frames.contains(where: { $0.node != nil }) { y += spaceBefore }
      let runs = style.runs(of: [.text(text)], textStyle)
      for line in meter.lines(of: runs, width: inner.width - indent, textStyle) {
        frames.append(
          frame(line, .start, flipped: runs.runFromRightToLeft, y: y, in: inner.indented(indent), node))
        y += line.height
      }
    }
    add(tile.label, style.text(8, on: 11, color: muted), spaceBefore: 0)
    add(tile.figure, style.text(20, on: 25, .semibold, tabular: true), spaceBefore: 2)
    add(tile.comparison, style.text(8, on: 11, color: muted, tabular: true), spaceBefore: 1)
    if let change = tile.change {
      let textStyle = style.text(8.5, on: 11.5, .semibold, color: style.palette.color(of: change.tone), tabular: true)
      let top = y + (frames.isEmpty ? 0 : 4)
      add(change.text, textStyle, spaceBefore: 4, indent: 10)
      frames.append(arrow(change.direction, at: Point(inner.x, top + 2.5), textStyle.color))
    }
    add(tile.note, style.text(7.5, on: 10, color: muted), spaceBefore: 3)
    return (frames, y + Self.tilePadding - 1)
  }

  /// A triangle that points up or down, or a bar for no change.
  func arrow(_ direction: Tile.Change.Direction, at place: Point, _ color: Color) -> Frame {
    let area = Rectangle(x: place.x, y: place.y, width: 7, height: 6)
    let path: Path =
      switch direction {
      case .up:
        .polyline(
          [Point(area.left, area.bottom), Point(area.center.x, area.top), Point(area.right, area.bottom)], closed: true)
      case .down:
        .polyline(
          [Point(area.left, area.top), Point(area.center.x, area.bottom), Point(area.right, area.top)], closed: true)
      case .level: .rectangle(area.inset(top: 2, bottom: 2))
      }
    return Frame(area: area, content: .shape(SceneShape(path, fill: .solid(color))), node: nil)
  }
}

extension Tile {
  /// The same words as running text.
  fileprivate var asParagraph: Block {
    .paragraph([
      .text(label), .lineBreak, .strong([.text(figure)]), .lineBreak, .text(comparison), .lineBreak,
      .text(change?.text ?? ""), .lineBreak, .text(note),
    ])
  }
}

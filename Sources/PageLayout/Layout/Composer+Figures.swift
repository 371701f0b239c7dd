import Drawing

extension Composer {
  /// White between two things side by side, in points.
  static let gutter = 14.0

  /// Pictures side by side, each with its caption below it.
  mutating func pieces(of figures: [Figure], in column: Column, _ parent: Int?) -> [Piece] {
    let most = max(Int((column.width + Self.gutter) / (Column.narrowest + Self.gutter)), 1)
    var pieces: [Piece] = []
    for start in stride(from: 0, to: figures.count, by: most) {
      var row = self.row(of: Array(figures[start..<min(start + most, figures.count)]), in: column, parent)
      if start > 0 { row[0].spaceBefore = Self.gutter }
      pieces += row
    }
    return pieces
  }

  private mutating func row(of figures: [Figure], in column: Column, _ parent: Int?) -> [Piece] {
    let count = Double(figures.count)
    let width = (column.width - (count - 1) * Self.gutter) / count
    var captions: [[TextLine]] = []
    var flipped: [Bool] = []
    for figure in figures {
      let runs = style.runs(of: headings.withoutDeadLinks(figure.caption), style.note)
      captions.append(meter.lines(of: runs, width: width, style.note))
      flipped.append(runs.runFromRightToLeft)
    }
    let captionLines = captions.map(\.count).max() ?? 0
    let page = contentSize(landscape: false).height
    // A heading above the figure also needs a place.
    let highest = max(page * 0.9 - Double(captionLines) * style.note.lineHeight, page / 2)
    // Pictures in a row keep one scale, so that equal lengths in them mean equal amounts.
    let scale = figures.map { Self.scale(of: $0.scene.usableSize, within: Size(width, highest)) }.min() ?? 1

    var pictures = Piece(height: 0)
    var nodes: [Int] = []
    var captionNodes: [Int] = []
    for (index, figure) in figures.enumerated() {
      let natural = figure.scene.usableSize
      let size = Size(natural.width * scale, natural.height * scale)
      let node = structure.add(.figure, alternativeText: figure.alternativeText, in: parent)
      nodes.append(node)
      captionNodes.append(captions[index].isEmpty ? node : structure.add(.caption, in: node))
      let x = column.x + Double(index) * (width + Self.gutter)
      pictures.frames.append(
        Frame(
          area: Rectangle(x: x, y: 0, width: size.width, height: size.height), content: .picture(figure.scene),
          node: node))
      pictures.height = max(pictures.height, size.height)
      if let anchor = figure.anchor { pictures.anchors.append(anchor) }
    }
    pictures.pictureHeight = pictures.height
    var pieces = [pictures]
    for line in 0..<captionLines {
      var piece = Piece(height: style.note.lineHeight)
      if line == 0 { piece.spaceBefore = 4 }
      for (index, lines) in captions.enumerated() where line < lines.count {
        let place = Column(x: column.x + Double(index) * (width + Self.gutter), width: width)
        piece.frames.append(
          frame(lines[line], .start, flipped: flipped[index], y: 0, in: place, captionNodes[index]))
      }
      pieces.append(piece)
    }
    pieces.keepTogether()
    if figures.allSatisfy(\.isOptional) { for index in pieces.indices { pieces[index].isOptional = true } }
    return pieces
  }

  private static func scale(of size: Size, within limit: Size) -> Double {
    guard size.width > 0, size.height > 0 else { return 1 }
    return min(1, limit.width / size.width, limit.height / size.height)
  }
}

extension Scene {
  /// Its size, or none where it is no usable number.
  fileprivate var usableSize: Size {
    size.width.isFinite && size.height.isFinite ? Size(max(size.width, 0), max(size.height, 0)) : Size(0, 0)
  }
}

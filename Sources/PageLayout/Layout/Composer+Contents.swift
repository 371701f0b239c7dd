import Drawing

extension Composer {
  /// The headings of the levels wanted that follow: what stands above the contents has been read. Page numbers stand in
  /// a column of their own, so that they change no line, and are filled in when the pages are known.
  mutating func pieces(of contents: Contents, in column: Column, _ parent: Int?) -> [Piece] {
    let following = headings.entries[headingCount...].filter { contents.levels.contains($0.level) }
    let entries = following.isEmpty ? headings.entries.filter { contents.levels.contains($0.level) } : following
    guard !entries.isEmpty else { return [] }
    var pieces = paragraph([.text(contents.title)], style.heading(1), .paragraph, in: column, parent)
    for index in pieces.indices { pieces[index].keepsWithNext = true }
    let node = structure.add(.tableOfContents, in: parent)
    let top = entries.map(\.level).min() ?? 1
    // Where all are of one level, nothing has to be told apart by space.
    let isEven = entries.allSatisfy { $0.level == top }
    let half = Column(x: column.x, width: (column.width - Self.contentsGutter) / 2)
    let isTwofold = isEven && entries.count >= Self.fewestTwofoldEntries && entries.allSatisfy { isLine($0, in: half) }
    var rows: [[Piece]] = []
    let rowCount = isTwofold ? (entries.count + 1) / 2 : entries.count
    for (index, entry) in entries.enumerated() {
      let isRight = index >= rowCount
      let x = isRight != (isTwofold && style.runsFromRightToLeft) ? column.x + column.width - half.width : column.x
      var lines = self.lines(
        of: entry, below: top, in: isTwofold ? Column(x: x, width: half.width) : column, node)
      guard !lines.isEmpty else { continue }
      if isRight {
        rows[index - rowCount][0].frames += lines[0].frames
      } else {
        lines.keepTogether()
        lines[0].spaceBefore = index == 0 ? 10 : entry.level == top && !isEven ? 8 : isEven ? 2.5 : 2
        rows.append(lines)
      }
    }
    return pieces + rows.joined()
  }

  /// Entries from which on they stand in two columns, and the white between these, in points.
  private static let fewestTwofoldEntries = 6
  private static let contentsGutter = 28.0
  /// Room for the page number, in points.
  private static let numberWidth = 36.0

  private func contentsStyle(isTop: Bool) -> TextStyle {
    style.text(9.5, on: 13.5, isTop ? .semibold : .regular, tabular: true)
  }

  /// Whether an entry of the highest level takes one line.
  private mutating func isLine(_ entry: HeadingIndex.Entry, in column: Column) -> Bool {
    let runs = style.runs(of: [.text(entry.text.plainText)], contentsStyle(isTop: true))
    return meter.lines(of: runs, width: column.width - Self.numberWidth, contentsStyle(isTop: true)).count == 1
  }

  /// An entry with the place of its page number.
  private mutating func lines(
    of entry: HeadingIndex.Entry, below top: Int, in column: Column, _ node: Int
  ) -> [Piece] {
    let textStyle = contentsStyle(isTop: entry.level == top)
    let place = column.indented(Double(entry.level - top) * 14, right: Self.numberWidth)
    let item = structure.add(.tableOfContentsItem, in: node)
    var runs = style.runs(of: [.text(entry.text.plainText)], textStyle)
    for index in runs.indices { runs[index].link = .destination(entry.anchor) }
    var lines = meter.lines(of: runs, width: place.width, textStyle).map { line in
      Piece(
        height: line.height,
        frames: [frame(line, .start, flipped: runs.runFromRightToLeft, y: 0, in: place, item)])
    }
    guard !lines.isEmpty else { return [] }
    if let leader = self.leader(after: lines[lines.count - 1], in: column) {
      lines[lines.count - 1].frames.append(leader)
    }
    let numberArea = Rectangle(x: column.x + column.width, y: 0, width: 0, height: textStyle.lineHeight)
    lines[lines.count - 1].frames.append(
      Frame(
        area: numberArea, content: .text(.empty), node: item,
        pageReference: Frame.PageReference(anchor: entry.anchor, style: textStyle)))
    return lines
  }

  /// Dots that lead the eye from the end of a line to its page number, below each other on all lines.
  private func leader(after line: Piece, in column: Column) -> Frame? {
    guard let text = line.frames.first, case .text(let letters) = text.content else { return nil }
    let step = 4.0
    let right = column.x + column.width
    // Text from right to left ends at its left, where no number stands: the dots cross the white at its other side.
    let start = ((text.area.right + 8) / step).rounded(.up) * step
    let end = ((right - Self.leaderGap) / step).rounded(.down) * step
    guard end - start >= 3 * step else { return nil }
    let y = letters.baseline - 0.4
    let dots = Path([.move(Point(start, y)), .line(Point(end, y))])
    return Frame(
      area: Rectangle(x: start, y: y - 0.4, width: end - start, height: 0.8),
      content: .shape(
        SceneShape(dots, stroke: Stroke(style.palette.muted, width: 0.8, dash: [0.8, step - 0.8]))), node: nil)
  }

  /// From the end of the dots to the end of the page number, in points.
  private static let leaderGap = 24.0
}

extension TextLine {
  /// A line that says nothing yet.
  static let empty = TextLine(fragments: [], width: 0, height: 0, baseline: 0)
}

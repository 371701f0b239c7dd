import Drawing

extension Composer {
  /// Longer tables tag rows alone: a tag for each cell would make the file six times as large.
  private static let longestCellTaggedTable = 60
  /// White above and below the text of a cell, in points.
  private static let cellPadding = 3.0
  /// Lines at most of a note that stands whole below the last rows.
  private static let longestWholeNote = 8
  /// Rows that a page has of a table at least, as far as they take no more than a share of the page.
  private static let fewestRows = 3
  private static let fewestRowsShare = 0.15

  /// Caption, head, rows, totals and note of a table.
  mutating func pieces(of table: Table, in column: Column, _ parent: Int?) -> [Piece] {
    let settings = self.settings(of: table, in: column)
    var pieces: [Piece] = []
    for (index, setting) in settings.enumerated() {
      let part = settings.count > 1 ? " (\(style.wording.part) \(index + 1) \(style.wording.of) \(settings.count))" : ""
      var inner = self.pieces(of: setting, caption: table.caption, part, in: column, parent)
      if index == settings.count - 1, table.note.isVisible {
        let width = Column(x: column.x, width: setting.isLandscape ? contentSize(landscape: true).width : column.width)
        var note = paragraph(table.note, style.note, .paragraph, in: width, parent)
        if note.count <= Self.longestWholeNote { note.keepTogether() }
        if !inner.isEmpty { inner[inner.count - 1].keepsWithNext = true }
        note[0].spaceBefore = 4
        inner += note
      }
      if index > 0, !inner.isEmpty { inner[0].spaceBefore = 14 }
      for position in inner.indices { inner[position].isLandscape = setting.isLandscape }
      // A small table stays whole if it can, and a very small one does.
      let share = inner.totalHeight / contentSize(landscape: false).height
      switch share {
      case ..<0.12: inner.keepTogether()
      case ..<0.35: inner.preferTogether(BreakCost.smallTable)
      case ..<0.5: inner.preferTogether(BreakCost.mediumTable)
      default: break
      }
      pieces += inner
    }
    if let anchor = table.anchor, !pieces.isEmpty { pieces[0].anchors.append(anchor) }
    return pieces
  }

  private mutating func pieces(
    of setting: TableSetting, caption: [Inline], _ part: String, in column: Column, _ parent: Int?
  ) -> [Piece] {
    let node = structure.add(.table, in: parent)
    let page = contentSize(landscape: setting.isLandscape)
    let full = Column(x: column.x, width: setting.isLandscape ? page.width : column.width)
    let top = headPieces(of: setting, caption: caption + [.text(part)], in: full, node)
    let repeated = structure.add(.nonStructural, in: node)
    let continued = headPieces(
      of: setting, caption: caption + [.text(part + (caption.isVisible ? " " + style.wording.continued : ""))],
      in: full, node, repeated: repeated)
    // A head that takes half a page leaves no room to be repeated in.
    let repeats = !continued.isEmpty && continued.totalHeight < page.height / 2
    if repeats { repeatedHeads.append(continued) }
    let room = page.height - (repeats ? continued.totalHeight : 0)

    var rows: [Piece] = []
    // The last piece of every row that is no total: totals keep with the row above them.
    var ends: [Int] = []
    let tagsCells = setting.rows.count <= Self.longestCellTaggedTable
    let bodyRows = setting.rows.filter { $0.part != .head }
    for (index, row) in bodyRows.enumerated() {
      let isFirstTotal = row.part == .total && (index == 0 || bodyRows[index - 1].part != .total)
      let isLast = index == bodyRows.count - 1
      let beforeTotal = !isLast && row.part == .body && bodyRows[index + 1].part == .total
      var pieces = self.pieces(
        of: row, setting, node, tagsCells: tagsCells, splitAbove: room * 0.4, rule: beforeTotal ? .none : .hairline)
      if isFirstTotal, !pieces.isEmpty {
        pieces[0].frames.insert(
          hairline(y: 0.375, in: setting.span, width: 0.75, color: style.palette.text), at: 0)
      }
      if !rows.isEmpty, row.part == .total { rows[rows.count - 1].keepsWithNext = true }
      rows += pieces
      if row.part == .body { ends.append(rows.count - 1) }
    }
    // No row stands alone at the foot or at the top of a page.
    for (index, end) in ends.dropLast().enumerated() {
      let above = index + 1
      let below = ends.count - above
      guard min(above, below) < Self.fewestRows else { continue }
      let height = Array(above < Self.fewestRows ? rows[...end] : rows[(end + 1)...]).totalHeight
      if min(above, below) == 1 || height < page.height * Self.fewestRowsShare { rows[end].keepsWithNext = true }
    }
    rows.preferTogether(BreakCost.table)
    if repeats { for index in rows.indices { rows[index].repeatedHead = repeatedHeads.count - 1 } }
    return top + rows
  }

  /// Caption and head; they keep with the first row.
  private mutating func headPieces(
    of setting: TableSetting, caption: [Inline], in column: Column, _ table: Int, repeated: Int? = nil
  ) -> [Piece] {
    var pieces: [Piece] = []
    if caption.isVisible {
      let runs = style.runs(of: headings.withoutDeadLinks(caption), style.tableCaption)
      let node = repeated ?? structure.add(.caption, in: table)
      for line in meter.lines(of: runs, width: column.width, style.tableCaption) {
        pieces.append(
          Piece(
            height: line.height,
            frames: [frame(line, .start, flipped: runs.runFromRightToLeft, y: 0, in: column, node)]))
      }
      pieces[pieces.count - 1].height += 2
    }
    for row in setting.rows where row.part == .head {
      pieces += self.pieces(
        of: row, setting, table, repeated: repeated, tagsCells: true,
        splitAbove: contentSize(landscape: false).height * 0.8, rule: .head)
    }
    for index in pieces.indices { pieces[index].keepsWithNext = true }
    return pieces
  }

  private enum RowRule { case none, hairline, head }

  /// A row in one piece or, if it is very high, line by line.
  private mutating func pieces(
    of row: TableSetting.Row, _ setting: TableSetting, _ table: Int, repeated: Int? = nil, tagsCells: Bool,
    splitAbove limit: Double, rule: RowRule
  ) -> [Piece] {
    let weight: Font.Weight = row.part == .body ? .regular : .semibold
    let textStyle = style.cell(size: setting.size, weight)
    var cells: [[TextLine]] = []
    for (runs, column) in zip(row.cells, setting.columns) {
      cells.append(meter.lines(of: runs, width: column.width, textStyle))
    }
    let lineCount = max(cells.lazy.map(\.count).max() ?? 0, 1)
    let rowNode = repeated ?? structure.add(.tableRow, in: table)
    // A link may stand in a cell only.
    let hasCells = repeated == nil && (tagsCells || row.cells.contains { $0.contains { $0.link != nil } })
    let cellNodes = cells.indices.map { _ in
      hasCells ? structure.add(row.part == .head ? .tableHeader(.column) : .tableCell, in: rowNode) : rowNode
    }
    let height = Double(lineCount) * textStyle.lineHeight + 2 * Self.cellPadding
    let splits = height > limit
    let slices = splits ? Array(0..<lineCount).map { $0..<($0 + 1) } : [0..<lineCount]

    var pieces: [Piece] = slices.map { slice in
      let above = slice.lowerBound == 0 ? Self.cellPadding : 0
      let below = slice.upperBound == lineCount ? Self.cellPadding : 0
      var piece = Piece(height: above + Double(slice.count) * textStyle.lineHeight + below)
      for (index, lines) in cells.enumerated() {
        // Heads stand on their rule, cells hang from theirs.
        let offset = row.part == .head ? lineCount - lines.count : 0
        // A column keeps one edge, whatever the scripts of its cells.
        let flipped = style.runsFromRightToLeft
        for position in slice where position >= offset && position - offset < lines.count {
          piece.frames.append(
            frame(
              lines[position - offset], setting.alignments[index], flipped: flipped,
              y: above + Double(position - slice.lowerBound) * textStyle.lineHeight, in: setting.columns[index],
              cellNodes[index]))
        }
      }
      return piece
    }
    if splits {
      pieces.preventWidowsAndOrphans()
      for index in pieces.indices.dropFirst() { pieces[index].spaceAtTop = Self.cellPadding }
    }
    let last = pieces.count - 1
    switch rule {
    case .none: break
    case .hairline: pieces[last].frames.append(hairline(y: pieces[last].height - 0.25, in: setting.span))
    case .head:
      pieces[last].frames.append(
        hairline(y: pieces[last].height - 0.375, in: setting.span, width: 0.75, color: style.palette.muted))
    }
    return pieces
  }
}

extension TableSetting {
  /// From the left of the first column to the right of the last.
  var span: Column {
    guard let first = columns.first, let last = columns.last else { return Column(x: 0, width: 0) }
    return Column(x: first.x, width: last.x + last.width - first.x)
  }
}

import Drawing

/// Turns blocks into pieces that pages can be filled with.
struct Composer {
  let style: PageStyle
  let headings: HeadingIndex
  var meter: TextMeter
  var structure = Structure()
  /// Captions and heads of tables that continue on another page.
  var repeatedHeads: [[Piece]] = []
  private var bandCount = 0
  private(set) var headingCount = 0

  init(style: PageStyle, headings: HeadingIndex, measurer: any TextMeasuring) {
    self.style = style
    self.headings = headings
    meter = TextMeter(measurer)
  }

  /// The area of the blocks on an upright page or one on its side.
  func contentSize(landscape: Bool) -> Size {
    let size = landscape ? Size(style.paper.size.height, style.paper.size.width) : style.paper.size
    return Size(size.width - 2 * style.margin, size.height - 2 * style.margin)
  }

  /// The blocks from top to bottom in a column.
  mutating func pieces(of blocks: [Block], in column: Column, parent: Int?) -> [Piece] {
    var pieces: [Piece] = []
    var spaceAfter = 0.0
    var followsWords = true
    var startsPage = false
    for (index, block) in blocks.enumerated() {
      if block == .pageBreak {
        startsPage = true
        continue
      }
      var inner = self.pieces(of: block, in: column, parent: parent)
      guard !inner.isEmpty else { continue }
      if !pieces.isEmpty {
        let joins = block.joinsPrevious(words: followsWords)
        inner[0].spaceBefore += joins ? block.spaceBefore : max(spaceAfter, block.spaceBefore)
      }
      if startsPage { inner[0].startsPage = true }
      if case .figures = block, parent == nil { for index in inner.indices { inner[index].floats = true } }
      keep(&inner, of: index, in: blocks)
      if !pieces.isEmpty, parent == nil, Self.endsSection(index, of: blocks), inner.totalHeight <= Self.sectionEnd {
        pieces[pieces.count - 1].breakCost = max(pieces[pieces.count - 1].breakCost, BreakCost.sectionEnd)
      }
      startsPage = block.fillsPage
      spaceAfter = block.spaceAfter
      followsWords = block.isWords
      pieces += inner
    }
    return pieces
  }

  private mutating func pieces(of block: Block, in column: Column, parent: Int?) -> [Piece] {
    switch block {
    case .heading(let level, let text, _): heading(level, text, in: column, parent)
    case .paragraph(let text): paragraph(text, style.body, .paragraph, in: column, parent)
    case .note(let text): paragraph(text, style.note, .paragraph, in: column, parent)
    case .preformatted(let text): preformatted(text, in: column, parent)
    case .list(let list): pieces(of: list, in: column, parent)
    case .table(let table): pieces(of: table, in: column, parent)
    case .tiles(let tiles): pieces(of: tiles, in: column, parent)
    case .figures(let figures): pieces(of: figures, in: column, parent)
    case .callout(let blocks): callout(blocks, in: column, parent)
    case .rule: [Piece(height: 0.5, frames: [hairline(y: 0.25, in: column)])]
    case .pageBreak: []
    case .cover(let cover): pieces(of: cover, in: column)
    case .contents(let contents): pieces(of: contents, in: column, parent)
    }
  }

  /// Lines at most of a text that is kept with the table it introduces, and of the few words with anything else.
  private static let longestIntroduction = 8
  private static let shortIntroduction = 3
  /// Lines of a longer text below its heading that stay with it.
  private static let linesBelowHeading = 3
  /// Height of the words at most that should not stand alone at the top of a page, in points.
  private static let sectionEnd = 45.0

  /// Keeps the text below a heading with it and, where it is short, with what it introduces.
  private func keep(_ pieces: inout [Piece], of index: Int, in blocks: [Block]) {
    guard index > 0, case .heading = blocks[index - 1], case .paragraph = blocks[index] else { return }
    let next = index + 1 < blocks.count ? blocks[index + 1] : .pageBreak
    if case .table = next, pieces.count <= Self.longestIntroduction {
      for line in pieces.indices { pieces[line].keepsWithNext = true }
    } else if pieces.count > Self.linesBelowHeading {
      for line in 0..<(Self.linesBelowHeading - 1) { pieces[line].keepsWithNext = true }
    } else if !next.startsAnew {
      pieces[pieces.count - 1].breakCost = BreakCost.introduction
    }
  }

  /// Whether a block of words is the last of its section.
  private static func endsSection(_ index: Int, of blocks: [Block]) -> Bool {
    switch blocks[index] {
    case .paragraph, .note, .list, .callout: index + 1 == blocks.count || blocks[index + 1].startsAnew
    default: false
    }
  }

  // MARK: Text

  private mutating func heading(_ level: Int, _ text: [Inline], in column: Column, _ parent: Int?) -> [Piece] {
    guard text.isVisible else { return [] }
    let depth = min(max(level, 1), 6)
    var pieces = paragraph(text, style.heading(depth), .heading(depth), in: column, parent, balanced: true)
    for index in pieces.indices {
      pieces[index].keepsWithNext = true
      pieces[index].isHeading = true
    }
    pieces[0].startsSection = depth == 1
    pieces[0].anchors = [headings.entries[headingCount].anchor]
    headingCount += 1
    return pieces
  }

  mutating func paragraph(
    _ text: [Inline], _ textStyle: TextStyle, _ role: StructureRole, in column: Column, _ parent: Int?,
    balanced: Bool = false
  ) -> [Piece] {
    let runs = style.runs(of: headings.withoutDeadLinks(text), textStyle)
    let lines =
      balanced
      ? meter.balancedLines(of: runs, width: column.width, textStyle)
      : meter.lines(of: runs, width: column.width, textStyle)
    guard text.isVisible else { return [] }
    let node = structure.add(role, in: parent)
    var pieces = lines.map { line in
      Piece(
        height: line.height,
        frames: [frame(line, .start, flipped: runs.runFromRightToLeft, y: 0, in: column, node)])
    }
    pieces.preventWidowsAndOrphans()
    return pieces
  }

  private mutating func preformatted(_ text: String, in column: Column, _ parent: Int?) -> [Piece] {
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false).map { row in
      // Spaces that neither collapse nor break keep the columns of the text.
      String(row.map { $0 == "\t" ? "\u{A0}" : $0.isCollapsibleSpace ? "\u{A0}" : $0 }.filter { !$0.isControl })
    }
    let font = style.code.font
    let runs = [
      StyledRun(text: rows.joined(separator: String(StyledRun.lineBreak)), font: font, color: style.palette.text)
    ]
    let node = structure.add(.paragraph, in: parent)
    var pieces = meter.lines(of: runs, width: column.width, style.code).map { line in
      Piece(height: line.height, frames: [frame(line, .start, y: 0, in: column, node)])
    }
    pieces.preventWidowsAndOrphans()
    return pieces
  }

  /// A line of text in a column. Flipped text, which runs from right to left, leads from the right.
  func frame(
    _ line: TextLine, _ alignment: TextAlignment, flipped: Bool = false, y: Double, in column: Column, _ node: Int?
  ) -> Frame {
    let slack = max(column.width - line.width, 0)
    let x =
      switch alignment {
      case .start: flipped ? slack : 0
      case .center: slack / 2
      case .end: slack
      }
    return Frame(
      area: Rectangle(x: column.x + x, y: y, width: line.width, height: line.height), content: .text(line), node: node)
  }

  /// A horizontal line across a column.
  func hairline(y: Double, in column: Column, width: Double = 0.5, color: Color? = nil) -> Frame {
    let area = Rectangle(x: column.x, y: y - width / 2, width: column.width, height: width)
    return Frame(
      area: area, content: .shape(SceneShape(.rectangle(area), fill: .solid(color ?? style.palette.grid))), node: nil)
  }

  // MARK: Blocks within blocks

  /// Lines of a list at most that a page rather holds whole, and of the items that do not stand alone.
  private static let shortList = 10
  private static let shortItems = 5

  private mutating func pieces(of list: List, in column: Column, _ parent: Int?) -> [Piece] {
    let node = structure.add(.list, in: parent)
    // The last piece of each item.
    var ends: [Int] = []
    let numbers = list.items.indices.map { index in list.firstNumber.map { "\($0 &+ index)." } ?? "•" }
    let widest = numbers.map { meter.width(ofWord: $0, style.body.font) }.max() ?? 0
    let indent = max(widest + 5, 13)
    var pieces: [Piece] = []
    for (number, blocks) in zip(numbers, list.items) {
      let item = structure.add(.listItem, in: node)
      let label = structure.add(.listLabel, in: item)
      let body = structure.add(.listBody, in: item)
      var inner = self.pieces(of: blocks, in: column.indented(indent), parent: body)
      if inner.isEmpty { inner = [Piece(height: style.body.lineHeight)] }
      if !column.canIndent(indent) {
        inner.insert(Piece(height: style.body.lineHeight, keepsWithNext: true), at: 0)
      }
      let run = StyledRun(text: number, font: style.body.font, color: style.palette.muted)
      let labelColumn = Column(x: column.x, width: list.firstNumber == nil ? indent : widest)
      for line in meter.lines(of: [run], width: indent, style.body).prefix(1) {
        inner[0].frames.insert(
          frame(line, list.firstNumber == nil ? .start : .end, y: 0, in: labelColumn, label), at: 0)
      }
      if !pieces.isEmpty { inner[0].spaceBefore += blocks.count > 1 ? 5 : 2.5 }
      pieces += inner
      ends.append(pieces.count - 1)
    }
    // No item of a few lines stands alone at the foot or at the top of a page.
    if ends.count > 1, parent == nil {
      if ends[1] < Self.shortItems { pieces[ends[0]].keepsWithNext = true }
      if pieces.count - ends[ends.count - 2] <= Self.shortItems { pieces[ends[ends.count - 2]].keepsWithNext = true }
    }
    if pieces.count <= Self.shortList { pieces.preferTogether(BreakCost.shortList) }
    return pieces
  }

  private mutating func callout(_ blocks: [Block], in column: Column, _ parent: Int?) -> [Piece] {
    // A section stands in the document or another section only.
    let isSection = parent.map { structure.nodes[$0].role == .section } ?? true
    let node = isSection ? structure.add(.section, in: parent) : parent
    let padding = 8.0
    var pieces = self.pieces(of: blocks, in: column.indented(14, right: 12), parent: node)
    guard !pieces.isEmpty else { return [] }
    // The white inside the callout belongs to its first and last piece, so that it breaks with them.
    for index in pieces[0].frames.indices { pieces[0].frames[index].move(right: 0, down: padding) }
    pieces[0].height += padding
    pieces[pieces.count - 1].height += padding
    let band = Piece.Band(id: bandCount, x: column.x, width: column.width)
    bandCount += 1
    for index in pieces.indices {
      pieces[index].bands.append(band)
      if index > 0 { pieces[index].spaceAtTop += padding }
    }
    if pieces.totalHeight < contentSize(landscape: false).height / 3 { pieces.keepTogether() }
    return pieces
  }
}

extension Block {
  /// White above the block, in points; the larger of two meeting counts.
  var spaceBefore: Double {
    switch self {
    case .heading(let level, _, _): level <= 1 ? 26 : level == 2 ? 20 : 14
    case .table, .figures: 12
    case .tiles, .callout: 10
    case .rule: 12
    case .note: 3
    default: 4
    }
  }

  /// White below it, in points.
  var spaceAfter: Double {
    switch self {
    case .heading(let level, _, _): level <= 1 ? 8 : level == 2 ? 5 : 3
    case .table, .figures: 14
    case .tiles, .callout, .rule: 12
    default: 7
    }
  }

  /// Whether it is words alone.
  var isWords: Bool {
    switch self {
    case .heading, .paragraph, .note, .list, .preformatted: true
    default: false
    }
  }

  /// Whether it belongs to what stands above it, words or not, whatever white that asks for.
  func joinsPrevious(words: Bool) -> Bool {
    switch self {
    case .note: true
    case .list: words
    default: false
    }
  }

  /// Whether it has nothing to do with the words above it.
  var startsAnew: Bool {
    switch self {
    case .heading, .pageBreak, .cover, .contents: true
    default: false
    }
  }

  /// Whether nothing may follow on its page.
  var fillsPage: Bool {
    if case .cover = self { true } else { false }
  }
}

internal import Drawing
internal import Findings
internal import PageLayout

/// The visitor that turns the Markdown tree into blocks for pages.
///
/// Conventions of the tree (the HTML writer follows the same): `<!-- cover -->` … `<!-- /cover -->` holds a heading, a
/// table of facts and a notice; `<!-- tiles -->` makes key-figure tiles of the next table; `<!-- pair -->` sets the next
/// two figures side by side; `<!-- optional -->` lets a PDF leave out the next figure where that saves a page; a
/// paragraph of emphasis alone is the caption of the table after it, or else the note of the table before it; a row
/// whose first cell is strong is a total.
struct DocumentBuilder {
  /// Pictures by figure id, at full and at half the width of the page.
  struct Picture {
    var full: Scene
    var half: Scene
  }

  private let pictures: [String: Picture]
  private let brand: String
  private let logo: PixelImage?
  private let summary: CoverSummary
  private let words: ReportWords
  private var blocks: [Block] = []

  /// - Parameters:
  ///   - pictures: The figures.
  ///   - brand: Who speaks on the cover.
  ///   - logo: Their sign.
  ///   - summary: What the cover says in short.
  ///   - words: What stands in no template.
  init(
    pictures: [String: Picture], brand: String = "", logo: PixelImage? = nil, summary: CoverSummary = CoverSummary(),
    words: ReportWords = ReportWords()
  ) {
    self.pictures = pictures
    self.brand = brand
    self.logo = logo
    self.summary = summary
    self.words = words
  }

  /// The blocks of a document.
  mutating func blocks(of tree: [MarkdownBlock]) -> [Block] {
    blocks = []
    var index = 0
    while index < tree.count {
      index = add(tree, at: index)
    }
    return blocks
  }

  /// Adds what stands at a place and answers the place after it.
  private mutating func add(_ tree: [MarkdownBlock], at index: Int) -> Int {
    switch tree[index] {
    case .directive("cover"):
      let end = tree[index...].firstIndex(of: .directive("/cover")) ?? tree.count
      var cover = Self.cover(tree[(index + 1)..<end])
      cover.brand = brand
      cover.logo = logo
      cover.statement = summary.recommendation
      cover.keyFigures = summary.keyFigures.map { figure in
        tile([figure.name, figure.current, figure.optimised, "\(figure.change) \(figure.direction.rawValue)"])
      }
      blocks.append(.cover(cover))
      return end + 1
    case .directive("contents"):
      blocks.append(.contents(Contents(title: words["contents"], levels: 1...1)))
    case .directive("page-break"):
      blocks.append(.pageBreak)
    case .directive("tiles"):
      if index + 1 < tree.count, case .table(let table) = tree[index + 1] {
        blocks.append(.tiles(table.rows.map { tile($0.map(\.plainText)) }))
        return index + 2
      }
    case .directive("pair"):
      let figures = tree[(index + 1)...].prefix(2).compactMap { self.figure($0, isHalf: true) }
      if figures.count == 2 {
        blocks.append(.figures(figures))
        return index + 3
      }
    case .directive("optional"):
      if index + 1 < tree.count, var figure = figure(tree[index + 1], isHalf: false) {
        figure.isOptional = true
        blocks.append(.figures([figure]))
        return index + 2
      }
    case .directive:
      break
    case .heading(let level, let inlines):
      // The only first-level heading is the title, which stands on the cover.
      blocks.append(.heading(level: max(1, level - 1), Self.inlines(inlines)))
    case .paragraph(let inlines):
      return addParagraph(inlines, tree, at: index)
    case .list(let items, let firstNumber):
      var inner = self
      blocks.append(.list(List(items.map { inner.blocks(of: $0) }, firstNumber: firstNumber)))
    case .quote(let quoted):
      var inner = self
      blocks.append(.callout(inner.blocks(of: quoted)))
    case .code(let text):
      blocks.append(.preformatted(text))
    case .rule:
      blocks.append(.rule)
    case .table(let table):
      return addTable(table, caption: [], tree, at: index)
    }
    return index + 1
  }

  private mutating func addParagraph(_ inlines: [MarkdownInline], _ tree: [MarkdownBlock], at index: Int) -> Int {
    if let figure = figure(.paragraph(inlines), isHalf: false) {
      blocks.append(.figures([figure]))
      return index + 1
    }
    if let caption = Self.emphasised(inlines), index + 1 < tree.count, case .table(let table) = tree[index + 1] {
      return addTable(table, caption: caption, tree, at: index + 1)
    }
    blocks.append(.paragraph(Self.inlines(inlines)))
    return index + 1
  }

  private mutating func addTable(
    _ table: MarkdownTable, caption: [MarkdownInline], _ tree: [MarkdownBlock], at index: Int
  ) -> Int {
    var note: [MarkdownInline] = []
    var next = index + 1
    if next < tree.count, case .paragraph(let inlines) = tree[next], let text = Self.emphasised(inlines) {
      let isCaption = next + 1 < tree.count && tree[next + 1].isTable
      if !isCaption {
        note = text
        next += 1
      }
    }
    let isTotal = { (row: [[MarkdownInline]]) -> Bool in
      guard let first = row.first, first.count == 1, case .strong = first[0] else { return false }
      return true
    }
    let cells = { (row: [[MarkdownInline]]) in row.map(Self.inlines) }
    // Totals at the end stand under a rule; one in between keeps its place.
    let body = table.rows.count - table.rows.reversed().prefix(while: isTotal).count
    blocks.append(
      .table(
        Table(
          caption: Self.inlines(caption), columns: table.alignments.map { $0 == .end ? .figures : .text },
          head: cells(table.head), body: table.rows[..<body].map(cells),
          totals: table.rows[body...].map(cells), note: Self.inlines(note))))
    return next
  }

  /// The figure that a paragraph consists of.
  private func figure(_ block: MarkdownBlock, isHalf: Bool) -> Figure? {
    guard let (id, alternativeText) = block.figure, let picture = pictures[id] else { return nil }
    return Figure(isHalf ? picture.half : picture.full, alternativeText: alternativeText, anchor: "figure-" + id)
  }

  /// What stands in an emphasis, where the text is nothing but that.
  private static func emphasised(_ inlines: [MarkdownInline]) -> [MarkdownInline]? {
    guard inlines.count == 1, case .emphasis(let inner) = inlines[0] else { return nil }
    return inner
  }

  private static func cover(_ tree: ArraySlice<MarkdownBlock>) -> Cover {
    var cover = Cover(title: "")
    for block in tree {
      switch block {
      case .heading(_, let inlines): cover.title = inlines.plainText
      case .table(let table):
        cover.facts += table.rows.filter { $0.count >= 2 }.map { Cover.Fact($0[0].plainText, $0[1].plainText) }
      case .paragraph(let inlines):
        if let notice = emphasised(inlines) {
          cover.notice = Self.inlines(notice)
        } else {
          cover.subtitle = inlines.plainText
        }
      default: break
      }
    }
    return cover
  }

  /// A tile from a row: name, now, optimised, change and its direction, note.
  private func tile(_ row: [String]) -> Tile {
    let cells = row + [String](repeating: "", count: max(0, 5 - row.count))
    let change = cells[3].split(separator: " ")
    let tone: Tone =
      switch change.last {
      case "good": .good
      case "bad": .bad
      default: .neutral
      }
    let text = change.dropLast(["good", "bad", "neutral"].contains(change.last ?? "") ? 1 : 0).joined(separator: " ")
    let direction: Tile.Change.Direction =
      switch ChangeSign(of: text) {
      case .minus: .down
      case .plus: .up
      case .none: .level
      }
    return Tile(
      label: cells[0], figure: cells[2],
      comparison: ["", "–"].contains(cells[1]) ? "" : "\(words["from"]) \(cells[1])",
      change: text.isEmpty ? nil : Tile.Change(text, direction, tone), note: cells[4])
  }

  private static func inlines(_ inlines: [MarkdownInline]) -> [Inline] {
    inlines.flatMap { inline -> [Inline] in
      switch inline {
      case .text(let text): [.text(text)]
      case .strong(let inner): [.strong(Self.inlines(inner))]
      case .emphasis(let inner): [.emphasis(Self.inlines(inner))]
      case .strikethrough(let inner): [.toned(Self.inlines(inner), .muted)]
      case .code(let text): [.code(text)]
      case .link(let inner, let destination):
        LinkAddress.target(destination).map { [.link(Self.inlines(inner), to: $0)] } ?? Self.inlines(inner)
      case .image(let text, _, _): [.text(text)]
      case .lineBreak: [.lineBreak]
      }
    }
  }
}

extension MarkdownBlock {
  fileprivate var isTable: Bool {
    if case .table = self { true } else { false }
  }
}

public import Drawing

/// Lays a document out on pages: blocks become pieces, pieces fill pages, and page numbers are written where they are
/// asked for. The same document, style and fonts give the same pages.
public struct LayoutEngine {
  private let style: PageStyle
  private let measurer: any TextMeasuring

  /// Makes an engine that measures text as the renderer will set it.
  public init(style: PageStyle = PageStyle(), measurer: any TextMeasuring) {
    self.style = style
    self.measurer = measurer
  }

  /// The pages of a document; a document without visible blocks has one empty page.
  public func layout(_ document: Document) -> PagedDocument {
    let headings = HeadingIndex(of: document.blocks)
    var composer = Composer(style: style, headings: headings, measurer: measurer)
    let column = Column(x: 0, width: composer.contentSize(landscape: false).width)
    var pieces = composer.pieces(of: document.blocks, in: column, parent: nil)
    if pieces.isEmpty { pieces = [Piece(height: 0)] }
    var pages = Paginator.pages(of: pieces, repeatedHeads: composer.repeatedHeads, style: style)

    var pageOfAnchor: [String: Int] = [:]
    for (index, page) in pages.enumerated() {
      for destination in page.destinations { pageOfAnchor[destination.anchor] = index + 1 }
    }
    let chapters = self.chapters(of: headings, on: pages)
    let titles = Set(headings.entries.filter { $0.text.plainText == document.title }.map(\.anchor))
    for index in pages.indices {
      sortFrames(of: &pages[index])
      fillPageReferences(of: &pages[index], pageOfAnchor, &composer.meter)
      if !pages[index].isCover {
        // A page that shows the title itself does not say it twice.
        let showsTitle = pages[index].destinations.contains { titles.contains($0.anchor) }
        let names = [showsTitle ? "" : document.title, chapters[index] == document.title ? "" : chapters[index]]
        pages[index].furniture = furniture(
          of: document, names: names, pages[index], index + 1, of: pages.count, &composer.meter)
      }
    }
    let outline = headings.entries.compactMap { entry in
      pageOfAnchor[entry.anchor].map { page in
        PagedDocument.OutlineEntry(
          title: entry.text.plainText, level: entry.level, anchor: entry.anchor, page: page)
      }
    }
    return PagedDocument(
      pages: pages, structure: composer.structure, outline: outline, warnings: headings.warnings)
  }

  /// The chapter that each page begins in or, where none has begun, the one that begins on it. Contents are in none.
  private func chapters(of headings: HeadingIndex, on pages: [Page]) -> [String] {
    let entries = headings.entries.filter { $0.level == 1 }.map { ($0.anchor, $0.text.plainText) }
    let names = Dictionary(entries) { first, _ in first }
    var current: String?
    return pages.map { page in
      if page.frames.contains(where: { $0.pageReference != nil }) { current = nil }
      let begun = page.destinations.filter { names[$0.anchor] != nil }
      let first = begun.first
      let isAtTop = first.map { $0.y < page.contentArea.top + 1 } ?? false
      let chapter = (isAtTop ? nil : current) ?? first.flatMap { names[$0.anchor] } ?? current
      current = begun.last.flatMap { names[$0.anchor] } ?? current
      return chapter ?? ""
    }
  }

  /// Brings what was set side by side, line by line, into reading order; ornaments come first.
  private func sortFrames(of page: inout Page) {
    let order = page.frames.indices.sorted { first, second in
      (page.frames[first].node ?? -1, first) < (page.frames[second].node ?? -1, second)
    }
    page.frames = order.map { page.frames[$0] }
  }

  private func fillPageReferences(of page: inout Page, _ pageOfAnchor: [String: Int], _ meter: inout TextMeter) {
    for index in page.frames.indices {
      guard let reference = page.frames[index].pageReference else { continue }
      page.frames[index].pageReference = nil
      guard let number = pageOfAnchor[reference.anchor] else { continue }
      let run = StyledRun(
        text: String(number), font: reference.style.font, color: reference.style.color,
        link: .destination(reference.anchor))
      for line in meter.lines(of: [run], width: .infinity, reference.style) {
        page.frames[index].area.x -= line.width
        page.frames[index].area.width = line.width
        page.frames[index].content = .text(line)
      }
    }
  }

  /// Running head and foot.
  private func furniture(
    of document: Document, names: [String], _ page: Page, _ number: Int, of count: Int, _ meter: inout TextMeter
  ) -> [Frame] {
    let textStyle = style.furniture
    let area = page.contentArea
    let words = style.wording
    let headY = area.top - 14 - textStyle.lineHeight
    let footY = area.bottom + 14
    var frames: [Frame] = []

    func add(_ text: String, y: Double, limit: Double, trailing: Bool) -> Double {
      guard [.text(text)].isVisible, limit > 0 else { return 0 }
      let runs = style.runs(of: [.text(text)], textStyle)
      guard let line = meter.elidedLine(of: runs, width: limit, textStyle) else { return 0 }
      let x = trailing ? area.right - line.width : area.left
      frames.append(
        Frame(
          area: Rectangle(x: x, y: y, width: line.width, height: line.height), content: .text(line), node: nil))
      return line.width
    }
    let brand = add(document.brand, y: headY, limit: area.width / 3, trailing: true)
    let head = names.filter { [.text($0)].isVisible }.joined(separator: " · ")
    _ = add(head, y: headY, limit: area.width - (brand > 0 ? brand + 20 : 0), trailing: false)
    let taken = add(
      "\(words.page) \(number) \(words.of) \(count)", y: footY, limit: area.width, trailing: true)
    _ = add(document.footLabel, y: footY, limit: area.width - taken - 20, trailing: false)
    return frames
  }
}

extension TextMeter {
  /// One line of the text, its end replaced by an ellipsis where it does not fit.
  fileprivate mutating func elidedLine(of runs: [StyledRun], width: Double, _ style: TextStyle) -> TextLine? {
    let whole = lines(of: runs, width: .infinity, style)
    guard let line = whole.first, let run = runs.first, line.width > width else { return whole.first }
    var text = runs.map(\.text).joined()[...]
    while !text.isEmpty {
      text = text.dropLast(max(1, text.count / 20))
      var elided = run
      elided.text = text + "…"
      if let line = lines(of: [elided], width: .infinity, style).first, line.width <= width { return line }
    }
    return nil
  }
}

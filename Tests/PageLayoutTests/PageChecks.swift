import Drawing
import PageLayout
import Testing

/// What holds on the pages of any document: everything stands in its area, apart, and nothing is lost.
func expectSoundPages(
  _ document: PagedDocument, of blocks: [Block], sourceLocation: SourceLocation = #_sourceLocation
) {
  expectPlacement(document, sourceLocation: sourceLocation)
  let lost = lostTexts(document, of: blocks)
  #expect(lost.isEmpty, sourceLocation: sourceLocation)
}

/// Everything stands in its area, and no text touches another.
func expectPlacement(_ document: PagedDocument, sourceLocation: SourceLocation = #_sourceLocation) {
  for (index, page) in document.pages.enumerated() {
    let area = page.contentArea
    let sheet = Rectangle(x: 0, y: 0, width: page.size.width, height: page.size.height)
    for frame in page.frames {
      // The colour of a cover runs off the paper's edge.
      let outer = page.isCover && frame.isOrnament ? sheet : area
      #expect(frame.isInside(outer), "page \(index + 1): \(frame)", sourceLocation: sourceLocation)
    }
    for frame in page.furniture {
      #expect(frame.isInside(sheet), "page \(index + 1): \(frame)", sourceLocation: sourceLocation)
      #expect(!frame.area.overlaps(area), "page \(index + 1): \(frame)", sourceLocation: sourceLocation)
    }
    let overlap = firstOverlap(page.frames.filter { !$0.isOrnament } + page.furniture)
    #expect(overlap == nil, "page \(index + 1)", sourceLocation: sourceLocation)
  }
}

extension Frame {
  fileprivate func isInside(_ outer: Rectangle) -> Bool {
    let slack = 0.02
    return area.left >= outer.left - slack && area.right <= outer.right + slack && area.top >= outer.top - slack
      && area.bottom <= outer.bottom + slack
  }
}

/// Two frames that share an area, if any.
private func firstOverlap(_ frames: [Frame]) -> (Frame, Frame)? {
  let slack = 0.01
  let sorted = frames.sorted { $0.area.top < $1.area.top }
  for (index, frame) in sorted.enumerated() {
    let inner = frame.area.inset(left: slack, top: slack, right: slack, bottom: slack)
    for other in sorted[(index + 1)...] {
      if other.area.top >= frame.area.bottom { break }
      if inner.overlaps(other.area) { return (frame, other) }
    }
  }
  return nil
}

/// Texts of the blocks that stand on no page, each as its letters in alphabetical order: lines and cells may stand in
/// any order, but a letter too few or too many shows.
private func lostTexts(_ document: PagedDocument, of blocks: [Block]) -> [String] {
  var letters: [Int: String] = [:]
  for frame in document.pages.flatMap(\.frames) {
    guard let node = frame.node, let text = frame.text else { continue }
    letters[node, default: ""] += text
  }
  var found: [String: Int] = [:]
  for text in letters.values { found[text.sortedLetters, default: 0] += 1 }
  return texts(of: blocks).filter { text in
    let key = text.sortedLetters
    guard !key.isEmpty else { return false }
    found[key, default: 0] -= 1
    return found[key, default: 0] < 0
  }
}

extension String {
  fileprivate var sortedLetters: String { String(filter { !$0.isWhitespace && $0 != "\u{AD}" }.sorted()) }
}

private func texts(of blocks: [Block]) -> [String] {
  blocks.flatMap { block -> [String] in
    switch block {
    case .heading(_, let text, _), .paragraph(let text), .note(let text): [text.plainText]
    case .preformatted(let text): [text]
    case .list(let list): list.items.flatMap(texts)
    case .callout(let inner): texts(of: inner)
    case .figures(let figures): figures.map(\.caption.plainText)
    case .tiles(let tiles):
      tiles.map { words($0) + $0.note }
    case .cover(let cover):
      [cover.brand, cover.title, cover.subtitle, cover.statement, cover.notice.plainText]
        + cover.facts.flatMap { [$0.label, $0.value] } + cover.keyFigures.map(words)
    case .contents(let contents): [contents.title]
    case .table(let table): texts(of: table)
    case .rule, .pageBreak: []
    }
  }
}

private func words(_ tile: Tile) -> String { tile.label + tile.figure + tile.comparison + (tile.change?.text ?? "") }

private func texts(of table: Table) -> [String] {
  let tagsCells = table.body.count + table.totals.count + 1 <= 60
  let rows = table.body + table.totals
  return [table.caption.plainText, table.note.plainText] + table.head.map(\.plainText)
    + (tagsCells ? rows.flatMap { $0.map(\.plainText) } : rows.map { $0.map(\.plainText).joined() })
}

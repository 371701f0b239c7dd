import Drawing
import PageLayout
import Testing

/// Tables as the field has them: long, wide, high, and at the end of a page.
struct TableLayoutTests {
  private func table(rows: Int, columns: Int = 3, cell: (Int, Int) -> String) -> Table {
    Table(
      caption: ["Caption"], columns: [.text] + Array(repeating: .figures, count: columns - 1),
      head: (0..<columns).map { [.text("Head \($0)")] },
      body: (0..<rows).map { row in (0..<columns).map { [.text(cell(row, $0))] } })
  }

  @Test func threePagesRepeatCaptionAndHead() {
    var table = table(rows: 90) { "\($0)/\($1)" }
    table.totals = [["Total", "1", "2"].map { [.text($0)] }]
    let blocks = [Block.table(table)]
    let document = paged(blocks)
    #expect(document.pages.count == 3)
    expectSoundPages(document, of: blocks)
    #expect(document.lines(onPage: 0).prefix(4) == ["Caption", "Head 0", "Head 1", "Head 2"])
    for page in 1...2 {
      #expect(document.lines(onPage: page).prefix(4) == ["Caption (continued)", "Head 0", "Head 1", "Head 2"])
    }
    #expect(document.lines(onPage: 2).suffix(3) == ["Total", "1", "2"])
  }

  @Test func totalKeepsWithTheLastRow() {
    for rows in 30...50 {
      var table = table(rows: rows) { "\($0)/\($1)" }
      table.totals = [[["Total"]]]
      let document = paged([.table(table)])
      #expect(document.page(ofLine: "Total") == document.page(ofLine: "\(rows - 1)/0"))
    }
  }

  @Test func aRowTallerThanAPageIsSplit() {
    let long = (0..<900).map { "word\($0)" }.joined(separator: " ")
    let blocks = [Block.table(table(rows: 3) { $0 == 1 && $1 == 0 ? long : "\($0)/\($1)" })]
    let document = paged(blocks)
    #expect(document.pages.count > 1)
    expectSoundPages(document, of: blocks)
    #expect(document.lines(onPage: 1).first == "Caption (continued)")
  }

  @Test(arguments: 0..<52) func captionAndHeadNeverStandAloneAtThePageEnd(linesAbove: Int) {
    let lines = (0..<linesAbove).map { Block.paragraph([.text("Line \($0)")]) }
    let blocks = lines + [.heading(level: 2, ["Heading"]), .table(table(rows: 60) { "\($0)/\($1)" })]
    let document = paged(blocks)
    expectSoundPages(document, of: blocks)
    let page = document.page(ofLine: "0/0")
    #expect(document.page(ofLine: "Heading") == page)
    #expect(document.page(ofLine: "Caption") == page)
    #expect(document.page(ofLine: "Head 0") == page)
  }

  /// Rows as high as those of an implementation plan, wherever the table begins.
  @Test(arguments: 0..<52) func noRowStandsAloneAtAPageBreak(linesAbove: Int) {
    let long = (0..<40).map { "word\($0)" }.joined(separator: " ")
    var table = table(rows: 5) { $1 == 1 ? long : "\($0)/\($1)" }
    for hasTotal in [false, true] {
      table.totals = hasTotal ? [["5/0", "all", ""].map { [.text($0)] }] : []
      let lines = (0..<linesAbove).map { Block.paragraph([.text("Line \($0)")]) }
      let blocks = lines + [.table(table)]
      let document = paged(blocks)
      expectSoundPages(document, of: blocks)
      let pages = (0..<(hasTotal ? 6 : 5)).map { document.page(ofLine: "\($0)/0") }
      // A total is no company for the row above it.
      #expect(pages[0] == pages[1] && pages[3] == pages[4] && pages.last == pages[4])
    }
  }

  @Test func aSmallTableStaysWhole() {
    for linesAbove in 20..<40 {
      let lines = (0..<linesAbove).map { Block.paragraph([.text("Line \($0)")]) }
      let document = paged(lines + [.table(table(rows: 6) { "\($0)/\($1)" })])
      #expect(document.page(ofLine: "Caption") == document.page(ofLine: "5/0"))
    }
  }

  @Test func fiveThousandRows() {
    let blocks = [Block.table(table(rows: 5000, columns: 8) { "\($0)/\($1)" })]
    let document = paged(blocks)
    #expect(document.pages.count == 125)
    expectSoundPages(document, of: blocks)
  }

  @Test func aWideTableShrinksFirst() {
    let blocks = [Block.table(table(rows: 4, columns: 9) { "\($0)\($1)0,000,000" })]
    let document = paged(blocks)
    expectSoundPages(document, of: blocks)
    #expect(document.pages[0].size == Paper.a4.size)
    #expect(sizes(document).allSatisfy { $0 >= 6.5 && $0 < 8.5 })
  }

  @Test func aWiderTableTurnsThePage() {
    let blocks = [
      Block.paragraph(["Before"]), .heading(level: 2, ["Heading"]),
      .table(table(rows: 4, columns: 14) { "\($0)\($1)0,000,000" }), .paragraph(["After"]),
    ]
    let document = paged(blocks)
    expectSoundPages(document, of: blocks)
    #expect(document.pages.map(\.size.width) == [595.276, 841.89, 595.276])
    #expect(document.lines(onPage: 1).prefix(2) == ["Heading", "Caption"])
    #expect(document.lines(onPage: 2) == ["After"])
    #expect(sizes(document).allSatisfy { $0 >= 6.5 })
  }

  @Test func theWidestTableIsSetInPartsThatRepeatTheFirstColumn() {
    let blocks = [Block.table(table(rows: 4, columns: 60) { "\($0)\($1)0,000,000" })]
    let document = paged(blocks)
    expectPlacement(document)
    let lines = document.pages.indices.flatMap { document.lines(onPage: $0) }
    let parts = lines.filter { $0.hasPrefix("Caption (part") }
    #expect(parts.count > 1)
    #expect(parts.first == "Caption (part 1 of \(parts.count))")
    #expect(lines.filter { $0 == "Head 0" }.count == parts.count)
    for column in 1..<60 { #expect(lines.filter { $0 == "Head \(column)" }.count == 1) }
    #expect(sizes(document).allSatisfy { $0 >= 6.5 })
  }

  @Test func aWordWiderThanThePageIsBroken() {
    let blocks = [Block.table(table(rows: 2, columns: 2) { _, _ in String(repeating: "abcdefghij", count: 60) })]
    let document = paged(blocks)
    expectSoundPages(document, of: blocks)
  }

  @Test func raggedAndEmptyTables() {
    var ragged = table(rows: 2) { "\($0)/\($1)" }
    ragged.body[0] = [[.text("only one")]]
    ragged.body[1].append(["one more"])
    let blocks: [Block] = [
      .table(ragged), .table(Table(columns: [], body: [])), .table(Table(columns: [.text], body: [[]])),
    ]
    expectSoundPages(paged(blocks), of: blocks)
  }

  @Test func aColumnKeepsItsEdgeWhateverTheScriptsOfItsCells() throws {
    let table = Table(columns: [.text, .text], body: [[["First"], ["One"]], [["مخزن"], ["دبي"]]])
    for isRightToLeft in [false, true] {
      var style = PageStyle()
      style.runsFromRightToLeft = isRightToLeft
      let document = LayoutEngine(style: style, measurer: EvenMeasurer())
        .layout(Document(title: "", blocks: [.table(table)]))
      let cells = document.pages[0].frames.filter { $0.text != nil }
      try #require(cells.count == 4)
      let edges = cells.map { isRightToLeft ? $0.area.right : $0.area.left }
      #expect(abs(edges[0] - edges[2]) < 0.01 && abs(edges[1] - edges[3]) < 0.01)
    }
  }

  @Test func figuresEndAtTheRightEdgeOfTheirColumn() {
    let document = paged([.table(table(rows: 3) { $1 == 0 ? "Name" : String(repeating: "1", count: $0 + 1) })])
    let rights = document.pages[0].frames.filter { $0.text?.allSatisfy { $0 == "1" } ?? false }.map(\.area.right)
    #expect(Set(rights.map { ($0 * 100).rounded() }).count == 2)
  }

  private func sizes(_ document: PagedDocument) -> [Double] {
    document.pages.flatMap(\.frames).compactMap { frame in
      guard let node = frame.node, document.structure.nodes[node].role == .tableCell,
        case .text(let line) = frame.content
      else { return nil }
      return line.fragments.first?.font.size
    }
  }
}

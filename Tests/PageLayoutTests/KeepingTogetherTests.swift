import Drawing
import PageLayout
import Testing

/// What a page holds whole, wherever on it stands.
struct KeepingTogetherTests {
  private func words(_ count: Int, _ prefix: String = "w") -> String {
    (0..<count).map { "\(prefix)\($0)" }.joined(separator: " ")
  }

  /// Lines of notes, each a block: text that may break anywhere.
  private func lines(_ count: Int, _ prefix: String) -> [Block] {
    (0..<count).map { Block.note([.text("\(prefix)\($0)")]) }
  }

  /// The pages of the frames whose text begins so, from top to bottom.
  private func pages(of prefix: String, in document: PagedDocument) -> [Int] {
    document.pages.enumerated().flatMap { index, page in
      page.frames.filter { $0.text?.hasPrefix(prefix) ?? false }.map { _ in index }
    }
  }

  private func table(_ rows: Int, note: Int = 0) -> Block {
    .table(
      Table(
        caption: ["Caption"], columns: [.text, .figures], head: [["Head"], ["Figure"]],
        body: (0..<rows).map { [[.text("row\($0)")], [.text("\($0)")]] }, note: [.text(words(note, "note"))]))
  }

  @Test func paragraphsOfFourLinesAreNotSplit() {
    for above in 40..<75 {
      for count in [40, 60, 85] {
        let blocks = lines(above, "a") + [.paragraph([.text(words(count))])] + lines(50, "b")
        let document = paged(blocks)
        let places = pages(of: "w", in: document)
        #expect((2...4).contains(places.count) && Set(places).count == 1, "\(above) \(count): \(places)")
      }
    }
  }

  @Test func aListOfAFewLinesStaysWithItsHeading() {
    for above in 30..<75 {
      let list = Block.list(List((0..<4).map { [.paragraph([.text("item\($0)")])] }))
      let blocks = lines(above, "a") + [.heading(level: 2, ["Heading"]), list] + lines(60, "b")
      let document = paged(blocks)
      expectSoundPages(document, of: blocks)
      #expect(Set(pages(of: "item", in: document) + pages(of: "Heading", in: document)).count == 1, "\(above)")
    }
  }

  @Test func noItemOfALongListStandsAlone() {
    for above in 30..<75 {
      let list = Block.list(List((0..<30).map { [.paragraph([.text("item\($0)")])] }))
      let places = pages(of: "item", in: paged(lines(above, "a") + [list] + lines(60, "b")))
      let first = places.count { $0 == places[0] }
      #expect(first >= 2 && places.count - first != 1, "\(above)")
    }
  }

  @Test(arguments: [7, 12, 25, 40]) func threeRowsOfATableStandOnEachPage(rows: Int) {
    for above in 30..<75 {
      let blocks = lines(above, "a") + [table(rows)] + lines(60, "b")
      let document = paged(blocks)
      expectSoundPages(document, of: blocks)
      let places = pages(of: "row", in: document)
      for page in Set(places) { #expect(places.count { $0 == page } >= 3, "\(above): \(places)") }
    }
  }

  @Test func theNoteOfATableStandsWholeBelowItsLastRows() {
    for above in 30..<75 {
      for rows in [4, 16] {
        let document = paged(lines(above, "a") + [table(rows, note: 120)] + lines(60, "b"))
        let notes = pages(of: "note", in: document)
        #expect(notes.count > 4 && Set(notes).count == 1, "\(above)")
        #expect(pages(of: "row", in: document).last == notes.first, "\(above)")
      }
    }
  }

  @Test func aHeadingHasThreeLinesBelowIt() {
    for above in 40..<75 {
      let blocks = lines(above, "a") + [.heading(level: 1, ["Heading"]), .paragraph([.text(words(300))])]
      let document = paged(blocks)
      let page = document.page(ofLine: "Heading")
      #expect(pages(of: "w", in: document).prefix(3).allSatisfy { $0 == page }, "\(above)")
    }
  }

  @Test func theLastWordsOfASectionDoNotStandAlone() {
    for above in 30..<75 {
      let blocks =
        lines(above, "a") + [.paragraph(["Last words."]), .heading(level: 1, ["Next"])] + lines(90, "b")
      let document = paged(blocks)
      #expect(document.page(ofLine: "Last words.") == document.page(ofLine: "a\(above - 1)"), "\(above)")
    }
  }

  @Test func contentsStandInTwoColumnsAndListWhatFollows() {
    let headings = (0..<7).flatMap { index in
      [Block.heading(level: 1, [.text("Heading \(index)")]), .paragraph([.text(words(400))])]
    }
    let document = paged([.heading(level: 1, ["Before"]), .pageBreak, .contents(Contents(levels: 1...1))] + headings)
    let page = document.pages[1]
    let frames = (0..<7).compactMap { index in page.frames.first { $0.text == "Heading \(index)" } }
    #expect(frames.count == 7)
    #expect(!page.frames.contains { $0.text == "Before" })
    #expect(Set(frames.map(\.area.left)).count == 2)
    #expect(frames[3].area.left == frames[0].area.left && frames[4].area.top == frames[0].area.top)
    expectPlacement(document)
    // Read down the first column, then down the second.
    let lines = document.lines(onPage: 1)
    let order = (0..<7).compactMap { lines.firstIndex(of: "Heading \($0)") }
    #expect(order == order.sorted())
  }

  @Test func contentsAtTheEndListAll() {
    let document = paged([.heading(level: 1, ["One"]), .paragraph(["Text"]), .pageBreak, .contents(Contents())])
    #expect(document.lines(onPage: 1).contains("One"))
  }
}

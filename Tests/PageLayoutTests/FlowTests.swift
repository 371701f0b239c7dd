import Drawing
import PageLayout
import Testing

/// How blocks follow each other over pages.
struct FlowTests {
  private func words(_ count: Int, _ prefix: String = "w") -> String {
    (0..<count).map { "\(prefix)\($0)" }.joined(separator: " ")
  }

  private func scene(_ width: Double, _ height: Double, _ title: String = "Picture") -> Scene {
    Scene(size: Size(width, height), title: title, summary: "What it shows")
  }

  @Test func aSmallPageIsExact() {
    let document = paged([
      .heading(level: 1, ["One"], anchor: "one"), .paragraph(["Text ", .link(["up"], to: .destination("one"))]),
      .list(List([[.paragraph(["First"])], [.paragraph(["Second"])]], firstNumber: 9)),
    ])
    #expect(
      document.dump == """
        page 1 595×842
          51,51 30×25 heading(1) “One”
          51,84 33×14 paragraph “Text up”
          56,102 10×14 listLabel “9.”
          70,102 24×14 paragraph “First”
          51,118 14×14 listLabel “10.”
          70,118 29×14 paragraph “Second”
          51,27 41×10 - “Title · One”
          503,805 41×10 - “Page 1 of 1”
          51,805 11×10 - “Run”
          #one 51

        """)
  }

  @Test(arguments: 40..<56) func headingsKeepWithText(linesAbove: Int) {
    let lines = (0..<linesAbove).map { Block.note([.text("Line \($0)")]) }
    let blocks = lines + [.heading(level: 2, ["Heading"]), .paragraph([.text(words(200))])]
    let document = paged(blocks)
    expectSoundPages(document, of: blocks)
    let page = document.page(ofLine: "Heading")
    #expect(page != nil)
    #expect(document.pages.indices.contains { document.lines(onPage: $0).last == "Heading" } == false)
  }

  @Test func noLineStandsAlone() {
    for count in 1...120 {
      let blocks = (0..<12).map { _ in Block.paragraph([.text(words(count))]) }
      let document = paged(blocks)
      var pages: [Int: [Int: Int]] = [:]
      for (index, page) in document.pages.enumerated() {
        for frame in page.frames { pages[frame.node ?? -1, default: [:]][index, default: 0] += 1 }
      }
      for counts in pages.values where counts.count > 1 { #expect(counts.values.min() ?? 0 >= 2) }
    }
  }

  @Test func contentsHaveTheRightPages() {
    var blocks: [Block] = [.contents(Contents(levels: 1...2))]
    for index in 0..<30 {
      blocks.append(.heading(level: index % 3 + 1, [.text("Heading \(index)")]))
      blocks.append(.paragraph([.text(words(300, "h\(index)w"))]))
    }
    let document = paged(blocks)
    let lines = document.lines(onPage: 0)
    for entry in document.outline where entry.level <= 2 {
      let line = lines.firstIndex(of: entry.title)
      #expect(line.map { lines[$0 + 1] } == "\(entry.page)")
      #expect(document.pages[entry.page - 1].destinations.contains { $0.anchor == entry.anchor })
    }
    #expect(document.outline.count == 30)
    #expect(!lines.contains("Heading 2"))
  }

  @Test func dotsLeadToThePageNumbers() throws {
    let document = paged([.contents(Contents()), .heading(level: 1, ["Heading"]), .paragraph(["Text"])])
    let page = document.pages[0]
    let entry = try #require(page.frames.first { $0.text == "Heading" })
    let number = try #require(page.frames.first { $0.text == "1" })
    let dots = try #require(
      page.frames.first { $0.isOrnament && $0.area.top > entry.area.top && $0.area.bottom < entry.area.bottom })
    #expect(dots.area.left > entry.area.right && dots.area.right < number.area.left)
    #expect(dots.node == nil)
  }

  @Test func theRunningHeadNamesTheChapter() {
    let document = paged([
      .paragraph([.text(words(20))]), .heading(level: 1, ["One"]), .paragraph([.text(words(3000))]),
      .heading(level: 2, ["Part"]), .heading(level: 1, ["Two"]), .pageBreak, .paragraph(["Text"]), .pageBreak,
      .heading(level: 1, ["Three"]), .paragraph(["Text"]),
    ])
    let heads = document.pages.compactMap { $0.furniture.first?.text }
    #expect(heads.first == "Title · One")
    #expect(heads.suffix(3) == ["Title · One", "Title · Two", "Title · Three"])
    let contents = paged([
      .heading(level: 1, ["One"]), .paragraph(["Text"]), .pageBreak, .contents(Contents()), .heading(level: 1, ["Two"]),
    ])
    #expect(contents.pages.compactMap { $0.furniture.first?.text } == ["Title · One", "Title · Two"])
    // A page that shows the title has it there alone.
    let titled = paged([.heading(level: 1, ["Title"]), .paragraph(["Text"]), .pageBreak, .paragraph(["More"])])
    let furniture = titled.pages.map { $0.furniture.compactMap(\.text) }
    #expect(furniture == [["Page 1 of 2", "Run"], ["Title", "Page 2 of 2", "Run"]])
  }

  @Test func aChartIsNeverSplitButScaledDown() throws {
    let blocks: [Block] = [
      .paragraph([.text(words(200))]), .heading(level: 2, ["Heading"]),
      .figures([Figure(scene(400, 3000), caption: [.text(words(60))])]),
      .figures([Figure(scene(100, 50)), Figure(scene(1000, 50))]),
    ]
    let document = paged(blocks)
    expectSoundPages(document, of: blocks)
    let pictures = document.pages.flatMap(\.frames).filter { if case .picture = $0.content { true } else { false } }
    try #require(pictures.count == 3)
    #expect(abs(pictures[0].area.width / pictures[0].area.height - 400 / 3000) < 1e-9)
    #expect(pictures[1].area.width / 100 == pictures[2].area.width / 1000)
    #expect(pictures[0].area.height >= document.pages[0].contentArea.height / 2)
    let place = document.pages.firstIndex { $0.frames.contains(pictures[0]) }
    #expect(document.page(ofLine: "Heading") == place)
  }

  @Test func aListStandsCloserToWordsThanToATable() throws {
    let list = Block.list(List([[.paragraph(["Item"])]]))
    let table = Block.table(Table(columns: [.text], head: [["Head"]], body: [[["Above"]]]))
    let whites = try [Block.paragraph(["Above"]), table].map { block in
      let frames = paged([block, list]).pages[0].frames
      let above = try #require(frames.first { $0.text == "Above" })
      return try #require(frames.first { $0.text == "Item" }).area.top - above.area.bottom
    }
    #expect(whites[0] < 6 && whites[1] > 12, "\(whites)")
  }

  @Test func aPageBreakStartsAPageAndLeavesNoEmptyOne() {
    let document = paged([.pageBreak, .paragraph(["One"]), .pageBreak, .pageBreak, .paragraph(["Two"]), .pageBreak])
    #expect(document.pages.map { $0.frames.compactMap(\.text) } == [["One"], ["Two"]])
  }

  @Test func theCoverStandsAloneWithoutHeadAndFoot() {
    let document = paged([.cover(SampleDocument.cover), .paragraph(["Text"])])
    #expect(document.pages.map(\.isCover) == [true, false])
    #expect(document.pages[0].furniture.isEmpty)
    #expect(document.pages[1].furniture.compactMap(\.text) == ["Title", "Page 2 of 2", "Run"])
  }

  @Test func aDocumentWithoutBlocksHasOnePage() {
    #expect(paged([]).pages.count == 1)
    #expect(
      paged([.paragraph([" "]), .heading(level: 9, []), .tiles([]), .figures([]), .list(List([]))]).pages.count == 1)
  }

  @Test func aLongTitleIsShortenedInTheRunningHead() {
    let document = paged([.paragraph(["Text"])], title: words(100))
    #expect(document.pages[0].furniture.first?.text?.hasSuffix("…") == true)
    expectPlacement(document)
  }

  @Test func calloutsAndTilesMayBeLong() {
    let blocks: [Block] = [
      .callout([.paragraph([.text(words(2000))]), .callout([.paragraph(["Inner"])])]),
      .tiles([Tile(label: words(30), figure: words(8), note: words(20))]),
      .tiles([Tile(label: words(3000), figure: "1")]), .preformatted(words(300)),
    ]
    expectSoundPages(paged(blocks), of: blocks)
  }

  @Test func deepListsStayOnThePage() {
    var blocks: [Block] = [.paragraph([.text(words(20))])]
    for _ in 0..<60 { blocks = [.list(List([blocks]))] }
    let document = paged(blocks)
    let texts = document.pages.flatMap(\.frames).filter { $0.text?.hasPrefix("w") ?? false }
    #expect(!texts.isEmpty)
    expectPlacement(document)
  }

  @Test func manyPicturesTakeSeveralRows() {
    let blocks = [Block.figures((0..<40).map { Figure(scene(200, 100, "\($0)"), caption: ["Caption"]) })]
    expectSoundPages(paged(blocks), of: blocks)
  }

  @Test func linksThatLeadNowhereAreReportedAndPlain() {
    let document = paged([
      .paragraph([.link(["dead"], to: .destination("nowhere"))]), .heading(level: 1, ["A"], anchor: "same"),
      .heading(level: 1, ["B"], anchor: "same"),
    ])
    #expect(document.warnings.count == 2)
    #expect(document.outline.map(\.anchor) == ["same", "same-2"])
    for case .text(let line) in document.pages[0].frames.map(\.content) {
      #expect(line.fragments.allSatisfy { $0.link == nil })
    }
  }

  @Test func theSameDocumentGivesTheSamePages() {
    #expect(paged(SampleDocument.blocks) == paged(SampleDocument.blocks))
  }

  @Test(arguments: [Paper.a4, .letter]) func everyKindOfBlockIsSound(paper: Paper) {
    let engine = LayoutEngine(style: PageStyle(paper: paper), measurer: EvenMeasurer())
    let document = engine.layout(SampleDocument.document)
    expectSoundPages(document, of: SampleDocument.blocks)
    #expect(document.warnings.isEmpty)
  }
}

import Drawing
import PageLayout
import Testing

/// Pages end where they are filled well.
struct PageFillingTests {
  /// Lines of notes, each a block: text that may break anywhere.
  private func lines(_ count: Int, _ prefix: String) -> [Block] {
    (0..<count).map { Block.note([.text("\(prefix)\($0)")]) }
  }

  private func figure(_ height: Double, _ title: String = "Picture", width: Double = 400) -> Block {
    .figures([Figure(Scene(size: Size(width, height), title: title, summary: "What it shows"))])
  }

  private func table(_ rows: Int, _ prefix: String = "r") -> Block {
    .table(
      Table(
        caption: ["Caption"], columns: [.text, .figures], head: [["Head"], ["Figure"]],
        body: (0..<rows).map { [[.text("\(prefix)\($0)")], [.text("\($0)")]] }))
  }

  /// The share of each page below its last frame, the last page left out.
  private func holes(_ document: PagedDocument) -> [Double] {
    document.pages.dropLast().map { page in
      let bottom = page.frames.map(\.area.bottom).max() ?? page.contentArea.top
      return (page.contentArea.bottom - bottom) / page.contentArea.height
    }
  }

  private func pictures(_ document: PagedDocument) -> [(page: Int, title: String, area: Rectangle)] {
    document.pages.enumerated().flatMap { index, page in
      page.frames.compactMap { frame in
        if case .picture(let scene) = frame.content { (index, scene.title, frame.area) } else { nil }
      }
    }
  }

  @Test(arguments: [20, 26, 31, 35, 40, 45, 50]) func textGoesBeforeAFigureThatDoesNotFit(above: Int) throws {
    let blocks =
      [Block.heading(level: 1, ["Section"])] + lines(above, "a") + [figure(380)] + lines(60, "b")
      + [.heading(level: 1, ["Next"])] + lines(60, "c")
    let document = paged(blocks)
    expectSoundPages(document, of: blocks)
    #expect(holes(document).allSatisfy { $0 < 0.2 }, "\(holes(document))")
    // Never behind the heading of the next section, nor before the text above it.
    let place = try #require(pictures(document).first)
    #expect(place.page <= document.page(ofLine: "Next") ?? -1)
    #expect(place.page >= document.page(ofLine: "a\(above - 1)") ?? .max)
    #expect(place.page > document.page(ofLine: "b0") ?? .max || place.area.height > 284)
  }

  @Test func aFigureStaysInItsSection() throws {
    let blocks =
      [Block.heading(level: 1, ["Section"])] + lines(45, "a") + [figure(600), .heading(level: 1, ["Next"])]
      + lines(90, "b")
    let document = paged(blocks)
    expectSoundPages(document, of: blocks)
    let place = try #require(pictures(document).first)
    #expect(place.page == 1)
    #expect(document.page(ofLine: "Next") ?? 0 >= 1)
    #expect(document.lines(onPage: 0).last == "a44")
  }

  @Test func figuresKeepTheirOrder() {
    let blocks =
      lines(30, "a") + [figure(380, "1")] + lines(9, "b") + [figure(300, "2"), figure(350, "3")] + lines(40, "c")
      + [figure(200, "4")] + lines(50, "d")
    let document = paged(blocks)
    expectSoundPages(document, of: blocks)
    #expect(pictures(document).map(\.title) == ["1", "2", "3", "4"])
  }

  @Test func aFigureShrinksALittleToFit() throws {
    let blocks = lines(28, "a") + [figure(380)] + [.heading(level: 1, ["Next"])] + lines(20, "b")
    let document = paged(blocks)
    expectSoundPages(document, of: blocks)
    let place = try #require(pictures(document).first)
    #expect(place.page == 0)
    #expect(place.area.height < 380 && place.area.height >= 0.75 * 380)
    #expect(abs(place.area.width / place.area.height - 400 / 380) < 1e-9)
  }

  @Test func figuresOnOnePageShrinkAlike() throws {
    let blocks = [figure(400, "1"), figure(400, "2"), .pageBreak] + lines(3, "a")
    let places = pictures(paged(blocks))
    #expect(places.map(\.page) == [0, 0])
    #expect(places[0].area.height < 400 && places[0].area.height == places[1].area.height)
  }

  @Test func whatIsOptionalIsLeftOutWhereItCostsAPage() {
    var scene = Figure(Scene(size: Size(400, 120), title: "Picture", summary: "What it shows"))
    scene.isOptional = true
    for (count, isShown) in [(30, true), (45, false), (90, true)] {
      let blocks = lines(5, "a") + [.figures([scene])] + lines(count, "b") + [.pageBreak] + lines(3, "c")
      let document = paged(blocks)
      #expect(pictures(document).count == (isShown ? 1 : 0), "\(count)")
      #expect(document.page(ofLine: "b\(count - 1)") == (count > 60 ? 1 : 0))
    }
  }

  @Test func aDocumentALittleLongerThanAPageHasLessWhite() throws {
    var scene = Figure(Scene(size: Size(400, 120), title: "Picture", summary: "What it shows"))
    scene.isOptional = true
    let paragraphs = { (count: Int) in (0..<count).map { Block.paragraph([.text("p\($0)")]) } }
    // A paragraph is 13.5 points high, with 7 points above it; with a figure it would be a page and a half.
    let natural = Int((740.0 + 7) / 20.5)
    for count in [natural, natural + 1, natural + 4, natural + 9] {
      let blocks = [Block.figures([scene])] + paragraphs(count)
      let document = paged(blocks)
      let fits = Double(count) * 13.5 + Double(count - 1) * 3.5 <= 740
      #expect(document.pages.count == (fits ? 1 : 2), "\(count)")
      guard fits else { continue }
      #expect(pictures(document).isEmpty)
      let areas = document.pages[0].frames.map(\.area).sorted { $0.top < $1.top }
      let gaps = zip(areas, areas.dropFirst()).map { $1.top - $0.bottom }
      #expect(gaps.allSatisfy { $0 >= 3.5 - 1e-9 && $0 <= 7 + 1e-9 && abs($0 - gaps[0]) < 1e-9 }, "\(gaps)")
      #expect(count == natural || gaps[0] < 7)
    }
    // Not so a part of a longer document.
    let whole = paged(paragraphs(natural + 1) + [.pageBreak] + paragraphs(3))
    #expect(whole.pages.count == 3)
  }

  @Test func aSmallTableStaysWholeUnlessThatLeavesALargeWhite() {
    let whole = paged(lines(58, "a") + [table(6)] + lines(30, "b"))
    #expect(whole.page(ofLine: "r0") == 1 && whole.page(ofLine: "r5") == 1)
    let split = paged(lines(40, "a") + [table(14)] + lines(30, "b"))
    #expect(split.page(ofLine: "r0") == 0 && split.page(ofLine: "r13") == 1)
    #expect(holes(split).allSatisfy { $0 < 0.1 })
  }

  /// Documents with blocks of many heights: all sound, all figures in their sections, hardly a large white.
  @Test func mixedDocumentsFillTheirPages() {
    var state: UInt64 = 7
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var pages = 0
    var large = 0
    for _ in 0..<60 {
      var blocks: [Block] = []
      var section = 0
      var figures: [String: Int] = [:]
      for index in 0..<30 {
        switch random(6) {
        case 0:
          blocks.append(.heading(level: 1, [.text("Section \(index)")]))
          section = index
        case 1, 2:
          blocks.append(figure(Double(60 + random(300)), "\(index)"))
          figures["\(index)"] = section
        case 3: blocks.append(table(2 + random(20), "t\(index)r"))
        default: blocks += lines(2 + random(12), "w\(index)l")
        }
      }
      let document = paged(blocks)
      expectSoundPages(document, of: blocks)
      let found = holes(document)
      pages += found.count
      large += found.count { $0 > 0.22 }
      for place in pictures(document) {
        let chapter = figures[place.title] ?? 0
        let next = document.outline.first { entry in
          entry.level == 1 && (Int(entry.title.split(separator: " ")[1]) ?? 0) > chapter
        }
        if let next { #expect(place.page <= next.page - 1) }
      }
      #expect(Set(pictures(document).map(\.title)) == Set(figures.keys))
    }
    #expect(Double(large) <= 0.06 * Double(pages), "\(large) of \(pages)")
  }

  @Test func aVeryLongTableIsFast() {
    let document = paged([table(5_000)])
    #expect(document.pages.count > 80)
    #expect(holes(document).allSatisfy { $0 < 0.03 })
  }
}

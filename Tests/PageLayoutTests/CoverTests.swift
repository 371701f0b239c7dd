import Drawing
import PageLayout
import Testing

/// The cover, with all it may hold and with little.
struct CoverTests {
  private var full: Cover {
    var cover = SampleDocument.cover
    cover.statement = "Replace 61 % of the lamps in the outer harbour, which frees EUR 1.24 million in two years."
    cover.keyFigures = Array(SampleDocument.tiles.prefix(3))
    return cover
  }

  private func paged(
    _ cover: Cover, paper: Paper = .a4, change: (inout PageStyle) -> Void = { _ in }
  ) -> PagedDocument {
    var style = PageStyle(paper: paper)
    change(&style)
    return LayoutEngine(style: style, measurer: EvenMeasurer())
      .layout(Document(title: "Title", blocks: [.cover(cover), .paragraph(["Text"])]))
  }

  /// The colour at the top of the page, with its area.
  private func field(_ document: PagedDocument) -> (Rectangle, Color)? {
    for frame in document.pages[0].frames {
      if case .shape(let shape) = frame.content, case .solid(let color)? = shape.fill, frame.area.top == 0 {
        return (frame.area, color)
      }
    }
    return nil
  }

  @Test(arguments: [Paper.a4, .letter]) func everythingStandsOnOnePage(paper: Paper) throws {
    let document = paged(full, paper: paper)
    expectSoundPages(document, of: [.cover(full)])
    #expect(document.pages.map(\.isCover) == [true, false])
    let (area, _) = try #require(field(document))
    #expect(area.left == 0 && abs(area.right - paper.size.width) < 0.01)
    #expect(abs(area.bottom / paper.size.height - 330 / 841.89) < 0.002)
    // Title and speaker are on the field, the rest is below it.
    for frame in document.pages[0].frames {
      guard case .text(let line) = frame.content else { continue }
      #expect(line.fragments.allSatisfy { ($0.color == .white) == (frame.area.top < area.bottom) })
    }
  }

  @Test func partsMayBeMissing() {
    for cover in [Cover(title: "Only a title"), Cover(title: ""), Cover(title: "T", subtitle: "S", notice: ["N"])] {
      let document = paged(cover)
      expectSoundPages(document, of: [.cover(cover)])
      #expect(document.pages.count == 2)
    }
  }

  @Test(arguments: [3, 12, 40, 400]) func longNamesFit(words: Int) {
    let text = (0..<words).map { "Longish\($0)" }.joined(separator: " ")
    var cover = full
    (cover.brand, cover.title, cover.subtitle, cover.statement) = (text, text, text, text)
    cover.facts = cover.facts.map { Cover.Fact(text, text + $0.value) }
    expectSoundPages(paged(cover), of: [.cover(cover)])
    cover.title = String(repeating: "unbroken", count: words)
    expectSoundPages(paged(cover), of: [.cover(cover)])
  }

  @Test func textFromRightToLeftLeadsFromTheRight() throws {
    var cover = full
    cover.title = "مراجعة المخزون"
    let document = paged(cover) { $0.runsFromRightToLeft = true }
    expectPlacement(document)
    let title = try #require(document.pages[0].frames.first { $0.text?.contains("مراجعة") ?? false })
    #expect(title.area.right > document.pages[0].contentArea.right - 60)
  }

  @Test func whiteCanBeReadOnEveryAccent() throws {
    for accent in [0xFFE600, 0x00FF00, 0x0B6E99, 0xFFFFFF, 0xFF6F61, 0x000000] {
      let color = Color(
        red: Double(accent >> 16 & 255) / 255, green: Double(accent >> 8 & 255) / 255, blue: Double(accent & 255) / 255)
      let document = paged(full) { $0.palette.accent = color }
      let (_, used) = try #require(field(document))
      #expect(used.contrast(with: .white) >= 4.5)
    }
  }
}

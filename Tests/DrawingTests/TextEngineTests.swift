import Drawing
import Testing

@Suite struct TextEngineTests {
  private let engine = TextEngine()
  private let font = Font(size: 10)

  @Test func widthsGrowWithTextAndSize() {
    let word = engine.extent(of: "stock", font: font)
    #expect(word.width > 0)
    #expect(word.ascent > word.descent)
    #expect(engine.extent(of: "stocks", font: font).width > word.width)
    let double = engine.extent(of: "stock", font: Font(size: 20))
    #expect(abs(double.width - 2 * word.width) < 0.1, "no hinting: widths are proportional")
    #expect(engine.extent(of: "", font: font).width == 0)
    #expect(engine.extent(of: "", font: font).height == word.height)
  }

  @Test func tabularFiguresHaveOneWidth() throws {
    try #require(engine.resolvedFamily(of: font) == "Inter", "the font with tabular figures is installed")
    let tabular = Font(size: 10, tabularFigures: true)
    #expect(engine.extent(of: "1111", font: tabular).width == engine.extent(of: "8888", font: tabular).width)
    #expect(engine.extent(of: "1111", font: font).width < engine.extent(of: "8888", font: font).width)
  }

  @Test func aMissingFamilyIsReplacedAndSaysSo() {
    #expect(engine.resolvedFamily(of: Font(family: "No Such Family", size: 9)) != "No Such Family")
    #expect(engine.unknownGlyphCount(in: "plain words", font: font) == 0)
    #expect(engine.unknownGlyphCount(in: "\u{10FFFD}", font: font) == 1)
  }

  @Test func oddSizesDoNotCrash() {
    for size in [0, -1, Double.nan, .infinity, 1e300] {
      #expect(engine.extent(of: "x", font: Font(size: size)).width.isFinite)
    }
  }

  @Test func cachesMakeRoom() {
    for number in 0..<9000 { _ = engine.extent(of: "\(number)", font: font) }
    #expect(engine.extent(of: "7", font: font) == TextEngine().extent(of: "7", font: font))
  }

  @Test func paragraphsBreakBetweenWords() {
    let run = TextRun("one two three four five six seven", font: font, color: .black)
    let paragraph = engine.paragraph([run], width: 60, lineHeight: 14)
    #expect(paragraph.lines.count > 2)
    #expect(paragraph.lines.allSatisfy { $0.width <= 60.5 })
    #expect(paragraph.height == Double(paragraph.lines.count) * 14)
    #expect(paragraph.height(of: 1..<3) == 28)
    #expect(paragraph.lines.map(\.range.lowerBound) == paragraph.lines.map(\.range.lowerBound).sorted())
    let ended = engine.paragraph([run], width: 60, alignment: .end)
    #expect(ended.lines.allSatisfy { abs($0.x + $0.width - 60) < 0.01 })
  }

  @Test func rightToLeftTextStartsAtTheRight() throws {
    let paragraph = engine.paragraph([TextRun("مرحبا", font: font, color: .black)], width: 200)
    let line = try #require(paragraph.lines.first)
    #expect(abs(line.x + line.width - 200) < 0.01)
  }
}

import Drawing
import Foundation
import Testing

@Suite struct PNGWriterTests {
  @Test func drawsMarksAsRecorded() throws {
    let theme = try Repository.theme()
    let marks = SampleScenes.withoutText(SampleScenes.bars(theme))
    try Recording.expect(try PNGWriter.png(marks, dotsPerInch: 72), isRecordedAs: "marks.png")
    try Recording.expect(
      try PNGWriter.png(marks, dotsPerInch: 100, background: theme.dark.paper), isRecordedAs: "marks-dark.png")
  }

  @Test func givesEveryPixelItsColor() throws {
    var elements: [SceneElement] = []
    // Noise, so that no two rows or neighbours agree.
    var state: UInt32 = 7
    var expected: [UInt32] = []
    for y in 0..<23 {
      for x in 0..<37 {
        state = state &* 1_664_525 &+ 1_013_904_223
        expected.append(state >> 8)
        let color = Color(
          red: Double(state >> 24) / 255, green: Double(state >> 16 & 255) / 255, blue: Double(state >> 8 & 255) / 255)
        let area = Rectangle(x: Double(x), y: Double(y), width: 1, height: 1)
        elements.append(.shape(SceneShape(.rectangle(area), fill: .solid(color))))
      }
    }
    let scene = Scene(size: Size(37, 23), title: "Noise", summary: "", elements: elements)
    let picture = try #require(Picture(png: try PNGWriter.png(scene, dotsPerInch: 72)))
    #expect(picture.width == 37)
    #expect(picture.height == 23)
    #expect(picture.pixels == expected)
  }

  @Test func takesManyStrips() throws {
    let stripes = (0..<300).map { index in
      SceneElement.shape(
        SceneShape(
          .rectangle(Rectangle(x: Double(index), y: Double(index), width: 1, height: 1)), fill: .solid(.black)))
    }
    let scene = Scene(size: Size(300, 300), title: "Diagonal", summary: "", elements: stripes)
    let picture = try #require(Picture(png: try PNGWriter.png(scene, dotsPerInch: 144)))
    #expect((0..<600).allSatisfy { picture[$0, $0] == 0 })
    #expect(picture.pixels.filter { $0 == 0 }.count == 1200)
    #expect(picture.pixels.filter { $0 == 0xFF_FFFF }.count == 360_000 - 1200)
  }

  @Test(arguments: [SceneText.Anchor.start, .middle, .end])
  func setsTextWhereItWasMeasured(anchor: SceneText.Anchor) throws {
    let engine = TextEngine()
    let font = Font(size: 20, weight: .semibold, tabularFigures: true)
    let text = SceneText("HM 8,250", font: font, color: .black, at: Point(120, 40), anchor: anchor)
    let scene = Scene(size: Size(240, 60), title: "", summary: "", elements: [.text(text)])
    let picture = try #require(Picture(png: try PNGWriter.png(scene, dotsPerInch: 144, text: engine)))
    let ink = try #require(picture.ink)
    let width = engine.extent(of: text.string, font: font).width
    let left = 120 - width * (anchor == .start ? 0 : anchor == .middle ? 0.5 : 1)
    #expect(abs(Double(ink.left) / 2 - left) < 3)
    #expect(abs(Double(ink.right) / 2 - left - width) < 3)
    #expect(ink.bottom / 2 < 46, "letters stand on the baseline")
    #expect(ink.top / 2 > 18)
  }

  @Test func sameSceneSameBytes() throws {
    let scene = SampleScenes.bars(try Repository.theme())
    let first = try PNGWriter.png(scene, dotsPerInch: 110)
    #expect(first == (try PNGWriter.png(scene, dotsPerInch: 110)))
    // 110 dots an inch are 4331 a metre.
    #expect(first.contains([0x70, 0x48, 0x59, 0x73, 0, 0, 0x10, 0xEB, 0, 0, 0x10, 0xEB, 1]))
  }

  @Test func drawsAnyString() throws {
    let picture = try #require(Picture(png: try PNGWriter.png(SampleScenes.awkward())))
    #expect(picture.ink != nil)
  }

  @Test func refusesWhatCannotBeDrawn() {
    #expect(throws: DrawingError.invalidCoordinate("a shape")) { try PNGWriter.png(SampleScenes.broken()) }
    for (size, density) in [
      (Size(0, 10), 72.0), (Size(10, .nan), 72), (Size(10, 10), 0), (Size(10, 10), -72), (Size(10, 10), .infinity),
      (Size(40_000, 10), 72), (Size(30_000, 30_000), 72), (Size(.infinity, 1), 72),
    ] {
      let scene = Scene(size: size, title: "", summary: "")
      #expect(throws: DrawingError.self) { try PNGWriter.png(scene, dotsPerInch: density) }
    }
  }
}

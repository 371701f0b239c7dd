import Drawing
import PageLayout

/// Letters all half as wide as they are high, so that layout is known without fonts.
struct EvenMeasurer: TextMeasuring {
  func extent(of string: String, font: Font) -> TextExtent {
    TextExtent(width: Double(string.count) * font.size / 2, ascent: font.size * 0.75, descent: font.size * 0.25)
  }
}

/// The pages of blocks in letters of one width.
func paged(_ blocks: [Block], title: String = "Title", footLabel: String = "Run") -> PagedDocument {
  LayoutEngine(measurer: EvenMeasurer()).layout(Document(title: title, footLabel: footLabel, blocks: blocks))
}

extension PagedDocument {
  /// The lines of text on a page, without head and foot.
  func lines(onPage page: Int) -> [String] { pages[page].frames.compactMap(\.text) }

  /// The page an exact line is on.
  func page(ofLine line: String) -> Int? { pages.firstIndex { $0.frames.contains { $0.text == line } } }
}

extension Frame {
  /// The letters of a line of text.
  var text: String? {
    if case .text(let line) = content { line.string } else { nil }
  }

  /// Whether it is a line or ground, which other frames may cover.
  var isOrnament: Bool {
    if case .shape = content { true } else { false }
  }
}

import Drawing

/// Measures text and remembers the widths of words.
struct TextMeter {
  private let measurer: any TextMeasuring
  private var widths: [Font: [String: Double]] = [:]
  private var verticals: [Font: TextExtent] = [:]

  init(_ measurer: any TextMeasuring) { self.measurer = measurer }

  /// The width of a word, in points; measured once.
  mutating func width(ofWord word: String, _ font: Font) -> Double {
    if let known = widths[font]?[word] { return known }
    let width = measurer.extent(of: word, font: font).width
    widths[font, default: [:]][word] = width
    return width
  }

  /// The width of any text, in points.
  func width(of string: String, _ font: Font) -> Double { measurer.extent(of: string, font: font).width }

  /// Distance of the baseline from the top of a line, in points: the letters stand in the middle of the line.
  mutating func baseline(of style: TextStyle) -> Double {
    let extent: TextExtent
    if let known = verticals[style.font] {
      extent = known
    } else {
      extent = measurer.extent(of: "Hg", font: style.font)
      verticals[style.font] = extent
    }
    return (style.lineHeight - extent.height) / 2 + extent.ascent
  }
}

internal import CCairo

/// A paragraph broken into lines, drawn whole or line by line (`Canvas.draw`), so that pages may split it.
///
/// Not thread-safe, like the engine that made it.
public final class ParagraphLayout {
  /// One line of the paragraph.
  public struct Line: Sendable, Equatable {
    /// Its text, in UTF-8 offsets into all runs joined.
    public let range: Range<Int>
    /// Left end of the line from the left edge of the paragraph, in points.
    public let x: Double
    /// Upper edge of the line from the top of the paragraph, in points.
    public let top: Double
    /// Baseline from the top of the paragraph, in points.
    public let baseline: Double
    /// Lower edge of the line from the top of the paragraph, in points.
    public let bottom: Double
    /// Advance width, in points.
    public let width: Double
  }

  /// The runs as set.
  public let runs: [TextRun]
  /// Width the lines were broken to, in points.
  public let width: Double
  /// The lines, top to bottom; one, empty, for a paragraph without text.
  public let lines: [Line]
  /// Height of all lines, in points.
  public var height: Double { lines.last?.bottom ?? 0 }

  let layout: OpaquePointer
  /// UTF-8 offset of the start of each run.
  let runStarts: [Int]

  init(
    owning layout: OpaquePointer, runs: [TextRun], width: Double, alignment: TextAlignment, lineHeight: Double?
  ) {
    self.layout = layout
    self.runs = runs
    self.width = width
    var starts: [Int] = []
    var offset = 0
    for run in runs {
      starts.append(offset)
      offset += run.string.utf8.count
    }
    runStarts = starts
    lines = Self.lines(of: layout, width: width, alignment: alignment, lineHeight: lineHeight)
  }

  deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }

  /// Height of some of the lines, in points.
  public func height(of lines: Range<Int>) -> Double {
    guard let first = lines.first, let last = lines.last else { return 0 }
    return self.lines[last].bottom - self.lines[first].top
  }

  /// The run that holds the character at a UTF-8 offset.
  func run(at offset: Int) -> TextRun? {
    var low = 0
    var high = runStarts.count
    while low < high {
      let middle = (low + high) / 2
      if runStarts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? runs[low - 1] : nil
  }

  private static func lines(
    of layout: OpaquePointer, width: Double, alignment: TextAlignment, lineHeight: Double?
  ) -> [Line] {
    var lines: [Line] = []
    var top = 0.0
    for index in 0..<pango_layout_get_line_count(layout) {
      guard let line = pango_layout_get_line_readonly(layout, index) else { continue }
      var logical = PangoRectangle()
      pango_layout_line_get_extents(line, nil, &logical)
      let ascent = -Double(logical.y) / TextEngine.unit
      let natural = Double(logical.height) / TextEngine.unit
      let height = lineHeight ?? natural
      let advance = Double(logical.width) / TextEngine.unit
      let rightToLeft = pango_layout_line_get_resolved_direction(line) == PANGO_DIRECTION_RTL
      let room = max(width - advance, 0)
      let x =
        switch alignment {
        case .start: rightToLeft ? room : 0
        case .center: room / 2
        case .end: rightToLeft ? 0 : room
        }
      let start = Int(line.pointee.start_index)
      lines.append(
        Line(
          range: start..<start + Int(line.pointee.length), x: x, top: top,
          baseline: top + (height - natural) / 2 + ascent, bottom: top + height, width: advance))
      top += height
    }
    return lines
  }
}

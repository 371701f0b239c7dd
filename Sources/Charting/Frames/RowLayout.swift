import Drawing

/// The columns of a chart made of rows: names at the left, marks in the middle, notes at the right. Where the
/// names would leave too little room, they stand above their rows instead.
struct RowLayout {
  /// Where the marks begin, in points.
  let plotLeft: Double
  /// Where the marks end, in points.
  let plotRight: Double
  /// Whether names stand above their rows.
  let namesAbove: Bool
  /// Width for names, in points.
  let nameWidth: Double
  /// Left and right edge of the notes.
  let noteLeft: Double
  let noteRight: Double
  /// Left edge of everything.
  let left: Double

  /// Width for notes, in points.
  var noteWidth: Double { noteRight - noteLeft }
  /// Width for marks, in points.
  var plotWidth: Double { plotRight - plotLeft }

  /// Divides a width.
  /// - Parameters:
  ///   - nameShare: the largest share of the width for names at the left.
  ///   - noteShare: the largest share of the width for notes.
  init<Text>(
    _ pen: Pen<Text>, left: Double, width: Double, names: [String], nameStyle: TextStyle = .label,
    notes: [String] = [], noteStyle: TextStyle = .value,
    nameShare: Double = 0.3, noteShare: Double = 0.3
  ) {
    let gap = 10.0
    let notes = min(pen.widest(notes, noteStyle).rounded(.up), width * noteShare)
    let wanted = pen.widest(names, nameStyle).rounded(.up)
    let names = min(wanted, width * nameShare)
    self.left = left
    noteRight = left + width
    noteLeft = noteRight - notes
    plotRight = notes > 0 ? noteLeft - gap : noteRight
    let remaining = plotRight - left - names - gap
    namesAbove = width < 360 && wanted > 48 || remaining < width * 0.35
    nameWidth = namesAbove ? plotRight - left : names
    plotLeft = namesAbove || names == 0 ? left : left + names + gap
  }

  /// Room a name above its row takes, in points.
  func nameHeight<Text>(_ pen: Pen<Text>) -> Double { namesAbove ? pen.lineHeight(.label) + 3 : 0 }

  /// The name of a row whose marks fill a height.
  func name<Text>(_ string: String, _ pen: Pen<Text>, style: TextStyle = .label, top: Double, height: Double)
    -> [SceneElement]
  {
    let line = pen.lineHeight(style)
    if namesAbove {
      return [
        pen.line(
          pen.fitted(string, style, width: nameWidth), style, pen.color(.text), x: left, top: top - line - 2)
      ]
    }
    return column(
      pen.lines(string, style, width: nameWidth, limit: max(1, Int((height + 4) / line))), pen, style, pen.color(.text),
      x: left, top: top, height: height, anchor: .start)
  }

  /// The note of a row, right-aligned.
  func note<Text>(_ string: String, _ pen: Pen<Text>, style: TextStyle, _ color: Color, top: Double, height: Double)
    -> [SceneElement]
  {
    let limit = max(1, Int((height + 4) / pen.lineHeight(style)))
    return column(
      pen.lines(string, style, width: noteWidth + 0.5, limit: limit), pen, style, color, x: noteRight, top: top,
      height: height, anchor: .end)
  }

  /// The line bars stand on, from a height down; where names stand above their rows it makes way for them.
  func verticalLine<Text>(_ pen: Pen<Text>, x: Double, along bands: BandScale, top: Double) -> [SceneElement] {
    if !namesAbove { return [pen.zeroLine(from: Point(x, top), to: Point(x, bands.end + 2))] }
    return (0..<bands.count).map { index in
      pen.zeroLine(from: Point(x, bands.start(of: index)), to: Point(x, bands.start(of: index) + bands.band))
    }
  }

  /// Lines of text around the middle of a height.
  private func column<Text>(
    _ lines: [String], _ pen: Pen<Text>, _ style: TextStyle, _ color: Color, x: Double, top: Double, height: Double,
    anchor: SceneText.Anchor
  ) -> [SceneElement] {
    let line = pen.lineHeight(style)
    let first = top + height / 2 - line * Double(lines.count) / 2
    return lines.enumerated().map { index, string in
      pen.line(string, style, color, x: x, top: first + Double(index) * line, anchor: anchor)
    }
  }
}

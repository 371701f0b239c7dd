import Drawing

extension PageStyle {
  /// Running text: 9.5 pt on 13.5 pt.
  var body: TextStyle { text(9.5, on: 13.5) }
  /// Captions of figures, sources: 8 pt muted.
  var note: TextStyle { text(8, on: 11, color: palette.muted) }
  /// What stands above a table.
  var tableCaption: TextStyle { text(8.5, on: 11.5, .semibold) }
  /// Running head and foot.
  var furniture: TextStyle { text(7.5, on: 10, color: palette.muted, tabular: true) }
  /// Text in its own lines.
  var code: TextStyle {
    TextStyle(Font(family: codeFamily, size: 8), color: palette.text, lineHeight: 11.5)
  }

  /// The style of a heading of a level, the first largest.
  func heading(_ level: Int) -> TextStyle {
    switch level {
    case ...1: text(20, on: 25, .semibold)
    case 2: text(13, on: 17, .semibold)
    case 3: text(10.5, on: 14, .semibold)
    default: text(9.5, on: 13.5, .semibold, color: palette.muted)
    }
  }

  /// Cells of a table in a type size; figures have one width.
  func cell(size: Double, _ weight: Font.Weight = .regular, color: Color? = nil) -> TextStyle {
    text(size, on: size * 1.34, weight, color: color, tabular: true)
  }

  /// Text in the family of the style.
  func text(
    _ size: Double, on lineHeight: Double, _ weight: Font.Weight = .regular, color: Color? = nil,
    tabular: Bool = false
  ) -> TextStyle {
    TextStyle(
      Font(family: family, size: size, weight: weight, tabularFigures: tabular), color: color ?? palette.text,
      lineHeight: lineHeight)
  }
}

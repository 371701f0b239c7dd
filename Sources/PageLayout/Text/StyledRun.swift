import Drawing

/// Text of one look, white space already collapsed.
struct StyledRun: Equatable {
  /// The character that ends a line.
  static let lineBreak: Character = "\u{2028}"

  var text: String
  var font: Font
  var color: Color
  var link: LinkTarget?
  /// Whether the text around it runs from right to left.
  var isAmongRightToLeft = false

  /// Whether another run can be joined to this one without a visible seam.
  func looksLike(_ other: StyledRun) -> Bool { font == other.font && color == other.color && link == other.link }
}

extension StyledRun {
  /// The text with no-break spaces beside plus-minus signs: a figure keeps its interval on its line.
  var textWithWholeIntervals: String {
    guard text.utf8.contains(0xB1), text.contains("±") else { return text }
    return text.replacing(" ±", with: "\u{A0}±").replacing("± ", with: "±\u{A0}")
  }
}

extension PageStyle {
  /// The inlines as runs of one look each, white space collapsed across them.
  func runs(of inlines: [Inline], _ style: TextStyle) -> [StyledRun] {
    var runs: [StyledRun] = []
    append(
      inlines,
      like: StyledRun(
        text: "", font: style.font, color: style.color, isAmongRightToLeft: runsFromRightToLeft), to: &runs)
    return runs
  }

  private func append(_ inlines: [Inline], like model: StyledRun, to runs: inout [StyledRun]) {
    for inline in inlines {
      var look = model
      switch inline {
      case .text(let string):
        append(string, like: look, to: &runs)
      case .strong(let inner):
        look.font.weight = model.font.weight.rawValue < Font.Weight.semibold.rawValue ? .semibold : .bold
        append(inner, like: look, to: &runs)
      case .emphasis(let inner):
        look.font.italic = true
        append(inner, like: look, to: &runs)
      case .code(let string):
        look.font.family = codeFamily
        look.font.size = model.font.size * 0.88
        append(string, like: look, to: &runs)
      case .toned(let inner, let tone):
        look.color = palette.color(of: tone)
        append(inner, like: look, to: &runs)
      case .link(let inner, let target):
        look.link = target
        look.color = palette.accent
        append(inner, like: look, to: &runs)
      case .lineBreak:
        look.text = String(StyledRun.lineBreak)
        runs.append(look)
      }
    }
  }

  private func append(_ string: String, like model: StyledRun, to runs: inout [StyledRun]) {
    var afterSpace = runs.last?.text.last.map { $0 == " " || $0 == StyledRun.lineBreak } ?? true
    var run = model
    for character in string {
      if character.isCollapsibleSpace {
        if !afterSpace { run.text.append(" ") }
        afterSpace = true
      } else if !character.isControl {
        run.text.append(character)
        afterSpace = false
      }
    }
    if !run.text.isEmpty { runs.append(run) }
  }
}

extension [Inline] {
  /// Whether anything of the text can be seen.
  var isVisible: Bool {
    plainText.contains { !$0.isWhitespace && !$0.isControl && !$0.isSoftHyphen && !$0.isZeroWidthSpace }
  }
}

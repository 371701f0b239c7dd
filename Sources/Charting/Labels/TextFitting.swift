import Drawing

extension Pen {
  /// The text on one line, cut short with an ellipsis where it is wider than the width.
  func fitted(_ string: String, _ style: TextStyle, width limit: Double) -> String {
    let whole = Self.singleLine(string)
    guard width(whole, style) > limit else { return whole }
    let characters = Array(whole)
    var (fits, tooMany) = (0, characters.count)
    while tooMany - fits > 1 {
      let middle = (fits + tooMany) / 2
      if width(Self.cut(characters, middle), style) <= limit { fits = middle } else { tooMany = middle }
    }
    let short = fits > 0 ? Self.cut(characters, fits) : "…"
    return width(short, style) <= limit ? short : ""
  }

  /// The same with words at its end that are not cut: the text before them is.
  func fitted(_ string: String, ending: String, _ style: TextStyle, width limit: Double) -> String {
    guard !ending.isEmpty else { return fitted(string, style, width: limit) }
    let short = fitted(string, style, width: limit - width(" " + ending, style))
    return fitted(short.joined(to: ending), style, width: limit)
  }

  /// The text on several lines: broken between words, inside a word only where one is wider than the width;
  /// what is left after the last line allowed is cut short with an ellipsis, before an ending where there is one.
  func lines(
    _ string: String, ending: String = "", _ style: TextStyle, width limit: Double, limit count: Int
  ) -> [String] {
    var rest = Array(Self.singleLine(string))
    var lines: [String] = []
    while !rest.isEmpty {
      if lines.count == count - 1 || width(String(rest).joined(to: ending), style) <= limit {
        lines.append(fitted(String(rest), ending: ending, style, width: limit))
        break
      }
      if width(String(rest), style) <= limit {
        lines += [String(rest), fitted(ending, style, width: limit)]
        break
      }
      let end = lineBreak(rest, style, width: limit)
      lines.append(String(rest[..<end]).trimmed)
      rest = Array(String(rest[end...]).trimmed)
    }
    return lines.filter { !$0.isEmpty }
  }

  /// How many characters go on the first line: at least one.
  private func lineBreak(_ characters: [Character], _ style: TextStyle, width limit: Double) -> Int {
    guard characters.count > 1 else { return 1 }
    var (fits, tooMany) = (1, characters.count)
    while tooMany - fits > 1 {
      let middle = (fits + tooMany) / 2
      if width(String(characters[..<middle]), style) <= limit { fits = middle } else { tooMany = middle }
    }
    if characters[fits].isBreakable { return fits }
    return characters[..<fits].lastIndex(where: \.isBreakable) ?? fits
  }

  private static func cut(_ characters: [Character], _ count: Int) -> String {
    String(characters[..<count]).trimmed + "…"
  }

  /// The text without line breaks and other control characters, which would leave its line.
  private static func singleLine(_ string: String) -> String {
    guard string.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return string }
    return String(
      String.UnicodeScalarView(
        string.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }
}

extension Character {
  /// Whether a line may end here: at white space, but not within a figure and its unit.
  fileprivate var isBreakable: Bool { isWhitespace && self != "\u{A0}" && self != "\u{202F}" }
}

extension String {
  /// The text and another after a space; one of them where the other is empty.
  func joined(to other: String) -> String { isEmpty || other.isEmpty ? self + other : self + " " + other }

  /// Without white space at either end.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}

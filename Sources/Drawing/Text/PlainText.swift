extension String {
  /// The text with every control character as a space and every noncharacter as a replacement character, as Pango, PDF
  /// and XML can all carry it.
  var withoutControls: String { blanking { $0 == .control } }

  /// The same without separators of lines and paragraphs too.
  var onOneLine: String { blanking { $0 == .control || $0 == .lineSeparator || $0 == .paragraphSeparator } }

  private func blanking(_ unwanted: (Unicode.GeneralCategory) -> Bool) -> String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    var plain = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      let properties = scalar.properties
      if properties.isNoncharacterCodePoint {
        plain.append("\u{FFFD}")
      } else {
        plain.append(unwanted(properties.generalCategory) ? " " : scalar)
      }
    }
    return String(plain)
  }
}

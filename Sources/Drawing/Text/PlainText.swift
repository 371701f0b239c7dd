extension String {
  /// The text with every control character as a space, as Pango, PDF and XML can all carry it.
  var withoutControls: String { blanking { $0 == .control } }

  /// The same without separators of lines and paragraphs too.
  var onOneLine: String { blanking { $0 == .control || $0 == .lineSeparator || $0 == .paragraphSeparator } }

  private func blanking(_ unwanted: (Unicode.GeneralCategory) -> Bool) -> String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    var plain = String.UnicodeScalarView()
    plain.append(contentsOf: unicodeScalars.map { unwanted($0.properties.generalCategory) ? " " : $0 })
    return String(plain)
  }
}

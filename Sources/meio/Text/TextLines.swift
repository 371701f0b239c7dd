/// Breaks text into lines for a terminal.
enum TextLines {
  /// The text in lines of at most `width` characters, broken between words, and within a word that is longer.
  static func wrap(_ text: String, width: Int, indent: String = "") -> [String] {
    var lines: [String] = []
    var line = ""
    func room() -> Int { max(1, width - (lines.isEmpty ? 0 : indent.count)) }
    func finish() {
      lines.append(lines.isEmpty ? line : indent + line)
      line = ""
    }
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      var rest = word
      if !line.isEmpty, line.count + 1 + rest.count > room() { finish() }
      while line.isEmpty, rest.count > room() {
        line = String(rest.prefix(room()))
        rest = rest.dropFirst(line.count)
        finish()
      }
      line += line.isEmpty ? String(rest) : " " + rest
    }
    if !line.isEmpty || lines.isEmpty { finish() }
    return lines
  }

  /// A line without the spaces at its end.
  static func withoutTrailingSpaces(_ text: String) -> String {
    var text = text[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

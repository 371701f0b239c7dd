internal import Mustache

/// Escapes what a template inserts so that it stands in Markdown as plain text: in a sentence, a heading, a list, a
/// table cell and the texts of an image, also within emphasis.
struct MarkdownContentType: MustacheContentType {
  /// The name that templates declare: `{{% CONTENT_TYPE:MARKDOWN}}`.
  static let name = "MARKDOWN"

  func escapeText(_ text: String) -> String { Self.escape(text) }

  /// Backslash before every character that would begin Markdown syntax where it stands; the text on one line, without
  /// space around it.
  ///
  /// Works on scalars: a combining mark after `|` makes another character of it for Swift, yet not for Markdown.
  static func escape(_ text: String) -> String {
    let scalars = line(text)
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count + 8)
    let digits = scalars.prefix { ("0"..."9").contains($0) }.count
    let hashes = hashes(in: scalars)
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      let isSyntax =
        switch scalar {
        case "\\", "`", "*", "[", "]", "<", "|", "~", "\"": true
        case ">": index == 0
        // Bullets, rules and the lines under a heading.
        case "+", "-", "=": index == 0 && (next == nil || next == " " || next == scalar || next == ":")
        // The line under the head of a table.
        case ":": index == 0 && next == "-"
        case "#": index == hashes.opening || index == hashes.closing
        case "!": next == "["
        // Within a word it is no emphasis.
        case "_": !(index > 0 && scalars[index - 1].properties.isAlphabetic && next?.properties.isAlphabetic ?? false)
        // "1. " at the start would begin a list.
        case ".", ")": index > 0 && index == digits && (next == nil || next == " ")
        default: false
        }
      if isSyntax { escaped.append("\\") }
      escaped.unicodeScalars.append(scalar)
      // The title of an image resolves entities before backslashes, so that a backslash would not do.
      if scalar == "&", isEntity(scalars[(index + 1)...]) { escaped.append("amp;") }
    }
    return escaped
  }

  /// The scalars of a text on one line: a space for every line break and tab, none at the ends, where it would undo
  /// an emphasis or make code of a paragraph.
  private static func line(_ text: String) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(text.unicodeScalars.count)
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where previous == "\r": break
      case "\n", "\r", "\t", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": scalars.append(" ")
      // Markdown has none, and shows this instead.
      case "\0": scalars.append("\u{FFFD}")
      default: scalars.append(scalar)
      }
      previous = scalar
    }
    let start = scalars.firstIndex { !$0.properties.isWhitespace } ?? scalars.endIndex
    let end = scalars.lastIndex { !$0.properties.isWhitespace } ?? start
    return start < scalars.endIndex ? Array(scalars[start...end]) : []
  }

  /// Whether what follows an ampersand makes an entity of it.
  private static func isEntity(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    let name = scalars.prefix { $0.isASCII && ($0 == "#" || $0.properties.isAlphabetic || ("0"..."9").contains($0)) }
    return !name.isEmpty && name.endIndex < scalars.endIndex && scalars[name.endIndex] == ";"
  }

  /// Where a `#` begins a heading, or the run that a heading would lose at its end.
  private static func hashes(in scalars: [Unicode.Scalar]) -> (opening: Int?, closing: Int?) {
    let opening = scalars.prefix { $0 == "#" }.count
    let closing = scalars.count - scalars.reversed().prefix { $0 == "#" }.count
    return (
      opening > 0 && (opening == scalars.count || scalars[opening] == " ") ? 0 : nil,
      closing > 0 && scalars[closing - 1] == " " ? closing : nil
    )
  }
}

internal import Mustache

/// Escapes what a template inserts so that it stands in Markdown as plain text, in a sentence as in a table cell.
struct MarkdownContentType: MustacheContentType {
  /// The name that templates declare: `{{% CONTENT_TYPE:MARKDOWN}}`.
  static let name = "MARKDOWN"

  func escapeText(_ text: String) -> String { Self.escape(text) }

  /// Backslash before every character that could begin Markdown syntax; line breaks become spaces.
  static func escape(_ text: String) -> String {
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count + 8)
    var isStart = true
    for character in text {
      switch character {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "\"", "&":
        escaped.append("\\")
        escaped.append(character)
      case "#", "+", "-", "=", "!" where isStart, "(" where isStart:
        escaped.append("\\")
        escaped.append(character)
      case "\n", "\r", "\r\n", "\t":
        escaped.append(" ")
      default:
        // "1." or "1)" at the start would begin a list.
        if (character == "." || character == ")"), !escaped.isEmpty, escaped.allSatisfy(\.isASCIIDigit) {
          escaped.append("\\")
        }
        escaped.append(character)
      }
      isStart = false
    }
    return escaped
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}

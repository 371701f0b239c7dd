internal import Mustache

/// Escapes what a template inserts so that it stands in Markdown as plain text, in a sentence as in a table cell.
struct MarkdownContentType: MustacheContentType {
  /// The name that templates declare: `{{% CONTENT_TYPE:MARKDOWN}}`.
  static let name = "MARKDOWN"

  func escapeText(_ text: String) -> String { Self.escape(text) }

  /// Backslash before every character that would begin Markdown syntax where it stands; line breaks become spaces.
  static func escape(_ text: String) -> String {
    let characters = Array(text)
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count + 8)
    var isNumberSoFar = true
    for (index, character) in characters.enumerated() {
      let next = index + 1 < characters.count ? characters[index + 1] : nil
      let opensBlock = index == 0 && (next == nil || next == " " || next == character)
      let isSyntax =
        switch character {
        case "\\", "`", "*", "[", "]", "<", "|", "~", "\"": true
        case "&": next != " "
        case ">": index == 0
        case "#", "+", "-", "=": opensBlock
        case "!": next == "["
        // Within a word it is no emphasis.
        case "_": !(index > 0 && characters[index - 1].isLetter && next?.isLetter ?? false)
        // "1. " at the start would begin a list.
        case ".", ")": index > 0 && isNumberSoFar && (next == nil || next == " ")
        default: false
        }
      if isSyntax { escaped.append("\\") }
      escaped.append(character.isNewline || character == "\t" ? " " : character)
      isNumberSoFar = isNumberSoFar && character.isASCIIDigit
    }
    return escaped
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}

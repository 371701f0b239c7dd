/// Text as it may stand in an HTML page.
enum HTMLText {
  /// Escaped for element content as for a quoted attribute; what no XML document may hold becomes U+FFFD.
  static func escape(_ text: String) -> String {
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "&": escaped += "&amp;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\t", "\n", "\r": escaped.unicodeScalars.append(scalar)
      case "\0"..<" ", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// A link's destination if it leads within the page, within the report's folder or to the web or a mailbox.
  static func safeDestination(_ destination: String) -> String? {
    // Browsers drop these before they look for the scheme, so "java\nscript:" would run.
    let plain = destination.unicodeScalars.filter { $0.value > 0x20 && !(0x7F...0x9F).contains($0.value) }
    let cleaned = String(String.UnicodeScalarView(plain))
    guard !cleaned.isEmpty, !cleaned.hasPrefix("//"), !cleaned.contains("\\") else { return nil }
    guard let colon = cleaned.firstIndex(of: ":") else { return cleaned }
    let scheme = cleaned[..<colon]
    if scheme.contains(where: { "/?#".contains($0) }) { return cleaned }
    return ["http", "https", "mailto"].contains(scheme.lowercased()) ? cleaned : nil
  }

  /// A name that serves as an id: letters and digits in lower case, hyphens between them.
  static func slug(_ text: String) -> String {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }.joined(separator: "-")
  }
}

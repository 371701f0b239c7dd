/// Puts text into XML.
enum XMLText {
  /// The text with markup characters as entities and every character that XML forbids replaced, for content and for
  /// attributes in double quotes.
  static func escaped(_ string: String) -> String {
    let plain = string.withoutControls
    if plain.utf8.allSatisfy({ $0 < 0x80 && !markup.contains($0) }) { return plain }
    var text = String.UnicodeScalarView()
    for scalar in plain.unicodeScalars {
      switch scalar {
      case "&": text.append(contentsOf: "&amp;".unicodeScalars)
      case "<": text.append(contentsOf: "&lt;".unicodeScalars)
      case ">": text.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": text.append(contentsOf: "&quot;".unicodeScalars)
      default: text.append(scalar)
      }
    }
    return String(text)
  }

  private static let markup: [UInt8] = [0x26, 0x3C, 0x3E, 0x22]
}

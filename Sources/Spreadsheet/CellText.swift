/// Makes any text fit for a cell.
public enum CellText {
  /// The most UTF-16 units that Excel takes in one cell.
  static let limit = 32_767
  /// Stands at the end of what was cut.
  static let cutMark = " … (cut)"

  /// The text without control characters and what XML cannot hold, cut with a mark where a cell cannot hold it.
  ///
  /// A tab becomes a space, any end of line a line feed. What readers would take for the escape of a character
  /// (`_x0041_`, ECMA-376 part 1, 22.4.2.4) has its own underscore escaped, so that it stays as it is.
  public static func clean(_ text: String) -> String {
    // Most texts are plain: one pass over the bytes says so.
    var text = text
    let isPlain = text.withUTF8 { bytes in
      var isPlain = bytes.count <= limit
      var previous: UInt8 = 0
      for byte in bytes {
        // C1 controls begin with C2, U+FFFE and U+FFFF with EF.
        if byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xEF { isPlain = false }
        if byte == UInt8(ascii: "x"), previous == UInt8(ascii: "_") { isPlain = false }
        previous = byte
      }
      return isPlain
    }
    return isPlain ? text : cut(escaped(visible(text)))
  }

  private static func visible(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09: result.append(" ")
      case 0x0A where previous == "\r": break
      case 0x0A, 0x0D: result.append("\n")
      case 0...0x1F, 0x7F...0x9F, 0xFFFE, 0xFFFF: break
      default: result.append(scalar)
      }
      previous = scalar
    }
    return String(result)
  }

  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "x")) else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for place in bytes.indices {
      if isEscape(bytes[place...]) { result += Array("_x005F".utf8) }
      result.append(bytes[place])
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isEscape(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count >= 7 else { return false }
    let start = bytes.startIndex
    guard bytes[start] == UInt8(ascii: "_"), bytes[start + 1] == UInt8(ascii: "x") else { return false }
    return bytes[start + 6] == UInt8(ascii: "_")
      && bytes[(start + 2)..<(start + 6)].allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
  }

  private static func cut(_ text: String) -> String {
    guard text.utf16.count > limit else { return text }
    var kept = String.UnicodeScalarView()
    var room = limit - cutMark.utf16.count
    for scalar in text.unicodeScalars {
      room -= scalar.utf16.count
      guard room >= 0 else { break }
      kept.append(scalar)
    }
    return String(kept) + cutMark
  }
}

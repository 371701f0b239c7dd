/// How wide texts are.
enum TextWidth {
  /// About as many digits as a text is wide: East Asian characters take two. Its longest line counts.
  static func characters(_ text: String) -> Int {
    var longest = 0
    var line = 0
    for scalar in text.unicodeScalars {
      if scalar == "\n" { line = 0 } else { line += scalar.value >= 0x1100 && isWide(scalar.value) ? 2 : 1 }
      longest = max(longest, line)
    }
    return longest
  }

  /// Lines that a text takes when it breaks at spaces, and words that are too long anywhere.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - width: Room in digits, which are a little wider than the letters of most texts.
  static func lines(_ text: String, width: Double) -> Int {
    let room = max(1, Int(width * 1.08))
    var lines = 0
    for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var used = 0
      lines += 1
      for word in part.split(separator: " ") {
        var length = characters(String(word))
        if used > 0, used + 1 + length > room {
          lines += 1
          used = 0
        }
        while length > room {
          lines += 1
          length -= room
        }
        used += (used > 0 ? 1 : 0) + length
      }
    }
    return lines
  }

  /// Height of a row of so many lines, in points.
  static func points(lines: Int) -> Double { 15 * Double(lines) + 1 }

  /// Whether a character is full-width (Unicode Standard Annex 11, the blocks in use).
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60,
      0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}

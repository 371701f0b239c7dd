/// The direction of text in which scripts of both directions meet, such as names in a sentence: what the bidirectional
/// algorithm (UAX #9) cannot know by itself.
public enum TextDirection {
  /// Whether a text runs from right to left; `nil` without letters.
  ///
  /// Where words run from left to right, that is a text without any of them; the algorithm's own rule, the first letter,
  /// would turn every sentence round that begins with a name. Else it is a text of which most letters run so.
  public static func isRightToLeft(_ texts: some Sequence<String>, amongRightToLeft: Bool = false) -> Bool? {
    var (left, right) = (0, 0)
    for text in texts {
      guard mayRunFromRightToLeft(text) else {
        left += text.utf8.count { $0 >= 0x41 }
        continue
      }
      for scalar in text.unicodeScalars {
        switch direction(of: scalar) {
        case true?: right += 1
        case false?: left += 1
        case nil: break
        }
      }
    }
    return left + right == 0 ? nil : amongRightToLeft ? right > left : left == 0
  }

  /// The parts of a text in its own order, those that run against it apart from the others: each reaches from the first
  /// letter of its direction to the last before one of the text's.
  ///
  /// - Parameter isRightToLeft: The direction of the text, where that is known from what stands around it.
  public static func parts(
    _ text: String, isRightToLeft known: Bool? = nil
  ) -> [(text: String, isOpposed: Bool)] {
    guard mayRunFromRightToLeft(text), let base = known ?? isRightToLeft([text]) else { return [(text, false)] }
    let scalars = Array(text.unicodeScalars)
    var parts: [(text: String, isOpposed: Bool)] = []
    func add(_ range: Range<Int>, isOpposed: Bool) {
      guard !range.isEmpty else { return }
      var part = String.UnicodeScalarView()
      part.append(contentsOf: scalars[range])
      parts.append((String(part), isOpposed))
    }
    var start = 0
    var position = 0
    while position < scalars.count {
      guard let own = direction(of: scalars[position]), own != base else {
        position += 1
        continue
      }
      var end = position + 1
      var next = end
      while next < scalars.count, direction(of: scalars[next]) != base {
        next += 1
        // Marks above and below a letter stay with it.
        let last = scalars[next - 1]
        if direction(of: last) != nil || last.properties.canonicalCombiningClass != .notReordered { end = next }
      }
      add(start..<position, isOpposed: false)
      add(position..<end, isOpposed: true)
      (start, position) = (end, end)
    }
    add(start..<scalars.count, isOpposed: false)
    return parts
  }

  /// A text in which what runs against it is isolated (U+2067 or U+2066, U+2069), so that the figures and marks beside a
  /// name keep their places, with a mark of its own direction before it; unchanged where nothing runs against it.
  ///
  /// - Parameter isRightToLeft: The direction of the text, where that is known from what stands around it.
  public static func isolated(_ text: String, isRightToLeft known: Bool? = nil) -> String {
    guard mayRunFromRightToLeft(text), !text.unicodeScalars.contains(where: { ("\u{2066}"..."\u{2069}").contains($0) }),
      let base = known ?? isRightToLeft([text])
    else { return text }
    let parts = parts(text, isRightToLeft: base)
    guard parts.contains(where: \.isOpposed) else { return text }
    let start = base ? "\u{2066}" : "\u{2067}"
    return (base ? "\u{200F}" : "\u{200E}")
      + parts.map { $0.isOpposed ? start + $0.text + "\u{2069}" : $0.text }.joined()
  }

  /// The same for a line that stands in text from left to right, whatever its own direction: an ellipsis at the end of a
  /// name from right to left is at its left.
  static func embedded(_ text: String) -> String {
    guard mayRunFromRightToLeft(text) else { return text }
    let isolated = isolated(text)
    guard isRightToLeft([text]) == true, let last = text.unicodeScalars.last, direction(of: last) == nil else {
      return isolated
    }
    return "\u{2067}\(isolated)\u{2069}"
  }

  /// Whether a text has letters of a script that is written from right to left; quickly told.
  public static func mayRunFromRightToLeft(_ text: String) -> Bool {
    // UTF-8 begins those scripts with D6 to E0, EF or F0.
    text.utf8.contains { $0 >= 0xD6 } && text.unicodeScalars.contains { direction(of: $0) == true }
  }

  /// The direction a character gives to text: `true` from right to left, `false` from left to right, `nil` neither.
  static func direction(of scalar: Unicode.Scalar) -> Bool? {
    let value = scalar.value
    if value < 0x41 { return nil }
    if (0x590...0x8FF).contains(value) || (0xFB1D...0xFDFF).contains(value) || (0xFE70...0xFEFC).contains(value)
      || (0x10800...0x10FFF).contains(value) || (0x1E800...0x1EFFF).contains(value)
    {
      switch scalar.properties.generalCategory {
      // Their digits run from left to right, and marks go with their letters.
      case .decimalNumber, .nonspacingMark, .enclosingMark: return nil
      default: return true
      }
    }
    return scalar.properties.isAlphabetic ? false : nil
  }
}

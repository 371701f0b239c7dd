// What line breaking needs to know of a character: a small part of the Unicode line breaking algorithm (UAX #14), enough
// for words, codes, addresses and East Asian text.

extension Character {
  /// White space that may collapse and end a line; the no-break spaces may not.
  var isCollapsibleSpace: Bool {
    isWhitespace && self != "\u{A0}" && self != "\u{202F}" && self != "\u{2007}" && self != StyledRun.lineBreak
  }

  /// Whether it stands for nothing that can be printed.
  var isControl: Bool { unicodeScalars.first.map { $0.properties.generalCategory == .control } ?? true }

  /// A break without a mark.
  var isZeroWidthSpace: Bool { self == "\u{200B}" }

  /// A break that shows a hyphen.
  var isSoftHyphen: Bool { self == "\u{AD}" }

  /// Whether lines may break on both its sides, as between Chinese, Japanese and Korean characters.
  private var isEastAsian: Bool {
    guard let value = unicodeScalars.first?.value, value >= 0x2E80 else { return false }
    return (0x2E80...0x9FFF).contains(value) || (0xAC00...0xD7A3).contains(value)
      || (0xF900...0xFAFF).contains(value) || (0xFE30...0xFE4F).contains(value)
      || (0xFF00...0xFF60).contains(value) || (0x20000...0x3FFFF).contains(value)
  }

  private var closes: Bool { "、。，．：；？！）」』】〕〉》”’％・ーぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)]}%".contains(self) }
  private var opens: Bool { "（「『【〔〈《“‘([{".contains(self) }
  private var joinsParts: Bool { "-–—/_".contains(self) }

  /// Whether a line may end between this character and the next of the same word.
  func allowsBreak(before next: Character) -> Bool {
    if joinsParts { return next.isLetter }
    guard isEastAsian || next.isEastAsian else { return false }
    return !opens && !next.closes
  }
}

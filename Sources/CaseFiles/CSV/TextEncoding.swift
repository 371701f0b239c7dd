/// Finds what makes a file no text: bytes that are not UTF-8, or NUL.
enum TextEncoding {
  /// A byte that text does not hold.
  enum Fault: Equatable {
    case nul(line: Int)
    case invalidUTF8(line: Int)
  }

  /// The first fault of a buffer, or `nil` where it is clean UTF-8.
  ///
  /// Eight bytes of ASCII at a time; other bytes are decoded as RFC 3629 has it (no overlong forms, no surrogates).
  static func firstFault(in bytes: [UInt8]) -> Fault? {
    let position = bytes.withUnsafeBytes { firstFault(in: $0) }
    guard let position else { return nil }
    let line = 1 + bytes[..<position].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
    return bytes[position] == 0 ? .nul(line: line) : .invalidUTF8(line: line)
  }

  private static func firstFault(in bytes: UnsafeRawBufferPointer) -> Int? {
    let high: UInt64 = 0x8080_8080_8080_8080
    let ones: UInt64 = 0x0101_0101_0101_0101
    var index = 0
    while index < bytes.count {
      while index + 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        // A word without high bits holds a zero byte exactly where subtracting one borrows.
        if word & high != 0 || (word &- ones) & ~word & high != 0 { break }
        index += 8
      }
      guard index < bytes.count else { return nil }
      guard let length = scalarLength(bytes, index) else { return index }
      index += length
    }
    return nil
  }

  /// Bytes of the scalar at an index, or `nil` where there is none.
  private static func scalarLength(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Int? {
    let first = bytes[index]
    if first < 0x80 { return first == 0 ? nil : 1 }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first <= 0xF4, index + length <= bytes.count else { return nil }
    for offset in 1..<length where bytes[index + offset] & 0xC0 != 0x80 { return nil }
    let second = bytes[index + 1]
    switch first {
    case 0xE0: return second >= 0xA0 ? length : nil
    case 0xED: return second < 0xA0 ? length : nil
    case 0xF0: return second >= 0x90 ? length : nil
    case 0xF4: return second < 0x90 ? length : nil
    default: return length
    }
  }
}

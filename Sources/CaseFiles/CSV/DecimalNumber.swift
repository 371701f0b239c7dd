/// Reads decimal numbers from bytes: `-12`, `3.50`, `.5`, `1e-3`; nothing else, in no locale.
enum DecimalNumber {
  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  /// The nearest double to the number in a range of bytes, or `nil` where they are no number.
  ///
  /// A significand below 2⁵³ times or over a power of ten up to 10²² is exact in one rounding (Clinger 1990,
  /// doi:10.1145/93542.93557, the fast path); the rest goes to the standard library. A number beyond the largest
  /// double is read as infinity, which callers refuse.
  static func parse(_ bytes: [UInt8], _ range: Range<Int>) -> Double? {
    var index = range.lowerBound
    let end = range.upperBound
    guard index < end else { return nil }
    let isNegative = bytes[index] == UInt8(ascii: "-")
    if isNegative || bytes[index] == UInt8(ascii: "+") { index += 1 }

    var significand: UInt64 = 0
    var digits = 0
    var fractionDigits = 0
    var seenPoint = false
    while index < end {
      let byte = bytes[index]
      if byte >= 0x30, byte <= 0x39 {
        // Beyond 18 digits the significand is not needed: the slow path rereads the bytes.
        if digits < 18 { significand = significand &* 10 &+ UInt64(byte &- 0x30) }
        digits += 1
        if seenPoint { fractionDigits += 1 }
      } else if byte == UInt8(ascii: "."), !seenPoint {
        seenPoint = true
      } else {
        break
      }
      index += 1
    }
    guard digits > 0 else { return nil }

    var exponent = 0
    if index < end {
      guard bytes[index] | 0x20 == UInt8(ascii: "e") else { return nil }
      guard let power = parseExponent(bytes, index + 1..<end) else { return nil }
      exponent = power
    }
    let power = exponent - fractionDigits
    guard digits <= 18, significand < 1 << 53, power >= -22, power <= 22 else {
      return Double(String(decoding: bytes[range], as: UTF8.self))
    }
    let magnitude =
      power < 0 ? Double(significand) / powersOfTen[-power] : Double(significand) * powersOfTen[power]
    return isNegative ? -magnitude : magnitude
  }

  /// A whole number with an optional sign, held within ±100,000: beyond that every double is 0 or infinite.
  private static func parseExponent(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    var index = range.lowerBound
    guard index < range.upperBound else { return nil }
    let isNegative = bytes[index] == UInt8(ascii: "-")
    if isNegative || bytes[index] == UInt8(ascii: "+") { index += 1 }
    guard index < range.upperBound else { return nil }
    var value = 0
    while index < range.upperBound {
      guard bytes[index] >= 0x30, bytes[index] <= 0x39 else { return nil }
      value = min(100_000, value * 10 + Int(bytes[index] - 0x30))
      index += 1
    }
    return isNegative ? -value : value
  }
}

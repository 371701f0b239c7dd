extension Double {
  /// The number in plain decimals, at most `places` of them, without trailing zeros or a negative zero; 0 when it is
  /// not finite.
  func decimalText(places: Int = 2) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    guard isFinite, abs(self) < 1e12 else { return "0" }
    let scaled = Int64((self * scale).rounded())
    let whole = abs(scaled) / Int64(scale)
    var fraction = abs(scaled) % Int64(scale)
    var text = (scaled < 0 ? "-" : "") + String(whole)
    guard fraction > 0 else { return text }
    var digits: [UInt8] = []
    for _ in 0..<places {
      digits.append(UInt8(fraction % 10) + 0x30)
      fraction /= 10
    }
    let trailingZeros = digits.prefix { $0 == 0x30 }.count
    text += "." + String(decoding: digits.dropFirst(trailingZeros).reversed(), as: UTF8.self)
    return text
  }
}

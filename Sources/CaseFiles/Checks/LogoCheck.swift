/// Whether a file can be the logo of a report: a PNG picture of sensible size. That it can be decoded shows when it is
/// drawn.
enum LogoCheck {
  /// What is wrong with a file.
  struct Fault {
    var code: String
    var message: String
    var hint: String
  }

  /// The page holds the logo as text, a third longer.
  static let byteLimit = 500_000
  private static let sides = 16...4000

  /// The first fault; `nil` where there is none.
  static func fault(in bytes: [UInt8]) -> Fault? {
    guard bytes.count <= byteLimit else {
      return Fault(
        code: "file-too-large", message: "has \(bytes.count) bytes; expected at most \(byteLimit)",
        hint: "a logo of 600 pixels is sharp in print")
    }
    // ISO/IEC 15948: the signature, the header as the first chunk, and the end as the last.
    guard bytes.count >= 45, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
      bytes[12..<16].elementsEqual("IHDR".utf8)
    else {
      return Fault(
        code: "not-png", message: "is no PNG picture",
        hint: "export the logo as PNG, about 600 pixels wide; other kinds of pictures cannot be used")
    }
    guard bytes.suffix(12) == [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82] else {
      return Fault(code: "not-png", message: "is a PNG picture whose end is missing", hint: "export the logo anew")
    }
    func number(_ start: Int) -> Int { bytes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) } }
    let (width, height) = (number(16), number(20))
    guard sides.contains(width), sides.contains(height) else {
      return Fault(
        code: "out-of-range",
        message: "is \(width) by \(height) pixels large; expected \(sides.lowerBound) to \(sides.upperBound) each way",
        hint: "a logo of 600 pixels is sharp in print")
    }
    return nil
  }
}

/// Text of a CSV file as it grows (RFC 4180, one line end per row).
struct CSVText {
  private var bytes: [UInt8] = []
  /// Rows so far, the header not counted.
  private(set) var rowCount = 0

  /// Starts with a header.
  init(header: String, capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
    bytes.append(contentsOf: header.utf8)
    bytes.append(Self.lineEnd)
  }

  /// The text so far.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Size of the text so far, in bytes.
  var byteCount: Int { bytes.count }

  /// The text so far without some stretches of it, which ascend.
  func text(without stretches: [Range<Int>]) -> String {
    var kept = bytes
    for stretch in stretches.reversed() { kept.removeSubrange(stretch) }
    return String(decoding: kept, as: UTF8.self)
  }

  /// Adds a row; fields that hold a comma or a quotation mark are quoted.
  mutating func append(_ fields: String...) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(Self.comma) }
      if field.utf8.contains(where: { $0 == Self.comma || $0 == Self.quote }) {
        bytes.append(Self.quote)
        for byte in field.utf8 {
          if byte == Self.quote { bytes.append(byte) }
          bytes.append(byte)
        }
        bytes.append(Self.quote)
      } else {
        bytes.append(contentsOf: field.utf8)
      }
    }
    bytes.append(Self.lineEnd)
    rowCount += 1
  }

  /// Adds a row of fields that need no quotes and a whole number, the many rows of a history.
  mutating func append(_ first: [UInt8], _ second: [UInt8], _ third: [UInt8], _ quantity: Int) {
    bytes.append(contentsOf: first)
    bytes.append(Self.comma)
    bytes.append(contentsOf: second)
    bytes.append(Self.comma)
    bytes.append(contentsOf: third)
    bytes.append(Self.comma)
    let start = bytes.count
    var rest = quantity
    repeat {
      bytes.append(Self.zero + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
    bytes.append(Self.lineEnd)
    rowCount += 1
  }

  /// A number ≥ 0 or < 0 with a fixed number of decimals and a decimal point.
  static func number(_ value: Double, decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1) { power, _ in power * 10 }
    let units = Int((abs(value) * Double(scale)).rounded())
    let fraction = String(units % scale)
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    return "\(value < 0 && units > 0 ? "-" : "")\(units / scale).\(zeros)\(fraction)"
  }

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let lineEnd = UInt8(ascii: "\n")
  private static let zero = UInt8(ascii: "0")
}

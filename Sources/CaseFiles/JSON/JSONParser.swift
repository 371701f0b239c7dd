/// Reads JSON as RFC 8259 has it, from a byte buffer.
///
/// Beyond the RFC, two members of one name in an object are refused, and so are more than 64 levels.
struct JSONParser {
  /// Why a text is no JSON.
  struct Fault: Error, Equatable {
    var line: Int
    var problem: String
  }

  private static let deepest = 64

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1

  /// The value of a whole text.
  static func parse(_ bytes: [UInt8]) throws(Fault) -> JSONNode {
    switch TextEncoding.firstFault(in: bytes) {
    case nil: break
    case .nul(let line): throw Fault(line: line, problem: "a NUL byte; expected text")
    case .invalidUTF8(let line): throw Fault(line: line, problem: "bytes that are not UTF-8")
    }
    var parser = JSONParser(bytes: bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.position = 3 }
    let node = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.position == bytes.count else { throw parser.fault("text after the end of the value") }
    return node
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func fault(_ problem: String) -> Fault { Fault(line: line, problem: problem) }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      if byte == 0x0A { line += 1 }
      position += 1
    }
  }

  private mutating func take(_ character: Character) -> Bool {
    guard let ascii = character.asciiValue, current == ascii else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws(Fault) -> JSONNode {
    guard depth <= Self.deepest else { throw fault("more than \(Self.deepest) levels") }
    skipSpace()
    let start = line
    guard let byte = current else { throw fault("the text ends too early; expected a value") }
    switch byte {
    case UInt8(ascii: "{"): return JSONNode(value: .object(try members(depth: depth)), line: start)
    case UInt8(ascii: "["): return JSONNode(value: .array(try elements(depth: depth)), line: start)
    case UInt8(ascii: "\""): return JSONNode(value: .string(try string()), line: start)
    case UInt8(ascii: "-"), 0x30...0x39: return JSONNode(value: .number(try number()), line: start)
    default: return JSONNode(value: try word(), line: start)
    }
  }

  private mutating func members(depth: Int) throws(Fault) -> [JSONNode.Member] {
    position += 1
    var members: [JSONNode.Member] = []
    skipSpace()
    if take("}") { return members }
    while true {
      skipSpace()
      guard current == UInt8(ascii: "\"") else { throw fault("expected a key in quotes") }
      let key = try string()
      guard !members.contains(where: { $0.key == key }) else {
        throw fault("the key \(Quotation.of(key)) is there twice")
      }
      skipSpace()
      guard take(":") else { throw fault("expected a colon after the key \(Quotation.of(key))") }
      members.append(.init(key: key, value: try value(depth: depth + 1)))
      // A search through many members at each new one would be quadratic.
      guard members.count <= 1000 else { throw fault("an object with more than 1000 members") }
      skipSpace()
      if take(",") { continue }
      if take("}") { return members }
      throw fault("expected a comma or a closing brace")
    }
  }

  private mutating func elements(depth: Int) throws(Fault) -> [JSONNode] {
    position += 1
    var elements: [JSONNode] = []
    skipSpace()
    if take("]") { return elements }
    while true {
      elements.append(try value(depth: depth + 1))
      skipSpace()
      if take(",") { continue }
      if take("]") { return elements }
      throw fault("expected a comma or a closing bracket")
    }
  }

  private mutating func word() throws(Fault) -> JSONNode.Value {
    let words: [(String, JSONNode.Value)] = [("null", .null), ("true", .bool(true)), ("false", .bool(false))]
    for (word, value) in words where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return value
    }
    let rest = String(decoding: bytes[position...].prefix(12), as: UTF8.self)
    throw fault(
      "\(Quotation.of(rest)) begins no value; expected a number, a text in quotes, true, false, null, { or [")
  }

  private mutating func number() throws(Fault) -> Double {
    let start = position
    while let byte = current, Self.isNumberByte(byte) { position += 1 }
    let text = bytes[start..<position]
    let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text
    // JSON is stricter than decimal numbers elsewhere: digits on both sides of a point, no leading zero.
    let hasLeadingZero = digits.count > 1 && digits.first == 0x30 && Self.isDigit(digits[digits.startIndex + 1])
    let points = digits.indices.filter { digits[$0] == UInt8(ascii: ".") }
    let hasBarePoint = points.contains { point in
      point == digits.startIndex || point + 1 == digits.endIndex || !Self.isDigit(digits[point + 1])
    }
    guard let value = DecimalNumber.parse(bytes, start..<position), !hasLeadingZero, !hasBarePoint else {
      throw fault("\(Quotation.of(String(decoding: text, as: UTF8.self))) is no number")
    }
    guard value.isFinite else {
      throw fault("\(Quotation.of(String(decoding: text, as: UTF8.self))) is out of range")
    }
    return value
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isNumberByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "+")
  }

  private mutating func string() throws(Fault) -> String {
    position += 1
    var text: [UInt8] = []
    while let byte = current {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20: throw fault("a text goes over the end of its line; expected a closing quote")
      default: text.append(byte)
      }
    }
    throw fault("a text has no closing quote")
  }

  private mutating func escape(into text: inout [UInt8]) throws(Fault) {
    guard let byte = current else { throw fault("a text has no closing quote") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var code = try codeUnit()
      if code >= 0xD800, code < 0xDC00 {
        guard take("\\"), take("u") else { throw fault("half a surrogate pair") }
        let low = try codeUnit()
        guard low >= 0xDC00, low < 0xE000 else { throw fault("half a surrogate pair") }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw fault("half a surrogate pair") }
      text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    default: throw fault("an unknown escape in a text")
    }
  }

  private mutating func codeUnit() throws(Fault) -> UInt32 {
    guard position + 4 <= bytes.count,
      let value = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { throw fault("\\u needs four hexadecimal digits") }
    position += 4
    return value
  }
}

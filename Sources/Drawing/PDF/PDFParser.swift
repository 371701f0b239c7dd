/// Reads values from the bytes of a PDF file.
struct PDFParser {
  private let bytes: [UInt8]
  private var position: Int

  /// Begins at a position, or at the end where there is none such.
  init(_ bytes: [UInt8], at position: Int) {
    self.bytes = bytes
    self.position = bytes.indices.contains(position) ? position : bytes.count
  }

  /// The value of the object that begins here; throws when the object has another number or a value is broken.
  mutating func object(_ number: Int) throws(DrawingError) -> PDFValue {
    guard integer() == number, integer() != nil, token() == Array("obj".utf8) else {
      throw .unreadableDocument("object \(number) is not where the file says")
    }
    return try value()
  }

  /// The next value.
  mutating func value(depth: Int = 0) throws(DrawingError) -> PDFValue {
    guard depth < Self.deepest else { throw .unreadableDocument("values nest too deep") }
    skipSpace()
    switch byte(0) {
    case 0x5B:  // [
      position += 1
      var values: [PDFValue] = []
      while !takes(0x5D) { values.append(try value(depth: depth + 1)) }
      return .array(values)
    case 0x3C where byte(1) == 0x3C:  // <<
      position += 2
      return .dictionary(try dictionary(depth: depth))
    case 0x3C:  // <
      let start = position
      while let next = byte(0), next != 0x3E { position += 1 }
      position += 1
      return .verbatim(Array(bytes[start..<min(position, bytes.count)]))
    case 0x28:  // (
      return .verbatim(literalString())
    case nil: throw .unreadableDocument("the file ends early")
    default: return try word()
    }
  }

  /// The next whole number, if one stands here.
  mutating func integer() -> Int? {
    let start = position
    if let number = Self.integer(token()) { return number }
    position = start
    return nil
  }

  /// The next run of characters that are neither space nor delimiter; a name with its slash.
  mutating func token() -> [UInt8] {
    skipSpace()
    let start = position
    if byte(0) == 0x2F { position += 1 }
    while let next = byte(0), !Self.isSpace(next), !Self.isDelimiter(next) { position += 1 }
    return Array(bytes[start..<position])
  }

  private mutating func dictionary(depth: Int) throws(DrawingError) -> PDFDictionary {
    var dictionary = PDFDictionary()
    while true {
      skipSpace()
      if byte(0) == 0x3E, byte(1) == 0x3E {
        position += 2
        return dictionary
      }
      guard byte(0) == 0x2F else { throw .unreadableDocument("a dictionary has a key that is no name") }
      let key = String(decoding: token().dropFirst(), as: UTF8.self)
      dictionary[key] = try value(depth: depth + 1)
    }
  }

  /// A name, number, keyword or reference.
  private mutating func word() throws(DrawingError) -> PDFValue {
    let word = token()
    guard !word.isEmpty else { throw .unreadableDocument("a stray delimiter") }
    guard let number = Self.integer(word) else { return .verbatim(word) }
    let afterNumber = position
    if integer() != nil, token() == [0x52] { return .reference(number) }
    position = afterNumber
    return .integer(number)
  }

  /// A string in brackets, which may hold balanced brackets and escaped ones.
  private mutating func literalString() -> [UInt8] {
    let start = position
    var open = 0
    while let next = byte(0) {
      position += 1
      switch next {
      case 0x5C: position = min(position + 1, bytes.count)
      case 0x28: open += 1
      case 0x29: open -= 1
      default: break
      }
      if open == 0 { break }
    }
    return Array(bytes[start..<position])
  }

  /// Whether a delimiter comes next; takes it if so.
  private mutating func takes(_ delimiter: UInt8) -> Bool {
    skipSpace()
    guard byte(0) == delimiter else { return false }
    position += 1
    return true
  }

  /// Skips white space and comments.
  private mutating func skipSpace() {
    while let next = byte(0) {
      if next == 0x25 {
        while let rest = byte(0), rest != 0x0A, rest != 0x0D { position += 1 }
      } else if Self.isSpace(next) {
        position += 1
      } else {
        return
      }
    }
  }

  private func byte(_ offset: Int) -> UInt8? {
    bytes.indices.contains(position + offset) ? bytes[position + offset] : nil
  }

  private static func integer(_ word: [UInt8]) -> Int? {
    guard let first = word.first, first == 0x2D || (0x30...0x39).contains(first) else { return nil }
    return Int(String(decoding: word, as: UTF8.self))
  }

  private static func isSpace(_ byte: UInt8) -> Bool { [0, 9, 10, 12, 13, 32].contains(byte) }

  /// ( ) < > [ ] { } / %
  private static func isDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x28, 0x29, 0x3C, 0x3E, 0x5B, 0x5D, 0x7B, 0x7D, 0x2F, 0x25: true
    default: false
    }
  }

  private static let deepest = 64
}

/// A finished PDF file with classic cross-reference tables, and changes to be appended to it (ISO 32000-1, 7.5.6:
/// incremental updates).
struct PDFFile {
  private let bytes: [UInt8]
  /// Position of the last cross-reference table.
  private let start: Int
  /// Position of each object.
  private var offsets: [Int: Int] = [:]
  private let trailer: PDFDictionary
  /// New values of objects.
  private var changes: [Int: PDFValue] = [:]

  /// Reads the tables and the trailer; objects are read when asked for.
  init(_ bytes: [UInt8]) throws(DrawingError) {
    self.bytes = bytes
    start = try Self.start(of: bytes)
    trailer = try Self.readTable(at: start, of: bytes, into: &offsets)
    var earlier = trailer["Prev"]
    var last = start
    // A table lies before the update that follows it, so this ends.
    while case .integer(let position) = earlier, position < last {
      earlier = try Self.readTable(at: position, of: bytes, into: &offsets)["Prev"]
      last = position
    }
  }

  /// Number of the catalog.
  var root: Int? { trailer["Root"]?.referenced }

  /// The value of an object.
  func object(_ number: Int?) throws(DrawingError) -> PDFValue {
    guard let number, let offset = offsets[number] else {
      throw .unreadableDocument("a reference leads nowhere")
    }
    if let changed = changes[number] { return changed }
    var parser = PDFParser(bytes, at: offset)
    return try parser.object(number)
  }

  /// The value of an object that is a dictionary.
  func dictionary(_ number: Int?) throws(DrawingError) -> PDFDictionary {
    guard case .dictionary(let dictionary) = try object(number) else {
      throw .unreadableDocument("object \(number ?? 0) is no dictionary")
    }
    return dictionary
  }

  /// Gives an object a new value.
  mutating func replace(_ number: Int, with value: PDFValue) { changes[number] = value }

  /// The file with the changes appended.
  func updated() -> [UInt8] {
    guard !changes.isEmpty else { return bytes }
    var file = bytes
    var table: [String] = ["xref"]
    let numbers = changes.keys.sorted()
    var index = 0
    while index < numbers.count {
      var end = index + 1
      while end < numbers.count, numbers[end] == numbers[end - 1] + 1 { end += 1 }
      table.append("\(numbers[index]) \(end - index)")
      for number in numbers[index..<end] {
        let digits = String(file.count)
        table.append(String(repeating: "0", count: max(0, 10 - digits.count)) + digits + " 00000 n ")
        file += Array("\(number) 0 obj\n".utf8) + (changes[number]?.bytes ?? []) + Array("\nendobj\n".utf8)
      }
      index = end
    }
    let tableStart = file.count
    var trailer = trailer
    trailer["Prev"] = .integer(start)
    file += Array((table.joined(separator: "\n") + "\ntrailer\n").utf8) + PDFValue.dictionary(trailer).bytes
    return file + Array("\nstartxref\n\(tableStart)\n%%EOF\n".utf8)
  }

  /// Reads the places of objects that no later table has, and gives the trailer.
  private static func readTable(
    at position: Int, of bytes: [UInt8], into offsets: inout [Int: Int]
  ) throws(DrawingError) -> PDFDictionary {
    var parser = PDFParser(bytes, at: position)
    guard parser.token() == Array("xref".utf8) else {
      throw .unreadableDocument("it has no classic cross-reference table")
    }
    while let first = parser.integer() {
      guard let count = parser.integer(), (0...bytes.count).contains(count), (0...bytes.count).contains(first) else {
        throw .unreadableDocument("its cross-reference table is broken")
      }
      for number in first..<first + count {
        guard let offset = parser.integer(), parser.integer() != nil else {
          throw .unreadableDocument("the place of object \(number) is missing")
        }
        if parser.token() == [0x6E], offsets[number] == nil { offsets[number] = offset }
      }
    }
    guard parser.token() == Array("trailer".utf8), case .dictionary(let trailer) = try parser.value() else {
      throw .unreadableDocument("it has no trailer")
    }
    return trailer
  }

  /// Where the last cross-reference table begins: the number after the last `startxref`.
  private static func start(of bytes: [UInt8]) throws(DrawingError) -> Int {
    let keyword = Array("startxref".utf8)
    let last = (max(0, bytes.count - 64)..<max(0, bytes.count - keyword.count)).last {
      bytes[$0..<$0 + keyword.count].elementsEqual(keyword)
    }
    guard let last else { throw .unreadableDocument("it has no startxref") }
    var parser = PDFParser(bytes, at: last + keyword.count)
    guard let start = parser.integer(), bytes.indices.contains(start) else {
      throw .unreadableDocument("startxref leads nowhere")
    }
    return start
  }
}

/// One field of a CSV record: where its bytes stand, and the line it starts on.
struct CSVField: Equatable {
  /// First byte of the content (after an opening quote).
  var start: Int
  /// One past the last byte of the content (the closing quote).
  var end: Int
  /// Line of the first byte, from 1.
  var line: Int
  /// Whether the content holds doubled quotes, each of which means one.
  var hasDoubledQuotes = false
}

/// Splits a byte buffer into the records and fields of RFC 4180, copying nothing.
///
/// Accepted beyond the RFC: a byte order mark, LF or CR alone as the end of a line, and a quote inside an unquoted
/// field, which stands for itself. Every field knows the line it starts on, also after fields that span lines.
struct CSVReader: ~Copyable {
  /// What a call of ``next()`` found.
  enum Outcome: Equatable {
    case record
    case end
    case fault(Fault)
  }

  /// Why a record cannot be split into fields.
  enum Fault: Equatable {
    /// A quoted field without a closing quote; `line` is that of the opening quote.
    case unclosedQuote(line: Int, field: Int)
    /// Text between a closing quote and the next separator; the rest of the line is skipped.
    case textAfterQuote(line: Int, field: Int)
  }

  /// The whole file.
  let bytes: [UInt8]
  /// Fields of the current record.
  private(set) var fields: [CSVField] = []
  /// Line that the current record starts on, from 1.
  private(set) var recordLine = 1
  private var position: Int
  private var line = 1

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Moves to the next record and fills ``fields``.
  mutating func next() -> Outcome {
    fields.removeAll(keepingCapacity: true)
    recordLine = line
    let count = bytes.count
    guard position < count else { return .end }
    while true {
      if position < count, bytes[position] == Self.quote {
        if let fault = readQuotedField() { return .fault(fault) }
      } else {
        let start = position
        while position < count {
          let byte = bytes[position]
          if byte == Self.comma || byte == Self.lineFeed || byte == Self.carriageReturn { break }
          position += 1
        }
        fields.append(CSVField(start: start, end: position, line: line))
      }
      guard position < count, bytes[position] == Self.comma else { break }
      position += 1
    }
    endLine()
    return .record
  }

  /// Reads from an opening quote to just after the closing one.
  private mutating func readQuotedField() -> Fault? {
    let openingLine = line
    let start = position + 1
    var hasDoubledQuotes = false
    position = start
    while position < bytes.count {
      let byte = bytes[position]
      if byte == Self.quote {
        guard position + 1 < bytes.count, bytes[position + 1] == Self.quote else {
          fields.append(
            CSVField(start: start, end: position, line: openingLine, hasDoubledQuotes: hasDoubledQuotes))
          position += 1
          return textAfterQuote(openingLine)
        }
        hasDoubledQuotes = true
        position += 2
      } else if byte == Self.lineFeed || byte == Self.carriageReturn {
        endLine()
      } else {
        position += 1
      }
    }
    return .unclosedQuote(line: openingLine, field: fields.count)
  }

  /// Checks that a closing quote is followed by a separator; skips the line where it is not.
  private mutating func textAfterQuote(_ openingLine: Int) -> Fault? {
    func isAtSeparator() -> Bool {
      guard position < bytes.count else { return true }
      let byte = bytes[position]
      return byte == Self.lineFeed || byte == Self.carriageReturn
    }
    if isAtSeparator() || bytes[position] == Self.comma { return nil }
    while !isAtSeparator() { position += 1 }
    endLine()
    return .textAfterQuote(line: openingLine, field: fields.count - 1)
  }

  /// Steps over CRLF, LF or CR.
  private mutating func endLine() {
    guard position < bytes.count else { return }
    let wasReturn = bytes[position] == Self.carriageReturn
    position += 1
    if wasReturn, position < bytes.count, bytes[position] == Self.lineFeed { position += 1 }
    line += 1
  }
}

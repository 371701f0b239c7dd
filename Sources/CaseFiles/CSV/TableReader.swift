import SupplyNetwork

/// The columns of one kind of CSV file; raw values are the names in its header.
protocol TableColumn: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  /// Whether the file is of no use without the column.
  var isRequired: Bool { get }
  /// Whether a cell of the column may be empty.
  var mayBeEmpty: Bool { get }
}

extension TableColumn {
  var mayBeEmpty: Bool { !isRequired }
}

/// Reads a CSV file row by row with a header and typed columns, and notes every problem with line and column.
///
/// A value that cannot be used is `nil` and clears ``isRowUsable``; an empty optional cell is `nil` alone.
struct TableReader<Column: TableColumn>: ~Copyable {
  /// Name of the file.
  let file: String
  /// How grave an unusable row is.
  let rowSeverity: Issue.Severity
  /// Rows read, blank lines not counted.
  private(set) var rowCount = 0
  /// Whether nothing in the current row was found wrong.
  var isRowUsable = true
  /// Whether every row could be taken apart into its fields.
  private(set) var hasAllRows = true
  private var csv: CSVReader
  private var positions: [Column: Int] = [:]
  private var headerCount = 0

  /// Opens a table and reads its header; `nil` where it is of no use, which the log then tells.
  init?(_ input: InputFile, rowSeverity: Issue.Severity = .error, log: inout IssueLog) {
    file = input.name
    self.rowSeverity = rowSeverity
    csv = CSVReader(input.bytes)
    guard Self.isText(input, &log) else { return nil }
    guard readHeader(&log) else { return nil }
  }

  /// The whole file.
  var bytes: [UInt8] { csv.bytes }
  /// Fields of the current row.
  var fields: [CSVField] { csv.fields }
  /// Line of the current row.
  var line: Int { csv.recordLine }
  /// Position of a column among the fields of every row, where the file has it.
  func position(of column: Column) -> Int? { positions[column] }

  /// Moves to the next row with as many fields as the header has; notes the rows that have not.
  mutating func next(_ log: inout IssueLog) -> Bool {
    while true {
      isRowUsable = true
      switch csv.next() {
      case .end:
        return false
      case .fault(let fault):
        rowCount += 1
        report(fault, &log)
        isRowUsable = false
        hasAllRows = false
        // From here on nothing can be told apart.
        if case .unclosedQuote = fault { return false }
        if rowSeverity == .warning { return true }
      case .record:
        if isBlank { continue }
        rowCount += 1
        if csv.fields.count == headerCount { return true }
        let count = csv.fields.count
        isRowUsable = false
        hasAllRows = false
        log.report(
          rowSeverity, "field-count", .init(file: file, line: line),
          "the line has \(count) \(count == 1 ? "field" : "fields"); expected \(headerCount), as in the header",
          hint: count > headerCount
            ? "put a text with commas in quotes; numbers have a decimal point and no thousands separator" : nil)
        if rowSeverity == .warning { return true }
      }
    }
  }

  private var isBlank: Bool { csv.fields.count == 1 && trimmed(csv.fields[0]).isEmpty && headerCount > 1 }

  /// The bytes of a field without spaces and tabs at its ends.
  func trimmed(_ field: CSVField) -> Range<Int> {
    var start = field.start
    var end = field.end
    while start < end, csv.bytes[start] == 0x20 || csv.bytes[start] == 0x09 { start += 1 }
    while end > start, csv.bytes[end - 1] == 0x20 || csv.bytes[end - 1] == 0x09 { end -= 1 }
    return start..<end
  }

  /// The text of a field, doubled quotes made single.
  func text(_ field: CSVField) -> String {
    let text = String(decoding: csv.bytes[trimmed(field)], as: UTF8.self)
    guard field.hasDoubledQuotes else { return text }
    var single = ""
    var wasQuote = false
    for character in text {
      if character == "\"", wasQuote {
        wasQuote = false
        continue
      }
      wasQuote = character == "\""
      single.append(character)
    }
    return single
  }

  private static func isText(_ input: InputFile, _ log: inout IssueLog) -> Bool {
    let place = Issue.Place(file: input.name)
    if input.bytes.isEmpty || input.bytes == [0xEF, 0xBB, 0xBF] {
      log.report(.error, "empty-file", place, "the file is empty; expected a header line", hint: headerHint)
      return false
    }
    if input.bytes.starts(with: [0xFF, 0xFE]) || input.bytes.starts(with: [0xFE, 0xFF]) {
      log.report(
        .error, "not-utf8", place, "the file is UTF-16; expected UTF-8",
        hint: "save it as \"CSV UTF-8 (comma delimited)\"")
      return false
    }
    switch TextEncoding.firstFault(in: input.bytes) {
    case nil: return true
    case .nul(let line):
      log.report(
        .error, "nul-byte", .init(file: input.name, line: line), "the line holds a NUL byte; expected text",
        hint: "the file is damaged or no CSV file")
    case .invalidUTF8(let line):
      log.report(
        .error, "not-utf8", .init(file: input.name, line: line), "the line holds bytes that are not UTF-8",
        hint: "save the file as UTF-8")
    }
    return false
  }

  private static var headerHint: String {
    "the first line names the columns: \(Column.allCases.map(\.rawValue).joined(separator: ","))"
  }

  private mutating func readHeader(_ log: inout IssueLog) -> Bool {
    switch csv.next() {
    case .end: return false
    case .fault(let fault):
      report(fault, &log)
      return false
    case .record: break
    }
    headerCount = csv.fields.count
    var isUsable = true
    let known = Column.allCases.map(\.rawValue)
    let names = csv.fields.map { text($0) }
    if headerCount == 1, names[0].contains(";") || names[0].contains("\t") {
      log.report(
        .error, "wrong-separator", .init(file: file, line: 1),
        "the header \(Quotation.of(names[0])) has no commas; expected commas between the names",
        hint: "save the file as \"CSV UTF-8 (comma delimited)\", with decimal points")
      return false
    }
    for (index, name) in names.enumerated() {
      let place = Issue.Place(file: file, line: csv.fields[index].line, column: name)
      guard let column = Column(rawValue: name.lowercased()) else {
        log.report(
          .warning, "unknown-column", place, "column \(Quotation.of(name)) is not known and is left out",
          hint: Suggestion.hint(for: name, among: known) ?? "known columns: \(known.joined(separator: ", "))")
        continue
      }
      if positions.updateValue(index, forKey: column) != nil {
        log.report(.error, "duplicate-column", place, "column \(Quotation.of(name)) is there twice; expected once")
        isUsable = false
      }
    }
    for column in Column.allCases where column.isRequired && positions[column] == nil {
      log.report(
        .error, "missing-column", .init(file: file, line: 1, column: column.rawValue),
        "column \(Quotation.of(column.rawValue)) is missing; the header has \(names.joined(separator: ", "))",
        hint: Self.headerHint)
      isUsable = false
    }
    return isUsable
  }

  private func report(_ fault: CSVReader.Fault, _ log: inout IssueLog) {
    func columnName(_ field: Int) -> String? { positions.first { $0.value == field }?.key.rawValue }
    switch fault {
    case .unclosedQuote(let line, let field):
      log.report(
        .error, "unclosed-quote", .init(file: file, line: line, column: columnName(field)),
        "a quoted field begins here and has no closing quote",
        hint: "close it with a quote; a quote inside a quoted field is written twice")
    case .textAfterQuote(let line, let field):
      log.report(
        rowSeverity, "text-after-quote", .init(file: file, line: line, column: columnName(field)),
        "text follows the closing quote; expected a comma or the end of the line",
        hint: "a quote inside a quoted field is written twice")
    }
  }
}

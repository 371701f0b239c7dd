import SupplyNetwork

extension TableReader {
  /// Place of a column in the current row.
  func place(_ column: Column) -> Issue.Place {
    let line = positionedField(column)?.line ?? line
    return Issue.Place(file: file, line: line, column: column.rawValue)
  }

  private func positionedField(_ column: Column) -> CSVField? {
    guard let position = position(of: column), position < fields.count else { return nil }
    return fields[position]
  }

  /// Notes something wrong with the current row, which is then unusable.
  mutating func reject(
    _ code: String, _ column: Column, _ log: inout IssueLog, _ message: @autoclosure () -> String,
    hint: @autoclosure () -> String? = nil
  ) {
    isRowUsable = false
    log.report(rowSeverity, code, place(column), message(), hint: hint())
  }

  /// The text of a cell; `nil` where it is empty.
  mutating func text(_ column: Column, _ log: inout IssueLog) -> String? {
    guard let field = positionedField(column), !trimmed(field).isEmpty else {
      if !column.mayBeEmpty {
        reject("missing-value", column, &log, "the value is missing", hint: "every row needs one")
      }
      return nil
    }
    return text(field)
  }

  /// A name that no row above has, entered into the index. `nil` where the cell is empty or the name is known already,
  /// which the log is told; only an empty one leaves names missing.
  mutating func newIdentifier(
    _ column: Column, into index: inout IdentifierIndex, hasAllNames: inout Bool, _ log: inout IssueLog
  ) -> String? {
    guard let id = text(column, &log) else {
      hasAllNames = false
      return nil
    }
    let known = index.count
    guard index.insert(id) == known else {
      reject(
        "duplicate-key", column, &log, "\(column.rawValue) \(Quotation.of(id)) is there twice; expected once")
      return nil
    }
    return id
  }

  /// The number of a cell.
  mutating func number(_ column: Column, _ range: NumberRange, _ log: inout IssueLog) -> Double? {
    guard let text = text(column, &log) else { return nil }
    let utf8 = Array(text.utf8)
    guard let value = DecimalNumber.parse(utf8, 0..<utf8.count) else {
      reject(
        "not-a-number", column, &log, "\(Quotation.of(text)) is not a number; expected \(range.expected), like 1234.5",
        hint: Self.numberHint(text))
      return nil
    }
    guard value.isFinite, range.accepts(value) else {
      reject(
        value.isFinite ? range.code(for: value) : "out-of-range", column, &log,
        "\(Quotation.of(text)) is out of range; expected \(range.expected(against: value))",
        hint: range.hint(for: value))
      return nil
    }
    return value
  }

  /// A whole number of either sign.
  mutating func integer(_ column: Column, _ range: ClosedRange<Int>, _ log: inout IssueLog) -> Int? {
    guard let value = number(column, .between(Double(range.lowerBound), Double(range.upperBound)), &log) else {
      return nil
    }
    guard value == value.rounded() else {
      reject("out-of-range", column, &log, "\(NumberRange.short(value)) is no whole number; expected one")
      return nil
    }
    return Int(value)
  }

  /// A number of whole periods; a fraction is rounded up, with a warning.
  mutating func periods(_ column: Column, atLeast minimum: Int, _ log: inout IssueLog) -> Int? {
    guard let value = number(column, .between(Double(minimum), NumberRange.longestTime), &log) else { return nil }
    let whole = value.rounded(.up)
    if whole != value {
      log.report(
        .warning, "fractional-periods", place(column),
        "\(NumberRange.short(value)) is no whole number of periods; \(Int(whole)) is used",
        hint: "times are whole periods; give the next whole number yourself if that is what you mean")
    }
    return Int(whole)
  }

  /// One of a few words.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ column: Column, of type: Choice.Type, _ log: inout IssueLog
  ) -> Choice? {
    guard let text = text(column, &log) else { return nil }
    let words = Choice.allCases.map(\.rawValue)
    if let word = words.first(where: { $0.lowercased() == text.lowercased() }) { return Choice(rawValue: word) }
    reject(
      "unknown-word", column, &log,
      "\(Quotation.of(text)) is not known; expected one of \(words.joined(separator: ", "))",
      hint: Suggestion.hint(for: text, among: words))
    return nil
  }

  /// Position of the location or item that a cell names.
  mutating func reference(
    _ column: Column, to index: IdentifierIndex, _ noun: String, _ log: inout IssueLog
  ) -> Int? {
    guard let text = text(column, &log) else { return nil }
    if let position = index.position(of: text) { return position }
    isRowUsable = false
    guard index.isComplete else { return nil }
    reject(
      "unknown-\(noun)", column, &log, "\(noun) \(Quotation.of(text)) is not in \(noun)s.csv",
      hint: Suggestion.hint(for: text, among: index.names) ?? "add it to \(noun)s.csv, or mend the name")
    return nil
  }

  /// A calendar date.
  mutating func date(_ column: Column, _ log: inout IssueLog) -> CalendarDate? {
    guard let text = text(column, &log) else { return nil }
    guard let date = CalendarDate(iso8601: text) else {
      reject(
        "not-a-date", column, &log, "\(Quotation.of(text)) is not a date; expected year-month-day, like 2026-11-01")
      return nil
    }
    guard date.civil.year >= 1900, date.civil.year < 2200 else {
      reject("out-of-range", column, &log, "\(Quotation.of(text)) is out of range; expected a year from 1900 to 2199")
      return nil
    }
    return date
  }

  private static func numberHint(_ text: String) -> String {
    let folded = text.lowercased()
    if ["nan", "inf", "infinity", "-inf", "n/a", "na", "null", "#n/a"].contains(folded) {
      return "give a number or leave the row out"
    }
    if text.contains(",") { return "write a decimal point and no thousands separator: 1234.5, not 1.234,5 or 1,234.5" }
    if text.hasSuffix("%") { return "write a fraction: 0.95, not 95%" }
    return "write digits with a decimal point, without unit or currency sign"
  }
}

public import Findings
import Foundation

/// Writes CSV (RFC 4180) that a spreadsheet opens without running anything.
public enum CSVWriter {
  /// Lines of cells as bytes.
  static func bytes(_ rows: [[String]]) -> [UInt8] {
    Array((rows.map { $0.map(field).joined(separator: ",") }.joined(separator: "\r\n") + "\r\n").utf8)
  }

  /// A table: figures to ten significant digits, dates as ISO 8601, texts as readers see them. Among figures, what has no
  /// value behind it (changes) is the number that it shows, percentages and points as fractions, and a dash is empty.
  ///
  /// - Parameter format: What the texts of figures are written in.
  public static func bytes(
    _ table: FindingsTable, format: NumberFormat = NumberFormat(currency: "")
  ) -> [UInt8] {
    bytes(
      [table.columns.map(\.title)]
        + table.rows.map { row in
          zip(row.cells, table.columns).map { cell, column in
            cell.value.map(number) ?? figure(cell, column, format)
              ?? text(cell.dataText ?? format.english(cell.text) ?? cell.text)
          }
        })
  }

  /// What a text among figures stands for, where it is a figure.
  private static func figure(
    _ cell: FindingsTable.Cell, _ column: FindingsTable.Column, _ format: NumberFormat
  ) -> String? {
    guard column.isNumeric else { return nil }
    if cell.text == NumberFormat.none { return "" }
    guard let reading = NumberPattern.reading(cell.text, format: format), reading.halfWidth == nil, !reading.isScaled
    else { return nil }
    return number(reading.pattern.unit == .word("pts") ? reading.value / 100 : reading.value)
  }

  /// A figure to ten significant digits, which leaves out what summing in binary adds (283828.39999999997); whole numbers
  /// in full.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    let decimal = Double(String(format: "%.9e", value)) ?? value
    // The largest numbers have nothing above them to be rounded to.
    let rounded = decimal.isFinite ? decimal : value
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int(rounded)) : String(rounded)
  }

  /// A text that no spreadsheet takes for a formula: an apostrophe goes before `=`, `+`, `-`, `@`, their full-width
  /// forms, tab, return and line feed.
  static func text(_ text: String) -> String {
    guard let first = text.unicodeScalars.first,
      "=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}\t\r\n".unicodeScalars.contains(first)
    else { return text }
    return "'" + text
  }

  private static func field(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }) else {
      return text
    }
    var quoted = "\""
    // By scalars: a quote with a combining mark is another character for Swift, yet not for readers of CSV.
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted.append("\"") }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}

internal import Spreadsheet

/// Where a table stands in a workbook, and what is in it: what formulas refer to.
struct SheetPlace {
  /// The sheet.
  let sheet: Workbook.Sheet
  /// The table.
  let table: SheetTable
  /// Rows that a sheet has.
  let rowLimit: Int

  /// Title, way back, an empty row.
  static let headRow = 3
  private static let firstRow = headRow + 1

  /// Lines that fit: under the heads, above the totals, a line that tells of the rest, and the remarks.
  var lineCount: Int {
    min(table.rows.count, max(1, rowLimit - Self.firstRow - table.totals.count - table.notes.count - 4))
  }

  /// Rows of the lines; `nil` where there are none.
  var lines: ClosedRange<Int>? { lineCount > 0 ? Self.firstRow...(Self.firstRow + lineCount - 1) : nil }

  /// The row of the first total.
  var totalRow: Int { Self.firstRow + lineCount }

  /// Says that lines are missing, where they are.
  var omission: String? {
    lineCount < table.rows.count
      ? "Only the first \(lineCount) of \(table.rows.count) lines fit on a sheet; all are in tables/\(table.id).csv."
      : nil
  }

  /// The cells of a column in formulas, totals aside.
  func range(_ column: Int) -> String? {
    lines.map { sheet.reference + CellAddress.range(rows: $0, column: column) }
  }

  /// The cell of a line, or of the first total, in formulas.
  func cell(line: Int?, column: Int) -> String {
    sheet.reference + CellAddress.cell(row: line.map { Self.firstRow + $0 } ?? totalRow, column: column)
  }
}

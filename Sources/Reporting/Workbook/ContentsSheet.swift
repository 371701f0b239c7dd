internal import Findings
internal import Spreadsheet

/// The first sheet: what the workbook is about, whether its checks are met, and the way to every sheet.
struct ContentsSheet {
  /// What the run was about.
  let cover: CoverFindings
  /// The tables in the order of their sheets.
  let places: [SheetPlace]
  /// The checks, which have no table of findings.
  let checks: CheckSheet
  /// Where they stand: after the upload.
  let checkSheet: Workbook.Sheet

  private static let widths = [30.0, 90, 10]

  func write(on sheet: Workbook.Sheet, isLetter: Bool, looks: WorkbookLooks, in book: inout Workbook) {
    for (column, width) in Self.widths.enumerated() { book.setWidth(width, sheet, column: column) }
    book.setPage(sheet, isLetter: isLetter)
    book.put(cover.title, sheet, 0, 0, looks.title)
    var row = 1
    let facts: [(String, String?)] = [
      ("Organisation", cover.organisation), ("Prepared for", cover.preparedFor), ("Scope", cover.scope),
      ("Data cut-off", cover.dataCutOff), ("Run", "\(cover.runID), meio \(cover.toolVersion)"),
      ("Notice", cover.notice),
    ]
    for case (let name, let fact?) in facts {
      book.put(name, sheet, row, 0, looks.first.text)
      book.put(fact, sheet, row, 1, looks.first.wrapped)
      SheetWriter.setHeight(TextWidth.lines(fact, width: Self.widths[1]), sheet, row: row, in: &book)
      row += 1
    }
    book.put("Checks", sheet, row, 0, looks.first.text)
    let verdict = checks.verdict(on: checkSheet)
    book.put(formula: verdict.formula, giving: verdict.text, sheet, row, 1, looks.first.text)
    book.highlight(
      sheet, rows: row...row, column: 1, equal: CheckSheet.text(true), color: looks.good, otherwise: looks.bad)
    row += 2
    for (column, head) in ["Sheet", "What it shows", "Lines"].enumerated() {
      book.put(head, sheet, row, column, column == 2 ? looks.figures.head : looks.first.head)
    }
    var entries = places.map { ($0.sheet, $0.table.title, Double($0.table.rows.count)) }
    entries.append((checkSheet, "The sheets held against each other", Double(checks.count)))
    for (target, caption, lines) in entries.sorted(by: { $0.0.index < $1.0.index }) {
      row += 1
      book.putLink(to: target, target.name, sheet, row, 0, looks.link)
      book.put(caption, sheet, row, 1, looks.first.wrapped)
      SheetWriter.setHeight(TextWidth.lines(caption, width: Self.widths[1]), sheet, row: row, in: &book)
      book.put(lines, sheet, row, 2, looks.count)
    }
  }
}

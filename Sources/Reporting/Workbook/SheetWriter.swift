internal import Spreadsheet

/// Puts a table on a sheet: title, way back to the contents, the table, its totals and its remarks.
enum SheetWriter {
  /// How a sheet differs from the others.
  struct Options {
    /// Columns that stay in view.
    var frozenColumns = 0
    /// Columns of identifiers, which stay texts when they are changed.
    var identifiers: Set<Int> = []
    /// Whether pages are on Letter instead of A4.
    var isLetter = false
  }

  static func write(
    _ place: SheetPlace, contents: Workbook.Sheet, options: Options, looks: inout WorkbookLooks,
    in book: inout Workbook
  ) {
    let (sheet, table) = (place.sheet, place.table)
    head(sheet, title: table.title, contents: contents, looks: looks, in: &book)
    for (position, column) in table.columns.enumerated() { book.setWidth(column.width, sheet, column: position) }
    book.freeze(sheet, rows: SheetPlace.headRow + 1, columns: options.frozenColumns)
    // The columns that stay in view are on every page.
    let fixed = table.columns.prefix(options.frozenColumns).reduce(0) { $0 + $1.width }
    let moving = table.columns.dropFirst(options.frozenColumns).reduce(0) { $0 + $1.width }
    book.setPage(
      sheet, isLetter: options.isLetter, headRow: SheetPlace.headRow,
      across: Int((moving / max(60, pageWidth - fixed)).rounded(.up)), headColumns: options.frozenColumns)
    let texts = table.columns.enumerated().map { position, column in
      column.isNumeric ? looks.figures : position == 0 ? looks.first : looks.further
    }
    if let lines = place.lines {
      book.makeTable(
        table.id, sheet, rows: SheetPlace.headRow...lines.upperBound,
        heads: zip(table.columns, texts).map { ($0.head, $1.head) })
      setHeight(table.headHeight, sheet, row: SheetPlace.headRow, in: &book)
      let bodies = table.columns.enumerated().map { position, column in
        options.identifiers.contains(position)
          ? texts[position].identifier : column.wraps ? texts[position].wrapped : texts[position].text
      }
      for (row, cells) in zip(lines, table.rows) {
        setHeight(table.height(cells), sheet, row: row, in: &book)
        for (position, cell) in cells.enumerated() {
          switch cell {
          case .empty: break
          case .text(let text): book.put(text, sheet, row, position, bodies[position])
          case .number(let value, let pattern), .sum(let value, let pattern):
            book.put(value, sheet, row, position, looks.number(pattern, isTotal: false, in: &book))
          }
        }
      }
    }
    totals(place, texts: texts.map(\.total), looks: &looks, in: &book)
    remarks(place, looks: looks, in: &book)
  }

  /// Makes room for a row of more than one line of type.
  static func setHeight(_ lines: Int, _ sheet: Workbook.Sheet, row: Int, in book: inout Workbook) {
    if lines > 1 { book.setHeight(TextWidth.points(lines: lines), sheet, row: row) }
  }

  /// Title and way back, the same on every sheet.
  static func head(
    _ sheet: Workbook.Sheet, title: String, contents: Workbook.Sheet, looks: WorkbookLooks, in book: inout Workbook
  ) {
    book.put(title, sheet, 0, 0, looks.title)
    book.putLink(to: contents, "Contents", sheet, 1, 0, looks.link)
  }

  /// Totals stand under the table, not in it, so that sorting leaves them where they are.
  private static func totals(
    _ place: SheetPlace, texts: [Workbook.Format], looks: inout WorkbookLooks, in book: inout Workbook
  ) {
    let sheet = place.sheet
    for (number, cells) in place.table.totals.enumerated() {
      let row = place.totalRow + number
      for (position, cell) in cells.enumerated() {
        switch cell {
        case .empty: book.put("", sheet, row, position, texts[position])
        case .text(let text): book.put(text, sheet, row, position, texts[position])
        case .number(let value, let pattern):
          book.put(value, sheet, row, position, looks.number(pattern, isTotal: true, in: &book))
        case .sum(let value, let pattern):
          let look = looks.number(pattern, isTotal: true, in: &book)
          guard let lines = place.lines else { continue }
          // 109: the sum of the lines that a filter leaves in view.
          book.put(
            formula: "SUBTOTAL(109,\(CellAddress.range(rows: lines, column: position)))", giving: value, sheet, row,
            position, look)
        }
      }
    }
  }

  private static func remarks(_ place: SheetPlace, looks: WorkbookLooks, in book: inout Workbook) {
    let columns = place.table.columns
    // As wide as the table, within what can be read.
    var width = 0.0
    var last = -1
    while width < 80 || last + 1 < columns.count {
      let next = last + 1 < columns.count ? columns[last + 1].width : standardWidth
      if last >= 0, width + next > 130 { break }
      width += next
      last += 1
    }
    var row = place.totalRow + place.table.totals.count + 1
    for text in (place.omission.map { [$0] } ?? []) + place.table.notes {
      book.putAcross(text, place.sheet, row, columns: 0...last, looks.note)
      setHeight(TextWidth.lines(text, width: width), place.sheet, row: row, in: &book)
      row += 1
    }
  }

  /// The most that is to stand side by side on a printed page, in characters, so that it can be read.
  private static let pageWidth = 175.0
  /// Width of columns that nobody has set.
  private static let standardWidth = 8.43
}

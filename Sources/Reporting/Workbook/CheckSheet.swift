internal import Findings
internal import Spreadsheet

/// The sheet of formulas that hold the others against each other.
struct CheckSheet {
  /// A check with its formulas and what they give.
  private struct Line {
    var name: String
    var found: (formula: String, value: Double)
    var expected: (formula: String, value: Double)
    var tolerance: Double

    var isMet: Bool { abs(found.value - expected.value) <= tolerance }
  }

  private var lines: [Line] = []
  private let places: [SheetPlace]

  /// - Parameters:
  ///   - checks: What must agree by meaning.
  ///   - places: Every table of the workbook; each total that is a sum is checked too.
  init(_ checks: [WorkbookCheck], places: [SheetPlace]) {
    self.places = places
    for check in checks {
      // A table that a study lacks needs no check.
      guard let found = quantity(check.found), let expected = quantity(check.expected) else { continue }
      lines.append(Line(name: check.name, found: found, expected: expected, tolerance: check.tolerance))
    }
    for place in places {
      for totals in place.table.totals {
        for (position, cell) in totals.enumerated() {
          guard case .sum(let value, _) = cell, let range = place.range(position) else { continue }
          lines.append(
            Line(
              name: "\(place.sheet.name): “\(place.table.columns[position].head)” adds up to the total of the report",
              found: ("SUM(\(range))", place.table.figures(position).prefix(place.lineCount).reduce(0, +)),
              expected: (Self.digits(value), value), tolerance: 0.01))
        }
      }
    }
  }

  /// How many checks there are.
  var count: Int { lines.count }

  /// Whether every check is met.
  var isMet: Bool { lines.allSatisfy(\.isMet) }

  /// What says so on other sheets.
  func verdict(on sheet: Workbook.Sheet) -> (formula: String, text: String) {
    (sheet.reference + CellAddress.cell(row: 2, column: Column.result), Self.text(isMet))
  }

  private enum Column {
    static let result = 5
  }

  private static let heads = ["Check", "Found", "Expected", "Difference", "Tolerance", "Result"]
  private static let widths = [78.0, 18, 18, 14, 12, 12]
  private static let firstRow = SheetPlace.headRow + 1

  static func text(_ isMet: Bool) -> String { isMet ? "OK" : "not OK" }

  func write(
    on sheet: Workbook.Sheet, contents: Workbook.Sheet, isLetter: Bool, looks: inout WorkbookLooks,
    in book: inout Workbook
  ) {
    SheetWriter.head(
      sheet, title: "Checks: the sheets held against each other", contents: contents, looks: looks, in: &book)
    let last = Self.firstRow + lines.count - 1
    book.makeTable(
      "checks", sheet, rows: SheetPlace.headRow...last,
      heads: Self.heads.enumerated().map { position, head in
        (head, position == 0 ? looks.first.head : position == Column.result ? looks.headCenter : looks.figures.head)
      })
    let number = looks.number(NumberPattern(decimals: 2), isTotal: false, in: &book)
    for (position, line) in lines.enumerated() {
      let row = Self.firstRow + position
      func cell(_ column: Int) -> String { CellAddress.column(column) + String(row + 1) }
      book.put(line.name, sheet, row, 0, looks.first.wrapped)
      SheetWriter.setHeight(TextWidth.lines(line.name, width: Self.widths[0]), sheet, row: row, in: &book)
      book.put(formula: line.found.formula, giving: line.found.value, sheet, row, 1, number)
      book.put(formula: line.expected.formula, giving: line.expected.value, sheet, row, 2, number)
      book.put(
        formula: "\(cell(1))-\(cell(2))", giving: line.found.value - line.expected.value, sheet, row, 3, number)
      book.put(line.tolerance, sheet, row, 4, number)
      book.put(
        formula: "IF(ABS(\(cell(3)))<=\(cell(4)),\"OK\",\"not OK\")", giving: Self.text(line.isMet), sheet, row,
        Column.result, looks.verdict)
    }
    let results = CellAddress.range(rows: Self.firstRow...last, column: Column.result)
    book.put("All checks", sheet, 2, 0, looks.first.text)
    book.put(
      formula: "IF(COUNTIF(\(results),\"OK\")=ROWS(\(results)),\"OK\",\"not OK\")", giving: Self.text(isMet), sheet, 2,
      Column.result, looks.verdict)
    for rows in [2...2, Self.firstRow...last] {
      book.highlight(
        sheet, rows: rows, column: Column.result, equal: Self.text(true), color: looks.good, otherwise: looks.bad)
    }
    for (column, width) in Self.widths.enumerated() { book.setWidth(width, sheet, column: column) }
    book.freeze(sheet, rows: Self.firstRow, columns: 1)
    book.setPage(sheet, isLetter: isLetter, headRow: SheetPlace.headRow)
  }

  /// A quantity as a formula and what that gives; `nil` where the table or the column is not there.
  private func quantity(_ quantity: WorkbookCheck.Quantity) -> (formula: String, value: Double)? {
    switch quantity {
    case .figure(let value): return (Self.digits(value), value)
    case .sum(let column):
      guard let (place, position, range) = find(column) else { return nil }
      return ("SUM(\(range))", figures(place, position).reduce(0, +))
    case .sumOfPositives(let column):
      guard let (place, position, range) = find(column) else { return nil }
      return ("SUMIF(\(range),\">0\")", figures(place, position).reduce(0) { $0 + max(0, $1) })
    case .sumOfProducts(let column, let factor):
      guard let (place, position, range) = find(column), let (_, other, factors) = find(factor) else { return nil }
      let products = place.table.rows.prefix(place.lineCount).map { ($0[position].value ?? 0) * ($0[other].value ?? 0) }
      return ("SUMPRODUCT(\(range),\(factors))", products.reduce(0, +))
    case .lines(let column):
      guard let (place, position, range) = find(column) else { return nil }
      return ("COUNT(\(range))", Double(figures(place, position).count))
    case .differences(let column, let twin, let allowed):
      guard let (place, position, range) = find(column), let (pair, other, twins) = find(twin),
        place.lineCount == pair.lineCount
      else { return nil }
      let count = zip(figures(place, position), figures(pair, other)).count { abs($0 - $1) > allowed }
      return ("SUMPRODUCT(--(ABS(\(range)-\(twins))>\(allowed)))", Double(count))
    case .line(let column, let line):
      guard let (place, position, _) = find(column), line < place.lineCount,
        let value = place.table.rows[line][position].value
      else { return nil }
      return (place.cell(line: line, column: position), value)
    case .total(let column):
      guard let (place, position, _) = find(column), let value = place.table.totals.first?[position].value else {
        return nil
      }
      return (place.cell(line: nil, column: position), value)
    }
  }

  private func figures(_ place: SheetPlace, _ position: Int) -> [Double] {
    place.table.rows.prefix(place.lineCount).compactMap { $0[position].value }
  }

  private func find(_ column: WorkbookCheck.Column) -> (SheetPlace, Int, String)? {
    guard let place = places.first(where: { $0.table.id == column.table }),
      let position = place.table.position(column.title), let range = place.range(position)
    else { return nil }
    return (place, position, range)
  }

  /// A figure as formulas have it, in full.
  private static func digits(_ value: Double) -> String { value.isFinite ? "\(value)" : "0" }
}

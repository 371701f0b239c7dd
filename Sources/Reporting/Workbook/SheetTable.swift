internal import Findings
internal import Spreadsheet

/// A table as a sheet shows it: every figure a number with its format, every text a text.
struct SheetTable {
  /// What stands in one place.
  enum Cell {
    case empty
    case text(String)
    case number(Double, NumberPattern)
    /// A total that is the sum of the lines above.
    case sum(Double, NumberPattern)

    /// The figure, where it is one.
    var value: Double? {
      switch self {
      case .empty, .text: nil
      case .number(let value, _), .sum(let value, _): value
      }
    }
  }

  /// A column.
  struct Column {
    /// Head.
    var head: String
    /// Head in the table of findings; `nil` where the column was added.
    var source: String?
    /// Whether it holds figures, set to the right.
    var isNumeric: Bool
    /// Characters that fit.
    var width: Double = 8
    /// Whether texts break into lines.
    var wraps = false
  }

  /// Identifier of the table of findings.
  let id: String
  /// What it shows.
  let title: String
  /// Remarks under it.
  let notes: [String]
  /// The columns.
  private(set) var columns: [Column] = []
  /// The lines, one cell per column.
  private(set) var rows: [[Cell]] = []
  /// The lines that sum up the others.
  private(set) var totals: [[Cell]] = []

  /// The widest that a column may be, so that few columns take a screen; longer texts break into lines.
  private var widest: Double { min(100, max(52, 230 / Double(max(columns.count, 1)))) }

  /// - Parameters:
  ///   - table: The table of the findings.
  ///   - format: What its texts are written in.
  ///   - keepsHeads: Whether heads that are names of a file stay so.
  init(_ table: FindingsTable, format: NumberFormat, keepsHeads: Bool = false) {
    id = table.id
    title = table.caption
    notes = (table.note ?? "").split(separator: "\n").map(String.init)
    let readings = table.rows.map { row in
      zip(table.columns, row.cells).map { column, cell in
        cell.text.isEmpty || cell.value == nil && !column.isNumeric
          ? nil : NumberPattern.reading(cell.text, format: format)
      }
    }
    let hasInterval = table.columns.indices.map { column in
      zip(table.rows, readings).contains { $0.cells[column].value != nil && $1[column]?.halfWidth != nil }
    }
    let standards = table.columns.enumerated().map { position, column in
      NumberPattern(
        fitting: table.rows.lazy.compactMap { $0.cells[position].value },
        areShares: column.title.hasSuffix("fill_rate") || column.title == "target")
    }
    for (column, hasInterval) in zip(table.columns, hasInterval) {
      let head = keepsHeads ? column.title : Self.words(column.title)
      columns.append(Column(head: head, source: column.title, isNumeric: column.isNumeric))
      guard hasInterval else { continue }
      columns.append(
        Column(head: "\(head), ± \(format.percent(0.95, decimals: 0))", source: nil, isNumeric: true))
    }
    for (row, readings) in zip(table.rows, readings) {
      var cells: [Cell] = []
      cells.reserveCapacity(columns.count)
      for (position, cell) in row.cells.enumerated() {
        cells.append(Self.cell(cell, readings[position], standard: standards[position]))
        guard hasInterval[position] else { continue }
        cells.append(Self.halfWidth(readings[position]))
      }
      if row.isTotal { totals.append(cells) } else { rows.append(cells) }
    }
    markSums()
    measure()
  }

  /// Position of a column by its head in the table of findings.
  func position(_ title: String) -> Int? { columns.firstIndex { $0.source == title } }

  /// The figures of a column, totals aside.
  func figures(_ column: Int) -> [Double] { rows.compactMap { $0[column].value } }

  /// Names as files have them, in words: "order_up_to" becomes "Order up to".
  private static func words(_ title: String) -> String {
    guard title.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A || $0 == 0x5F }) else { return title }
    return title.prefix(1).uppercased() + title.dropFirst().replacing("_", with: " ")
  }

  private static func cell(
    _ cell: FindingsTable.Cell, _ reading: NumberPattern.Reading?, standard: NumberPattern
  ) -> Cell {
    guard let value = cell.value else {
      if let reading, reading.halfWidth == nil { return .number(reading.value, reading.pattern) }
      return cell.text.isEmpty ? .empty : .text(cell.dataText ?? cell.text)
    }
    guard value.isFinite else { return .text(NumberFormat.none) }
    guard let reading, reading.isScaled || shows(reading, value) else { return .number(value, standard) }
    return .number(value, reading.pattern)
  }

  /// Whether a text shows a value, to the last place or one more: tables are rounded so that they add up.
  private static func shows(_ reading: NumberPattern.Reading, _ value: Double) -> Bool {
    var unit = reading.pattern.unit == .percent ? 0.01 : 1
    for _ in 0..<reading.pattern.decimals { unit /= 10 }
    // Amounts in whole hundreds stand for those between.
    return abs(reading.value - value) <= max(1.5 * unit, reading.pattern.unit == .percent ? 0 : 200)
  }

  /// What follows "±", as a number where it is one ("< 0.005" is none); points of percentages carry their unit.
  private static func halfWidth(_ reading: NumberPattern.Reading?) -> Cell {
    guard let reading, let text = reading.halfWidth else { return .empty }
    guard var width = NumberPattern.reading(text, mark: ""), !width.isScaled else {
      return .text(text)
    }
    if reading.pattern.unit == .percent { width.pattern.unit = .word("pts") }
    return .number(width.value, width.pattern)
  }

  /// Totals that are the sums of what stands above become formulas.
  ///
  /// A mean may equal a sum by chance: where only one line has a figure, and among shares that do not make the whole.
  private mutating func markSums() {
    for position in columns.indices {
      let figures = figures(position)
      guard figures.count > 1 else { continue }
      let sum = figures.reduce(0, +)
      for row in totals.indices {
        guard case .number(let value, let pattern) = totals[row][position] else { continue }
        if pattern.unit == .percent, abs(value - 1) > 1e-9 { continue }
        if abs(value - sum) <= 1e-9 * max(1, abs(value)) { totals[row][position] = .sum(value, pattern) }
      }
    }
  }

  /// Sets the widths: what the longest entry takes, up to a limit.
  private mutating func measure() {
    for position in columns.indices {
      var longest = 0
      for row in rows { longest = max(longest, Self.width(row[position])) }
      for row in totals { longest = max(longest, Self.width(row[position])) }
      let head = columns[position].head
      // Heads break at spaces; the button of the filter takes room beside the last word.
      let word = head.split(separator: " ").map(\.count).max() ?? 0
      let wanted = Double(max(longest + 2, word + 4, min(head.count + 4, 16)))
      columns[position].width = min(wanted, widest)
      columns[position].wraps = wanted > widest
    }
  }

  /// Lines of type that the highest cell of a line takes.
  func height(_ cells: [Cell]) -> Int {
    var highest = 1
    for (column, cell) in zip(columns, cells) where column.wraps {
      if case .text(let text) = cell { highest = max(highest, TextWidth.lines(text, width: column.width)) }
    }
    return highest
  }

  /// Lines of type that the heads take, which are bold.
  var headHeight: Int { columns.map { TextWidth.lines($0.head, width: $0.width - 1.5) }.max() ?? 1 }

  private static func width(_ cell: Cell) -> Int {
    switch cell {
    case .empty: 0
    case .text(let text): TextWidth.characters(text)
    case .number(let value, let pattern), .sum(let value, let pattern): pattern.width(of: value)
    }
  }
}

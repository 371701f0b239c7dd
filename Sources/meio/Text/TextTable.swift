import CaseFiles
import Findings

/// A table as lines of plain text: figures to the right, texts to the left, cells that are too long on several lines.
struct TextTable {
  private static let gap = "  "
  private static let narrowestText = 12

  private let table: FindingsTable
  private let widths: [Int]

  /// Sets a table in at most `width` columns, as far as its figures let it.
  init(_ table: FindingsTable, width: Int) {
    var table = table
    for row in table.rows.indices {
      for cell in table.rows[row].cells.indices {
        table.rows[row].cells[cell].text = IssueFormatter.visible(table.rows[row].cells[cell].text)
      }
    }
    self.table = table
    widths = Self.widths(of: table, within: width)
  }

  /// The lines, the head first and a rule under it; a rule over each total.
  var lines: [String] {
    let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: Self.gap)
    var lines = set(table.columns.map(\.title), alignsToFoot: true)
    lines.append(rule)
    for row in table.rows {
      if row.isTotal { lines.append(rule) }
      lines += set(row.cells.map(\.text), alignsToFoot: false)
    }
    return lines
  }

  private func set(_ cells: [String], alignsToFoot: Bool) -> [String] {
    let wrapped = zip(cells, widths).map { TextLines.wrap($0, width: $1) }
    let height = wrapped.map(\.count).max() ?? 0
    return (0..<height).map { line in
      var text = ""
      for column in wrapped.indices {
        let parts = wrapped[column]
        let position = alignsToFoot ? line - (height - parts.count) : line
        let part = parts.indices.contains(position) ? parts[position] : ""
        let padding = String(repeating: " ", count: max(0, widths[column] - part.count))
        if column > 0 { text += Self.gap }
        text += table.columns[column].isNumeric ? padding + part : part + padding
      }
      return TextLines.withoutTrailingSpaces(text)
    }
  }

  /// Figures get what they need; heads break between words; texts share what is left, the widest giving way first.
  private static func widths(of table: FindingsTable, within width: Int) -> [Int] {
    var widths = table.columns.indices.map { column in
      let cells = table.rows.map { $0.cells.indices.contains(column) ? $0.cells[column].text.count : 0 }.max() ?? 0
      let words = table.columns[column].title.split(separator: " ").map(\.count).max() ?? 0
      return max(1, cells, words)
    }
    func excess() -> Int { widths.reduce(0, +) + gap.count * max(0, widths.count - 1) - width }
    let texts = table.columns.indices.filter { !table.columns[$0].isNumeric }
    while excess() > 0, let widest = texts.max(by: { widths[$0] < widths[$1] }), widths[widest] > narrowestText {
      widths[widest] -= 1
    }
    // What is free lets short heads stand on one line.
    for column in table.columns.indices {
      let wanted = table.columns[column].title.count - widths[column]
      if wanted > 0, excess() + wanted <= 0 { widths[column] += wanted }
    }
    return widths
  }
}

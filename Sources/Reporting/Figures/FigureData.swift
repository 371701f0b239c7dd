internal import Findings

/// The data behind a figure: the CSV beside the picture, and the table that the HTML report offers.
struct FigureData: Sendable {
  /// What stands in one place.
  enum Cell: Sendable {
    case text(String)
    case number(Double)
    case none
  }

  /// Names of the columns, as a program would want them (`half_width_95`).
  var head: [String]
  var rows: [[Cell]]

  init(_ head: [String], _ rows: [[Cell]]) {
    self.head = head
    self.rows = rows
  }

  /// Figures to ten significant digits, for programs; in English, whatever the locale of the report.
  func csv(format: NumberFormat) -> [UInt8] {
    CSVWriter.bytes(
      [head.map(CSVWriter.text)]
        + rows.map { row in
          row.map { cell in
            switch cell {
            case .text(let text): CSVWriter.text(format.english(text) ?? text)
            case .number(let value): CSVWriter.number(value)
            case .none: ""
            }
          }
        })
  }

  /// The same for people: words in the head, figures with the decimals that matter.
  func shown(format: NumberFormat) -> HTMLFigure.DataTable {
    HTMLFigure.DataTable(
      head: head.map { $0.replacing("_", with: " ") },
      rows: rows.map { row in
        row.map { cell in
          switch cell {
          case .text(let text): text
          case .number(let value): abs(value) >= 100 ? format.number(value) : format.trimmed(value)
          case .none: NumberFormat.none
          }
        }
      })
  }
}

import SupplyNetwork

/// A table as a report shows it and as a CSV file stores it.
public struct FindingsTable: Sendable, Codable, Equatable {
  /// A column.
  public struct Column: Sendable, Codable, Equatable {
    /// Head, with the unit.
    public var title: String
    /// Whether the column holds figures, set to the right.
    public var isNumeric: Bool
    /// The rule under the head in Markdown: it carries the alignment.
    public var rule: String

    /// Makes a column.
    public init(_ title: String, numeric: Bool = true) {
      self.title = title
      isNumeric = numeric
      rule = numeric ? "---:" : ":---"
    }
  }

  /// What stands in one place.
  public struct Cell: Sendable, Codable, Equatable {
    /// As readers see it.
    public var text: String
    /// The figure behind the text, unrounded.
    public var value: Double?
    /// The text in files of data, where that is another: dates as ISO 8601.
    public private(set) var dataText: String?
    /// Whether the cell is set strong: it belongs to a total and is not empty.
    public private(set) var isStrong = false

    /// A text.
    public init(_ text: String) { self.text = text }
    /// A figure and its text.
    public init(_ value: Double, _ text: String) {
      self.value = value
      self.text = text
    }

    /// A text, and what files of data have in its place.
    init(_ text: String, inData dataText: String) {
      self.text = text
      if dataText != text { self.dataText = dataText }
    }

    /// A day.
    init(_ day: CalendarDate, _ dates: DateFormat) { self.init(dates.day(day), inData: day.description) }

    fileprivate func strong(_ isTotal: Bool) -> Cell {
      var cell = self
      cell.isStrong = isTotal && !text.isEmpty
      return cell
    }
  }

  /// A line.
  public struct Row: Sendable, Codable, Equatable {
    /// One cell per column.
    public var cells: [Cell]
    /// Whether the line sums up the others.
    public var isTotal: Bool

    /// Makes a line.
    public init(_ cells: [Cell], isTotal: Bool = false) {
      self.cells = cells.map { $0.strong(isTotal) }
      self.isTotal = isTotal
    }
  }

  /// File name of the CSV, without its ending; also the anchor in the report.
  public var id: String
  /// What the table shows, with scope and period.
  public var caption: String
  /// The columns.
  public var columns: [Column]
  /// The lines.
  public var rows: [Row]
  /// A remark under the table.
  public var note: String?

  /// Makes a table.
  public init(id: String, caption: String, columns: [Column], rows: [Row], note: String? = nil) {
    self.id = id
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.note = note
  }
}

/// A figure of an HTML page: the picture, its caption and the data behind it.
public struct HTMLFigure: Sendable, Equatable {
  /// The figures that a chart shows, as a reader would type them off.
  public struct DataTable: Sendable, Equatable {
    /// One head per column, with the unit.
    public var head: [String]
    /// Rows of one cell per column.
    public var rows: [[String]]

    /// Makes a table.
    public init(head: [String], rows: [[String]]) {
      self.head = head
      self.rows = rows
    }

    /// Whether every cell of a column that holds anything reads as a number.
    func isNumeric(column: Int) -> Bool {
      let cells = rows.compactMap { column < $0.count && !$0[column].isEmpty ? $0[column] : nil }
      return !cells.isEmpty && cells.allSatisfy(Self.readsAsNumber)
    }

    private static func readsAsNumber(_ text: String) -> Bool {
      let digits = text.unicodeScalars.filter { !"+-−–, %$€£¥kM.±".unicodeScalars.contains($0) }
      return digits.allSatisfy { ("0"..."9").contains($0) } && !(digits.isEmpty && text != "–")
    }
  }

  /// The picture, as one `<svg>` element whose ids begin with the figure's id; it goes into the page as it is.
  public var svg: String
  /// What stands under the picture.
  public var caption: String
  /// The data behind it, if they are shown.
  public var data: DataTable?

  /// Makes a figure.
  public init(svg: String, caption: String, data: DataTable? = nil) {
    self.svg = svg
    self.caption = caption
    self.data = data
  }
}

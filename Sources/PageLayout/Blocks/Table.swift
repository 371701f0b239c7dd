public import Drawing

/// Rows and columns with a caption.
public struct Table: Sendable, Equatable {
  /// How the cells of a column stand, and how wide it should be.
  public struct Column: Sendable, Equatable {
    /// Where the text of the cells stands.
    public var alignment: TextAlignment
    /// The width wanted, in points; `nil` lets the content decide. More is taken where a word needs it.
    public var width: Double?

    /// Makes a column.
    public init(_ alignment: TextAlignment = .start, width: Double? = nil) {
      self.alignment = alignment
      self.width = width
    }

    /// A column of text.
    public static let text = Column(.start)
    /// A column of figures, right-aligned with digits of one width.
    public static let figures = Column(.end)
  }

  /// The cells of a row, from the first column on; missing ones are empty.
  public typealias Row = [[Inline]]

  /// What the table shows; stands above it and is repeated with "(continued)".
  public var caption: [Inline]
  /// The columns; rows with more cells add columns of text.
  public var columns: [Column]
  /// The head, repeated on every page.
  public var head: Row
  /// The rows.
  public var body: [Row]
  /// The rows under the total rule.
  public var totals: [Row]
  /// A source or remark below the table.
  public var note: [Inline]
  /// The name that links use.
  public var anchor: String?

  /// Makes a table.
  public init(
    caption: [Inline] = [], columns: [Column], head: Row = [], body: [Row], totals: [Row] = [], note: [Inline] = [],
    anchor: String? = nil
  ) {
    self.caption = caption
    self.columns = columns
    self.head = head
    self.body = body
    self.totals = totals
    self.note = note
    self.anchor = anchor
  }
}

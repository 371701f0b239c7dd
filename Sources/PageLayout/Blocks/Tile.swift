/// A key figure: what it is, its value, and how it changed.
public struct Tile: Sendable, Equatable {
  /// A difference, with its sign in the text and its verdict in the tone.
  public struct Change: Sendable, Equatable {
    /// Where the arrow points.
    public enum Direction: Sendable, Equatable { case up, down, level }

    /// The difference with its sign and unit.
    public var text: String
    /// Where the arrow points.
    public var direction: Direction
    /// Whether the difference is welcome.
    public var tone: Tone

    /// Makes a change.
    public init(_ text: String, _ direction: Direction, _ tone: Tone) {
      self.text = text
      self.direction = direction
      self.tone = tone
    }
  }

  /// What is measured, with its unit.
  public var label: String
  /// The value.
  public var figure: String
  /// The value before and after ("4.1 M → 2.9 M").
  public var comparison: String
  /// The difference, if any.
  public var change: Change?
  /// An interval, scope or remark.
  public var note: String

  /// Makes a tile; empty parts are left out.
  public init(label: String, figure: String, comparison: String = "", change: Change? = nil, note: String = "") {
    self.label = label
    self.figure = figure
    self.comparison = comparison
    self.change = change
    self.note = note
  }
}

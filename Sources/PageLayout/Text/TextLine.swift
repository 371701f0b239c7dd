public import Drawing

/// A line of text whose parts are in place.
public struct TextLine: Sendable, Equatable {
  /// Text of one look.
  public struct Fragment: Sendable, Equatable {
    /// The text.
    public var string: String
    /// How it looks.
    public var font: Font
    /// Its colour.
    public var color: Color
    /// Distance of its left edge from the left edge of the line, in points.
    public var x: Double
    /// Advance width, in points.
    public var width: Double
    /// Where it leads.
    public var link: LinkTarget?
  }

  /// Its parts, left to right.
  public var fragments: [Fragment]
  /// Advance width, in points.
  public var width: Double
  /// Distance from one line to the next, in points.
  public var height: Double
  /// Distance of the baseline from the top of the line, in points.
  public var baseline: Double

  /// The letters, left to right by fragment.
  public var string: String { fragments.map(\.string).joined() }
}

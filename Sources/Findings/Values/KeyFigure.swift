/// A key performance indicator: today, optimised, and the change between.
public struct KeyFigure: Sendable, Codable, Equatable {
  /// Whether a change helps.
  public enum Direction: String, Sendable, Codable { case good, bad, neutral }

  /// Name ("Inventory value").
  public var name: String
  /// Today's figure, as text with its unit.
  public var current: String
  /// The optimised figure, as text with its unit.
  public var optimised: String
  /// The change, as text with its sign.
  public var change: String
  /// Whether the change helps.
  public var direction: Direction
  /// Scope, and the 95 % interval where the figure is simulated.
  public var note: String
  /// Today's figure as a number, at least as precise as its text; shares as fractions. `nil` where there is none.
  public var currentValue: Double?
  /// The optimised figure, likewise.
  public var optimisedValue: Double?
}

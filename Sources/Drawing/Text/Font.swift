/// How a run of text looks.
public struct Font: Sendable, Hashable {
  /// Stroke weight, as in CSS.
  public enum Weight: Int, Sendable { case regular = 400, medium = 500, semibold = 600, bold = 700 }

  /// Family, tried before the fallback ("Inter").
  public var family: String
  /// Type size, in points.
  public var size: Double
  /// Stroke weight.
  public var weight: Weight
  /// Whether the letters lean.
  public var italic: Bool
  /// Whether all digits have the same width (OpenType `tnum`).
  public var tabularFigures: Bool

  /// Makes a font.
  public init(
    family: String = "Inter", size: Double, weight: Weight = .regular, italic: Bool = false,
    tabularFigures: Bool = false
  ) {
    self.family = family
    self.size = size
    self.weight = weight
    self.italic = italic
    self.tabularFigures = tabularFigures
  }
}

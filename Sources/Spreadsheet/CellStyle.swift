/// How a cell looks.
public struct CellStyle: Sendable, Hashable {
  /// Where a text stands in its cell.
  public enum Alignment: Sendable { case standard, left, center, right }

  /// Excel's code of the number format ("#,##0.0"); empty = general.
  public var numberFormat = ""
  /// Whether the type is bold.
  public var isBold = false
  /// Size of the type, in points.
  public var size: Double = 11
  /// Colour of the type, 0xRRGGBB. `nil` = automatic.
  public var color: UInt32?
  /// Colour of the ground, 0xRRGGBB. `nil` = none.
  public var ground: UInt32?
  /// Whether the text breaks into lines.
  public var wraps = false
  /// Whether a line runs above.
  public var hasRule = false
  /// Whether the text is underlined, as links are.
  public var isUnderlined = false
  /// Steps between the text and the left side of its cell.
  public var indent = 0
  /// Where the text stands.
  public var alignment = Alignment.standard

  /// Plain.
  public init() {}
}

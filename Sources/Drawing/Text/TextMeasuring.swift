/// The space a line of text takes, in points.
public struct TextExtent: Sendable, Equatable {
  /// Advance width.
  public var width: Double
  /// Height above the baseline.
  public var ascent: Double
  /// Depth below the baseline.
  public var descent: Double

  /// Makes an extent.
  public init(width: Double, ascent: Double, descent: Double) {
    self.width = width
    self.ascent = ascent
    self.descent = descent
  }

  /// Ascent and descent together.
  public var height: Double { ascent + descent }
}

/// Measures text as every renderer will set it. Layout code takes one, so that it can be tested without fonts.
public protocol TextMeasuring {
  /// The extent of a line of text.
  func extent(of string: String, font: Font) -> TextExtent
}

/// A continued fraction b₀ + a₁/(b₁ + a₂/(b₂ + …)), worked out term by term.
///
/// Numerators and denominators of the convergents by Wallis's recurrence, which divides only where the value is asked
/// for: a term takes two multiplications and an addition for each. They are scaled down before they can overflow.
struct ContinuedFraction {
  /// Terms between two looks at the value.
  static let stride = 4

  private var numerator: Double
  private var denominator = 1.0
  private var earlierNumerator = 1.0
  private var earlierDenominator = 0.0
  /// The value at the last look.
  private(set) var value: Double

  /// The fraction b₀.
  init(_ first: Double) {
    numerator = first
    value = first
  }

  /// Appends + a/(b …).
  @inline(__always)
  mutating func append(_ a: Double, over b: Double) {
    (numerator, earlierNumerator) = (b * numerator + a * earlierNumerator, numerator)
    (denominator, earlierDenominator) = (b * denominator + a * earlierDenominator, denominator)
  }

  /// Whether the value still changes; updates it. To be asked every ``stride`` terms.
  @inline(__always)
  var isMoving: Bool {
    mutating get {
      let before = value
      value = numerator / denominator
      let size = max(abs(numerator), abs(denominator))
      if size > 0x1p200 {
        let scale = size > 0x1p500 ? 0x1p-500 : 0x1p-200
        numerator *= scale
        denominator *= scale
        earlierNumerator *= scale
        earlierDenominator *= scale
      }
      return abs(value - before) > 4e-16 * abs(value)
    }
  }
}

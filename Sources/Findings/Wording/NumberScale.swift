/// How short figures are written: in ones, thousands (k), millions (M) or billions (bn), and to how many decimals.
///
/// Figures that readers add or compare share one scale, that of the largest, so that their texts add up.
public struct NumberScale: Sendable, Equatable {
  /// What a figure is divided by.
  public let divisor: Double
  /// Decimals after division.
  public let decimals: Int
  /// Written after the figure.
  public let suffix: String

  /// The scale that gives a figure three significant places.
  ///
  /// - Parameter smallDecimals: Decimals of figures below a hundred that are not whole; of amounts, those of the
  ///   currency.
  public init(fitting value: Double, smallDecimals: Int = 2) {
    let magnitude = abs(value)
    switch magnitude {
    case 999_500_000...: (divisor, suffix) = (1e9, "bn")
    case 999_500...: (divisor, suffix) = (1e6, "M")
    case 9_995...: (divisor, suffix) = (1e3, "k")
    default: (divisor, suffix) = (1, "")
    }
    let scaled = magnitude / divisor
    if divisor == 1, scaled == scaled.rounded() {
      decimals = 0
    } else {
      decimals = scaled >= 99.95 ? 0 : divisor == 1 ? smallDecimals : scaled >= 9.995 ? 1 : 2
    }
  }

  /// The scale for counts and physical units: no more decimals than one below ten, none above.
  public init(counting value: Double) {
    let scale = NumberScale(fitting: value)
    (divisor, suffix) = (scale.divisor, scale.suffix)
    let isWhole = abs(value) == abs(value).rounded()
    decimals = divisor > 1 ? scale.decimals : isWhole || abs(value) >= 9.95 ? 0 : 1
  }

  /// Value of one in the last place shown.
  public var unit: Double {
    var unit = divisor
    for _ in 0..<decimals { unit /= 10 }
    return unit
  }

  /// A figure as readers see it on this scale.
  public func shown(_ value: Double) -> Double { (value / unit).rounded() * unit }
}

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

  /// The least figure that is told in thousands where nothing else is said: four digits read as well in full.
  public static let standardThousands = 9_995.0
  /// The least figure of which thousands say three significant places.
  public static let leastThousands = 999.5

  /// The scale that gives a figure three significant places.
  ///
  /// - Parameters:
  ///   - smallDecimals: Decimals of figures below a hundred that are not whole; of amounts, those of the currency.
  ///   - thousandsFrom: The least figure that is told in thousands.
  public init(fitting value: Double, smallDecimals: Int = 2, thousandsFrom: Double = standardThousands) {
    let magnitude = abs(value)
    switch magnitude {
    case 999_500_000...: (divisor, suffix) = (1e9, "bn")
    case 999_500...: (divisor, suffix) = (1e6, "M")
    case thousandsFrom...: (divisor, suffix) = (1e3, "k")
    default: (divisor, suffix) = (1, "")
    }
    let scaled = magnitude / divisor
    if divisor == 1, scaled == scaled.rounded() {
      decimals = 0
    } else {
      decimals = scaled >= 99.95 ? 0 : divisor == 1 ? smallDecimals : scaled >= 9.995 ? 1 : 2
    }
  }

  /// The scale that gives a figure three significant places in the thousands or millions of a larger one; `nil` where it
  /// is less than one of them.
  init?(fitting value: Double, inUnitsOf largest: Double) {
    let scale = NumberScale(fitting: largest)
    let scaled = abs(value) / scale.divisor
    guard scale.divisor > 1, scaled >= 1 else { return nil }
    self.init(
      divisor: scale.divisor, decimals: scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2, suffix: scale.suffix)
  }

  /// The scale for counts and physical units: no more decimals than one below ten, none above.
  public init(counting value: Double) {
    let scale = NumberScale(fitting: value)
    (divisor, suffix) = (scale.divisor, scale.suffix)
    let isWhole = abs(value) == abs(value).rounded()
    decimals = divisor > 1 ? scale.decimals : isWhole || abs(value) >= 9.95 ? 0 : 1
  }

  /// The scale of changes and of the ends that they lead from and to, so that all add up as shown.
  ///
  /// The largest change has three significant places, whatever the ends have. One or two more where the difference of
  /// the ends would have less than two, or where a change would not show.
  ///
  /// - Parameter smallDecimals: Decimals of small figures that are not whole, where the ends are below a thousand.
  init(ofChanges changes: [Double], from start: Double, to end: Double, smallDecimals: Int) {
    let size = max(abs(start), abs(end))
    let decimals = size >= 1000 ? 0 : smallDecimals
    var least = 0.5
    for _ in 0..<decimals { least /= 10 }
    // What rounding of sums leaves is no change.
    least = max(least, 1e-9 * size)
    let largest = changes.lazy.map(abs).max() ?? 0
    self.init(fitting: largest >= least ? largest : size, smallDecimals: decimals)
    guard largest >= least else { return }
    let difference = abs(end - start)
    for _ in 0..<2
    where difference >= least && difference < 10 * unit
      || changes.contains(where: { abs($0) >= least && abs($0) < unit })
    { self = finer(smallDecimals: decimals) }
  }

  private init(divisor: Double, decimals: Int, suffix: String) {
    (self.divisor, self.decimals, self.suffix) = (divisor, decimals, suffix)
  }

  /// The scale with a place more; itself where ones have their decimals.
  private func finer(smallDecimals: Int) -> NumberScale {
    switch (divisor, decimals) {
    case (1, _): NumberScale(divisor: 1, decimals: max(decimals, smallDecimals), suffix: "")
    case (_, ..<2): NumberScale(divisor: divisor, decimals: decimals + 1, suffix: suffix)
    case (1e9, _): NumberScale(divisor: 1e6, decimals: 0, suffix: "M")
    case (1e6, _): NumberScale(divisor: 1e3, decimals: 0, suffix: "k")
    default: NumberScale(divisor: 1, decimals: 0, suffix: "")
    }
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

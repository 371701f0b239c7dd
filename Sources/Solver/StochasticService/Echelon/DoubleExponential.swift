#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The double exponential rule of Takahasi & Mori (1974, doi:10.2977/prims/1195192451) on [−1, 1]: full accuracy in spite
/// of a power of the distance to an end, if the distance is taken from the rule and not from a difference.
enum DoubleExponential {
  /// A point of the rule.
  struct Point: Sendable {
    /// Distance from −1.
    var fromLower: Double
    /// Distance from 1.
    var fromUpper: Double
    /// Weight.
    var weight: Double
  }

  /// The points, denser near 1 than −1 takes: the power of the distance to 1 may be close to −1.
  static let points: [Point] = {
    let step = 0.125
    return (-29...42).map { index in
      let place = step * Double(index)
      let angle = 0.5 * Double.pi * sinh(place)
      // 1 ∓ tanh = e^∓angle ÷ cosh; the powers stay finite.
      let upper = 2 / (1 + exp(2 * angle))
      let lower = 2 / (1 + exp(-2 * angle))
      return Point(
        fromLower: lower, fromUpper: upper, weight: step * 0.5 * Double.pi * cosh(place) * lower * upper)
    }
  }()
}

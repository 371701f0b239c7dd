#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Poisson and binomial terms at real arguments without the cancellation that differences of log-gammas suffer:
/// Loader's saddle-point expansion (2000, "Fast and accurate computation of binomial probabilities").
enum SaddlePoint {
  /// x^a e^(−x) / Γ(a + 1) for a ≥ 0, x ≥ 0.
  static func poissonTerm(_ a: Double, _ x: Double) -> Double {
    if x == 0 { return a == 0 ? 1 : 0 }
    if a == 0 { return exp(-x) }
    // Far from the mean the deviance overflows its own accuracy and the direct form is as good.
    if a < 1e-8 { return exp(a * log(x) - x - logGamma(a + 1)) }
    return exp(-stirlingError(a) - deviance(a, x)) / (twoPi * a).squareRoot()
  }

  /// Γ(a + b + 1) / (Γ(a + 1) Γ(b + 1)) x^a y^b for a, b > 0 and x + y = 1.
  static func binomialTerm(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    if x == 0 || y == 0 { return 0 }
    let sum = a + b
    let exponent =
      stirlingError(sum) - stirlingError(a) - stirlingError(b) - deviance(a, sum * x) - deviance(b, sum * y)
    return exp(exponent) * (sum / (twoPi * a * b)).squareRoot()
  }

  /// ln Γ(x) for x > 0.
  static func logGamma(_ x: Double) -> Double { lgamma(x).0 }

  private static let twoPi = 2 * Double.pi

  /// ln Γ(a + 1) − ((a + ½) ln a − a + ½ ln 2π): the error of Stirling's formula.
  private static func stirlingError(_ a: Double) -> Double {
    if a < 15 { return logGamma(a + 1) - (a + 0.5) * log(a) + a - 0.918938533204672741780330 }
    let square = a * a
    let tail = 1.0 / 1260 - (1.0 / 1680 - (1.0 / 1188 - 691.0 / 360_360 / square) / square) / square
    return (1.0 / 12 - (1.0 / 360 - tail / square) / square) / a
  }

  /// a ln(a/x) + x − a ≥ 0, by a series where a and x are close.
  static func deviance(_ a: Double, _ x: Double) -> Double {
    let difference = a - x
    if abs(difference) >= 0.1 * (a + x) { return a * log(a / x) - difference }
    let v = difference / (a + x)
    var total = difference * v
    var power = 2 * a * v
    var odd = 1.0
    while true {
      power *= v * v
      odd += 2
      let next = total + power / odd
      if next == total { return total }
      total = next
    }
  }
}

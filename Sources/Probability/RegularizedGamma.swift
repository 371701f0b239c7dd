#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The regularised incomplete gamma functions P(a, x) = γ(a, x)/Γ(a) and Q(a, x) = 1 − P(a, x).
public enum RegularizedGamma {
  /// P(a, x): probability that a gamma variable of shape a and scale 1 is x or less. Needs a > 0.
  public static func lower(_ a: Double, _ x: Double) -> Double { both(a, x).lower }

  /// Q(a, x): probability that it is more than x. Keeps its relative accuracy where it is small.
  public static func upper(_ a: Double, _ x: Double) -> Double { both(a, x).upper }

  /// x such that P(a, x) = p.
  public static func inverse(_ a: Double, _ p: Double) -> Double {
    guard p > 0 else { return 0 }
    guard p < 1 else { return .infinity }
    return inverse(a, lower: p, upper: 1 - p)
  }

  /// x such that P(a, x) and Q(a, x) are the two given probabilities, whose sum is 1.
  static func inverse(_ a: Double, lower: Double, upper: Double) -> Double {
    a * exp(logInverseRatio(a, lower: lower, upper: upper))
  }

  /// ln(x/a) for that x.
  ///
  /// In ln x the logarithm of the smaller tail is close to a line or a slow curve, so Newton's method takes few
  /// steps, and a tiny shape cannot underflow.
  static func logInverseRatio(_ a: Double, lower: Double, upper: Double) -> Double {
    let score = upper < 0.5 ? -StandardNormal.quantile(upper) : StandardNormal.quantile(lower)
    // Wilson & Hilferty (1931); the leading term of the series for a small x.
    let root = 1 - 1 / (9 * a) + score / (3 * a.squareRoot())
    let small = (log(lower) + SaddlePoint.logGamma(a + 1)) / a - log(a)
    let start = root > 0.2 && a > 0.3 ? 3 * log(root) : min(small, log(1 + 40 / a))
    let floor = min(small, start) - 1
    // ln P < ln of the leading term, so that `small` is a lower bound for the root.
    if small + log(a) < -40 { return small }
    let ceiling = log(1 + (60 * (1 + a.squareRoot()) + 800) / a)
    return MonotoneRoot.find(in: min(floor, ceiling)...ceiling, start: start) { y in
      let x = a * exp(y)
      let tails = both(a, x)
      let term = a * SaddlePoint.poissonTerm(a, x)
      return lower <= upper
        ? (log(tails.lower / lower), term / tails.lower) : (-log(tails.upper / upper), term / tails.upper)
    }
  }

  /// Both functions at once.
  ///
  /// Series for x < a + 1, continued fraction otherwise (Abramowitz & Stegun 6.5.29 and 6.5.31, the fraction by
  /// Lentz's method); near the mean of a large shape, where both are slow, Temme's uniform expansion (1979,
  /// doi:10.1137/0510071; coefficients DLMF 8.12).
  static func both(_ a: Double, _ x: Double) -> (lower: Double, upper: Double) {
    guard x > 0 else { return (0, 1) }
    guard x < .infinity else { return (1, 0) }
    if a > 10_000, abs(x / a - 1) < 0.1 { return temme(a, x) }
    let term = SaddlePoint.poissonTerm(a, x)
    if x < a + 1 {
      // P = term · (1 + x/(a+1) + x²/((a+1)(a+2)) + …)
      var sum = 1.0
      var part = 1.0
      var denominator = a
      repeat {
        denominator += 1
        part *= x / denominator
        sum += part
      } while part > sum * 1e-17
      let lower = min(1, term * sum)
      return (lower, 1 - lower)
    }
    // Q = a · term · 1/(x + 1 − a − 1(1 − a)/(x + 3 − a − …))
    var b = x + 1 - a
    var c = 1 / Double.leastNormalMagnitude
    var d = 1 / b
    var fraction = d
    for step in 1...100_000 {
      let n = Double(step)
      let coefficient = -n * (n - a)
      b += 2
      d = reciprocal(coefficient * d + b)
      c = b + coefficient / c
      if abs(c) < Double.leastNormalMagnitude { c = Double.leastNormalMagnitude }
      let factor = c * d
      fraction *= factor
      if abs(factor - 1) < 1e-16 { break }
    }
    let upper = min(1, a * term * fraction)
    return (1 - upper, upper)
  }

  private static func reciprocal(_ x: Double) -> Double {
    1 / (abs(x) < Double.leastNormalMagnitude ? Double.leastNormalMagnitude : x)
  }

  private static func temme(_ a: Double, _ x: Double) -> (lower: Double, upper: Double) {
    let half = SaddlePoint.deviance(a, x)
    // deviance(a, x) = a ln(a/x) + x − a = a η²/2.
    let eta = (x < a ? -1 : 1) * (2 * half / a).squareRoot()
    let zero = -1.0 / 3 + eta * (1.0 / 12 + eta * (-2.0 / 135 + eta * (1.0 / 864 + eta * (1.0 / 2835))))
    let one = -1.0 / 540 + eta * (-1.0 / 288 + eta * (25.0 / 12_096))
    let rest = exp(-half) / (2 * Double.pi * a).squareRoot() * (zero + one / a)
    let score = eta * a.squareRoot()
    return (StandardNormal.cumulative(score) - rest, StandardNormal.cumulative(-score) + rest)
  }
}

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
    fastInverse(a, lower: lower, upper: upper) ?? a * exp(searchedLogRatio(a, lower: lower, upper: upper))
  }

  /// ln(x/a) for that x, which does not underflow where x does.
  static func logInverseRatio(_ a: Double, lower: Double, upper: Double) -> Double {
    if let x = fastInverse(a, lower: lower, upper: upper) { return log(x / a) }
    return searchedLogRatio(a, lower: lower, upper: upper)
  }

  /// That x where the cube root of a gamma variable is close to normal, from one or two evaluations; else `nil`.
  ///
  /// Starts at the quantile of Wilson & Hilferty (1931, doi:10.1073/pnas.17.12.684). Each step inverts, to the fourth
  /// order, the Taylor series of P in ln x, so that a first error of 10⁻³ standard deviations leaves none.
  private static func fastInverse(_ a: Double, lower: Double, upper: Double) -> Double? {
    let score = StandardNormal.approximateQuantile(lower: lower, upper: upper)
    let root = 1 - 1 / (9 * a) + score / (3 * a.squareRoot())
    guard a > 0.3, root > 0.1 else { return nil }
    var x = a * root * root * root
    for _ in 0..<6 {
      let value = evaluate(a, x)
      let miss = lower <= upper ? lower - value.lower : value.upper - upper
      // P as a function of ln x: its slope, and the next derivatives relative to it.
      let h = miss / value.term / a
      let slant = a - x
      let second = slant / 2
      let third = (slant * slant - x) / 6
      let fourth = (slant * (slant * slant - 3 * x) - x) / 24
      let size = abs(h) * (abs(slant) + x.squareRoot() + 1)
      guard size < 0.5 else { return nil }
      let cubic = 2 * second * second - third
      let quartic = 5 * second * (third - second * second) - fourth
      x *= exp(h * (1 + h * (-second + h * (cubic + h * quartic))))
      if size < 1e-3 { return x }
    }
    return nil
  }

  /// ln(x/a) for that x, wherever it is.
  ///
  /// In ln x the logarithm of the smaller tail is close to a line or a slow curve, so Newton's method takes few
  /// steps, and a tiny shape cannot underflow.
  private static func searchedLogRatio(_ a: Double, lower: Double, upper: Double) -> Double {
    let score = StandardNormal.approximateQuantile(lower: lower, upper: upper)
    // The leading term of the series for a small x.
    let root = 1 - 1 / (9 * a) + score / (3 * a.squareRoot())
    let small = (log(lower) + SaddlePoint.logGamma(a + 1)) / a - log(a)
    let start = root > 0.2 && a > 0.3 ? 3 * log(root) : min(small, log(1 + 40 / a))
    let floor = min(small, start) - 1
    // ln P < ln of the leading term, so that `small` is a lower bound for the root.
    if small + log(a) < -40 { return small }
    let ceiling = log(1 + (60 * (1 + a.squareRoot()) + 800) / a)
    return MonotoneRoot.find(in: min(floor, ceiling)...ceiling, start: start) { y in
      let value = evaluate(a, a * exp(y))
      let slope = a * value.term
      return lower <= upper
        ? (log(value.lower / lower), slope / value.lower) : (-log(value.upper / upper), slope / value.upper)
    }
  }

  /// Both functions at once.
  static func both(_ a: Double, _ x: Double) -> (lower: Double, upper: Double) {
    let value = evaluate(a, x)
    return (value.lower, value.upper)
  }

  /// Both functions with the term that their series share.
  ///
  /// Near the mean of a large shape the uniform expansion (``GammaExpansion``); else the series for x < a + 1 and the
  /// continued fraction beyond (Abramowitz & Stegun 6.5.29 and 6.5.31).
  static func evaluate(_ a: Double, _ x: Double) -> IncompleteGamma {
    guard x > 0 else { return IncompleteGamma(lower: 0, upper: 1, term: 0) }
    guard x < .infinity else { return IncompleteGamma(lower: 1, upper: 0, term: 0) }
    if GammaExpansion.holds(a, x) { return GammaExpansion.value(a, x) }
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
      return IncompleteGamma(lower: lower, upper: 1 - lower, term: term)
    }
    guard term > 0 else { return IncompleteGamma(lower: 1, upper: 0, term: 0) }
    // Q = a · term · 1/(x + 1 − a − 1(1 − a)/(x + 3 − a − …))
    var fraction = ContinuedFraction(x + 1 - a)
    var n = 0.0
    var denominator = x + 1 - a
    repeat {
      for _ in 0..<ContinuedFraction.stride {
        n += 1
        denominator += 2
        fraction.append(-n * (n - a), over: denominator)
      }
    } while fraction.isMoving && n < 100_000
    let upper = min(1, a * term / fraction.value)
    return IncompleteGamma(lower: 1 - upper, upper: upper, term: term)
  }
}

/// The incomplete gamma functions at one shape a and argument x.
struct IncompleteGamma {
  /// P(a, x).
  var lower: Double
  /// Q(a, x).
  var upper: Double
  /// x^a e^(−x)/Γ(a + 1): the slope of P in ln x, divided by a.
  var term: Double
}

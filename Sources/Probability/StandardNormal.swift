#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The normal distribution with mean 0 and variance 1.
public enum StandardNormal {
  /// Φ(x): probability of a score of x or less. Keeps its relative accuracy in both tails.
  public static func cumulative(_ x: Double) -> Double { 0.5 * erfc(-x * 0.5.squareRoot()) }

  /// φ(x): density at x.
  public static func density(_ x: Double) -> Double { inverseRootTwoPi * exp(-0.5 * x * x) }

  /// z such that Φ(z) = p; −∞ at 0 and ∞ at 1, NaN outside [0, 1].
  ///
  /// Wichura's rational approximations (1988, AS 241, doi:10.2307/2347330), then one step of Halley's method on Φ.
  public static func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
    // In the lower tail both p and Φ keep their relative accuracy.
    guard p <= 0.5 else { return -lowerQuantile(1 - p) }
    return lowerQuantile(p)
  }

  /// E[(Z − z)⁺] = φ(z) − z·Φ(−z): expected shortage of a stock of z.
  public static func loss(_ z: Double) -> Double {
    if z == .infinity { return 0 }
    return max(0, density(z) - z * cumulative(-z))
  }

  /// 1/√(2π).
  static let inverseRootTwoPi = 0.398942280401432677939946

  /// z such that Φ(z) and Φ(−z) are two given probabilities whose sum is 1, to a few units in the 15th digit.
  static func approximateQuantile(lower: Double, upper: Double) -> Double {
    lower <= upper ? approximateQuantile(lower) : -approximateQuantile(upper)
  }

  private static func lowerQuantile(_ p: Double) -> Double {
    let start = approximateQuantile(p)
    let error = (cumulative(start) - p) / density(start)
    guard error.isFinite else { return start }
    return start - error / (1 + 0.5 * start * error)
  }

  private static func approximateQuantile(_ p: Double) -> Double {
    let centred = p - 0.5
    if abs(centred) <= 0.425 {
      let r = 0.180625 - centred * centred
      return centred * ratio(r, centralNumerator, centralDenominator)
    }
    let r = (-log(p)).squareRoot()
    return r <= 5
      ? -ratio(r - 1.6, tailNumerator, tailDenominator) : -ratio(r - 5, farNumerator, farDenominator)
  }

  @inline(__always)
  private static func ratio(_ x: Double, _ numerator: SIMD8<Double>, _ denominator: SIMD8<Double>) -> Double {
    var top = 0.0
    var bottom = 0.0
    for index in stride(from: 7, through: 0, by: -1) {
      top = top * x + numerator[index]
      bottom = bottom * x + denominator[index]
    }
    return top / bottom
  }

  private static var centralNumerator: SIMD8<Double> {
    [
      3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
      45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
    ]
  }
  private static var centralDenominator: SIMD8<Double> {
    [
      1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077, 21213.794301586595867,
      39307.895800092710610, 28729.085735721942674, 5226.4952788528545610,
    ]
  }
  private static var tailNumerator: SIMD8<Double> {
    [
      1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
      1.27045825245236838258, 0.241780725177450611770, 0.0227238449892691845833, 0.000774545014278341407640,
    ]
  }
  private static var tailDenominator: SIMD8<Double> {
    [
      1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550, 0.148103976427480074590,
      0.0151986665636164571966, 0.000547593808499534494600, 1.05075007164441684324e-9,
    ]
  }
  private static var farNumerator: SIMD8<Double> {
    [
      6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230,
      0.0265321895265761230930, 0.00124266094738807843860, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
    ]
  }
  private static var farDenominator: SIMD8<Double> {
    [
      1, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525, 0.000786869131145613259100,
      1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
    ]
  }
}

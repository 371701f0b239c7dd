/// The regularised incomplete beta function I_x(a, b).
public enum RegularizedBeta {
  /// I_x(a, b): probability that a beta variable with parameters a and b is x or less. Needs a, b > 0.
  public static func lower(_ a: Double, _ b: Double, _ x: Double) -> Double { both(a, b, x, 1 - x).lower }

  /// x such that I_x(a, b) = p.
  public static func inverse(_ a: Double, _ b: Double, _ p: Double) -> Double {
    guard p > 0 else { return 0 }
    guard p < 1 else { return 1 }
    return MonotoneRoot.find(in: 0...1, start: a / (a + b)) { x in
      let y = 1 - x
      let slope = x > 0 && y > 0 ? SaddlePoint.binomialTerm(a, b, x, y) * a * b / ((a + b) * x * y) : 0
      return (both(a, b, x, y).lower - p, slope)
    }
  }

  /// I_x(a, b) and 1 − I_x(a, b) for x + y = 1, the smaller with its relative accuracy kept.
  ///
  /// Continued fraction 26.5.8 of Abramowitz & Stegun by Lentz's method (1976, doi:10.1364/AO.15.000668), on the
  /// side of the mean where it converges fast. Complexity: O(√max(a, b)) steps.
  static func both(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> (lower: Double, upper: Double) {
    guard x > 0 else { return (0, 1) }
    guard y > 0 else { return (1, 0) }
    // x^a y^b / B(a, b)
    let front = SaddlePoint.binomialTerm(a, b, x, y) * a * b / (a + b)
    if x < (a + 1) / (a + b + 2) {
      let lower = min(1, front * fraction(a, b, x) / a)
      return (lower, 1 - lower)
    }
    let upper = min(1, front * fraction(b, a, y) / b)
    return (1 - upper, upper)
  }

  private static func fraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    let tiny = Double.leastNormalMagnitude
    func nonzero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / nonzero(1 - (a + b) * x / (a + 1))
    var result = d
    for step in 1...100_000 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / nonzero(1 + even * d)
      c = nonzero(1 + even / c)
      result *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / nonzero(1 + odd * d)
      c = nonzero(1 + odd / c)
      let factor = d * c
      result *= factor
      if abs(factor - 1) < 1e-16 { break }
    }
    return result
  }
}

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
  static func both(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> (lower: Double, upper: Double) {
    let value = evaluate(a, b, x, y)
    return (value.lower, value.upper)
  }

  /// Both with the factor x^a y^b/B(a, b) that their expansions share.
  ///
  /// Continued fraction 26.5.8 of Abramowitz & Stegun, cleared of its inner denominators, on the side of the mean
  /// where it converges fast. Complexity: O(√max(a, b)) steps.
  static func evaluate(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> IncompleteBeta {
    guard x > 0 else { return IncompleteBeta(lower: 0, upper: 1, front: 0) }
    guard y > 0 else { return IncompleteBeta(lower: 1, upper: 0, front: 0) }
    let front = SaddlePoint.binomialTerm(a, b, x, y) * a * b / (a + b)
    if x < (a + 1) / (a + b + 2) {
      let lower = min(1, front / fraction(a, b, x))
      return IncompleteBeta(lower: lower, upper: 1 - lower, front: front)
    }
    let upper = min(1, front / fraction(b, a, y))
    return IncompleteBeta(lower: 1 - upper, upper: upper, front: front)
  }

  /// a − a(a + b)x/(a + 1 + 1(b − 1)x/(a + 2 − (a + 1)(a + b + 1)x/(a + 3 + …))).
  private static func fraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    var fraction = ContinuedFraction(a)
    var m = 0.0
    var denominator = a
    repeat {
      for _ in 0..<ContinuedFraction.stride / 2 {
        fraction.append(-(a + m) * (a + b + m) * x, over: denominator + 1)
        m += 1
        denominator += 2
        fraction.append(m * (b - m) * x, over: denominator)
      }
    } while fraction.isMoving && m < 100_000
    return fraction.value
  }
}

/// The incomplete beta functions for a, b at one point x.
struct IncompleteBeta {
  /// I_x(a, b).
  var lower: Double
  /// 1 − I_x(a, b).
  var upper: Double
  /// x^a (1 − x)^b/B(a, b).
  var front: Double
}

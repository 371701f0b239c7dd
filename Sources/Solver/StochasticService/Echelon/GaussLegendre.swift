#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Gauss & Legendre's rule of 16 points on [−1, 1]: exact for polynomials up to degree 31.
enum GaussLegendre {
  /// Points in a panel.
  static let count = 16
  /// The points, ascending.
  static let points = rule.points
  /// Their weights, which add up to 2.
  static let weights = rule.weights

  private static let rule: (points: [Double], weights: [Double]) = {
    var points: [Double] = []
    var weights: [Double] = []
    for index in 0..<count {
      // Newton's method on the Legendre polynomial from Tricomi's estimate of its roots.
      var x = -cos(Double.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
      var slope = 1.0
      for _ in 0..<10 {
        var value = x
        var before = 1.0
        for degree in 2...count {
          let n = Double(degree)
          (value, before) = (((2 * n - 1) * x * value - (n - 1) * before) / n, value)
        }
        slope = Double(count) * (x * value - before) / (x * x - 1)
        x -= value / slope
      }
      points.append(x)
      weights.append(2 / ((1 - x * x) * slope * slope))
    }
    return (points, weights)
  }()
}

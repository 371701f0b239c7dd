/// Roots of increasing functions.
enum MonotoneRoot {
  /// The x in `bracket` at which an increasing function is zero, by Newton's method kept inside a shrinking bracket.
  ///
  /// - Parameters:
  ///   - bracket: where to look; an end is returned when the root lies outside.
  ///   - start: first guess.
  ///   - function: value and slope at a point. Where the slope is of no use, the bracket is halved.
  static func find(
    in bracket: ClosedRange<Double>, start: Double, function: (Double) -> (value: Double, slope: Double)
  ) -> Double {
    var lower = bracket.lowerBound
    var upper = bracket.upperBound
    var point = min(max(start, lower), upper)
    for _ in 0..<200 {
      let (value, slope) = function(point)
      if value == 0 { return point }
      if value < 0 { lower = point } else { upper = point }
      var next = point - value / slope
      if !(next > lower && next < upper) { next = lower + 0.5 * (upper - lower) }
      if next == point || abs(next - point) <= 1e-15 * abs(next) { return next }
      point = next
    }
    return point
  }
}

/// The minimum of a convex function of a base stock.
enum ConvexMinimum {
  /// The least whole number s ≥ 0 at which a convex cost is least.
  ///
  /// Doubles a step from the start until the cost rises, then halves on the difference of neighbours. Complexity:
  /// O(log of the distance) costs.
  static func wholeLevel(
    from start: Double, cost: (Double) throws(SolverError) -> Double
  ) throws(SolverError) -> Double {
    func rises(_ level: Double) throws(SolverError) -> Bool { try cost(level + 1) >= cost(level) }
    var below: Double
    var above: Double
    var step = 1.0
    let start = max(0, start.rounded())
    if try rises(start) {
      above = start
      below = start - step
      while below >= 0, try rises(below) {
        above = below
        step *= 2
        below = above - step
      }
      below = max(below, -1)
    } else {
      below = start
      above = start + step
      while above < 1e15, try !rises(above) {
        below = above
        step *= 2
        above = below + step
      }
    }
    while above - below > 1 {
      let middle = (below + (above - below) / 2).rounded(.down)
      if try rises(middle) { above = middle } else { below = middle }
    }
    return above
  }

  /// A level in a range at which a convex cost is least, to 10⁻⁸ of the range or better.
  ///
  /// Golden section (Kiefer 1953, doi:10.1090/S0002-9939-1953-0055639-3). Complexity: some 40 costs.
  static func level(
    in range: ClosedRange<Double>, cost: (Double) throws(SolverError) -> Double
  ) throws(SolverError) -> Double {
    let ratio = (5.0.squareRoot() - 1) / 2
    var (low, high) = (range.lowerBound, range.upperBound)
    let precision = 1e-8 * (high - low)
    var left = high - ratio * (high - low)
    var right = low + ratio * (high - low)
    var (leftCost, rightCost) = (try cost(left), try cost(right))
    while high - low > precision, left < right {
      if leftCost <= rightCost {
        (high, right, rightCost) = (right, left, leftCost)
        left = high - ratio * (high - low)
        leftCost = try cost(left)
      } else {
        (low, left, leftCost) = (left, right, rightCost)
        right = low + ratio * (high - low)
        rightCost = try cost(right)
      }
    }
    return leftCost <= rightCost ? left : right
  }
}

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A function on an interval, as Chebyshev series on panels; 0 elsewhere.
struct PanelFunction {
  /// Where a panel is.
  struct Panel {
    var lower: Double
    var upper: Double
    /// Whether the series is one of the root of the distance from the lower end, where the function may be a power.
    var isRooted: Bool
  }

  /// Terms of a series.
  private static let degree = 32

  private(set) var panels: [Panel] = []
  /// By panel, then term.
  private var coefficients: [Double] = []
  /// By panel, then point of the Gauss–Legendre rule in the variable of the series: value times weight and slope.
  private var weighted: [Double] = []

  /// Adds the panels that cover an interval, each at most so long, the first of them `finest` long where it is given
  /// and the next ones growing threefold.
  ///
  /// Complexity: 32 evaluations of the function per panel.
  mutating func append(
    from lower: Double, to upper: Double, longest: Double, finest: Double? = nil, isRooted: Bool = false,
    _ function: (Double) -> Double
  ) {
    guard upper > lower else { return }
    var start = lower
    var length = min(longest, finest ?? longest)
    while start < upper {
      // No sliver at the end.
      let end = upper - start < 1.25 * length ? upper : start + length
      append(Panel(lower: start, upper: end, isRooted: isRooted && start == lower), function)
      start = end
      length = min(longest, 3 * length)
    }
  }

  private mutating func append(_ panel: Panel, _ function: (Double) -> Double) {
    let count = Self.degree
    let length = panel.upper - panel.lower
    let values = (0..<count).map { index in
      let place = 0.5 + 0.5 * Self.cosines[2 * index + 1]
      return function(panel.lower + length * (panel.isRooted ? place * place : place))
    }
    panels.append(panel)
    for term in 0..<count {
      var sum = 0.0
      for index in 0..<count { sum += values[index] * Self.cosines[(term * (2 * index + 1)) % (4 * count)] }
      coefficients.append(sum * (term == 0 ? 1 : 2) / Double(count))
    }
    for index in 0..<GaussLegendre.count {
      let place = 0.5 + 0.5 * GaussLegendre.points[index]
      let slope = 0.5 * length * (panel.isRooted ? 2 * place : 1)
      weighted.append(series(panels.count - 1, at: 2 * place - 1) * GaussLegendre.weights[index] * slope)
    }
  }

  /// cos(π i ÷ 64).
  private static let cosines = (0..<4 * degree).map { cos(Double.pi * Double($0) / Double(2 * degree)) }

  /// Clenshaw's sum of a panel's series at a place in [−1, 1].
  private func series(_ panel: Int, at place: Double) -> Double {
    coefficients.withUnsafeBufferPointer { coefficients in
      let first = panel * Self.degree
      var next = 0.0
      var after = 0.0
      var term = Self.degree - 1
      while term > 0 {
        (next, after) = (2 * place * next - after + coefficients[first + term], next)
        term -= 1
      }
      return place * next - after + coefficients[first]
    }
  }

  /// Drops panels at the end on which the function is below a size.
  mutating func trim(below size: Double) {
    while let last = panels.indices.last, panels.count > 1 {
      guard abs(series(last, at: -1)) < size, abs(series(last, at: 0)) < size else { return }
      panels.removeLast()
      coefficients.removeLast(Self.degree)
      weighted.removeLast(GaussLegendre.count)
    }
  }

  /// ∫ function(u) kernel(v − u) du over u ≤ v, or over all u where `isWhole`.
  ///
  /// The kernel may be a power near 0: panels close to v take the double exponential rule.
  ///
  /// - Parameter longest: where the kernel is 0 from, above that distance.
  @inline(__always)
  func convolved(at v: Double, longest: Double, isWhole: Bool = false, kernel: (Double) -> Double) -> Double {
    var sum = 0.0
    for (index, panel) in panels.enumerated() {
      if v - panel.upper >= longest { continue }
      let length = panel.upper - panel.lower
      let isBeyond = panel.lower >= v
      if isBeyond && !isWhole { break }
      if v - panel.upper >= length || panel.lower - v >= length {
        for point in 0..<GaussLegendre.count {
          let place = 0.5 + 0.5 * GaussLegendre.points[point]
          let u = panel.lower + length * (panel.isRooted ? place * place : place)
          sum += weighted[index * GaussLegendre.count + point] * kernel(v - u)
        }
      } else if isBeyond {
        sum += part(index, from: panel.lower, to: panel.upper) { u, _ in kernel(v - u) }
      } else {
        let end = min(panel.upper, v)
        let rest = v - end
        sum += part(index, from: panel.lower, to: end) { _, fromEnd in kernel(rest + fromEnd) }
        if isWhole, panel.upper > v { sum += part(index, from: v, to: panel.upper) { u, _ in kernel(v - u) } }
      }
    }
    return sum
  }

  /// The integral over a part of a panel by the double exponential rule; the kernel is given the point and its
  /// distance from the upper end.
  @inline(__always)
  private func part(
    _ index: Int, from lower: Double, to upper: Double, kernel: (Double, Double) -> Double
  ) -> Double {
    let panel = panels[index]
    let half = 0.5 * (upper - lower)
    let scale = 1 / (panel.upper - panel.lower)
    guard half > 0 else { return 0 }
    var sum = 0.0
    for point in DoubleExponential.points {
      let fromEnd = half * point.fromUpper
      guard fromEnd > 0 else { continue }
      let u = lower + half * point.fromLower
      let fraction = (u - panel.lower) * scale
      let place = 2 * (panel.isRooted ? fraction.squareRoot() : fraction) - 1
      sum += point.weight * series(index, at: min(1, place)) * kernel(u, fromEnd)
    }
    return half * sum
  }
}

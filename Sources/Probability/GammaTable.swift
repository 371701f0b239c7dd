#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Quantiles of a gamma distribution on the ``ScoreGrid``.
enum GammaTable {
  /// The quantile at Φ of every node, scaled so that the interpolated demand has the exact mean.
  static func nodes(mean: Double, sd: Double) -> [Double] {
    let parameters = GammaParameters(mean: mean, sd: sd)
    var nodes: [Double]
    if parameters.shape > 1e7 {
      // Its skewness, 2/√shape, no longer shows, while ln Γ loses the digits that the march below needs.
      nodes = (0...ScoreGrid.cellCount).map { mean + sd * ScoreGrid.score($0) }
    } else {
      nodes = [Double](repeating: 0, count: ScoreGrid.cellCount + 1)
      let middle = ScoreGrid.cellCount / 2
      march(shape: parameters.shape, from: 0, through: middle, into: &nodes)
      march(shape: parameters.shape, from: ScoreGrid.cellCount, through: middle, into: &nodes)
      nodes = balanced(nodes)
    }
    let tabulated = ScoreGrid.mean(ofNodes: nodes)
    let correction = tabulated > 0 ? mean / tabulated : 0
    // Quantities that can never add up to anything would only slow arithmetic down once they are subnormal.
    return nodes.map { $0 < 1e-100 ? 0 : $0 * correction }
  }

  /// Moves the nodes so that the lines between them cut through the curve instead of being its chords: a curve bent by
  /// g″ lies h²g″/12 below its chords on average.
  private static func balanced(_ nodes: [Double]) -> [Double] {
    var moved = nodes
    for node in 1..<nodes.count - 1 {
      moved[node] = max(0, nodes[node] - (nodes[node + 1] - 2 * nodes[node] + nodes[node - 1]) / 12)
    }
    return moved
  }

  /// Fills nodes from one end of the grid to the middle with the quantiles for scale 1.
  ///
  /// With f the density and x = e^y the quantile at score z, dy/dz = φ(z)/(x f(x)). Steps of the Taylor series to the
  /// third order; an error is a misplaced probability, which weighs ever less towards the middle of the distribution,
  /// so that marching inwards damps it. Two exponentials a node, where inverting the incomplete gamma function
  /// takes hundreds.
  private static func march(shape: Double, from first: Int, through last: Int, into nodes: inout [Double]) {
    let edge = ScoreGrid.score(first)
    let ratio = RegularizedGamma.logInverseRatio(
      shape, lower: StandardNormal.cumulative(edge), upper: StandardNormal.cumulative(-edge))
    var y = ratio + log(shape)
    let direction = first < last ? 1 : -1
    let step = Double(direction) / ScoreGrid.cellsPerUnit
    let constant = SaddlePoint.logGamma(shape) + log(StandardNormal.inverseRootTwoPi)
    for node in stride(from: first, through: last, by: direction) {
      let z = ScoreGrid.score(node)
      let x = exp(y)
      nodes[node] = x
      let slope = exp(constant - 0.5 * z * z - shape * y + x)
      // ln slope has this derivative, and that one the next.
      let rate = (x - shape) * slope - z
      let change = (x - shape) * rate * slope + x * slope * slope - 1
      y += step * slope * (1 + step * (rate / 2 + step * (rate * rate + change) / 6))
    }
  }
}

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The tables of the ziggurat method (Marsaglia & Tsang 2000, doi:10.18637/jss.v005.i08): the area under
/// e^(−x²/2) covered by 256 layers of equal area, so that nearly every draw is one multiplication and one comparison.
@usableFromInline
enum Ziggurat {
  /// One layer. Layer 0 is the bottom one, with the tail.
  @usableFromInline
  struct Layer: Sendable {
    /// Half the layer's width × 2⁻⁵².
    @usableFromInline var scale: Double
    /// Half the width that lies wholly under the curve.
    @usableFromInline var inner: Double
    /// e^(−x²/2) at the layer's outer edge.
    var lowerHeight: Double
    /// The same at its inner edge.
    var upperHeight: Double
  }

  /// Where the tail starts.
  static let tailStart = solvedTailStart()
  /// The 256 layers.
  @usableFromInline static let layers = makeLayers()

  private static func height(_ x: Double) -> Double { exp(-0.5 * x * x) }

  /// Edges of the layers from the bottom up when the tail starts at r; the last is NaN when they do not fit.
  private static func edges(_ r: Double) -> [Double] {
    let area = r * height(r) + (Double.pi / 2).squareRoot() * erfc(r * 0.5.squareRoot())
    // The bottom rectangle is as wide as makes its area that of the base with its tail.
    var edges = [area / height(r), r]
    for _ in 2..<256 {
      let top = height(edges[edges.count - 1]) + area / edges[edges.count - 1]
      edges.append(top < 1 ? (-2 * log(top)).squareRoot() : .nan)
    }
    return edges
  }

  /// The start of the tail for which the topmost layer ends at the summit of the curve.
  private static func solvedTailStart() -> Double {
    var lower = 3.0
    var upper = 4.0
    for _ in 0..<100 {
      let middle = 0.5 * (lower + upper)
      let edges = edges(middle)
      let last = edges[255]
      let area = edges[0] * height(middle)
      // Layers too large for the curve leave no room before the top.
      if last.isNaN || height(last) + area / last > 1 { lower = middle } else { upper = middle }
    }
    return upper
  }

  private static func makeLayers() -> [Layer] {
    let edges = edges(tailStart) + [0]
    return (0..<256).map { index in
      Layer(
        scale: edges[index] * 0x1p-52, inner: edges[index + 1],
        lowerHeight: height(edges[index]), upperHeight: height(edges[index + 1]))
    }
  }
}

/// Turns standard normal scores into demand: score z becomes the quantile of demand at Φ(z), never below zero.
///
/// The same score at two demands makes them move together, which is how correlated demand is drawn (a Gaussian
/// copula; see ``ScoreCorrelation``). One call is a multiplication and a look-up in 384 lines over scores from −6 to
/// 6; scores beyond count as −6 or 6. Continuous families are straight within a cell of 1/32 and have their exact
/// mean; discrete families give exact quantiles, except that inside a cell that spans several whole numbers these
/// share the cell evenly.
public struct DemandSampler: Sendable {
  /// Per cell: demand at position 0 (score −6) and slope per cell of the line through the cell.
  @usableFromInline let lines: [SIMD2<Double>]
  /// Whether demand is the whole part of the line.
  @usableFromInline let isWhole: Bool

  /// Last position inside the grid.
  @inlinable static var lastPosition: Double { 384 - 0x1p-40 }

  /// Prepares the table of a distribution. Complexity: O(cells + whole numbers within ±6 standard scores).
  public init(_ distribution: DemandDistribution) {
    switch distribution.proper {
    case .deterministic(let mean):
      lines = [SIMD2<Double>](repeating: [mean, 0], count: ScoreGrid.cellCount)
      isWhole = false
    case .normal(let mean, let sd):
      let line: SIMD2<Double> = [mean + ScoreGrid.start * sd, sd / ScoreGrid.cellsPerUnit]
      lines = [SIMD2<Double>](repeating: line, count: ScoreGrid.cellCount)
      isWhole = false
    case .gamma(let mean, let sd):
      lines = Self.lines(through: GammaTable.nodes(mean: mean, sd: sd))
      isWhole = false
    case .poisson(let mean):
      (lines, isWhole) = Self.wholeLines(of: distribution.proper, mean: mean, sd: mean.squareRoot())
    case .negativeBinomial(let mean, let sd):
      (lines, isWhole) = Self.wholeLines(of: distribution.proper, mean: mean, sd: sd)
    }
  }

  /// Demand at a standard normal score, in units.
  @inlinable @inline(__always)
  public func quantity(score: Double) -> Double {
    let scaled = (score + 6) * 32
    // Written so that a NaN falls to the first cell.
    let lifted = scaled > 0 ? scaled : 0
    let position = lifted < Self.lastPosition ? lifted : Self.lastPosition
    let line = lines[Int(position)]
    let value = line.x + line.y * position
    let demand = value > 0 ? value : 0
    return isWhole ? Double(Int(demand)) : demand
  }

  private static func lines(through nodes: [Double]) -> [SIMD2<Double>] {
    (0..<ScoreGrid.cellCount).map { cell in
      let slope = nodes[cell + 1] - nodes[cell]
      return [nodes[cell] - slope * Double(cell), slope]
    }
  }

  /// The lines of a discrete family; those of a rounded gamma with the same moments where it spans too many numbers.
  private static func wholeLines(
    of distribution: DemandDistribution, mean: Double, sd: Double
  ) -> (lines: [SIMD2<Double>], isWhole: Bool) {
    if let table = WholeNumberTable(distribution) { return (table.lines(), true) }
    let nodes = GammaTable.nodes(mean: mean, sd: sd)
    guard nodes[ScoreGrid.cellCount] < 0x1p52 else { return (lines(through: nodes), false) }
    return (lines(through: nodes.map { $0 + 0.5 }), true)
  }
}

extension DemandSampler {
  /// Calls `body` with every rise of demand along the scores: where it is, and how many units.
  ///
  /// Rises of single units are where they are; those of several units or of continuous demand are taken in the
  /// middle of their cell.
  func forEachRise(_ body: (_ score: Double, _ units: Double) -> Void) {
    for cell in 0..<ScoreGrid.cellCount {
      let line = lines[cell]
      guard line.y != 0 else { continue }
      var left = max(0, line.x + line.y * Double(cell))
      var right = max(0, line.x + line.y * Double(cell + 1))
      var place = Double(cell) + 0.5
      if isWhole {
        left.round(.down)
        right.round(.down)
        if right - left == 1 { place = (right - line.x) / line.y }
      }
      if right > left { body(ScoreGrid.start + place / ScoreGrid.cellsPerUnit, right - left) }
    }
  }
}

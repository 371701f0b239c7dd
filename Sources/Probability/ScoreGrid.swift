/// The grid of standard normal scores on which demand is tabulated: cells of 1/32 from −6 to 6.
enum ScoreGrid {
  /// Cells.
  static let cellCount = 384
  /// Cells per unit of score.
  static let cellsPerUnit = 32.0
  /// First score.
  static let start = -6.0

  /// Score of a node, 0...``cellCount``.
  static func score(_ node: Int) -> Double { start + Double(node) / cellsPerUnit }

  /// Place of a score, counted in cells from the start.
  static func position(_ score: Double) -> Double { (score - start) * cellsPerUnit }

  /// Φ at every node.
  static let cumulative = (0...cellCount).map { StandardNormal.cumulative(score($0)) }
  /// φ at every node.
  static let density = (0...cellCount).map { StandardNormal.density(score($0)) }

  /// The mean of a function that runs straight between its values at the nodes, and stays constant beyond them.
  static func mean(ofNodes values: [Double]) -> Double {
    var mean = values[0] * cumulative[0] + values[cellCount] * StandardNormal.cumulative(start)
    for cell in 0..<cellCount {
      let mass = cumulative[cell + 1] - cumulative[cell]
      let scores = density[cell] - density[cell + 1]
      let place = (scores - start * mass) * cellsPerUnit - Double(cell) * mass
      mean += values[cell] * mass + (values[cell + 1] - values[cell]) * place
    }
    return mean
  }
}

import Probability

/// The shortfall under demand without spread: one point.
struct FixedShortfall: ShortfallMeasure {
  private let step: Double
  private var total: Double
  /// Where the mass is, less the demand added since the cut.
  private var place = 0.0
  private var pendingCut: Double?
  private(set) var origin = 0.0

  init(demand: DemandDistribution, mass: Double, isReversed: Bool) {
    step = isReversed ? -demand.mean : demand.mean
    total = mass
  }

  mutating func advance(periods: Int) {
    if let cut = pendingCut {
      // Less than rounding of the sum is no shortfall.
      let rest = place - cut
      place = rest > 1e-12 * (abs(cut) + abs(origin)) ? rest : 0
      pendingCut = nil
      origin = 0
    }
    origin += step * Double(periods)
  }

  mutating func cut(at level: Double, total: Double) {
    pendingCut = level
    self.total = total
  }

  func mass(above level: Double) -> Double { place > level + tolerance(level) ? total : 0 }
  func excess(over level: Double) -> Double { place > level + tolerance(level) ? total * (place - level) : 0 }
  func level(ofMass mass: Double) -> Double { place }

  private func tolerance(_ level: Double) -> Double { 1e-12 * (abs(level) + abs(origin)) }
}

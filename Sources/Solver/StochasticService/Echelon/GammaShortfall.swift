import Probability

struct GammaShortfall: ShortfallMeasure {
  var origin: Double { 0 }
  init(demand: DemandDistribution, mass: Double, isReversed: Bool) {}
  mutating func advance(periods: Int) {}
  mutating func cut(at level: Double, total: Double) {}
  func mass(from level: Double) -> Double { 0 }
  func mass(above level: Double) -> Double { 0 }
  func excess(over level: Double) -> Double { 0 }
  func level(ofMass mass: Double) -> Double { 0 }
}

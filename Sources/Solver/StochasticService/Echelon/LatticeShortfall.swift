import Probability

/// The shortfall under demand in whole units: masses on the whole numbers, exact but for rounding.
///
/// Masses less than 10⁻¹⁹ of the total, at either end, are left out. Complexity: O(width of the shortfall × width of
/// demand) per step.
struct LatticeShortfall: ShortfallMeasure {
  let origin = 0.0
  private let demand: DemandDistribution
  private let isReversed: Bool
  private var total: Double
  /// Number of the first mass.
  private var first = 0
  private var masses: [Double]
  private var pendingCut: Int?

  init(demand: DemandDistribution, mass: Double, isReversed: Bool) {
    self.demand = demand
    self.isReversed = isReversed
    total = mass
    masses = [mass]
  }

  mutating func advance(periods: Int) {
    if let level = pendingCut { makeCut(at: level) }
    guard let added = demand.over(periods: periods).masses() else { return }
    let kernel = isReversed ? added.probabilities.reversed() : added.probabilities
    first += isReversed ? -(added.first + kernel.count - 1) : added.first
    masses = Self.sum(masses, kernel)
    trim()
  }

  /// The masses of (v − level)⁺; what the total leaves is in 0.
  private mutating func makeCut(at level: Int) {
    pendingCut = nil
    let kept = min(masses.count, max(0, level + 1 - first))
    let above = masses[kept...].reduce(0, +)
    let gap = first + kept - level
    let atom = max(0, total - above)
    if kept == masses.count {
      masses = [atom]
    } else if atom > 1e-19 * total {
      masses = [atom] + [Double](repeating: 0, count: gap - 1) + masses[kept...]
    } else {
      masses = Array(masses[kept...])
      first = gap
      return
    }
    first = 0
  }

  /// Leaves out what weighs nothing at the ends.
  private mutating func trim() {
    let least = 1e-19 * total
    var end = masses.count
    var weight = 0.0
    while end > 1, weight + masses[end - 1] < least {
      weight += masses[end - 1]
      end -= 1
    }
    var start = 0
    weight = 0
    while start < end - 1, weight + masses[start] < least {
      weight += masses[start]
      start += 1
    }
    masses = Array(masses[start..<end])
    first += start
  }

  /// The masses of a sum of two independent numbers.
  private static func sum(_ left: [Double], _ right: [Double]) -> [Double] {
    let (short, long) = left.count < right.count ? (left, right) : (right, left)
    return [Double](unsafeUninitializedCapacity: short.count + long.count - 1) { buffer, count in
      count = short.count + long.count - 1
      guard let out = buffer.baseAddress else { return }
      out.initialize(repeating: 0, count: count)
      long.withUnsafeBufferPointer { long in
        for (shift, factor) in short.enumerated() where factor != 0 {
          let target = out + shift
          for index in 0..<long.count { target[index] += factor * long[index] }
        }
      }
    }
  }

  mutating func cut(at level: Double, total: Double) {
    pendingCut = Self.whole(level)
    self.total = total
  }

  func mass(above level: Double) -> Double {
    masses[min(masses.count, max(0, Self.whole(level) + 1 - first))...].reduce(0, +)
  }

  func excess(over level: Double) -> Double {
    let level = Self.whole(level)
    var sum = 0.0
    for index in min(masses.count, max(0, level + 1 - first))..<masses.count {
      sum += masses[index] * Double(first + index - level)
    }
    return sum
  }

  func level(ofMass mass: Double) -> Double {
    // A mass that is met but for rounding is met.
    var missing = mass * (1 - 1e-14)
    for index in masses.indices.reversed() {
      missing -= masses[index]
      if missing <= 0 { return Double(first + index) }
    }
    return Double(first)
  }

  private static func whole(_ level: Double) -> Int { Int(min(max(level, -1e17), 1e17).rounded()) }
}

import Probability

/// Descends to a point that no neighbour betters, by mean costs over more and more common replications.
///
/// R-SPLINE (Wang, Pasupathy & Schmeiser 2013, doi:10.1145/2499913.2499916): at each sample size the mean cost is a
/// fixed function on the lattice. Differences along the edges of a simplex at the point give a slope, a line search
/// with doubling steps follows it downhill, and a look at all neighbours confirms or moves on; the next, larger sample
/// starts from the point reached. Two things are added: slopes and neighbours are first taken over long steps, halved
/// as they stop paying (Hooke & Jeeves 1961, doi:10.1145/321062.321069), so that a start thousands of units away is no
/// matter; and it ends when the point stays and its cost differences to all neighbours are known to half of δ.
struct LatticeDescent {
  private static let firstSample = 8
  private static let lastSample = 512

  private let lattice: BaseStockLattice
  private let settings: SearchSettings
  private var stream: RandomStream
  private var point: [Int]
  private var mean = Double.infinity
  private var sample = LatticeDescent.firstSample

  init(lattice: BaseStockLattice, settings: SearchSettings, start: [Int], number: Int) {
    self.lattice = lattice
    self.settings = settings
    stream = RandomStream(seed: settings.seed, path: [1, UInt64(number)])
    point = start
  }

  /// The best point found before the limit of the costs.
  ///
  /// Terminates: every move lowers the mean at its sample size, and there are finitely many points and sizes.
  mutating func run(_ costs: inout SampledCosts) async -> [Int] {
    var radius = 1
    while radius < (lattice.stepCount.max() ?? 0) / 4 { radius *= 2 }
    while true {
      let before = point
      guard await descend(from: radius, &costs) else { break }
      if sample >= Self.lastSample || (point == before && sample > Self.firstSample && isSharp(costs)) { break }
      sample *= 2
      radius = max(1, radius / 8)
    }
    return point
  }

  /// Whether cost differences to the neighbours are known well enough.
  private func isSharp(_ costs: SampledCosts) -> Bool {
    lattice.neighbours(of: point, exchanging: false).allSatisfy {
      costs.mean(of: $0, over: sample) == .infinity
        || costs.standardError(of: point, against: $0, over: sample) <= settings.indifference / 2
    }
  }

  /// Descends at one sample size; false where the limit stops it.
  private mutating func descend(from radius: Int, _ costs: inout SampledCosts) async -> Bool {
    var radius = radius
    guard let start = await costs.means(of: [point], over: sample) else { return false }
    mean = start[0]
    while true {
      guard let hasSlid = await followSlope(over: radius, &costs) else { return false }
      if hasSlid { continue }
      guard let hasMoved = await moveToNeighbour(at: radius, &costs) else { return false }
      if hasMoved { continue }
      if radius == 1 { return true }
      radius /= 2
    }
  }

  /// Goes to the best neighbour where it is better; `nil` where the limit stops it.
  private mutating func moveToNeighbour(at radius: Int, _ costs: inout SampledCosts) async -> Bool? {
    for exchanging in settings.neighbourhood == .exchange ? [false, true] : [false] {
      let near = lattice.neighbours(of: point, radius: radius, exchanging: exchanging)
      guard let hasMoved = await moveToBest(of: near, &costs) else { return nil }
      if hasMoved { return true }
    }
    return false
  }

  private mutating func moveToBest(of points: [[Int]], _ costs: inout SampledCosts) async -> Bool? {
    guard let means = await costs.means(of: points, over: sample) else { return nil }
    guard let best = means.indices.min(by: { means[$0] < means[$1] }), means[best] < mean else { return false }
    point = points[best]
    mean = means[best]
    return true
  }

  /// Searches along the slope at the point; `nil` where the limit stops it.
  private mutating func followSlope(over radius: Int, _ costs: inout SampledCosts) async -> Bool? {
    let walk = simplex(radius: radius)
    guard let means = await costs.means(of: walk.map(\.point), over: sample) else { return nil }
    var slope = [Double](repeating: 0, count: point.count)
    var last = mean
    for (corner, value) in zip(walk, means) {
      let rise = value - last
      if rise.isFinite { slope[corner.stage] = corner.isUp ? rise : -rise }
      last = value
    }
    let steepest = slope.reduce(0) { max($0, abs($1)) }
    guard steepest > 0 else { return false }
    let origin = point
    var length = Double(radius)
    var hasMoved = false
    while true {
      let candidate = origin.indices.map { stage in
        let target = Double(origin[stage]) - length * slope[stage] / steepest
        return Int(min(max(target.rounded(), 0), Double(lattice.stepCount[stage])))
      }
      guard candidate != point else { return hasMoved }
      guard let isBetter = await moveToBest(of: [candidate], &costs) else { return nil }
      guard isBetter else { return hasMoved }
      hasMoved = true
      length *= 2
    }
  }

  /// A walk along the edges of a simplex: all stages in random order, each stepped once in a random direction.
  private mutating func simplex(radius: Int) -> [(point: [Int], stage: Int, isUp: Bool)] {
    var order = Array(point.indices)
    for place in order.indices.reversed() { order.swapAt(place, Int(stream.uniform() * Double(place + 1))) }
    var corner = point
    var walk: [(point: [Int], stage: Int, isUp: Bool)] = []
    for stage in order {
      let inside = 0...lattice.stepCount[stage]
      var isUp = stream.uniform() < 0.5
      if !inside.contains(corner[stage] + (isUp ? radius : -radius)) { isUp.toggle() }
      let position = corner[stage] + (isUp ? radius : -radius)
      guard inside.contains(position) else { continue }
      corner[stage] = position
      walk.append((corner, stage, isUp))
    }
    return walk
  }
}

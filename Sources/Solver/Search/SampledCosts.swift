/// Costs of points over common replications 0, 1, 2, …, simulated when first asked for and kept.
struct SampledCosts {
  /// The levels behind points.
  let lattice: BaseStockLattice
  private let costs: SimulationSearch.Costs
  /// Costs by point, then replication.
  private var samples: [[Int]: [Double]] = [:]
  /// Simulations made, each of one point over one replication.
  private(set) var simulations = 0
  /// Most simulations that may be made.
  var limit = 0

  init(lattice: BaseStockLattice, costs: @escaping SimulationSearch.Costs) {
    self.lattice = lattice
    self.costs = costs
  }

  /// Points simulated.
  var pointCount: Int { samples.count }
  /// Replications that at least one point was simulated over.
  var replicationCount: Int { samples.values.reduce(0) { max($0, $1.count) } }
  /// Replications that a point was simulated over.
  func replicationCount(of point: [Int]) -> Int { samples[point]?.count ?? 0 }

  /// The mean cost of each point over the first `count` replications; `nil` where the limit keeps it from being known.
  mutating func means(of points: [[Int]], over count: Int) async -> [Double]? {
    var missing: [Int: [[Int]]] = [:]
    var cost = 0
    for point in Set(points) {
      let known = replicationCount(of: point)
      guard known < count else { continue }
      missing[known, default: []].append(point)
      cost += count - known
    }
    guard simulations + cost <= limit else { return nil }
    for (known, group) in missing.sorted(by: { $0.key < $1.key }) {
      // The order of a set must not reach the simulator.
      let ordered = group.sorted { $0.lexicographicallyPrecedes($1) }
      let drawn = await simulate(ordered, known..<count)
      for (point, values) in zip(ordered, drawn) { samples[point, default: []] += values }
    }
    return points.map { mean(of: $0, over: count) }
  }

  /// The mean cost of a point over replications that it was simulated over.
  func mean(of point: [Int], over count: Int) -> Double {
    guard let values = samples[point], count > 0, values.count >= count else { return .infinity }
    return values[..<count].reduce(0, +) / Double(count)
  }

  /// Standard error of the difference between two points' mean costs over replications that both have.
  func standardError(of point: [Int], against other: [Int], over count: Int) -> Double {
    guard let first = samples[point], let second = samples[other], min(first.count, second.count) >= count, count > 1
    else { return .infinity }
    var spread = Spread()
    for replication in 0..<count { spread.add(first[replication] - second[replication]) }
    return (spread.variance / Double(count)).squareRoot()
  }

  /// Costs over replications that are not kept. What is no number, or −∞, counts as +∞: not to be chosen.
  mutating func simulate(_ points: [[Int]], _ replications: Range<Int>) async -> [[Double]] {
    guard !points.isEmpty, !replications.isEmpty else { return points.map { _ in [] } }
    simulations += points.count * replications.count
    let drawn = await costs(points.map { lattice.levels(of: $0) }, replications)
    precondition(
      drawn.count == points.count && drawn.allSatisfy { $0.count == replications.count },
      "one cost per plan and replication")
    return drawn.map { $0.map { $0.isNaN || $0 == -.infinity ? .infinity : $0 } }
  }
}

/// Mean and variance of numbers that come one by one (Welford 1962, doi:10.1080/00401706.1962.10490022).
struct Spread {
  private(set) var count = 0
  private(set) var mean = 0.0
  private var squares = 0.0

  /// Takes in one number.
  mutating func add(_ value: Double) {
    count += 1
    let distance = value - mean
    mean += distance / Double(count)
    squares += distance * (value - mean)
  }

  /// Variance of the numbers as a sample. ∞ where there are fewer than two, or one is not finite.
  var variance: Double { count > 1 && squares.isFinite ? squares / Double(count - 1) : .infinity }
}

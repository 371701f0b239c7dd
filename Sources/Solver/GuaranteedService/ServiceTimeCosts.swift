import SupplyNetwork

/// What every stage's safety stock costs at every net replenishment lead time that occurs, in one block of memory.
struct ServiceTimeCosts: ~Copyable {
  /// Costs, stage after stage, each by rising τ; money per period.
  private let costs: NumberTable
  /// Position of the cost at τ = 0 of each stage, whether it occurs or not.
  private let origin: [Int]
  private let ranges: [ClosedRange<Int>]

  /// Prices all net replenishment lead times that a network's ranges leave open.
  ///
  /// - Parameter cost: cost of a stage (first argument) at τ (second argument), in money per period; infinite where τ
  ///   is not allowed.
  /// - Throws: ``SolverError/tooLarge(reason:)`` where the table would need more than `largest` numbers.
  init(
    network: StageNetwork, ranges: ServiceTimeRanges, largest: Int, cost: (_ stage: Int, _ periods: Int) -> Double
  ) throws(SolverError) {
    var allowed: [ClosedRange<Int>] = []
    var origin: [Int] = []
    var count = 0
    for stage in 0..<network.stageCount {
      let periods = ranges.netReplenishmentLeadTimes(stage, of: network)
      allowed.append(periods)
      origin.append(count - periods.lowerBound)
      count += periods.count
      guard count <= largest else { throw .serviceTimesTooLong(periods.count - 1, in: network) }
    }
    self.ranges = allowed
    self.origin = origin
    costs = NumberTable(count: count)
    for stage in 0..<network.stageCount {
      for periods in allowed[stage] { costs[origin[stage] + periods] = cost(stage, periods) }
    }
  }

  /// How many costs there are.
  var count: Int { costs.count }

  /// Net replenishment lead times of a stage that occur.
  func periods(_ stage: Int) -> ClosedRange<Int> { ranges[stage] }

  /// Costs of a stage, to be indexed by τ.
  func pointer(_ stage: Int) -> UnsafePointer<Double> { UnsafePointer(costs.base + origin[stage]) }

  /// Cost of a stage at τ; infinite below 0.
  func cost(_ stage: Int, at periods: Int) -> Double { periods < 0 ? .infinity : costs[origin[stage] + periods] }

  /// Whether each further period costs a stage no more than the one before, from its shortest τ on.
  ///
  /// Complexity: O(range of τ).
  func isConcave(_ stage: Int) -> Bool {
    let cost = pointer(stage)
    let range = ranges[stage]
    // Beyond a limit on stock, τ is infinitely dear: no concave cost.
    guard cost[range.lowerBound] < .infinity, cost[range.upperBound] < .infinity else { return false }
    guard range.count > 2 else { return true }
    let rounding = 1e-14 * abs(cost[range.upperBound])
    for periods in (range.lowerBound + 1)..<range.upperBound
    where !(cost[periods + 1] - cost[periods] <= cost[periods] - cost[periods - 1] + rounding) { return false }
    return true
  }

  /// The same costs, each lowered to the least at the same τ or any longer one: the highest that never falls with τ and
  /// nowhere lies above them.
  func neverFalling() -> [Double] {
    var result = [Double](repeating: 0, count: costs.count)
    for stage in ranges.indices {
      var least = Double.infinity
      for periods in ranges[stage].reversed() {
        least = min(least, cost(stage, at: periods))
        result[origin[stage] + periods] = least
      }
    }
    return result
  }

  /// Position of a stage's cost at τ among all.
  func position(_ stage: Int, at periods: Int) -> Int { origin[stage] + periods }
}

extension SolverError {
  /// The refusal of a network whose tables do not fit into memory.
  static func serviceTimesTooLong(_ periods: Int, in network: StageNetwork) -> SolverError {
    .tooLarge(
      reason: "\(network.name): service times of up to \(periods) periods over \(network.stageCount) stages "
        + "need too much memory; set a maximum service time, or use a longer period")
  }
}

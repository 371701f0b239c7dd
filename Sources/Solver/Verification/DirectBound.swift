import Probability
import SupplyNetwork

/// The demand bound worked out a second time, plainly, for the verifier alone.
struct DirectBound {
  private let network: StageNetwork
  /// Whether a stage serves external demand that is neither normal nor deterministic.
  private let servesSkewedDemand: [Bool]

  /// Prepares the bounds of a network. Complexity: O(stages + links).
  init(_ network: StageNetwork) {
    self.network = network
    var isSkewed = network.stages.map { stage in
      switch stage.demand {
      case nil, .normal, .deterministic: false
      default: true
      }
    }
    for stage in network.upstreamFirst.reversed() where isSkewed[stage] {
      for link in network.supplierLinks[stage] { isSkewed[network.links[link].supplier] = true }
    }
    servesSkewedDemand = isSkewed
  }

  /// The least base stock that covers τ periods, in units.
  func baseStock(of index: Int, over periods: Int) -> Double {
    let stage = network.stages[index]
    let mean = network.meanDemand[index] * Double(periods)
    guard periods > 0 else { return mean }
    let sd = network.pooledDemandSD[index]
    if stage.service.measure == .safetyFactor {
      return mean + max(0, stage.service.target) * sd * Double(periods).squareRoot()
    }
    guard let demand = family(index) else { return mean }
    let target = min(max(stage.service.target, 0), 1 - 1e-9)
    switch stage.service.measure {
    case .fillRate:
      guard network.meanDemand[index] > 0 else { return mean }
      return max(mean, fillRateLevel(demand, target: target, periods: periods, review: stage.reviewPeriod))
    case .cycleServiceLevel, .safetyFactor:
      if case .normal = demand {
        return mean + max(0, StandardNormal.quantile(target)) * sd * Double(periods).squareRoot()
      }
      return max(mean, demand.over(periods: periods).quantile(target))
    }
  }

  /// Demand of one period as the bound sees it; `nil` where it does not vary.
  private func family(_ index: Int) -> DemandDistribution? {
    let stage = network.stages[index]
    let sd = network.pooledDemandSD[index]
    guard sd > 0 else { return nil }
    if stage.givenPooledDemandSD == nil, network.customerLinks[index].isEmpty { return stage.demand }
    let mean = network.meanDemand[index]
    let isGamma = stage.givenPooledDemandSD == nil && servesSkewedDemand[index] && mean > 0
    return isGamma ? .gamma(mean: mean, sd: sd) : .normal(mean: mean, sd: sd)
  }

  /// Halves an interval until the fill rate 1 − (G_τ(B) − G_{τ−R}(B)) ÷ Rμ crosses its target; then, for discrete
  /// demand, takes the whole number above.
  private func fillRateLevel(_ demand: DemandDistribution, target: Double, periods: Int, review: Int) -> Double {
    func fillRate(_ level: Double) -> Double {
      var short = demand.over(periods: periods).expectedShortage(beyond: level)
      if periods > review { short -= demand.over(periods: periods - review).expectedShortage(beyond: level) }
      return 1 - short / (Double(review) * demand.mean)
    }
    let isWhole = demand.isDiscrete
    let mean = demand.mean * Double(periods)
    var low = isWhole ? mean.rounded(.up) : mean
    if fillRate(low) >= target { return low }
    var high = isWhole ? low + 1 : low + demand.sd
    while fillRate(high) < target, high < 1e15 { high = low + 2 * (high - low) }
    for _ in 0..<200 where isWhole ? high - low > 1 : high - low > 0 {
      let half = (low + high) / 2
      let middle = isWhole ? half.rounded(.down) : half
      if middle == low || middle == high { break }
      if fillRate(middle) >= target { high = middle } else { low = middle }
    }
    return high
  }
}

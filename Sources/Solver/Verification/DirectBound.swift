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

  /// The least base stock that covers τ periods and holds the stage's minimum stock beside their mean demand, in units.
  func baseStock(of index: Int, over periods: Int) -> Double {
    let mean = network.meanDemand[index] * Double(periods)
    return max(covering(index, periods), mean + max(0, network.stages[index].minimumStock))
  }

  /// By how many units covering τ periods breaks the limits on a stage's stock; 0 where it keeps them. Under a base stock
  /// that planners have fixed, what that lacks.
  func excess(_ index: Int, over periods: Int) -> Double {
    let stage = network.stages[index]
    if let fixed = stage.fixedBaseStock {
      let missing = covering(index, periods) - fixed
      return missing > 1e-8 + 1e-11 * abs(fixed) ? missing : 0
    }
    let level = baseStock(of: index, over: periods)
    if !stage.mayHoldStock { return periods == 0 && stage.minimumStock <= 0 ? 0 : max(1, level) }
    let rounding = 1e-8 + 1e-11 * abs(level)
    var most = 0.0
    if let largest = stage.maximumStock, level > largest + rounding { most = level - largest }
    if let life = stage.shelfLife {
      let demand = max(0, network.meanDemand[index])
      let arrived = level - network.meanDemand[index] * Double(periods) + demand * Double(stage.reviewPeriod)
      if arrived > demand * Double(life) + rounding { most = max(most, arrived - demand * Double(life)) }
    }
    return most
  }

  /// What holding the base stock of a stage over τ periods costs, money per period.
  func holdingCost(_ index: Int, over periods: Int) -> Double {
    let stage = network.stages[index]
    let level = stage.fixedBaseStock ?? baseStock(of: index, over: periods)
    return stage.holdingCostRate * max(0, level - network.meanDemand[index] * Double(periods))
  }

  private func covering(_ index: Int, _ periods: Int) -> Double {
    let stage = network.stages[index]
    let mean = network.meanDemand[index] * Double(periods)
    if stage.processingTimeSD > 0, stage.processingTime > 0, network.meanDemand[index] > 0 {
      return max(mean, coveringRandomTime(index, periods))
    }
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
      let before = periods > stage.reviewPeriod ? demand.over(periods: periods - stage.reviewPeriod) : nil
      return max(
        mean,
        fillRateLevel(
          demand.over(periods: periods), before, target: target, perCycle: Double(stage.reviewPeriod) * demand.mean))
    case .cycleServiceLevel, .safetyFactor:
      if case .normal = demand {
        return mean + max(0, StandardNormal.quantile(target)) * sd * Double(periods).squareRoot()
      }
      return max(mean, demand.over(periods: periods).quantile(target))
    }
  }

  /// The level that covers the demand of a random number of periods, (L + τ − T)⁺.
  private func coveringRandomTime(_ index: Int, _ periods: Int) -> Double {
    let stage = network.stages[index]
    let family = family(index) ?? .deterministic(mean: network.meanDemand[index])
    let whole = randomDemand(index, family, periods)
    let target = min(max(stage.service.target, 0), 1 - 1e-9)
    switch stage.service.measure {
    case .safetyFactor:
      let variance = network.pooledDemandSD[index] * network.pooledDemandSD[index] - family.sd * family.sd
      let sd = (whole.sd * whole.sd + variance * whole.mean / network.meanDemand[index]).squareRoot()
      return whole.mean + max(0, stage.service.target) * sd
    case .cycleServiceLevel:
      if case .normal = family { return whole.mean + max(0, StandardNormal.quantile(target)) * whole.sd }
      return whole.quantile(target)
    case .fillRate:
      let before = randomDemand(index, family, periods - stage.reviewPeriod)
      return fillRateLevel(
        whole, before, target: target, perCycle: Double(stage.reviewPeriod) * network.meanDemand[index])
    }
  }

  /// Demand of (L + n − T)⁺ periods, by the size-biased time.
  private func randomDemand(_ index: Int, _ family: DemandDistribution, _ periods: Int) -> DemandDistribution {
    let mean = Double(network.stages[index].processingTime)
    let sd = network.stages[index].processingTimeSD
    let scale = sd * sd / mean
    let start = max(0, mean - Double(periods))
    let shift = max(0, Double(periods) - mean)
    // E[L f(L)] = T E[f(L*)], L* a gamma of the same scale and one more shape.
    let biasedSD = ((mean + scale) * scale).squareRoot()
    let first = DemandDistribution.gamma(mean: mean, sd: sd).expectedShortage(beyond: start)
    let biased = DemandDistribution.gamma(mean: mean + scale, sd: biasedSD).expectedShortage(beyond: start)
    let second = mean * biased - start * first
    let variance = max(0, second - first * first)
    let demand = network.meanDemand[index]
    let total = demand * (first + shift)
    let deviation = (family.sd * family.sd * (first + shift) + demand * demand * variance).squareRoot()
    return switch family {
    case .normal: .normal(mean: total, sd: deviation)
    case .poisson, .negativeBinomial: .negativeBinomial(mean: total, sd: deviation)
    case .gamma, .deterministic: .gamma(mean: total, sd: deviation)
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

  /// Halves an interval until the fill rate 1 − (G(B) − G′(B)) ÷ Rμ crosses its target, G the shortage at the end of a
  /// review cycle and G′ that at its beginning; then, for discrete demand, takes the whole number above.
  private func fillRateLevel(
    _ demand: DemandDistribution, _ before: DemandDistribution?, target: Double, perCycle: Double
  ) -> Double {
    func fillRate(_ level: Double) -> Double {
      let earlier = before?.expectedShortage(beyond: level) ?? 0
      return 1 - (demand.expectedShortage(beyond: level) - earlier) / perCycle
    }
    let isWhole = demand.isDiscrete
    var low = isWhole ? demand.mean.rounded(.up) : demand.mean
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

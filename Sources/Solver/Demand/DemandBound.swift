import Probability
public import SupplyNetwork

/// How much demand the base stock of one stage must cover over τ periods: the one place where this is decided.
///
/// A base stock D(τ) covers the demand of the net replenishment lead time τ; the safety stock is D(τ) − μτ, never
/// below the stage's minimum stock, and that alone at τ = 0 where no processing time varies. D(τ) follows from the stage's service target:
///
/// - *safety factor* z: D(τ) = μτ + zσ√τ with σ the network's pooled standard deviation.
/// - *cycle service level* α: the α-quantile of the demand of τ periods.
/// - *fill rate* β at review period R: the least B with 1 − (G_τ(B) − G_{τ−R}(B)) ÷ Rμ ≥ β, where G_n(B) is the
///   expected shortage of n periods' demand beyond B (Sobel 2004, M&SOM 6(1):41–52). G_n = 0 for n ≤ 0. Whole B for
///   discrete demand.
///
/// A base stock that planners have fixed stands, whatever D(τ); how much it lacks is up to ``StockLimits``.
///
/// Where the processing time varies, the demand of τ periods is that of a random number of them (``RandomCover``).
///
/// The family of the demand of τ periods:
///
/// - a given pooled standard deviation says nothing of the family: normal;
/// - a stage that serves external demand of its own alone: that distribution over τ periods;
/// - any other stage: normal where all external demands it serves are normal or deterministic, else the gamma of the
///   pooled mean and standard deviation over τ periods. Sums of lumpy, positively correlated demands stay skewed
///   however many there are, so that a normal quantile would promise too much; the gamma keeps the first two moments
///   and a skewness of twice the coefficient of variation.
public struct DemandBound: Sendable, Equatable {
  private enum Rule: Sendable, Equatable {
    case none
    /// Safety stock = coefficient × √τ.
    case rootOfTime(Double)
    case quantile(of: DemandDistribution, at: Double)
    case fillRate(FillRateBaseStock)
    /// Safety stock = z × deviation of the demand over random times, plus early arrivals.
    case randomTime(RandomCover, demand: DemandDistribution, safetyFactor: Double)
    case randomQuantile(RandomCover, demand: DemandDistribution, at: Double)
    case randomFillRate(RandomCover, FillRateBaseStock)
  }

  /// Mean demand μ on the stage, in units per period.
  public let meanDemand: Double
  /// Safety stock that the stage keeps whatever demand may be, such as a shelf's display, in units.
  private let leastSafetyStock: Double
  /// Base stock that planners have fixed, in units, if any.
  let fixedBaseStock: Double?
  private let rule: Rule

  /// The bounds of all stages of a network, in its order. Complexity: O(stages + links).
  public static func all(in network: StageNetwork) -> [DemandBound] {
    let families = families(in: network)
    return network.stages.indices.map { index in
      DemandBound(
        stage: network.stages[index], meanDemand: network.meanDemand[index],
        pooledDemandSD: network.pooledDemandSD[index], family: families[index])
    }
  }

  /// The demand of one period on every stage, as the bounds take it. Complexity: O(stages + links).
  static func families(in network: StageNetwork) -> [DemandDistribution] {
    var servesNormalOnly = network.stages.map { $0.demand?.isSymmetric ?? true }
    for stage in network.upstreamFirst.reversed() {
      for link in network.customerLinks[stage] where !servesNormalOnly[network.links[link].customer] {
        servesNormalOnly[stage] = false
      }
    }
    return network.stages.indices.map { index in
      let stage = network.stages[index]
      let mean = network.meanDemand[index]
      let sd = network.pooledDemandSD[index]
      return if stage.givenPooledDemandSD == nil, network.isEnd(index), let own = stage.demand {
        own
      } else if sd <= 0 {
        .deterministic(mean: mean)
      } else if stage.givenPooledDemandSD != nil || servesNormalOnly[index] || mean <= 0 {
        .normal(mean: mean, sd: sd)
      } else {
        .gamma(mean: mean, sd: sd)
      }
    }
  }

  private init(stage: Stage, meanDemand: Double, pooledDemandSD: Double, family: DemandDistribution) {
    self.meanDemand = meanDemand
    leastSafetyStock = max(0, stage.minimumStock)
    fixedBaseStock = stage.fixedBaseStock
    // No stock short of the infinite meets a target of 1 under unbounded demand.
    let level = min(max(stage.service.target, 0), 1 - 1e-9)
    if meanDemand > 0, let cover = RandomCover(mean: stage.processingTime, sd: stage.processingTimeSD) {
      rule = Self.rule(cover, stage, family, pooledDemandSD, level: level)
      return
    }
    switch stage.service.measure {
    case .safetyFactor:
      rule = .rootOfTime(max(0, stage.service.target) * pooledDemandSD)
    case .cycleServiceLevel:
      switch family {
      case .deterministic: rule = .none
      case .normal(_, let sd): rule = .rootOfTime(max(0, StandardNormal.quantile(level)) * sd)
      default: rule = .quantile(of: family, at: level)
      }
    case .fillRate:
      if meanDemand <= 0 || family.sd <= 0 {
        rule = .none
      } else {
        rule = .fillRate(FillRateBaseStock(demand: family, fillRate: level, reviewPeriod: stage.reviewPeriod))
      }
    }
  }

  /// Safety stock D(τ) − μτ for τ periods, in units; never below the stage's minimum stock. Under a fixed base stock,
  /// what it holds beyond μτ, which may be negative.
  public func safetyStock(over periods: Int) -> Double {
    fixedBaseStock.map { $0 - meanDemand * Double(periods) } ?? max(leastSafetyStock, askedSafetyStock(over: periods))
  }

  /// The base stock that the service target asks for over τ periods, whatever limits say or planners have fixed, in
  /// units.
  public func askedBaseStock(over periods: Int) -> Double {
    meanDemand * Double(periods) + askedSafetyStock(over: periods)
  }

  /// The rule of a stage whose processing time varies.
  private static func rule(
    _ cover: RandomCover, _ stage: Stage, _ family: DemandDistribution, _ pooledDemandSD: Double, level: Double
  ) -> Rule {
    switch stage.service.measure {
    case .safetyFactor:
      .randomTime(
        cover, demand: .normal(mean: family.mean, sd: pooledDemandSD), safetyFactor: max(0, stage.service.target))
    case .cycleServiceLevel:
      if case .normal = family {
        .randomTime(cover, demand: family, safetyFactor: max(0, StandardNormal.quantile(level)))
      } else {
        .randomQuantile(cover, demand: family, at: level)
      }
    case .fillRate:
      .randomFillRate(cover, FillRateBaseStock(demand: family, fillRate: level, reviewPeriod: stage.reviewPeriod))
    }
  }

  /// What the service target asks for, in units.
  private func askedSafetyStock(over periods: Int) -> Double {
    let pipeline = meanDemand * Double(periods)
    switch rule {
    case .randomTime(let cover, let demand, let safetyFactor):
      let total = cover.demand(demand, mean: meanDemand, periods: periods)
      return max(0, total.mean + safetyFactor * total.sd - pipeline)
    case .randomQuantile(let cover, let demand, let level):
      return max(0, cover.demand(demand, mean: meanDemand, periods: periods).quantile(level) - pipeline)
    case .randomFillRate(let cover, let target):
      let whole = cover.demand(target.demand, mean: meanDemand, periods: periods)
      let before = cover.demand(target.demand, mean: meanDemand, periods: periods - target.reviewPeriod)
      return max(0, target.baseStock(whole: whole, before: before) - pipeline)
    default: break
    }
    guard periods > 0 else { return 0 }
    switch rule {
    case .none, .randomTime, .randomQuantile, .randomFillRate:
      return 0
    case .rootOfTime(let coefficient):
      return coefficient * Double(periods).squareRoot()
    case .quantile(let demand, let level):
      return max(0, demand.over(periods: periods).quantile(level) - pipeline)
    case .fillRate(let target):
      return max(0, target.baseStock(over: periods) - pipeline)
    }
  }
}

extension DemandDistribution {
  /// Whether a normal distribution describes the demand exactly, at any number of periods.
  fileprivate var isSymmetric: Bool {
    switch self {
    case .deterministic, .normal: true
    default: false
    }
  }
}

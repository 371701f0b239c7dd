public import Probability

/// The base stock of one stage: the inventory position is raised to a level at every review.
///
/// In the sequence of events of this program an order after the demand of a review period covers the L to L + R − 1
/// periods that follow, so that the stock at the ends of a review cycle's periods is the level less the demand of n = L,
/// …, L + R − 1 periods.
public struct BaseStockLevel: Sendable, Equatable {
  /// B, in units.
  public var baseStock: Double
  /// Expected stock on hand at the end of a period, in units.
  public var expectedOnHand: Double
  /// Expected backorders at the end of a period, in units.
  public var expectedBackorders: Double
  /// Share of review cycles at whose end nobody waits: P(D ≤ B) over L + R − 1 periods.
  public var cycleServiceLevel: Double
  /// Share of periods at whose end there is stock on hand: P(D < B), on average over the cycle.
  public var readyRate: Double
  /// Share of demand that is served from stock; 1 without demand.
  public var fillRate: Double

  /// What the method is.
  public static var description: MethodDescription {
    MethodDescription(
      name: "base-stock", model: .singleStage,
      summary: "least base stock for a cycle service level, a ready rate or a fill rate, or the cheapest",
      topologies: [.single], demand: "any family", guarantee: .exact,
      source: "Silver, Pyke & Thomas 2017, doi:10.1201/9781315374406; Sobel 2004, doi:10.1287/msom.1030.0021")
  }

  /// What a base stock leads to. Complexity: O(R) evaluations of the demand.
  ///
  /// - Parameters:
  ///   - baseStock: B, in units.
  ///   - demand: the demand of a period.
  ///   - leadTime: L, in periods.
  ///   - reviewPeriod: R, in periods.
  public init(
    of baseStock: Double, demand: DemandDistribution, leadTime: Int, reviewPeriod: Int = 1
  ) throws(SolverError) {
    try InputCheck.finite(baseStock, "base stock")
    self.init(baseStock, try ReviewCycle(demand, leadTime, reviewPeriod))
  }

  /// The least base stock with at least a share of cycles without backorders, below 1.
  public static func least(
    cycleServiceLevel: Double, demand: DemandDistribution, leadTime: Int, reviewPeriod: Int = 1
  ) throws(SolverError) -> BaseStockLevel {
    let cycle = try ReviewCycle(demand, leadTime, reviewPeriod)
    try check(cycleServiceLevel, "cycle service level")
    return BaseStockLevel(try inRange(cycle.last.quantile(cycleServiceLevel)), cycle)
  }

  /// The least base stock with at least a share of periods that end with stock on hand, below 1. Where what must be
  /// covered is certain, as over a lead time of 0, and comes in fractions of a unit, any stock above that amount will
  /// do and there is no least: the next whole unit.
  public static func least(
    readyRate: Double, demand: DemandDistribution, leadTime: Int, reviewPeriod: Int = 1
  ) throws(SolverError) -> BaseStockLevel {
    let cycle = try ReviewCycle(demand, leadTime, reviewPeriod)
    try check(readyRate, "ready rate")
    let level = try inRange(cycle.quantile(lower: readyRate, upper: 1 - readyRate))
    let found = BaseStockLevel(demand.isDiscrete ? level + 1 : level, cycle)
    guard found.readyRate < readyRate, cycle.demands.contains(where: { $0.sd == 0 && $0.mean == level }) else {
      return found
    }
    return BaseStockLevel(max(level.rounded(.down) + 1, level.nextUp), cycle)
  }

  /// The least base stock that serves at least a share of demand from stock, below 1 (``FillRateBaseStock``); 0 where
  /// nothing is ever demanded before it arrives.
  public static func least(
    fillRate: Double, demand: DemandDistribution, leadTime: Int, reviewPeriod: Int = 1
  ) throws(SolverError) -> BaseStockLevel {
    let cycle = try ReviewCycle(demand, leadTime, reviewPeriod)
    try check(fillRate, "fill rate")
    guard cycle.periods > 0, demand.mean > 0 else { return BaseStockLevel(0, cycle) }
    var high =
      demand.sd > 0
      ? FillRateBaseStock(demand: demand, fillRate: fillRate, reviewPeriod: reviewPeriod)
        .baseStock(over: cycle.periods) : cycle.last.mean
    // That is never below mean demand, but the least may be.
    guard high <= cycle.last.mean.rounded(.up), cycle.fillRate(of: 0) < fillRate else {
      return BaseStockLevel(try inRange(cycle.fillRate(of: 0) < fillRate ? high : 0), cycle)
    }
    var low = 0.0
    for _ in 0..<200 {
      var middle = low + (high - low) / 2
      if demand.isDiscrete { middle.round(.down) }
      guard middle > low, middle < high else { break }
      if cycle.fillRate(of: middle) >= fillRate { high = middle } else { low = middle }
    }
    return BaseStockLevel(try inRange(high), cycle)
  }

  /// The base stock at which holding and backorders together cost least: the critical ratio p/(p + h) on average over the
  /// cycle. The fixed cost of orders does not depend on it.
  public static func cheapest(
    costs: ReplenishmentCosts, demand: DemandDistribution, leadTime: Int, reviewPeriod: Int = 1
  ) throws(SolverError) -> BaseStockLevel {
    try costs.check()
    let cycle = try ReviewCycle(demand, leadTime, reviewPeriod)
    let level = cycle.quantile(lower: costs.criticalRatio, upper: costs.criticalExceedance)
    return BaseStockLevel(try inRange(level), cycle)
  }

  private init(_ baseStock: Double, _ cycle: ReviewCycle) {
    self.baseStock = baseStock
    var (onHand, backorders, ready) = (0.0, 0.0, 0.0)
    for demand in cycle.demands {
      let short = demand.expectedShortage(beyond: baseStock)
      backorders += short
      onHand += max(0, baseStock - demand.mean + short)
      ready += cycle.probability(that: demand, isBelow: baseStock)
    }
    let count = Double(cycle.demands.count)
    expectedOnHand = onHand / count
    expectedBackorders = backorders / count
    readyRate = ready / count
    cycleServiceLevel = cycle.last.cumulative(baseStock)
    fillRate = cycle.fillRate(of: baseStock)
  }

  private static func inRange(_ level: Double) throws(SolverError) -> Double {
    try InputCheck.inRange(level, "the base stock")
  }

  private static func check(_ share: Double, _ name: String) throws(SolverError) {
    guard share > 0, share < 1 else { throw .invalid(reason: "a \(name) must be between 0 and 1, not \(share)") }
  }
}

/// The demands that the levels of a review cycle must cover.
private struct ReviewCycle {
  /// Of n = L, …, L + R − 1 periods.
  let demands: [DemandDistribution]
  /// L + R − 1.
  let periods: Int
  /// Demand of L + R − 1 periods.
  let last: DemandDistribution
  /// Demand of L − 1 periods, where there are any: what was short before the cycle.
  private let before: DemandDistribution?
  /// Rμ, in units.
  private let demandOfCycle: Double

  init(_ demand: DemandDistribution, _ leadTime: Int, _ reviewPeriod: Int) throws(SolverError) {
    try InputCheck.periods(leadTime: leadTime, reviewPeriod: reviewPeriod)
    try InputCheck.demand(demand)
    demands = (leadTime..<leadTime + reviewPeriod).map { demand.over(periods: $0) }
    periods = leadTime + reviewPeriod - 1
    last = demand.over(periods: periods)
    before = leadTime > 1 ? demand.over(periods: leadTime - 1) : nil
    demandOfCycle = Double(reviewPeriod) * demand.mean
  }

  /// 1 − (units short at the end of a cycle less those short before it) ÷ demand of a cycle (Sobel 2004,
  /// doi:10.1287/msom.1030.0021).
  func fillRate(of baseStock: Double) -> Double {
    guard demandOfCycle > 0 else { return 1 }
    let earlier = before?.expectedShortage(beyond: baseStock) ?? max(0, -baseStock)
    return min(1, max(0, 1 - (last.expectedShortage(beyond: baseStock) - earlier) / demandOfCycle))
  }

  /// P(D < x).
  func probability(that demand: DemandDistribution, isBelow x: Double) -> Double {
    if demand.isDiscrete { return demand.cumulative(x.rounded(.up) - 1) }
    if case .deterministic(let mean) = demand { return mean < x ? 1 : 0 }
    return demand.cumulative(x)
  }

  /// The smallest x that the demand of a cycle's periods, on average, does not exceed with a probability.
  func quantile(lower: Double, upper: Double) -> Double {
    let quantiles = demands.map { $0.quantile(lower: lower, upper: upper) }
    guard var low = quantiles.min(), var high = quantiles.max(), low < high else { return quantiles[0] }
    let isDiscrete = last.isDiscrete
    for _ in 0..<200 {
      var middle = low + (high - low) / 2
      if isDiscrete { middle.round(.down) }
      let isInside = middle >= low && middle < high
      guard isInside else { break }
      let exceedance = demands.reduce(0) { $0 + $1.exceedance(middle) } / Double(demands.count)
      if exceedance <= upper {
        high = middle
      } else if middle == low {
        break
      } else {
        low = middle
      }
    }
    return high
  }
}

public import Probability
public import SupplyNetwork

/// The (s, S) policy of a stage: an inventory position at or below a reorder point s is raised to a level S, at a fixed
/// cost. No other policy is cheaper under periodic review where backorders wait (Iglehart 1963,
/// doi:10.1287/mnsc.9.2.259).
public enum ReorderPointOrderUpTo {
  /// A policy and what it costs.
  public struct Policy: Sendable, Equatable {
    /// s: at this inventory position or below it, more is ordered; in units.
    public var reorderPoint: Int
    /// S, in units.
    public var orderUpToLevel: Int
    /// Orders, stock and backorders together, in money per period.
    public var costRate: Double
    /// Orders per period.
    public var ordersPerPeriod: Double
    /// Expected stock on hand, in units.
    public var expectedOnHand: Double
    /// Expected backorders, in units.
    public var expectedBackorders: Double

    /// What the simulator plays.
    public var replenishment: ReplenishmentPolicy {
      .reorderPointOrderUpTo(reorderPoint: Double(reorderPoint), orderUpTo: Double(orderUpToLevel))
    }
  }

  /// What the method is.
  public static var description: MethodDescription {
    MethodDescription(
      name: "reorder-point-order-up-to", model: .singleStage,
      summary: "cheapest (s, S) policy under periodic review: when to order, and up to which level",
      topologies: [.single], demand: "any probabilities of whole quantities; other families in whole units",
      guarantee: .exact, source: "Zheng & Federgruen 1991, doi:10.1287/opre.39.4.654")
  }

  /// The cheapest policy, in the sequence of events of this program: an order after the demand of a review period covers
  /// the L to L + R − 1 periods that follow. Published cases that order before demand have an L of one period more here.
  ///
  /// Zheng & Federgruen (1991, doi:10.1287/opre.39.4.654): with m the expected visits of the position at S − j between
  /// two orders, c(s, S) = (K + Σ_{j<S−s} m(j) G(S − j)) ÷ Σ_{j<S−s} m(j). S is raised from the cheapest position on as
  /// long as G(S) is below the best cost, and s follows where c and G cross.
  ///
  /// - Parameters:
  ///   - demand: the demand of a period.
  ///   - leadTime: L, in periods.
  ///   - reviewPeriod: R, in periods.
  ///
  /// Complexity: O((S − s)²) for the largest S − s looked at, which may not exceed 30 000.
  public static func optimalPolicy(
    demand: DiscreteDemand, leadTime: Int, reviewPeriod: Int = 1, costs: ReplenishmentCosts
  ) throws(SolverError) -> Policy {
    try costs.check()
    try InputCheck.periods(leadTime: leadTime, reviewPeriod: reviewPeriod)
    return try optimalPolicy(
      between: try demand.over(periods: reviewPeriod),
      covered: try demand.covered(leadTime: leadTime, reviewPeriod: reviewPeriod), reviewPeriod, costs)
  }

  private static func optimalPolicy(
    between: DiscreteDemand, covered: DiscreteDemand, _ reviewPeriod: Int, _ costs: ReplenishmentCosts
  ) throws(SolverError) -> Policy {
    var cycle = OrderCycle(between: between, covered: covered, reviewPeriod: reviewPeriod, costs: costs)
    let cheapest = cycle.position.cheapestPosition
    guard between.greatest > 0 else {
      // Nothing is ever ordered.
      return Policy(
        reorderPoint: cheapest - 1, orderUpToLevel: cheapest, costRate: cycle.position(cheapest), ordersPerPeriod: 0,
        expectedOnHand: 0, expectedBackorders: 0)
    }
    var orderUpTo = cheapest
    var (reorderPoint, best) = try cycle.bestReorderPoint(of: orderUpTo)
    var candidate = orderUpTo + 1
    while cycle.position(candidate) <= best {
      if try cycle.costRate(reorderPoint, candidate) < best {
        orderUpTo = candidate
        best = try cycle.costRate(reorderPoint, orderUpTo)
        while reorderPoint + 1 < orderUpTo, best <= cycle.position(reorderPoint + 1) {
          reorderPoint += 1
          best = try cycle.costRate(reorderPoint, orderUpTo)
        }
      }
      candidate += 1
    }
    return try cycle.policy(reorderPoint, orderUpTo)
  }

  /// The cheapest policy in whole units for the demand of a family; what is demanded between two reviews, and what a
  /// position must cover, are rounded where they are not whole (``DiscreteDemand/init(_:)``).
  public static func optimalPolicy(
    demand: DemandDistribution, leadTime: Int, reviewPeriod: Int = 1, costs: ReplenishmentCosts
  ) throws(SolverError) -> Policy {
    try costs.check()
    try InputCheck.periods(leadTime: leadTime, reviewPeriod: reviewPeriod)
    try InputCheck.demand(demand)
    return try optimalPolicy(
      between: try DiscreteDemand(demand.over(periods: reviewPeriod)),
      covered: try .covered(by: demand, leadTime: leadTime, reviewPeriod: reviewPeriod), reviewPeriod, costs)
  }

  /// A given policy and what it costs. Complexity: O((S − s)²).
  public static func policy(
    reorderPoint: Int, orderUpToLevel: Int, demand: DiscreteDemand, leadTime: Int, reviewPeriod: Int = 1,
    costs: ReplenishmentCosts
  ) throws(SolverError) -> Policy {
    guard reorderPoint < orderUpToLevel, reorderPoint.magnitude < 1 << 52, orderUpToLevel.magnitude < 1 << 52
    else { throw .invalid(reason: "the reorder point must be below the order-up-to level") }
    guard demand.greatest > 0 else { throw .invalid(reason: "without demand nothing is ever ordered") }
    try costs.check()
    try InputCheck.periods(leadTime: leadTime, reviewPeriod: reviewPeriod)
    var cycle = OrderCycle(
      between: try demand.over(periods: reviewPeriod),
      covered: try demand.covered(leadTime: leadTime, reviewPeriod: reviewPeriod), reviewPeriod: reviewPeriod,
      costs: costs)
    return try cycle.policy(reorderPoint, orderUpToLevel)
  }
}

/// What happens between two orders of an (s, S) policy.
private struct OrderCycle {
  let position: WholePositionCost
  private let costs: ReplenishmentCosts
  private let reviewPeriod: Double
  /// Demand between two reviews.
  private let demand: DiscreteDemand
  /// 1 − P(0), summed so that it does not vanish by rounding.
  private let moving: Double
  /// Per j: how often the position is S − j after a review, expected, before it falls to s.
  private var visits: [Double] = []
  /// Largest S − s.
  private static let greatestSpan = 30_000

  /// - Parameters:
  ///   - between: demand between two reviews.
  ///   - covered: demand that a position must cover.
  init(between: DiscreteDemand, covered: DiscreteDemand, reviewPeriod: Int, costs: ReplenishmentCosts) {
    position = WholePositionCost(demand: covered, costs: costs)
    self.costs = costs
    self.reviewPeriod = Double(reviewPeriod)
    demand = between
    moving = between.probabilities.dropFirst(between.least == 0 ? 1 : 0).reduce(0, +)
  }

  /// c(s, S), in money per period.
  mutating func costRate(_ reorderPoint: Int, _ orderUpTo: Int) throws(SolverError) -> Double {
    try extendVisits(to: orderUpTo - reorderPoint)
    var sum = costs.fixedOrderCost / reviewPeriod
    var reviews = 0.0
    visits.withUnsafeBufferPointer { visits in
      for offset in 0..<orderUpTo - reorderPoint {
        sum += visits[offset] * position(orderUpTo - offset)
        reviews += visits[offset]
      }
    }
    return try InputCheck.inRange(sum / reviews, "the cost")
  }

  /// The highest s below S with c(s, S) ≤ G(s), and that c, in money per period.
  mutating func bestReorderPoint(of orderUpTo: Int) throws(SolverError) -> (reorderPoint: Int, costRate: Double) {
    var sum = costs.fixedOrderCost / reviewPeriod
    var reviews = 0.0
    var offset = 0
    while true {
      try extendVisits(to: offset + 1)
      sum += visits[offset] * position(orderUpTo - offset)
      reviews += visits[offset]
      offset += 1
      let costRate = try InputCheck.inRange(sum / reviews, "the cost")
      if costRate <= position(orderUpTo - offset) { return (orderUpTo - offset, costRate) }
    }
  }

  /// A policy and what it costs.
  mutating func policy(_ reorderPoint: Int, _ orderUpTo: Int) throws(SolverError) -> ReorderPointOrderUpTo.Policy {
    let costRate = try costRate(reorderPoint, orderUpTo)
    var reviews = 0.0
    var onHand = 0.0
    var backorders = 0.0
    for offset in 0..<orderUpTo - reorderPoint {
      let stock = position.stock(at: orderUpTo - offset)
      reviews += visits[offset]
      onHand += visits[offset] * stock.onHand
      backorders += visits[offset] * stock.backorders
    }
    return ReorderPointOrderUpTo.Policy(
      reorderPoint: reorderPoint, orderUpToLevel: orderUpTo, costRate: costRate,
      ordersPerPeriod: 1 / (reviews * reviewPeriod), expectedOnHand: onHand / reviews,
      expectedBackorders: backorders / reviews)
  }

  /// Renewals: m(0) = 1/(1 − P(0)), m(j) = Σ_{0<k≤j} P(k) m(j − k)/(1 − P(0)).
  private mutating func extendVisits(to count: Int) throws(SolverError) {
    guard count <= Self.greatestSpan else {
      throw .tooLarge(reason: "an order of more than \(Self.greatestSpan) units; count in larger units")
    }
    while visits.count < count {
      let j = visits.count
      guard j > 0 else {
        visits.append(1 / moving)
        continue
      }
      var sum = 0.0
      let first = max(1, demand.least)
      let last = min(j, demand.greatest)
      if first <= last {
        demand.probabilities.withUnsafeBufferPointer { probabilities in
          visits.withUnsafeBufferPointer { visits in
            for quantity in first...last { sum += probabilities[quantity - demand.least] * visits[j - quantity] }
          }
        }
      }
      visits.append(sum / moving)
    }
  }
}

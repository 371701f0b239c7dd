public import Probability

/// A stage over a number of periods that may all differ: at the start of each, the level is raised by what arrives at once,
/// then demand occurs; backorders wait (Arrow, Harris & Marschak 1951, doi:10.2307/1906813; Scarf 1960, *Mathematical
/// Methods in the Social Sciences*, 196–202). Stochastic dynamic programme in whole units.
public enum FiniteHorizon {
  /// A period.
  public struct Period: Sendable {
    /// Demand by whole quantities.
    let quantities: DiscreteDemand
    /// The family it comes from, where it has one: what stock and shortages cost is exact then.
    let family: DemandDistribution?
    /// What orders, stock and backorders at the end of the period cost; any of them may be 0.
    let costs: ReplenishmentCosts
    /// c, in money per unit ordered.
    let unitCost: Double
    /// γ: what money of the next period is worth in this one; in (0, 1].
    let discountFactor: Double

    /// A period with the demand of a family; the stock left is in whole units (``DiscreteDemand/init(_:)``).
    public init(
      demand: DemandDistribution, costs: ReplenishmentCosts, unitCost: Double = 0, discountFactor: Double = 1
    ) throws(SolverError) {
      self.init(
        quantities: try DiscreteDemand(demand), family: demand, costs: costs, unitCost: unitCost,
        discountFactor: discountFactor)
    }

    /// A period with given probabilities of demand.
    public init(
      demand: DiscreteDemand, costs: ReplenishmentCosts, unitCost: Double = 0, discountFactor: Double = 1
    ) {
      self.init(
        quantities: demand, family: nil, costs: costs, unitCost: unitCost, discountFactor: discountFactor)
    }

    init(
      quantities: DiscreteDemand, family: DemandDistribution?, costs: ReplenishmentCosts, unitCost: Double,
      discountFactor: Double
    ) {
      self.quantities = quantities
      self.family = family
      self.costs = costs
      self.unitCost = unitCost
      self.discountFactor = discountFactor
    }
  }

  /// What a level is worth after the last period.
  public struct Terminal: Sendable, Equatable {
    /// In money per unit left over; not below 0.
    public var holdingCost: Double
    /// In money per unit still backordered; not below 0.
    public var backorderCost: Double

    /// Makes terminal costs.
    public init(holdingCost: Double = 0, backorderCost: Double = 0) {
      self.holdingCost = holdingCost
      self.backorderCost = backorderCost
    }
  }

  /// What to do in a period.
  public struct Decision: Sendable, Equatable {
    /// s: at this level and all below it, the level is raised to ``orderUpToLevel``; in units. That level itself where
    /// orders have no fixed cost.
    public var reorderPoint: Int
    /// S, in units.
    public var orderUpToLevel: Int
  }

  /// The best decisions and what they cost.
  public struct Plan: Sendable, Equatable {
    /// Per period; `nil` where not even any backorder is worth an order.
    ///
    /// They say all where no fixed cost rises faster than discounting (Kₜ ≥ γKₜ₊₁), as (s, S) is then optimal (Scarf
    /// 1960); else there may be levels above s at which to order as well (``orderUpToLevel(period:level:)``).
    public var decisions: [Decision?]
    /// Expected cost from the initial level on, discounted to the first period, in money.
    public var expectedCost: Double
    /// Lowest level of the tables.
    var lowest: Int
    /// Per period and level: the level after ordering.
    var targets: [[Int32]]

    /// The level to which to raise a level at the start of a period, from 0; the level itself = no order.
    public func orderUpToLevel(period: Int, level: Int) -> Int {
      let row = targets[period]
      guard level >= lowest else {
        return row[0] > 0 ? lowest + Int(row[0]) : level
      }
      return level - lowest < row.count ? lowest + Int(row[level - lowest]) : level
    }
  }

  /// What the method is.
  public static var description: MethodDescription {
    MethodDescription(
      name: "finite-horizon", model: .singleStage,
      summary: "cheapest (s, S) decisions for a number of periods that may all differ",
      topologies: [.single], demand: "any probabilities of whole quantities; other families in whole units",
      guarantee: .exact, source: "Scarf 1960, Mathematical Methods in the Social Sciences, 196-202")
  }

  /// The best decisions for all levels, by backward induction.
  ///
  /// Vₜ(x) = min over y ≥ x of K·[y > x] + c(y − x) + G(y) + γE[Vₜ₊₁(y − D)]. The table of levels grows until nothing
  /// beyond it matters: far below, V is a straight line, whose slope is known, and above, no level can be worth an
  /// order any more.
  ///
  /// - Parameters:
  ///   - periods: the periods, at least one.
  ///   - terminal: what is left counts at the end.
  ///   - initialLevel: stock on hand less backorders at the start, in units.
  ///
  /// Complexity: O(periods × levels × quantities of the demand).
  public static func optimalPlan(
    periods: [Period], terminal: Terminal = Terminal(), initialLevel: Int = 0
  ) throws(SolverError) -> Plan {
    try check(periods, terminal, initialLevel)
    let widest = periods.reduce(1) { max($0, $1.quantities.greatest) }
    var below = widest + 1
    var above = widest + 1
    let allDemand = periods.reduce(0) { $0 + $1.quantities.greatest }
    while true {
      let lowest = min(initialLevel, 0) - below
      let highest = max(initialLevel, 0) + min(above, allDemand + 1)
      let cells = Double(highest - lowest + 1) * Double(periods.count)
      let steps = cells * Double(periods.reduce(1) { max($0, $1.quantities.probabilities.count) })
      guard cells < 2e7, steps < 4e9 else {
        throw .tooLarge(reason: "the horizon needs tables of \(cells) entries; count in larger units")
      }
      var induction = BackwardInduction(lowest: lowest, highest: highest, terminal: terminal)
      var flaw: BackwardInduction.Flaw?
      var targets: [[Int32]] = []
      for index in periods.indices.reversed() {
        let remaining = periods[index...].reduce(0) { $0 + $1.quantities.greatest }
        flaw = induction.step(
          periods[index], next: index + 1 < periods.count ? periods[index + 1] : nil, remainingDemand: remaining)
        if flaw != nil { break }
        targets.append(induction.targets)
      }
      switch flaw {
      case .tooLow: above *= 2
      case .tooHigh: below *= 2
      case nil:
        targets.reverse()
        return Plan(
          decisions: targets.map { decision($0, lowest: lowest) },
          expectedCost: try InputCheck.inRange(induction.values[initialLevel - lowest], "the expected cost"),
          lowest: lowest, targets: targets)
      }
    }
  }

  private static func decision(_ targets: [Int32], lowest: Int) -> Decision? {
    guard let first = targets.first, first > 0 else { return nil }
    let end = targets.firstIndex { $0 != first } ?? targets.count
    return Decision(reorderPoint: lowest + end - 1, orderUpToLevel: lowest + Int(first))
  }

  private static func check(
    _ periods: [Period], _ terminal: Terminal, _ initialLevel: Int
  ) throws(SolverError) {
    guard !periods.isEmpty, periods.count <= 100_000 else {
      throw .invalid(reason: "a horizon must have 1 to 100000 periods, not \(periods.count)")
    }
    guard initialLevel.magnitude < 1 << 40 else { throw .invalid(reason: "the initial level must be below 2⁴⁰") }
    try InputCheck.notNegative(terminal.holdingCost, "terminal holding cost")
    try InputCheck.notNegative(terminal.backorderCost, "terminal backorder cost")
    for period in periods {
      try InputCheck.notNegative(period.costs.fixedOrderCost, "fixed order cost")
      try InputCheck.notNegative(period.costs.holdingCostRate, "holding cost rate")
      try InputCheck.notNegative(period.costs.backorderCostRate, "backorder cost rate")
      try InputCheck.notNegative(period.unitCost, "unit cost")
      guard period.discountFactor > 0, period.discountFactor <= 1 else {
        throw .invalid(reason: "a discount factor must be above 0 and at most 1, not \(period.discountFactor)")
      }
      guard period.quantities.greatest < 1 << 30 else {
        throw .tooLarge(reason: "demand beyond 2³⁰ units a period; count in larger units")
      }
    }
  }
}

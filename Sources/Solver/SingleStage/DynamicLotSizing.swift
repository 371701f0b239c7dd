/// Lots for requirements that differ from period to period (Wagner & Whitin 1958, doi:10.1287/mnsc.5.1.89): a setup
/// cost in every period with an order, holding cost on what is left at the end of a period, nothing late.
///
/// Some best plan orders only where nothing is left, and then what some whole periods require. Setup, holding and unit
/// costs may change from period to period.
public enum DynamicLotSizing {
  /// The lots and what they cost.
  public struct Plan: Sendable, Equatable {
    /// Per period: what arrives at its start, in units; 0 where nothing is ordered.
    public var lots: [Double]
    /// Setups, purchase and holding, in money.
    public var totalCost: Double
    /// Per period: the least cost of it and all later ones with no stock at its start, in money; 0 after the last.
    public var costToGo: [Double]
    /// Per period: the period of the next order after one in it, in a best plan; the number of periods = none. Where a
    /// period requires nothing and an order in it does not pay, the period that follows.
    public var nextOrder: [Int]
  }

  /// What the method is.
  public static var description: MethodDescription {
    MethodDescription(
      name: "wagner-whitin", model: .singleStage,
      summary: "cheapest lots for known requirements that change from period to period",
      topologies: [.single], demand: "known requirements by period", guarantee: .exact,
      source: "Wagner & Whitin 1958, doi:10.1287/mnsc.5.1.89; Wagelmans, Van Hoesel & Kolen 1992, "
        + "doi:10.1287/opre.40.1.S145")
  }

  /// The cheapest lots.
  ///
  /// With Cₜ the cost of a unit of period t held to the end of the horizon, F(t) the cost to go (holding to the end
  /// counted for all units alike) and x(t) the requirements from t on, F(t) = Kₜ + min over j > t of Cₜ(x(t) − x(j)) +
  /// F(j): a line of slope Cₜ that touches the points (x(j), F(j)) from below. Their lower convex hull is kept as a
  /// stack, and the point touched is found by halving (Wagelmans, Van Hoesel & Kolen 1992, doi:10.1287/opre.40.1.S145).
  /// Of lots that cost the same the longest is taken.
  ///
  /// - Parameters:
  ///   - requirements: per period, in units; not below 0. What is there already is netted before.
  ///   - setupCosts: per period, in money per order; not below 0.
  ///   - holdingCosts: per period, in money per unit left at its end; not below 0.
  ///   - unitCosts: per period, in money per unit ordered; any sign. `nil` = the same in all, and not counted.
  ///
  /// Complexity: O(T log T) for T periods.
  public static func optimalPlan(
    requirements: [Double], setupCosts: [Double], holdingCosts: [Double], unitCosts: [Double]? = nil
  ) throws(SolverError) -> Plan {
    let count = requirements.count
    let unitCosts = unitCosts ?? [Double](repeating: 0, count: count)
    guard setupCosts.count == count, holdingCosts.count == count, unitCosts.count == count else {
      throw .invalid(reason: "requirements and costs must be given for the same number of periods")
    }
    for period in 0..<count {
      try InputCheck.notNegative(requirements[period], "the requirement of period \(period + 1)")
      try InputCheck.notNegative(setupCosts[period], "the setup cost of period \(period + 1)")
      try InputCheck.notNegative(holdingCosts[period], "the holding cost of period \(period + 1)")
      try InputCheck.finite(unitCosts[period], "the unit cost of period \(period + 1)")
    }
    var costToGo = [Double](repeating: 0, count: count + 1)
    var nextOrder = [Int](repeating: count, count: count)
    // Whether a best plan orders in the period when it has no stock.
    var orders = [Bool](repeating: false, count: count)
    var hull = LowerHull(capacity: count + 1)
    hull.append(LowerHull.Point(x: 0, y: 0, period: count))
    var rest = 0.0
    var heldToEnd = 0.0
    // Holding to the end of what the periods require themselves: nobody pays it.
    var notHeld = 0.0
    var following = 0.0
    for period in stride(from: count - 1, through: 0, by: -1) {
      rest += requirements[period]
      heldToEnd += holdingCosts[period]
      notHeld += requirements[period] * heldToEnd
      let cost = unitCosts[period] + heldToEnd
      let touched = hull.point(touchedBySlope: cost)
      var best = setupCosts[period] + cost * (rest - touched.x) + touched.y
      nextOrder[period] = touched.period
      orders[period] = true
      if requirements[period] == 0, following <= best {
        best = following
        nextOrder[period] = period + 1
        orders[period] = false
      }
      following = best
      costToGo[period] = best - notHeld
      hull.append(LowerHull.Point(x: rest, y: best, period: period))
    }
    guard costToGo.allSatisfy(\.isFinite) else { throw .invalid(reason: "the cost leaves the range of numbers") }
    var plan = Plan(
      lots: [Double](repeating: 0, count: count), totalCost: 0, costToGo: costToGo, nextOrder: nextOrder)
    var period = 0
    while period < count {
      if orders[period] { plan.lots[period] = requirements[period..<nextOrder[period]].reduce(0, +) }
      period = nextOrder[period]
    }
    plan.totalCost = cost(
      of: plan.lots, requirements: requirements, setupCosts: setupCosts, holdingCosts: holdingCosts,
      unitCosts: unitCosts)
    return plan
  }

  /// The cheapest lots where all periods cost the same.
  public static func optimalPlan(
    requirements: [Double], setupCost: Double, holdingCost: Double
  ) throws(SolverError) -> Plan {
    try optimalPlan(
      requirements: requirements, setupCosts: [Double](repeating: setupCost, count: requirements.count),
      holdingCosts: [Double](repeating: holdingCost, count: requirements.count))
  }

  /// What lots cost that are never late.
  private static func cost(
    of lots: [Double], requirements: [Double], setupCosts: [Double], holdingCosts: [Double], unitCosts: [Double]
  ) -> Double {
    var total = 0.0
    var stock = 0.0
    for period in lots.indices {
      if lots[period] > 0 { total += setupCosts[period] + unitCosts[period] * lots[period] }
      // The order of additions leaves crumbs.
      stock = max(0, stock + lots[period] - requirements[period])
      total += holdingCosts[period] * stock
    }
    return total
  }
}

/// The lower convex hull of points that come with rising x.
private struct LowerHull {
  struct Point {
    var x: Double
    var y: Double
    var period: Int
  }

  private var points: [Point] = []

  init(capacity: Int) { points.reserveCapacity(capacity) }

  /// Adds a point at the right end or right of it.
  mutating func append(_ point: Point) {
    if let last = points.last, last.x == point.x {
      if point.y >= last.y { return }
      points.removeLast()
    }
    while points.count > 1 {
      let (before, last) = (points[points.count - 2], points[points.count - 1])
      // The last point is on the line to the new one or above it.
      guard (last.y - before.y) * (point.x - last.x) >= (point.y - last.y) * (last.x - before.x) else { break }
      points.removeLast()
    }
    points.append(point)
  }

  /// The first point at which y − slope · x is least.
  func point(touchedBySlope slope: Double) -> Point {
    var low = 0
    var high = points.count - 1
    while low < high {
      let middle = (low + high) / 2
      let (point, next) = (points[middle], points[middle + 1])
      if next.y - point.y >= slope * (next.x - point.x) { high = middle } else { low = middle + 1 }
    }
    return points[low]
  }
}

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Steady demand from a supplier that fails now and then.
public enum SupplyDisruption {
  /// A base stock under disruptions and what it costs.
  public struct BaseStock: Sendable, Equatable {
    /// S, in units.
    public var baseStock: Double
    /// Holding and backorders, in money per period.
    public var costRate: Double
  }

  /// What the method is.
  public static var description: MethodDescription {
    MethodDescription(
      name: "supply-disruptions", model: .singleStage,
      summary: "lot or base stock for steady demand from a supplier that fails now and then",
      topologies: [.single], demand: "steady", guarantee: .exact,
      source: "Parlar & Berkin 1991, Naval Research Logistics 38:107-121; Berk & Arreola-Risa 1994, Naval Research "
        + "Logistics 41:129-132; Tomlin 2006, doi:10.1287/mnsc.1060.0515")
  }

  /// The cheapest lot of an economic order quantity whose supplier is up and down for exponential times; what is demanded
  /// while stock is out and the supplier down is lost (Parlar & Berkin 1991; Berk & Arreola-Risa 1994,
  /// doi:10.1002/1520-6750(199402)41:1<129::AID-NAV3220410109>3.0.CO;2-M).
  ///
  /// A cycle costs K + hQ²/2d + pdψ/μ and lasts Q/d + ψ/μ, ψ = λ/(λ + μ)·(1 − e^(−(λ + μ)Q/d)) the probability that the
  /// supplier is down when stock runs out. The quotient falls, then rises; where it turns its slope is zero.
  ///
  /// - Parameters:
  ///   - fixedOrderCost: K, in money per order.
  ///   - holdingCostRate: h, in money per unit per period; above 0.
  ///   - lostSaleCost: p, in money per unit lost.
  ///   - demandRate: d, in units per period; above 0.
  ///   - disruptionRate: λ, in disruptions per period of an up time.
  ///   - recoveryRate: μ, in recoveries per period of a down time; above 0.
  ///
  /// Complexity: some sixty evaluations.
  public static func optimalLot(
    fixedOrderCost: Double, holdingCostRate: Double, lostSaleCost: Double, demandRate: Double,
    disruptionRate: Double, recoveryRate: Double
  ) throws(SolverError) -> EconomicLot {
    try InputCheck.notNegative(fixedOrderCost, "fixed order cost")
    try InputCheck.positive(holdingCostRate, "holding cost rate")
    try InputCheck.notNegative(lostSaleCost, "cost of a lost sale")
    try InputCheck.positive(demandRate, "demand rate")
    try InputCheck.notNegative(disruptionRate, "disruption rate")
    try InputCheck.positive(recoveryRate, "recovery rate")
    let economic = try EconomicOrderQuantity.optimalLot(
      fixedOrderCost: fixedOrderCost, holdingCostRate: holdingCostRate, demandRate: demandRate)
    let change = disruptionRate + recoveryRate
    let odds = disruptionRate / recoveryRate
    let (h, p, d) = (holdingCostRate, lostSaleCost, demandRate)
    // In the time a lot lasts, u = Q/d: the time without stock that follows it, expected, and its slope.
    func outage(_ time: Double) -> (length: Double, slope: Double) {
      (-expm1(-change * time) * (odds / change), exp(-change * time) * odds)
    }
    // The numerator of the slope of the quotient.
    func rises(_ time: Double) -> Bool {
      let outage = outage(time)
      let held = h * d * time * (time / 2 + outage.length - time * outage.slope / 2)
      let scaled = change * time
      // e^(−x)·x − (1 − e^(−x)), whose first terms cancel.
      let saved = scaled < 1e-5 ? scaled * scaled * (scaled / 3 - 0.5) : exp(-scaled) * scaled + expm1(-scaled)
      return held + p * d * (odds / change) * saved >= fixedOrderCost * (1 + outage.slope)
    }
    let least = 1e-150
    var low = 0.0
    var high = max(economic.cycleTime, 1e-9 / change)
    while !rises(high), high < 0x1p500 {
      low = high
      high *= 2
    }
    while high > least {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { break }
      if rises(middle) { high = middle } else { low = middle }
    }
    guard high > least else {
      // Orders cost nothing and disruptions are not worth a stock.
      return EconomicLot(
        quantity: 0, cycleTime: 0, costRate: p * d * (disruptionRate / change), greatestStock: 0, greatestBackorder: 0)
    }
    let quantity = try InputCheck.inRange(d * high, "the lot")
    return EconomicLot(
      quantity: quantity, cycleTime: high + outage(high).length,
      costRate: try costRate(
        ofLot: quantity, fixedOrderCost: fixedOrderCost, holdingCostRate: h, lostSaleCost: p, demandRate: d,
        disruptionRate: disruptionRate, recoveryRate: recoveryRate),
      greatestStock: quantity, greatestBackorder: 0)
  }

  /// Cost of a given lot, in money per period; with the parameters of the cheapest.
  public static func costRate(
    ofLot quantity: Double, fixedOrderCost: Double, holdingCostRate: Double, lostSaleCost: Double,
    demandRate: Double, disruptionRate: Double, recoveryRate: Double
  ) throws(SolverError) -> Double {
    try InputCheck.positive(quantity, "the lot")
    try InputCheck.positive(demandRate, "demand rate")
    try InputCheck.notNegative(disruptionRate, "disruption rate")
    try InputCheck.positive(recoveryRate, "recovery rate")
    let change = disruptionRate + recoveryRate
    let time = quantity / demandRate
    let outage = -expm1(-change * time) * (disruptionRate / change) / recoveryRate
    let cost = fixedOrderCost + holdingCostRate * quantity * time / 2 + lostSaleCost * demandRate * outage
    return try InputCheck.inRange(cost / (time + outage), "the cost of the lot")
  }

  /// The cheapest base stock of steady demand by periods, where an up period is followed by a down one with probability α,
  /// and a down one by an up one with probability β; while down nothing can be ordered, and backorders wait (Tomlin 2006,
  /// doi:10.1287/mnsc.1060.0515; Snyder & Shen 2019, doi:10.1002/9781119584445, §9.2).
  ///
  /// After n periods down in a row the level is S − (n + 1)d, and P(n or fewer) = 1 − α/(α + β)·(1 − β)^n. So S is d times
  /// a whole number: the least at which that reaches p/(p + h).
  ///
  /// - Parameters:
  ///   - costs: h and p; K plays no part.
  ///   - demand: d, in units per period.
  ///   - disruptionProbability: α, in [0, 1].
  ///   - recoveryProbability: β, in (0, 1].
  ///
  /// Complexity: O(1).
  public static func optimalBaseStock(
    costs: ReplenishmentCosts, demand: Double, disruptionProbability: Double, recoveryProbability: Double
  ) throws(SolverError) -> BaseStock {
    try check(costs, demand, disruptionProbability, recoveryProbability)
    let down = disruptionProbability / (disruptionProbability + recoveryProbability)
    var periods = 0.0
    if down > costs.criticalExceedance {
      periods = (log(costs.criticalExceedance / down) / log1p(-recoveryProbability)).rounded(.up)
      // Rounding may have the logarithms one off.
      let stays = 1 - recoveryProbability
      if periods > 0, down * pow(stays, periods - 1) <= costs.criticalExceedance { periods -= 1 }
      if down * pow(stays, periods) > costs.criticalExceedance { periods += 1 }
    }
    let level = try InputCheck.inRange(demand * (periods + 1), "the base stock")
    return BaseStock(
      baseStock: level,
      costRate: try costRate(
        ofBaseStock: level, costs: costs, demand: demand, disruptionProbability: disruptionProbability,
        recoveryProbability: recoveryProbability))
  }

  /// Holding and backorders of a given base stock, in money per period.
  public static func costRate(
    ofBaseStock baseStock: Double, costs: ReplenishmentCosts, demand: Double, disruptionProbability: Double,
    recoveryProbability: Double
  ) throws(SolverError) -> Double {
    try check(costs, demand, disruptionProbability, recoveryProbability)
    try InputCheck.finite(baseStock, "base stock")
    let down = disruptionProbability / (disruptionProbability + recoveryProbability)
    guard demand > 0 else {
      return baseStock > 0 ? costs.holdingCostRate * baseStock : costs.backorderCostRate * -baseStock
    }
    let mean = demand * (1 + down / recoveryProbability)
    // E[((n + 1)d − S)⁺] = Σ over n > N of P(≥ n)·d + P(≥ N)·rest, where level N is the first below 0.
    let covered = baseStock / demand
    var short = mean - baseStock
    if covered > 1 {
      let first = covered.rounded(.down)
      let share = first + 1 - covered
      let reached = down * pow(1 - recoveryProbability, first - 1)
      short = demand * reached * (share + (1 - recoveryProbability) / recoveryProbability)
    }
    let onHand = max(0, baseStock - mean + short)
    return try InputCheck.inRange(costs.rate(orders: 0, onHand: onHand, backorders: short), "the cost")
  }

  private static func check(
    _ costs: ReplenishmentCosts, _ demand: Double, _ disruption: Double, _ recovery: Double
  ) throws(SolverError) {
    try costs.check()
    try InputCheck.notNegative(demand, "demand")
    guard disruption >= 0, disruption <= 1, recovery > 0, recovery <= 1 else {
      throw .invalid(reason: "probabilities of disruption and recovery must be in [0, 1], recovery above 0")
    }
  }
}

public import Probability

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The revised power approximation of (s, S) policies: a regression on exact policies (Ehrhardt & Mosier 1984,
/// doi:10.1287/mnsc.30.5.618).
public enum PowerApproximation {
  /// Reorder point and order-up-to level, in units.
  public struct Rule: Sendable, Equatable {
    /// s, in units.
    public var reorderPoint: Double
    /// S, in units.
    public var orderUpToLevel: Double
  }

  /// What the method is.
  public static var description: MethodDescription {
    MethodDescription(
      name: "power-approximation", model: .singleStage,
      summary: "(s, S) policy at once from mean and standard deviation, within a per cent or so of the best cost",
      topologies: [.single], demand: "mean and standard deviation", guarantee: .heuristic,
      source: "Ehrhardt & Mosier 1984, doi:10.1287/mnsc.30.5.618")
  }

  /// The policy for a stage reviewed every period.
  ///
  /// Q = 1.30 μ^0.494 (K/h)^0.506 (1 + σ_L²/μ²)^0.116, z = √(Qh/(σ_L p)),
  /// s = 0.973μ_L + σ_L(0.183/z + 1.063 − 2.192z), S = s + Q. Where Q ≤ 1.5μ, s and S are no more than
  /// μ_L + z′σ_L with Φ(z′) = p/(p + h): orders are then so frequent that s + Q would overshoot.
  ///
  /// - Parameters:
  ///   - demand: the demand of a period; mean and standard deviation above 0.
  ///   - leadTime: L ≥ 1, in periods: μ_L and σ_L are of the demand of L periods, one more than where an order is placed
  ///     before demand.
  ///   - costs: K above 0.
  ///   - limitsFrequentOrders: whether the rule for Q ≤ 1.5μ applies.
  public static func rule(
    demand: DemandDistribution, leadTime: Int, costs: ReplenishmentCosts, limitsFrequentOrders: Bool = true
  ) throws(SolverError) -> Rule {
    try costs.check()
    try InputCheck.positive(costs.fixedOrderCost, "fixed order cost")
    try InputCheck.demand(demand)
    try InputCheck.positive(demand.mean, "mean demand")
    try InputCheck.positive(demand.sd, "the standard deviation of demand")
    try InputCheck.periods(leadTime: leadTime, reviewPeriod: 1)
    let covered = demand.over(periods: max(1, leadTime))
    let (mean, sd) = (covered.mean, covered.sd)
    let spread = 1 + (sd / demand.mean) * (sd / demand.mean)
    let quantity =
      1.30 * pow(demand.mean, 0.494) * pow(costs.fixedOrderCost / costs.holdingCostRate, 0.506) * pow(spread, 0.116)
    let z = (quantity / sd * (costs.holdingCostRate / costs.backorderCostRate)).squareRoot()
    var point = 0.973 * mean + sd * (0.183 / z + 1.063 - 2.192 * z)
    var level = point + quantity
    if limitsFrequentOrders, quantity <= 1.5 * demand.mean {
      let base = DemandDistribution.normal(mean: mean, sd: sd)
        .quantile(lower: costs.criticalRatio, upper: costs.criticalExceedance)
      point = min(point, base)
      level = min(level, base)
    }
    return Rule(
      reorderPoint: try InputCheck.inRange(point, "the reorder point"),
      orderUpToLevel: try InputCheck.inRange(level, "the order-up-to level"))
  }
}

import Probability
public import SupplyNetwork

/// The rule that planners know: a safety stock of z·σ·√L at every location, at the centre over the longest path.
///
/// σ is the standard deviation per period of all demand that a location serves, L its lead time; at a stage served from
/// outside, which keeps the central stock of all downstream, L is the longest lead time from the outside supplier to
/// an end. Base stocks are the mean demand of the stage's own lead time plus the safety stock, rounded up where all
/// demand served is whole. A rule to compare with: it neither looks at what the centre is late with nor at what stock
/// costs where. Measured under Poisson demand (`DistributionHeuristicTests`, goods in transit apart): 25 % above the
/// least cost on average, twice it at worst, over 300 random networks of one warehouse and 1 to 5 unlike retailers; 31 %
/// over 60 of three levels.
public enum SquareRootRule {
  /// What this is.
  public static var description: MethodDescription {
    MethodDescription(
      name: "square-root-rule", model: .stochasticService,
      summary: "safety stock of z times deviation times root of lead time at every location of a distribution network",
      topologies: [.distribution], demand: "any, at any stage", guarantee: .heuristic,
      source: "rule of practice; Silver, Pyke & Thomas 2017, Inventory and Production Management in Supply Chains")
  }

  /// The plan. Its cost is exact under Poisson demand, that of fitted moments otherwise.
  ///
  /// - Parameter safetyFactor: z at every location. `nil` = where customers from outside are served the normal score
  ///   of p/(p + h) with their own rates, elsewhere the mean of these downstream, weighted by demand.
  /// - Throws: as ``RecursiveOptimisation/plan(for:)``; cost rates may be missing where `safetyFactor` is given.
  ///
  /// Complexity: O(stages), besides the evaluation.
  public static func plan(for network: StageNetwork, safetyFactor: Double? = nil) throws(SolverError) -> StockingPlan {
    let tree = try DistributionTree(network)
    if let safetyFactor {
      guard abs(safetyFactor) <= 100 else { throw .invalid(reason: "a safety factor of \(safetyFactor)") }
    } else {
      try tree.requireCostRates()
    }
    let system = OutstandingMoments(tree)
    // Longest lead time to an end and demand-weighted sum of safety factors, from the ends up.
    var longest = tree.leadTime
    var factors = [Double](repeating: 0, count: tree.stageCount)
    for stage in tree.upstreamFirst.reversed() {
      for customer in tree.customers[stage] {
        longest[stage] = max(longest[stage], tree.leadTime[stage] + longest[customer])
        factors[stage] += factors[customer]
      }
      guard tree.externalRate[stage] > 0 else { continue }
      let backorder = tree.backorderCostRate[stage]
      let ratio = min(backorder / (backorder + tree.holdingCostRate[stage]), 1 - 0x1p-53)
      factors[stage] += tree.externalRate[stage] * (safetyFactor ?? StandardNormal.quantile(ratio))
    }
    let levels = (0..<tree.stageCount).map { stage -> Double in
      let factor = tree.demandRate[stage] > 0 ? factors[stage] / tree.demandRate[stage] : 0
      let periods = tree.supplier[stage] == nil ? longest[stage] : tree.leadTime[stage]
      let level = tree.leadTimeDemand(stage) + factor * (tree.demandVariance[stage] * periods).squareRoot()
      return max(0, system.isWhole(stage) ? WholeUnitPlan.wholeUnits(level) : level)
    }
    return try StockingPlan(
      system: system, baseStocks: levels, method: "safety stock of z·σ·√L everywhere, at the centre over all lead times"
    )
  }
}

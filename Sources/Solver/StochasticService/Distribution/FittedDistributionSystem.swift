public import SupplyNetwork

/// Distribution networks under any demand, ordering every period, first come, first served: orders outstanding
/// described by mean and variance.
///
/// A stage's outstanding orders are the demand of its lead time and its part of what its supplier owes. Two moments of
/// that part follow from two moments of what is owed, and the distribution fitted is negative binomial where all demand
/// served is whole, normal where all of it is normal, gamma else: the two-moment approximation of Graves (1985,
/// doi:10.1287/mnsc.31.10.1247) beyond Poisson demand. Demand of one period may be correlated between stages; periods
/// are independent. Normal demand is not cut off at zero.
///
/// The inventory level at the end of a period is the base stock less the orders outstanding, and an order protects L
/// periods. Costs are those of ``PoissonDistributionSystem``. Against simulations of 60,000 periods of 3 and 9 stages
/// with normal, gamma and negative binomial demand (`OutstandingMomentsTests`) the costs stated are within 3 %.
public enum FittedDistributionSystem {
  /// What this is.
  public static var description: MethodDescription {
    MethodDescription(
      name: "distribution-fitted", model: .stochasticService,
      summary: "base stocks of least cost in distribution networks: two moments of outstanding orders",
      topologies: [.distribution], demand: "any, at any stage", guarantee: .approximation,
      source: "Graves 1985, doi:10.1287/mnsc.31.10.1247, beyond Poisson demand")
  }

  /// What given base stocks do, approximately.
  ///
  /// - Parameter baseStocks: installation base stock by stage, in units, at least 0.
  /// - Throws: ``SolverError/unsupported(reason:)`` where the network is no distribution network,
  ///   ``SolverError/invalid(reason:)`` for rates or base stocks that mean nothing,
  ///   ``SolverError/tooLarge(reason:)`` where demand is too large to count.
  ///
  /// Complexity: O(stages) evaluations of a distribution.
  public static func evaluate(
    _ network: StageNetwork, baseStocks: [Double]
  ) throws(SolverError) -> DistributionEvaluation {
    let tree = try DistributionTree(network)
    try tree.require(baseStocks: baseStocks)
    return OutstandingMoments(tree).evaluate(baseStocks)
  }

  /// Base stocks of least cost by the fitted moments: whole where all demand served is, else any number. Their cost is
  /// exact under Poisson demand.
  ///
  /// - Throws: as ``evaluate(_:baseStocks:)``; ``SolverError/invalid(reason:)`` also where a stage with customers from
  ///   outside lacks a cost rate, ``SolverError/tooLarge(reason:)`` where the search would take too long.
  ///
  /// Complexity: O(Π over the stages on a path of the levels tried) newsvendors, some 40 levels a stage where they
  /// need not be whole.
  public static func plan(for network: StageNetwork) throws(SolverError) -> StockingPlan {
    let tree = try DistributionTree(network)
    try tree.requireCostRates()
    let system = OutstandingMoments(tree)
    var search = try MomentSearch(system)
    return try StockingPlan(
      system: system, baseStocks: try search.cheapestBaseStocks(),
      method: "least cost by two moments of outstanding orders")
  }
}

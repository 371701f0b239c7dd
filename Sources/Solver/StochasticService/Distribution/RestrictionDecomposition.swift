import Probability
public import SupplyNetwork

/// Restriction and decomposition (Gallego, Özer & Zipkin 2007, doi:10.1287/opre.1060.0373): one warehouse and its
/// retailers restricted in three ways, each of which leaves newsvendors; the cheapest of the three.
///
/// - *Cross-docking*: no stock at the warehouse. Retailers are newsvendors over L₀ + L_i.
/// - *Zero safety stock*: the warehouse holds the mean demand of its lead time. Retailers are newsvendors of their
///   outstanding orders, which are known.
/// - *Stock pooling*: no stock at the retailers. What the warehouse owes is owed to customers, so that it is a
///   newsvendor with the mean backorder cost rate, weighted by demand.
///
/// With L₀ = 0 the first is optimal. Measured (`DistributionHeuristicTests`, goods in transit apart): 1.2 % above the
/// least cost on average, 11 % at worst, over 300 random networks of one warehouse and 1 to 5 unlike retailers; 3.2 % and
/// 45 % where retailers may have no lead time or the lower holding cost rate.
public enum RestrictionDecomposition {
  /// What this is.
  public static var description: MethodDescription {
    MethodDescription(
      name: "restriction-decomposition", model: .stochasticService,
      summary: "the best of cross-docking, zero safety stock and stock pooling at one warehouse and its retailers",
      topologies: [.distribution], demand: "Poisson, independent, at the retailers", guarantee: .heuristic,
      source: "Gallego, Özer & Zipkin 2007, doi:10.1287/opre.1060.0373")
  }

  /// The cheapest of the three plans, at its exact cost; its method says which.
  ///
  /// - Throws: as ``OneWarehouseRecursion/optimalPlan(for:)``.
  ///
  /// Complexity: three evaluations (``PoissonDistributionSystem/evaluate(_:baseStocks:)``).
  public static func plan(for network: StageNetwork) throws(SolverError) -> StockingPlan {
    let tree = try DistributionTree(network)
    try tree.requirePoisson()
    try tree.requireCostRates()
    let warehouse = try tree.warehouse()
    let demand = DemandDistribution.poisson(mean: tree.leadTimeDemand(warehouse))

    var pooled = [Double](repeating: 0, count: tree.stageCount)
    let meanBackorder = tree.customers[warehouse].reduce(0) {
      $0 + tree.shareOfSupplier($1) * tree.ownBackorderCostRate($1)
    }
    pooled[warehouse] =
      demand.newsvendor(holding: tree.holdingCostRate[warehouse], backorder: meanBackorder).level

    let candidates = [
      ("cross-docking", try retailersBest(tree, warehouse, level: 0)),
      ("zero safety stock at the warehouse", try retailersBest(tree, warehouse, level: Int(demand.mean.rounded()))),
      ("stock pooling at the warehouse", pooled),
    ]
    let system = OutstandingMoments(tree)
    var best: StockingPlan?
    for (name, levels) in candidates {
      let plan = try StockingPlan(system: system, baseStocks: levels, method: "restriction and decomposition: \(name)")
      if plan.cost < best?.cost ?? .infinity { best = plan }
    }
    guard let best else { throw .invalid(reason: "the costs of \(network.name) are too large to compare") }
    return best
  }

  /// A level of the warehouse and the best base stocks of the retailers at it.
  private static func retailersBest(
    _ tree: DistributionTree, _ warehouse: Int, level: Int
  ) throws(SolverError) -> [Double] {
    var levels = [Double](repeating: 0, count: tree.stageCount)
    levels[warehouse] = Double(level)
    let outstanding = try CountDistribution(poisson: tree.leadTimeDemand(warehouse))
    for retailer in tree.customers[warehouse] {
      let orders = try PoissonDistributionSystem.outstandingOrders(
        tree, of: retailer, supplierOutstanding: outstanding, supplierLevel: level)
      levels[retailer] = Double(
        orders.newsvendor(
          holding: tree.holdingCostRate[retailer], backorder: tree.ownBackorderCostRate(retailer)
        ).level)
    }
    return levels
  }
}

public import SupplyNetwork

/// Distribution networks of any depth under Poisson demand, exactly: every stage orders one for one, its supplier
/// serves first come, first served.
///
/// A stage with base stock s and X orders outstanding has (s − X)⁺ on hand and owes (X − s)⁺. At a stage served from
/// outside X is Poisson, the demand of its lead time; at any other it is that demand plus the stage's part of what
/// its supplier owes, binomial given the whole (``OutstandingOrders``; Simon 1971, doi:10.1287/opre.19.3.665; Graves
/// 1985, doi:10.1287/mnsc.31.10.1247; Axsäter 1990, doi:10.1287/opre.38.1.64). Customers from outside may stand at any
/// stage; those at a stage with customers in the network are one more of these.
///
/// Costs per period: h·E[on hand] at every stage, p·E[backorders to customers from outside], and the supplier's h on
/// the goods in transit between two stages, which depend on no base stock. Goods in transit from the outside supplier
/// are not counted. Time is continuous; if stages order every period instead and serve the orders of one period in the
/// order of the demands behind them, the same holds of the ends of periods.
public enum PoissonDistributionSystem {
  /// What this is.
  public static var description: MethodDescription {
    MethodDescription(
      name: "distribution-exact", model: .stochasticService,
      summary: "one-for-one ordering in distribution networks: exact evaluation, bounded search for the base stocks",
      topologies: [.distribution], demand: "Poisson, independent, at any stage", guarantee: .exact,
      source: "Simon 1971, doi:10.1287/opre.19.3.665; Graves 1985, doi:10.1287/mnsc.31.10.1247")
  }

  /// What given base stocks do.
  ///
  /// - Parameter baseStocks: installation base stock by stage, in units, at least 0.
  /// - Throws: ``SolverError/unsupported(reason:)`` where the network is no distribution network under Poisson
  ///   demand, ``SolverError/invalid(reason:)`` for rates or base stocks that mean nothing,
  ///   ``SolverError/tooLarge(reason:)`` where the numbers of outstanding orders are too many to enumerate.
  ///
  /// Complexity: O(stages × backorders of the supplier that may occur × outstanding orders that may occur).
  public static func evaluate(
    _ network: StageNetwork, baseStocks: [Int]
  ) throws(SolverError) -> DistributionEvaluation {
    let tree = try DistributionTree(network)
    try tree.requirePoisson()
    try tree.require(baseStocks: baseStocks.map(Double.init))
    return try evaluate(tree, baseStocks: baseStocks)
  }

  /// The same for a network that has been checked.
  static func evaluate(_ tree: DistributionTree, baseStocks: [Int]) throws(SolverError) -> DistributionEvaluation {
    var stages = [DistributionEvaluation.StageMeasures?](repeating: nil, count: tree.stageCount)
    for source in tree.upstreamFirst where tree.supplier[source] == nil {
      let outstanding = try CountDistribution(poisson: tree.leadTimeDemand(source))
      try visit(tree, from: source, outstanding: outstanding, baseStocks: baseStocks) { stage, outstanding in
        let measures = outstanding.measures(at: baseStocks[stage])
        stages[stage] = DistributionEvaluation.StageMeasures(
          tree: tree, stage: stage, onHand: measures.onHand, backorders: measures.backorders,
          readyRate: measures.ready)
      }
    }
    return DistributionEvaluation(stages: stages.compactMap { $0 })
  }

  /// Calls `body` with a stage and all those downstream and the distributions of their outstanding orders.
  static func visit(
    _ tree: DistributionTree, from first: Int, outstanding: CountDistribution, baseStocks: [Int],
    body: (_ stage: Int, _ outstanding: CountDistribution) -> Void
  ) throws(SolverError) {
    var waiting = [(first, outstanding)]
    while let (stage, outstanding) = waiting.popLast() {
      body(stage, outstanding)
      for customer in tree.customers[stage] {
        let orders = try outstandingOrders(
          tree, of: customer, supplierOutstanding: outstanding, supplierLevel: baseStocks[stage])
        waiting.append((customer, orders))
      }
    }
  }

  /// The outstanding orders of a stage whose supplier's are known.
  static func outstandingOrders(
    _ tree: DistributionTree, of stage: Int, supplierOutstanding: CountDistribution, supplierLevel: Int
  ) throws(SolverError) -> CountDistribution {
    let demand = try CountDistribution(poisson: tree.leadTimeDemand(stage))
    guard supplierLevel <= supplierOutstanding.end else { return demand }
    var orders = OutstandingOrders(share: tree.shareOfSupplier(stage), leadTimeDemand: demand)
    var steps = 0
    for level in (supplierLevel...supplierOutstanding.end).reversed() {
      let index = level - supplierOutstanding.start
      steps += orders.lower(to: index >= 0 ? supplierOutstanding.mass[index] : 0)
      guard steps <= DistributionSearch.defaultStepLimit else {
        throw .tooLarge(reason: "\(supplierOutstanding.end - supplierLevel) backorders are too many to share out")
      }
    }
    return try orders.distribution(below: supplierOutstanding.measures(at: supplierLevel).ready)
  }

  /// Base stocks of least cost, each a whole number.
  ///
  /// - Throws: as ``evaluate(_:baseStocks:)``; ``SolverError/invalid(reason:)`` also where a stage with customers from
  ///   outside lacks a backorder cost rate or an end a holding cost rate, ``SolverError/tooLarge(reason:)`` where the
  ///   search would take too long.
  ///
  /// Complexity: see ``DistributionSearch``; O(levels of the warehouse × retailers × outstanding orders of a retailer)
  /// for one warehouse, alike retailers counted once.
  public static func optimalPlan(for network: StageNetwork) throws(SolverError) -> StockingPlan {
    try optimalPlan(for: network, stepLimit: DistributionSearch.defaultStepLimit)
  }

  /// The same with a bound on the work.
  static func optimalPlan(for network: StageNetwork, stepLimit: Int) throws(SolverError) -> StockingPlan {
    let tree = try DistributionTree(network)
    try tree.requirePoisson()
    try tree.requireCostRates()
    var search = try DistributionSearch(tree, stepLimit: stepLimit)
    let baseStocks = try search.cheapestBaseStocks()
    let evaluation = try evaluate(tree, baseStocks: baseStocks)
    return StockingPlan(
      tree: tree, baseStocks: baseStocks.map(Double.init), evaluation: evaluation,
      method: "search over the base stocks of a distribution network, backorders shared out exactly",
      status: .optimal, lowerBound: evaluation.cost)
  }
}

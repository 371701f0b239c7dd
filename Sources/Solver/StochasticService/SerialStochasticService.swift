import Probability
public import SupplyNetwork

/// Optimal echelon base stocks of a serial network under demand of any size, to the last digits.
///
/// Clark & Scarf (1960, doi:10.1287/mnsc.6.4.475) split the problem into one of a single variable per stage; solved in
/// the form of Chen & Zheng (1994, doi:10.1287/mnsc.40.11.1426), see ``ChainOptimum``. Poisson and negative binomial
/// demand exactly on the whole numbers, normal demand to about 10⁻¹², gamma demand to about 10⁻⁸ of the cost. Normal
/// demand may be negative here, which matters where its deviation is more than a third of its mean.
///
/// Stages review every period; order multiples and minimum orders are not looked at.
public enum SerialStochasticService {
  /// What `meio solvers` says of the method.
  public static var description: MethodDescription {
    MethodDescription(
      name: "clark-scarf", model: .stochasticService,
      summary: "least expected cost of stock and backorders in a chain, by echelon base stocks", topologies: [.serial],
      demand: "normal, gamma, Poisson, negative binomial or none that varies, at the last stage", guarantee: .exact,
      source: "Clark & Scarf 1960, doi:10.1287/mnsc.6.4.475; Chen & Zheng 1994, doi:10.1287/mnsc.40.11.1426")
  }

  /// The cheapest plan at the backorder cost rate of the end item.
  ///
  /// Its cost is that of the literature: expected holding cost of stock on hand and of the pipeline between stages (at
  /// the supplier's rate; the pipeline from outside is free), and of backorders. ``EchelonPolicyMeasures`` tells them
  /// apart. Echelon base stocks that no supply could reach are lowered to those upstream, which changes nothing.
  ///
  /// - Throws: ``SolverError`` where the network is not serial, is reviewed less than every period, or states no
  ///   backorder cost rate or no holding cost rate.
  ///
  /// Complexity: O(stages × points²), points some 80 for normal demand, the whole numbers within some 17 deviations
  /// for discrete demand.
  public static func optimalPlan(for network: StageNetwork) throws(SolverError) -> StockingPlan {
    let chain = try EchelonChain.serial(network)
    return try StockingPlan(
      chain, optimum: ChainOptimum(chain), network: network, method: "optimal echelon base stocks of a serial system")
  }

  /// The plan at the backorder cost rate that a ready rate α implies, p = αh ÷ (1 − α), h the holding cost rate of the
  /// end item (van Houtum & Zijm 2000, doi:10.1111/1467-9574.00132).
  ///
  /// In every optimum P(no backorder at the end of a period) is p ÷ (p + h) for continuous demand, at least that for
  /// whole-unit demand, so that the plan meets α; in the terms of service targets α is the cycle service level. It is
  /// the cheapest at that cost rate. Where several stages hold stock, a policy that meets the same ready rate and lets
  /// backorders grow longer may hold a little less, so that the plan is said to be feasible, not optimal; of one stage
  /// it is the least. Its cost is the holding cost, of stock on hand and of the pipeline between stages, for no
  /// backorder cost is stated; whatever the network states is not used.
  ///
  /// - Parameters:
  ///   - readyRate: α, between 0 and 1.
  /// - Throws: as ``optimalPlan(for:)``, and ``SolverError/invalid(reason:)`` for a rate that is none.
  ///
  /// Complexity: that of ``optimalPlan(for:)``.
  public static func plan(for network: StageNetwork, readyRate: Double) throws(SolverError) -> StockingPlan {
    guard readyRate > 0, readyRate < 1 else { throw .invalid(reason: "a ready rate lies between 0 and 1") }
    var chain = try EchelonChain.serial(network)
    chain.backorderCostRate = readyRate * chain.links[0].holdingCostRate / (1 - readyRate)
    let levels = try ChainOptimum(chain).levels
    let measures = EchelonPolicyMeasures(chain, ChainState(chain, levels: levels), network)
    var plan = StockingPlan(
      chain, levels: EchelonChain.nested(levels), measures: measures, network: network,
      method: "echelon base stocks of a serial system at the backorder cost rate that the ready rate implies")
    plan.cost = measures.cost - measures.backorderCost
    return plan
  }
}

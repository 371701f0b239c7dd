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
}

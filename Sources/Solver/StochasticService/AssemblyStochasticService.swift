import Probability
public import SupplyNetwork

/// Optimal echelon base stocks of an assembly network under demand of any size.
///
/// Rosling (1989, doi:10.1287/opre.37.4.565): with M_i the total lead time from ordering item i to the end item, items
/// in order of M_i are a serial system with lead times M_i − M_{i−1} and the same echelon holding cost rates, in units
/// of the end item. It is equivalent **in long-run balance**, which an optimal policy reaches after a while and keeps:
/// of no item more is ordered than matches what was ordered in time of the items with longer lead times. So the levels
/// belong to the *balanced echelon base stock policy*: each period raise the echelon inventory position of item i to
/// S_i, but not above what is in the echelon of item i + 1 (the next longer M) and was ordered M_{i+1} − M_i periods ago
/// or earlier. Plain base stocks at the same levels order some items that must wait for others, and cost as much or
/// more; in a serial network both are the same.
///
/// The total cost differs from the serial system's by the pipeline, a constant: what is in processing costs the rates
/// of its parts.
///
/// Conditions: every stage has one customer at most, the end item alone has demand, no echelon holding cost rate is
/// negative, and the inputs of a stage share one lead time on the way (a link's lead time counts to the customer's).
/// Order multiples and minimum orders are not looked at.
public enum AssemblyStochasticService {
  /// What `meio solvers` says of the method.
  public static var description: MethodDescription {
    MethodDescription(
      name: "rosling", model: .stochasticService,
      summary: "least expected cost of stock and backorders of an assembly in long-run balance, as a serial system",
      topologies: [.serial, .assembly],
      demand: "normal, gamma, Poisson, negative binomial or none that varies, for the end item", guarantee: .exact,
      source: "Rosling 1989, doi:10.1287/opre.37.4.565")
  }

  /// The cheapest plan at the backorder cost rate of the end item, under the balanced policy.
  ///
  /// Its cost is that of ``EchelonPolicyMeasures/cost``. Levels that no supply could reach are lowered to those of the
  /// items with longer lead times, so that all installation base stocks upstream of the end item are at least 0.
  ///
  /// - Throws: ``SolverError`` where a condition is not met.
  ///
  /// Complexity: that of ``SerialStochasticService``.
  public static func optimalPlan(for network: StageNetwork) throws(SolverError) -> StockingPlan {
    let chain = try EchelonChain(network)
    if let link = chain.links.first(where: { $0.echelonHoldingCostRate < -1e-12 * $0.holdingCostRate }),
      !chain.isSerial
    {
      throw .unsupported(
        reason: "stage \(network.stages[link.stage].id): holding a unit costs less than holding its parts, "
          + "so that the assembly does not stay in balance")
    }
    return try StockingPlan(
      chain, optimum: ChainOptimum(chain), network: network,
      method: "optimal balanced echelon base stocks of an assembly system")
  }
}

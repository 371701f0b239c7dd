import Probability
public import SupplyNetwork

/// Shang & Song's newsvendor bounds on the optimal echelon base stocks of a serial system, and their heuristic
/// (2003, doi:10.1287/mnsc.49.5.618.15147).
///
/// With F_j the demand over the lead times of stages 1 to j from the end item up, h_i the echelon rates, p the
/// backorder cost rate:
///
///     F_j⁻¹((p + Σ_{i>j} h_i) ÷ (p + Σ h_i)) ≤ S_j ≤ F_j⁻¹((p + Σ_{i>j} h_i) ÷ (p + Σ_{i≥j} h_i))
///
/// The heuristic takes the middle, for whole-unit demand the next whole number below. Each level is a quantile of its
/// own, so that a planner sees what moves it.
public enum NewsvendorBounds {
  /// What `meio solvers` says of the method.
  public static var description: MethodDescription {
    MethodDescription(
      name: "shang-song", model: .stochasticService,
      summary: "echelon base stocks halfway between two newsvendor bounds, with the exact optimum as lower bound",
      topologies: [.serial],
      demand: "normal, gamma, Poisson, negative binomial or none that varies, at the last stage", guarantee: .heuristic,
      source: "Shang & Song 2003, doi:10.1287/mnsc.49.5.618.15147")
  }

  /// Bounds on the optimal echelon base stock by stage, in its own units.
  ///
  /// - Throws: ``SolverError`` where the network is not serial, or an echelon holding cost rate is negative, or nothing
  ///   keeps a level finite.
  ///
  /// Complexity: O(stages) quantiles.
  public static func bounds(of network: StageNetwork) throws(SolverError) -> [ClosedRange<Double>] {
    let chain = try EchelonChain.serial(network)
    let levels = try bounds(of: chain)
    var result = [ClosedRange<Double>](repeating: 0...0, count: network.stageCount)
    for (link, range) in zip(chain.links, levels) {
      result[link.stage] = range.lowerBound * link.unitsPerEndUnit...range.upperBound * link.unitsPerEndUnit
    }
    return result
  }

  /// The heuristic plan, its exact expected cost, and the optimal cost as its lower bound.
  ///
  /// - Throws: as ``bounds(of:)``.
  ///
  /// Complexity: that of ``SerialStochasticService``.
  public static func plan(for network: StageNetwork) throws(SolverError) -> StockingPlan {
    let chain = try EchelonChain.serial(network)
    let middles = try bounds(of: chain).map { range in
      let middle = range.lowerBound + 0.5 * (range.upperBound - range.lowerBound)
      return chain.demand.isDiscrete ? middle.rounded(.down) : middle
    }
    let levels = EchelonChain.nested(middles)
    let measures = EchelonPolicyMeasures(chain, ChainState(chain, levels: levels), network)
    var plan = StockingPlan(
      chain, levels: levels, measures: measures, network: network,
      method: "echelon base stocks halfway between newsvendor bounds")
    plan.lowerBound = try min(plan.cost, ChainOptimum(chain).cost + chain.pipelineHoldingCost)
    return plan
  }

  private static func bounds(of chain: EchelonChain) throws(SolverError) -> [ClosedRange<Double>] {
    let penalties = chain.penalties
    guard chain.backorderCostRate > 0, chain.links.allSatisfy({ $0.echelonHoldingCostRate >= 0 }) else {
      throw .unsupported(reason: "the bounds need a backorder cost rate and echelon holding cost rates of at least 0")
    }
    var result: [ClosedRange<Double>] = []
    for (position, link) in chain.links.enumerated() {
      let demand = chain.demand.over(periods: link.totalLeadTime)
      let lower = demand.quantile(penalties[position + 1] / penalties[0])
      let upper = demand.quantile(penalties[position + 1] / penalties[position])
      guard upper < .infinity else {
        throw .unsupported(
          reason: "the bounds need a positive echelon holding cost rate at every stage; one here adds no cost")
      }
      result.append(lower...max(lower, upper))
    }
    return result
  }
}

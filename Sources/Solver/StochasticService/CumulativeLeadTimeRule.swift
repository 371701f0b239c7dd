import Probability
public import SupplyNetwork

/// The rule that planners know: the echelon base stock of a stage covers the total lead time to the customer,
/// μM + zσ√M, M the lead times of the stage and all stages downstream.
///
/// Each echelon is sized as if it were one stage with that lead time (Silver, Pyke & Thomas 2017,
/// *Inventory and Production Management in Supply Chains*, doi:10.1201/9781315374406). Lead times pool as √M, but
/// holding costs are not looked at, nor that an echelon is short of what its supplier is short of.
public enum CumulativeLeadTimeRule {
  /// What `meio solvers` says of the method.
  public static var description: MethodDescription {
    MethodDescription(
      name: "cumulative-lead-time", model: .stochasticService,
      summary: "echelon base stocks of mean + z deviations of demand over the total lead time to the customer",
      topologies: [.serial, .assembly], demand: "any, by its mean and deviation, for the end item",
      guarantee: .heuristic,
      source: "Silver, Pyke & Thomas 2017, doi:10.1201/9781315374406")
  }

  /// The plan of the rule, with the exact expected cost of its levels (in an assembly under the balanced policy).
  ///
  /// z is the safety factor given, else that of the end item's service target; a fill rate takes the base stock that
  /// reaches it at one stage with lead time M under normal demand. Levels under whole-unit demand are rounded up. No
  /// lower bound is claimed but 0. Backorders count in the cost where the end item states a backorder cost rate.
  ///
  /// - Throws: ``SolverError`` where the network is neither serial nor an assembly, or the factor is no number.
  ///
  /// Complexity: one evaluation of the levels.
  public static func plan(for network: StageNetwork, safetyFactor: Double? = nil) throws(SolverError) -> StockingPlan {
    let chain = try EchelonChain(network)
    let service = network.stages[chain.links[0].stage].service
    let demand = DemandDistribution.normal(mean: chain.demand.mean, sd: chain.demand.sd)
    var levels: [Double] = []
    for link in chain.links {
      let covered = demand.over(periods: link.totalLeadTime)
      if safetyFactor == nil, service.measure == .fillRate, demand.mean > 0, demand.sd > 0, link.totalLeadTime > 0 {
        let rule = FillRateBaseStock(
          demand: demand, fillRate: min(max(service.target, 0), 1 - 1e-9), reviewPeriod: 1)
        levels.append(rule.baseStock(over: link.totalLeadTime))
      } else {
        let factor =
          safetyFactor
          ?? (service.measure == .safetyFactor
            ? service.target : StandardNormal.quantile(min(max(service.target, 1e-9), 1 - 1e-9)))
        guard factor.isFinite else { throw .invalid(reason: "the safety factor must be a number") }
        levels.append(covered.mean + factor * covered.sd)
      }
    }
    if chain.demand.isDiscrete { levels = levels.map(WholeUnitPlan.wholeUnits) }
    let effective = EchelonChain.nested(levels)
    guard effective.allSatisfy({ abs($0) < 1e15 }) else {
      throw .invalid(reason: "the safety factor leads to levels beyond any that can be told apart")
    }
    return StockingPlan(
      chain, levels: effective,
      measures: EchelonPolicyMeasures(chain, ChainState(chain, levels: effective), network), network: network,
      method: "echelon base stocks of mean and safety factor over the total lead time")
  }
}

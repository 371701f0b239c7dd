public import SupplyNetwork

/// Guaranteed-service safety stock placement (Simpson 1958, doi:10.1287/opre.6.6.863; Graves & Willems 2000,
/// doi:10.1287/msom.2.1.68.23267).
///
/// Every stage promises its customers a committed service time S and holds a base stock that keeps the promise for
/// all demand within a bound (``DemandBound``). The longer it promises, the less it holds and the more its customers
/// hold. Minimised is the holding cost of all safety stock; pipeline stock does not depend on the plan.
public enum GuaranteedService {
  /// The ways to solve it.
  public enum Method: Sendable {
    /// The dynamic programme, for forests.
    case forest
    /// Branch and bound, for any acyclic network.
    case general
  }

  /// What the dynamic programme is.
  public static var forestDescription: MethodDescription {
    MethodDescription(
      name: "gsm-tree", model: .guaranteedService,
      summary: "cheapest safety stock by a dynamic programme over committed service times", topologies: [.tree],
      demand: "any family, correlated; service by cycle service level, fill rate or safety factor; random lead times",
      guarantee: .exact,
      source: "Graves & Willems 2000, doi:10.1287/msom.2.1.68.23267, and 2003, doi:10.1287/msom.5.2.176.16074; Humair, "
        + "Ruark, Tomlin & Willems 2013, doi:10.1287/inte.2013.0699")
  }

  /// What branch and bound is.
  public static var generalDescription: MethodDescription {
    MethodDescription(
      name: "gsm-general", model: .guaranteedService,
      summary: "cheapest safety stock by branch and bound with a proof, bounded by message passing",
      topologies: [.acyclic],
      demand: "as gsm-tree; where quantiles of discrete demand make cost fall with time, a gap may stay",
      guarantee: .boundedGap,
      source: "Humair & Willems 2011, doi:10.1287/opre.1100.0906; Kolmogorov 2006, doi:10.1109/TPAMI.2006.200")
  }

  /// The cheapest plan of an acyclic network.
  ///
  /// SI = max(external inbound service time, S + lead time over all suppliers), τ = SI + T + R − 1 − S ≥ 0, with
  /// S and SI within each stage's bounds.
  ///
  /// Where every two stages are joined by one path at most, directions forgotten, a dynamic programme
  /// (``ServiceTimeProgramme``) is exact for any cost of τ. Elsewhere a branch and bound (``PlacementSearch``) proves
  /// its plan, for costs that never fall with τ; where they do (quantiles of discrete demand), a gap may stay.
  ///
  /// - Parameters:
  ///   - network: any mix of assembly and distribution, of one or more components.
  ///   - maximumServiceTime: longest committed service time any stage may quote, in periods. `nil` = no bound.
  ///   - limits: how far the branch and bound may go.
  /// - Returns: an optimal plan; the best found and its gap where a limit stopped the search; or one of status
  ///   `infeasible` with the reason where no plan meets the bounds.
  /// - Throws: ``SolverError/tooLarge(reason:)`` where service times range too far for memory.
  ///
  /// Complexity: O(stages × M²) at worst on forests, with M the range of service times.
  public static func optimalPlan(
    for network: StageNetwork, maximumServiceTime: Int? = nil, limits: SearchLimits = SearchLimits()
  ) throws(SolverError) -> StockingPlan {
    try provenPlan(for: network, maximumServiceTime: maximumServiceTime, limits: limits).plan
  }

  /// The cheapest plan of an acyclic network, as ``optimalPlan(for:maximumServiceTime:limits:)``, with its proof.
  ///
  /// - Parameter method: how to solve it. `nil` = by the dynamic programme wherever that is possible.
  /// - Throws: also ``SolverError/unsupported(reason:)`` where the dynamic programme is asked for and the network is no
  ///   forest.
  public static func provenPlan(
    for network: StageNetwork, maximumServiceTime: Int? = nil, limits searchLimits: SearchLimits = SearchLimits(),
    method chosen: Method? = nil
  ) throws(SolverError) -> ProvenPlan {
    let isForest = network.isForest
    guard isForest || chosen != .forest else {
      throw .unsupported(
        reason: "stages are joined by more than one path, directions forgotten: the dynamic programme takes trees only")
    }
    let usesProgramme = chosen.map { $0 == .forest } ?? isForest
    let method = usesProgramme ? forestMethod : generalMethod
    if let obstacle = ServiceTimeRanges.obstacle(in: network, maximumServiceTime: maximumServiceTime) {
      return ProvenPlan(plan: StockingPlan(infeasible: network, model: model, method: method, reason: obstacle))
    }
    let bounds = DemandBound.all(in: network)
    let ranges = ServiceTimeRanges(of: network, maximumServiceTime: maximumServiceTime)
    let limits = network.stages.indices.map { stage in
      StockLimits(
        stage: network.stages[stage], bound: bounds[stage],
        longest: ranges.netReplenishmentLeadTimes(stage, of: network).upperBound)
    }
    if let obstacle = limits.lazy.compactMap(\.obstacle).first {
      return ProvenPlan(plan: StockingPlan(infeasible: network, model: model, method: method, reason: obstacle))
    }
    let costs = try ServiceTimeCosts(network: network, ranges: ranges, largest: largestTable) { stage, periods in
      limits[stage].allows(periods)
        ? network.stages[stage].holdingCostRate * bounds[stage].safetyStock(over: periods) : .infinity
    }
    if usesProgramme {
      let programme = try ServiceTimeProgramme(network: network, ranges: ranges, costs: costs)
      let committed = programme.cheapestCommittedServiceTimes()
      let plan = StockingPlan(
        committedServiceTimes: committed, network: network, bounds: bounds, model: model, method: method,
        status: .optimal)
      let isWithin = plan.stages.indices.allSatisfy {
        plan.stages[$0].netReplenishmentLeadTime >= 0 && limits[$0].allows(plan.stages[$0].netReplenishmentLeadTime)
      }
      return ProvenPlan(plan: isWithin ? plan : infeasible(network, method))
    }
    let layout = try MessageLayout(network: network, ranges: ranges, costs: costs, largest: largestTable)
    let search = PlacementSearch(
      layout: layout, pricing: PlacementPricing(network: network, ranges: ranges, costs: costs), limits: searchLimits)
    let outcome = search.run()
    guard let committed = outcome.committed else {
      var plan = infeasible(network, method)
      if outcome.lowerBound < .infinity { plan.reason = "no plan was found before the search was stopped" }
      return ProvenPlan(plan: plan)
    }
    var plan = StockingPlan(
      committedServiceTimes: committed, network: network, bounds: bounds, model: model, method: method,
      status: .feasible)
    plan.lowerBound = min(plan.cost, outcome.lowerBound)
    if plan.cost - plan.lowerBound <= PlanVerifier.tolerance * abs(plan.cost) { plan.status = .optimal }
    return ProvenPlan(plan: plan, certificate: outcome.certificate)
  }

  /// The plan that says that the limits on stock cannot all be kept.
  private static func infeasible(_ network: StageNetwork, _ method: String) -> StockingPlan {
    StockingPlan(
      infeasible: network, model: model, method: method,
      reason: "the limits on stock and on service times cannot all be kept: a stage that may hold little or nothing "
        + "needs suppliers that deliver sooner, or customers that accept to wait")
  }

  /// Most numbers that the tables may hold: 1 GiB.
  static var largestTable: Int { 1 << 27 }

  /// Name of the model in plans.
  static var model: String { "gsm" }
  private static var forestMethod: String { "dynamic programme over committed service times on a forest of stages" }
  private static var generalMethod: String {
    "branch and bound over committed service times, bounded by message passing"
  }
}

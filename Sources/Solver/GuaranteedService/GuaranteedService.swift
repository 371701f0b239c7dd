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
      demand: "as gsm-tree; where quantiles of discrete demand make cost fall with time, limits may leave a gap",
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
  /// its plan; where costs fall with τ (quantiles of discrete demand), bounds are weaker and a gap may stay at the limits.
  ///
  /// - Parameters:
  ///   - network: any mix of assembly and distribution, of one or more components.
  ///   - maximumServiceTime: longest committed service time any stage may quote, in periods. `nil` = no bound.
  ///   - limits: how far the branch and bound may go.
  /// - Returns: an optimal plan; the best found and its gap where a limit stopped the search; or one of status
  ///   `infeasible` with the reason where no plan meets the bounds.
  /// - Throws: ``SolverError/tooLarge(reason:)`` where service times range too far for memory, or the search was stopped
  ///   before it found any plan.
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
    let problem = PlacementProblem(network, maximumServiceTime: maximumServiceTime)
    if let obstacle = problem.limits.lazy.compactMap(\.obstacle).first {
      return ProvenPlan(plan: StockingPlan(infeasible: network, model: model, method: method, reason: obstacle))
    }
    if let solution = try problem.solve(byProgramme: usesProgramme, limits: searchLimits) {
      return proven(solution, of: problem, method)
    }
    if network.hasFixedBaseStock,
      let least = try problem.solve(.unitsLacking, byProgramme: usesProgramme, limits: searchLimits)
    {
      // Each stage may lack what it does in the plan that lacks least in all: that is kept, at the least cost.
      let lacking = problem.excess(least.committed)
      let solution =
        try problem.solve(.holdingCost(lacking: lacking), byProgramme: usesProgramme, limits: searchLimits) ?? least
      return proven(solution, of: problem, method, missesTargets: true)
    }
    let broken = try problem.solve(.unitsBeyondLimits, byProgramme: usesProgramme, limits: searchLimits)
    return ProvenPlan(
      plan: StockingPlan(
        infeasible: network, model: model, method: method,
        reason: broken.map { reason(problem.excess($0.committed), $0.committed, problem) }
          ?? "the limits on service times cannot all be kept"))
  }

  /// A plan with its proof.
  private static func proven(
    _ solution: PlacementProblem.Solution, of problem: PlacementProblem, _ method: String, missesTargets: Bool = false
  ) -> ProvenPlan {
    var plan = StockingPlan(
      committedServiceTimes: solution.committed, network: problem.network, bounds: problem.bounds, model: model,
      method: method, status: .feasible)
    if let lowerBound = solution.lowerBound { plan.lowerBound = min(plan.cost, lowerBound) }
    if plan.cost - plan.lowerBound <= PlanVerifier.tolerance * abs(plan.cost) { plan.status = .optimal }
    if missesTargets {
      plan.status = .feasible
      plan.method += "; no plan keeps all service targets beside the base stocks that planners have fixed"
    }
    return ProvenPlan(plan: plan, certificate: solution.certificate)
  }

  /// Why limits cannot be kept: the stages that break theirs in the plan that breaks least.
  private static func reason(_ excess: [Double], _ committed: [Int], _ problem: PlacementProblem) -> String {
    let broken = problem.network.stages.indices.filter {
      excess[$0] > 0 && problem.network.stages[$0].fixedBaseStock == nil
    }
    let named = broken.prefix(3).map { index in
      let periods = problem.netReplenishmentLeadTime(index, committed)
      let time = "\(periods) \(periods == 1 ? "period" : "periods")"
      guard problem.network.stages[index].mayHoldStock else {
        return "stage \(problem.network.stages[index].id) would have to cover \(time) from stock and may hold none"
      }
      let units = (excess[index] * 100).rounded(.up) / 100
      return "stage \(problem.network.stages[index].id) would have to cover \(time), which takes \(units) units more "
        + "than its limit"
    }
    return "the limits on stock and on service times cannot all be kept: \(named.joined(separator: "; "))"
      + (broken.count > named.count ? "; and \(broken.count - named.count) more" : "")
      + "; allow more stock there, suppliers that deliver sooner, or customers that accept to wait"
  }

  /// Most numbers that one table may hold: 1 GiB.
  static var largestTable: Int { 1 << 27 }

  /// Name of the model in plans.
  static var model: String { "gsm" }
  private static var forestMethod: String { "dynamic programme over committed service times on a forest of stages" }
  private static var generalMethod: String {
    "branch and bound over committed service times, bounded by message passing"
  }
}

import Foundation
import Probability
import Solver
public import SupplyNetwork

/// Base stocks of one network found by simulation alone (``SimulationSearch`` on ``SimulatedCost``): for lost sales and
/// whatever else theory does not cover.
///
/// Every stage ships what it has as soon as it is asked, so that committed service times are 0. The descent starts from
/// the plan in which every stage hedges alone, and from the optimal plan of guaranteed service.
public enum SearchedPlan {
  /// The plan found, in whole units, and what is known of it in words.
  ///
  /// The plan is feasible, not proven: its cost is the estimate from replications that the search has not seen, in money
  /// per period, and that of stock on hand and of backorders or lost sales; its lower bound is 0. A stage's holding cost
  /// is that of its safety stock, the base stock beyond the mean demand of its lead time.
  ///
  /// - Parameters:
  ///   - settings: of the case: what becomes of unmet demand; periods, warm-up and seed of simulations. Their number
  ///     is the search's own.
  ///   - streamIndex: names the random streams of the network among those of a case: its position there.
  ///   - work: stage periods to be simulated at most; 0 or less = 1.
  ///   - threads: simulations at a time. The plan does not depend on it.
  /// - Throws: ``StudyError`` where nothing can be simulated, limits leave no level, or no plan with a finite cost was
  ///   found.
  public static func plan(
    for network: StageNetwork, settings: CaseSettings, streamIndex: UInt64 = 0,
    work: Int = 1_000_000_000, threads: Int = 2
  ) async throws(StudyError) -> (plan: StockingPlan, statement: String) {
    let simulated = try SimulatedCost(
      network: network, settings: settings.simulation, streamIndex: streamIndex, threads: threads)
    let lattice = try SimulatedCost.lattice(for: network)
    let alone = IndependentPlanner.plan(for: network)
    guard alone.status != .infeasible else {
      throw StudyError(isInfeasible: true, message: "\(network.name): \(alone.reason ?? "no stage can be supplied")")
    }
    let placed = try? GuaranteedService.optimalPlan(
      for: network, maximumServiceTime: settings.optimization.maximumServiceTime)
    let starts = starts(network, [alone, placed])
    let periods = max(1, settings.simulation.warmUp + settings.simulation.periods)
    var search = SearchSettings(indifference: await indifference(starts, simulated))
    search.starts = starts
    search.seed = settings.simulation.seed
    search.budget = max(2_000, min(search.budget, work / periods / max(1, network.stageCount)))
    // Exchanges are stages² plans to compare.
    if network.stageCount > 12 { search.neighbourhood = .unit }
    let result: SearchResult
    do {
      result = try await SimulationSearch.search(lattice, settings: search, costs: simulated.costs)
    } catch {
      throw StudyError(isInfeasible: false, message: "\(network.name): \(error.reason)")
    }
    guard let levels = result.levels else {
      throw StudyError(isInfeasible: true, message: "\(network.name): no base stocks with a finite cost were found")
    }
    return (plan(levels, result, alone: alone, network), statement(result, settings))
  }

  /// Base stocks to start from, in units.
  private static func starts(_ network: StageNetwork, _ plans: [StockingPlan?]) -> [[Int]] {
    plans.compactMap { plan in
      guard let plan, plan.status != .infeasible else { return nil }
      // A position that subtracts orders at once, not when they are due, is lower by the demand of the time quoted.
      return plan.stages.indices.map { index in
        let decision = plan.stages[index]
        let quoted = network.meanDemand[index] * Double(decision.committedServiceTime)
        return Int(min(max(0, (decision.installationBaseStock - quoted).rounded(.up)), 1e12))
      }
    }
  }

  /// A cost difference that does not matter: a hundredth of the cheaper start's cost.
  private static func indifference(_ starts: [[Int]], _ simulated: SimulatedCost) async -> Double {
    let costs = await simulated.costs(starts, 0..<8).map { $0.reduce(0, +) / Double(max(1, $0.count)) }
    return max(1e-6, 0.01 * (costs.filter(\.isFinite).min() ?? 0))
  }

  /// The plan of the levels found; `alone` has the times of stages that deliver at once.
  private static func plan(_ levels: [Int], _ result: SearchResult, alone: StockingPlan, _ network: StageNetwork)
    -> StockingPlan
  {
    var plan = alone
    plan.model = "search"
    plan.method = "integer descent by simulation; " + roundedUp(result.guarantee).statement
    plan.cost = result.cost?.mean ?? 0
    plan.lowerBound = 0
    for index in network.upstreamFirst.reversed() {
      let level = Double(levels[index])
      let periods = Double(plan.stages[index].netReplenishmentLeadTime)
      let safetyStock = level - network.meanDemand[index] * periods
      plan.stages[index].installationBaseStock = level
      plan.stages[index].safetyStock = safetyStock
      plan.stages[index].holdingCost = network.stages[index].holdingCostRate * max(0, safetyStock)
      plan.stages[index].echelonBaseStock = network.customerLinks[index].reduce(level) {
        let link = network.links[$1]
        return $0 + link.units * link.share * plan.stages[link.customer].echelonBaseStock
      }
    }
    return plan
  }

  private static func statement(_ result: SearchResult, _ settings: CaseSettings) -> String {
    let format = NumberFormat(settings, currency: "")
    let period = settings.period.rawValue
    let unmet =
      switch settings.simulation.unmetDemand {
      case .backorder: "backorders"
      case .lostSale: "lost sales"
      case .partial: "backorders and lost sales"
      }
    let guarantee = roundedUp(result.guarantee).statement
    let cost = result.cost.map { cost in
      let decimals = format.shortDecimals(cost.mean)
      return "Stock on hand and \(unmet) cost \(format.number(cost.mean, decimals: decimals)) "
        + "\(format.plusMinus(cost.halfWidth, decimals: decimals)) per \(period), by "
        + "\(format.count(cost.count, "replication")) that the search has not seen. "
    }
    return (cost ?? "") + "After \(format.count(result.simulations, "simulation")), "
      + "\(guarantee)" + (result.isBudgetSpent ? "; the budget of simulations ran out before the test had ended." : ".")
      + " Plans further away were not compared."
  }

  /// The guarantee with its difference rounded up to three figures.
  private static func roundedUp(_ guarantee: SearchResult.Guarantee) -> SearchResult.Guarantee {
    var guarantee = guarantee
    guarantee.difference = guarantee.difference.map { difference in
      guard difference > 0, difference.isFinite else { return difference }
      let places = 2 - log10(difference).rounded(.down)
      let scale = pow(10, abs(places))
      return places >= 0 ? (difference * scale).rounded(.up) / scale : (difference / scale).rounded(.up) * scale
    }
    return guarantee
  }
}

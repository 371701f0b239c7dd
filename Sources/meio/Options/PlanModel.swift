import ArgumentParser
import Solver
import SupplyNetwork

/// The models that a plan can be made by.
enum PlanModel: String, CaseIterable, ExpressibleByArgument {
  /// Guaranteed service: the cheapest placement of safety stock.
  case guaranteedService = "gsm"
  /// Every stage hedges alone.
  case independent

  /// The plan of a network, exact or in whole units.
  ///
  /// - Throws: an issue where the network is of a kind that the model does not solve.
  func plan(
    for network: StageNetwork, maximumServiceTime: Int?, inWholeUnits: Bool, overrides: [BaseStockOverride?] = []
  ) throws(IssueList) -> StockingPlan {
    let exact: StockingPlan
    switch self {
    case .independent: exact = IndependentPlanner.plan(for: network)
    case .guaranteedService:
      do {
        exact = try GuaranteedService.optimalPlan(for: network, maximumServiceTime: maximumServiceTime)
      } catch {
        throw IssueList([Self.issue(error, network: network)])
      }
    }
    return inWholeUnits ? WholeUnitPlan.rounded(exact, network: network, overrides: overrides) : exact
  }

  private static func issue(_ error: SolverError, network: StageNetwork) -> Issue {
    switch error {
    case .notYetSupported(let reason):
      Issue(
        .error, code: "not-yet-supported", "\(network.name): \(reason)",
        hint: "--model independent plans every stage on its own, whatever the shape of the network")
    case .tooLarge(let reason):
      Issue(
        .error, code: "too-large", "\(network.name): \(reason)",
        hint: "use longer periods, or bound the service times")
    }
  }
}

import ArgumentParser
import Findings
import Solver
import SupplyNetwork

/// The models that a plan can be made by.
enum PlanModel: String, CaseIterable, ExpressibleByArgument {
  /// Guaranteed service: the cheapest placement of safety stock.
  case guaranteedService = "gsm"
  /// Stochastic service: the least expected cost of stock and backorders.
  case stochasticService = "ssm"
  /// Every stage hedges alone, as in the report: it quotes immediate delivery, and a supplier adds up its customers'
  /// deviations instead of counting on them to offset each other.
  case independent

  /// The models in words, for the help of commands.
  static let help: ArgumentHelp =
    """
    gsm: guaranteed service, the cheapest placement; ssm: stochastic service, the least cost of stock and backorders; \
    independent: every stage hedges alone, as in the report.
    """

  /// The network as the model sees it. The independent plan does not see base stocks that planners have fixed;
  /// stochastic service refuses them.
  func view(of network: StageNetwork) throws(IssueList) -> StageNetwork {
    switch self {
    case .independent: try network.withoutFixedBaseStocks().withCorrelation(1)
    case .stochasticService: StochasticService.statingBackorderCostRates(network)
    case .guaranteedService: network
    }
  }

  /// The plan of a network, exact or in whole units.
  ///
  /// - Throws: an issue where the network is of a kind that the model does not solve.
  func plan(
    for network: StageNetwork, maximumServiceTime: Int?, inWholeUnits: Bool
  ) throws(IssueList) -> StockingPlan {
    try PlanMethod(model: self).plan(
      for: network, options: .init(maximumServiceTime: maximumServiceTime), inWholeUnits: inWholeUnits
    ).plan
  }

  /// The plans of all networks of a model in whole units, and room made where storage is full; an exit after all issues have been printed.
  func wholeUnitPlans(for model: NetworkModel, threads: Int) async throws(ExitCode) -> [StockingPlan] {
    let bound = model.settings.optimization.maximumServiceTime
    let outcomes = await parallelMap(model.networks.count, threads: threads) { index in
      Result { () throws(IssueList) in
        try plan(
          for: model.networks[index], maximumServiceTime: bound, inWholeUnits: true)
      }
    }
    var plans: [StockingPlan] = []
    var issues: [Issue] = []
    for outcome in outcomes {
      switch outcome {
      case .success(let plan): plans.append(plan)
      case .failure(let list): issues += list.issues
      }
    }
    guard issues.isEmpty else { throw Terminal.fail(issues) }
    guard self == .guaranteedService else { return plans }
    return try StoragePlans.makingRoom(plans, model: model, capacity: try StoragePlans.capacity(of: model))
  }
}

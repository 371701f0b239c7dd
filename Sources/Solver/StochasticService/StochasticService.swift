public import SupplyNetwork

/// Stochastic service for a network of any shape that theory covers: the most exact method that takes it.
public enum StochasticService {
  /// Name of the model in plans.
  static var model: String { "ssm" }

  /// Methods in the order in which they are tried.
  private static var descriptions: [MethodDescription] {
    [
      SerialStochasticService.description, AssemblyStochasticService.description, PoissonDistributionSystem.description,
      FittedDistributionSystem.description, DecompositionAggregation.description,
    ]
  }

  /// The cheapest plan that the first method finds that takes the network: exact for serial networks, for assembly and
  /// for Poisson demand in distribution, by two moments for other demand in distribution.
  ///
  /// Its cost is the expected cost per period of stock, of the pipeline between stages and of backorders. Stages with
  /// demand that state no backorder cost rate have the one their service target takes
  /// (``statingBackorderCostRates(_:)``).
  ///
  /// - Throws: what the method for the network's shape says, where none takes it.
  public static func plan(for network: StageNetwork) throws(SolverError) -> StockingPlan {
    var refusals: [SolverError] = []
    for method in descriptions.compactMap({ PlanningMethod.named($0.name) }) {
      do {
        return try method.plan(for: network).plan
      } catch {
        switch error {
        case .unsupported, .tooLarge: refusals.append(error)
        case .invalid: throw error
        }
      }
    }
    // What the method for the network's own shape says: series first in the list, assembly second, distribution last.
    let isAssembly = network.stages.indices.allSatisfy { network.customerLinks[$0].count <= 1 }
    let isDistribution = network.stages.indices.allSatisfy { network.supplierLinks[$0].count <= 1 }
    if isDistribution, let refusal = isAssembly ? refusals.first : refusals.last { throw refusal }
    if isAssembly, refusals.count > 1 { throw refusals[1] }
    throw .unsupported(
      reason: "no theory of stochastic service covers networks in which stages have several suppliers and several "
        + "customers; search base stocks by simulation instead")
  }

  /// The plan with base stocks in whole units, each rounded up, at what those cost.
  ///
  /// - Throws: as the evaluation of the levels does.
  public static func inWholeUnits(
    _ plan: StockingPlan, network: StageNetwork
  ) throws(SolverError) -> StockingPlan {
    var result = plan
    for stage in plan.stages.indices {
      let level = WholeUnitPlan.wholeUnits(plan.stages[stage].installationBaseStock)
      result.stages[stage].safetyStock += level - plan.stages[stage].installationBaseStock
      result.stages[stage].installationBaseStock = level
    }
    guard result != plan else { return plan }
    result.completeTotals(network)
    let costs = try costs(of: result, in: network)
    for stage in result.stages.indices { result.stages[stage].holdingCost = costs.holding[stage] }
    result.cost = costs.total
    result.lowerBound = min(plan.lowerBound, costs.total)
    result.status = .feasible
    result.method += "; base stocks rounded up to whole units"
    return result
  }

  /// What the base stocks of a plan cost: exactly in serial and assembly networks and under Poisson demand, else by two
  /// moments.
  static func costs(
    of plan: StockingPlan, in network: StageNetwork
  ) throws(SolverError) -> (holding: [Double], total: Double) {
    let isDistribution = network.stages.indices.allSatisfy { network.supplierLinks[$0].count <= 1 }
    let isAssembly = network.stages.indices.allSatisfy { network.customerLinks[$0].count <= 1 }
    let levels = plan.stages.map(\.installationBaseStock)
    if isDistribution, !isAssembly {
      let isPoisson = try DistributionTree(network).isPoisson
      let isWhole = levels.allSatisfy { $0 == $0.rounded() && abs($0) < 1e9 }
      let evaluation =
        isPoisson && isWhole
        ? try PoissonDistributionSystem.evaluate(network, baseStocks: levels.map { Int($0) })
        : try FittedDistributionSystem.evaluate(network, baseStocks: levels)
      return (evaluation.stages.map(\.holdingCost), evaluation.cost)
    }
    let measures = try EchelonPolicyMeasures(of: plan.stages.map(\.echelonBaseStock), in: network)
    return (measures.holdingCost, measures.cost)
  }
}

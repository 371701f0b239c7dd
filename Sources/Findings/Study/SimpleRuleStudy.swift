import Solver
import SupplyNetwork

/// A rule of practice for safety stock.
public enum SimpleRule: String, Sendable, CaseIterable {
  /// Echelon base stocks over the total lead time to the customer (``CumulativeLeadTimeRule``).
  case cumulativeLeadTime
  /// A safety stock of z·σ·√L everywhere (``SquareRootRule``).
  case squareRoot
}

/// What the rules that planners know would hold in one network, beside its optimal plan.
public struct SimpleRuleStudy: Sendable, Equatable {
  /// Safety stock of a plan in whole units.
  public struct Holding: Sendable, Equatable {
    /// In units.
    public var units: Double
    /// Its value, in money. 0 where unit costs are unknown.
    public var value: Double
    /// What holding it costs, in money per period.
    public var cost: Double

    init(_ plan: StockingPlan, network: StageNetwork, model: NetworkModel) {
      let whole = WholeUnitPlan.rounded(plan, network: network)
      (units, value, cost) = (0, 0, whole.cost)
      for (stage, decision) in zip(network.stages, whole.stages) {
        let safetyStock = max(0, decision.safetyStock)
        units += safetyStock
        value += safetyStock * (model.unitCost(of: stage) ?? 0)
      }
    }
  }

  /// The optimal plan, without levels that planners have fixed.
  public let optimal: Holding
  /// What each rule holds; absent where it does not take the network.
  public let byRule: [SimpleRule: Holding]

  /// - Parameter plan: the optimal plan of the network, not rounded.
  ///
  /// Complexity: an evaluation of each rule's levels where it takes the network.
  init(network: StageNetwork, plan: StockingPlan, model: NetworkModel) {
    optimal = Holding(plan, network: network, model: model)
    var byRule: [SimpleRule: Holding] = [:]
    // A stage alone has nothing to place.
    for rule in SimpleRule.allCases where network.stageCount > 1 {
      guard let plan = rule.plan(for: network) else { continue }
      byRule[rule] = Holding(plan, network: network, model: model)
    }
    self.byRule = byRule
  }
}

extension SimpleRule {
  /// The plan of the rule at the service targets of the network; `nil` where it does not take the network.
  fileprivate func plan(for network: StageNetwork) -> StockingPlan? {
    switch self {
    case .cumulativeLeadTime: try? CumulativeLeadTimeRule.plan(for: network)
    case .squareRoot: Self.impliedBackorderCosts(network).flatMap { try? SquareRootRule.plan(for: $0) }
    }
  }

  /// The network at the backorder cost rates that its service targets imply, so that the normal score of p/(p + h) is
  /// that of the target. `nil` where stages with customers hold stock for nothing.
  private static func impliedBackorderCosts(_ network: StageNetwork) -> StageNetwork? {
    var stages = network.stages
    for index in stages.indices where stages[index].demand != nil {
      guard stages[index].holdingCostRate > 0 else { return nil }
      stages[index].backorderCostRate = stages[index].impliedBackorderCostRate
    }
    return try? StageNetwork(name: network.name, stages: stages, links: network.links, correlation: network.correlation)
  }
}

public import SupplyNetwork

/// Today's policy of one network, as a plan that can be simulated and compared.
public struct CurrentPlan: Sendable {
  /// Where the base stock of a stage comes from.
  public enum Source: Sendable, Equatable {
    /// `order_up_to` of inventory.csv.
    case orderUpTo
    /// `on_hand` plus `on_order` of inventory.csv: the inventory position, in the absence of a level.
    case inventoryPosition
    /// The maximum of local min-max at mean demand.
    case localMaximum
    /// The independent plan: nothing is known of the stage.
    case independent
  }

  /// Today's base stocks; committed service times are 0.
  public let plan: StockingPlan
  /// Per stage, where its base stock comes from.
  public let sources: [Source]

  init(model: NetworkModel, index: Int, independent: StockingPlan) {
    let network = model.networks[index]
    var plan = independent
    plan.model = "current"
    plan.method = "today's order-up-to levels"
    var sources = [Source](repeating: .independent, count: network.stageCount)
    func set(_ level: Double, at stage: Int) {
      let covered = network.meanDemand[stage] * Double(independent.stages[stage].netReplenishmentLeadTime)
      plan.stages[stage].installationBaseStock = level
      plan.stages[stage].safetyStock = max(0, level - covered)
      plan.stages[stage].holdingCost = network.stages[stage].holdingCostRate * max(0, level - covered)
    }
    if model.settings.currentPolicy == .fromInventory {
      for stage in 0..<network.stageCount {
        guard let record = model.inventory[index][stage] else { continue }
        sources[stage] = record.orderUpTo == nil ? .inventoryPosition : .orderUpTo
        let level = record.orderUpTo ?? record.onHand + (record.onOrder ?? 0)
        set(level, at: stage)
      }
    }
    let design = ReplenishmentDesign(model: model, index: index)
    for stage in 0..<network.stageCount {
      guard let rule = design.currentRule(of: stage), rule.logic == .localMinMax else { continue }
      set(design.minMax(rule, of: stage, in: plan).startingMaximum, at: stage)
      sources[stage] = .localMaximum
      plan.method = "local min-max on each location's own outflow"
    }
    if sources.contains(where: { $0 != .independent }) {
      plan.cost = plan.stages.reduce(0) { $0 + $1.holdingCost }
      plan.lowerBound = 0
      plan.status = .feasible
    }
    self.plan = plan
    self.sources = sources
  }
}

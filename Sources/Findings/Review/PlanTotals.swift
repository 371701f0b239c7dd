public import SupplyNetwork

/// What a plan holds on average by the model, safety and cycle stock: the measure of ``FrontierStudy``.
public struct PlanTotals: Sendable, Codable, Equatable {
  /// Units.
  public var units = 0.0
  /// Their value, in money; 0 where unit costs are unknown.
  public var value = 0.0
  /// What carrying them costs a year, in money.
  public var annualHolding = 0.0

  /// Nothing.
  init() {}

  /// What the plan of a network holds.
  ///
  /// - Parameter unitCost: money per unit of an item, where known.
  init(_ plan: StockingPlan, of network: StageNetwork, periodsPerYear: Double, unitCost: (Int) -> Double?) {
    guard plan.stages.count == network.stageCount else { return }
    var holding = 0.0
    for (index, decision) in plan.stages.enumerated() {
      let stage = network.stages[index]
      let stock = max(0, decision.safetyStock) + network.meanCycleStock(of: index)
      units += stock
      value += stock * (unitCost(stage.item) ?? 0)
      holding += stock * stage.holdingCostRate
    }
    annualHolding = holding * periodsPerYear
  }

  /// What the plans of a model hold.
  public init(_ plans: [StockingPlan], of model: NetworkModel) {
    for (index, plan) in plans.enumerated() { self += PlanTotals(plan, ofNetwork: index, in: model) }
  }

  /// What the plan of one network of a model holds.
  init(_ plan: StockingPlan, ofNetwork index: Int, in model: NetworkModel) {
    self.init(plan, of: model.networks[index], periodsPerYear: model.settings.period.perYear) {
      model.items[$0].unitCost
    }
  }

  static func += (left: inout PlanTotals, right: PlanTotals) {
    left.units += right.units
    left.value += right.value
    left.annualHolding += right.annualHolding
  }

  static func - (left: PlanTotals, right: PlanTotals) -> PlanTotals {
    var difference = PlanTotals()
    difference.units = left.units - right.units
    difference.value = left.value - right.value
    difference.annualHolding = left.annualHolding - right.annualHolding
    return difference
  }
}

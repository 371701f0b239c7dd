import SupplyNetwork

extension AssessedTopic {
  /// What units are worth and what it costs to hold them.
  static func costs(_ context: AssessmentContext) -> AssessedTopic? {
    let format = context.format
    guard let planningCase = context.planningCase else { return rates(context) }
    let costs = SampleQuantiles(planningCase.items.compactMap(\.unitCost))
    var sentences: [String] = []
    if let low = costs(0), let median = costs(0.5), let high = costs(1) {
      func price(_ value: Double) -> String { format.exactMoney(value) }
      sentences.append("Unit costs run from \(price(low)) to \(price(high)), median \(price(median)).")
    }
    let own = planningCase.items.count { $0.carryingRate != nil }
    sentences.append(
      "Carrying stock for a year costs \(format.percent(context.settings.carryingRate, decimals: 0)) of its value"
        + (own == 0
          ? " for every item." : "; \(format.count(own, "item")) \(own == 1 ? "has a rate" : "have rates") of its own.")
    )
    if let margin = margin(planningCase.items, context) {
      sentences.append(
        "Of the selling price, \(format.percent(margin, decimals: 0)) is margin over unit cost, by annual sales.")
    }
    return AssessedTopic(section: .init(id: "costs", title: "Costs", sentences: sentences), finding: nil)
  }

  /// (price − cost) ÷ price over annual sales; `nil` where a price or cost is missing.
  private static func margin(_ items: [Item], _ context: AssessmentContext) -> Double? {
    guard items.allSatisfy({ $0.price != nil && $0.unitCost != nil }) else { return nil }
    var sales = 0.0
    var cost = 0.0
    for entry in context.customerEntries {
      sales += entry.externalDemand * (items[entry.item].price ?? 0)
      cost += entry.externalDemand * entry.unitCost
    }
    return sales > 0 ? 1 - cost / sales : nil
  }

  private static func rates(_ context: AssessmentContext) -> AssessedTopic? {
    let format = context.format
    let stages = context.model.networks.flatMap(\.stages)
    let rates = SampleQuantiles(stages.map(\.holdingCostRate))
    guard let low = rates(0), let high = rates(1) else { return nil }
    let free = stages.count { $0.holdingCostRate == 0 }
    var sentences = [
      "Holding a unit costs \(format.number(low, decimals: 2)) to \(format.number(high, decimals: 2)) per \(context.period), as the file says."
    ]
    if free > 0 {
      sentences.append("At \(format.count(free, "stage")) holding costs nothing, so that stock there is free.")
    }
    return AssessedTopic(section: .init(id: "costs", title: "Costs", sentences: sentences), finding: nil)
  }
}

/// Every method of the module: what `meio solvers` lists.
public enum MethodCatalogue {
  /// All descriptions, by model and, within one, the most exact methods first.
  public static var all: [MethodDescription] {
    let order = MethodDescription.Model.allCases
    return (PlanningMethod.all.map(\.description) + others).enumerated()
      .sorted { left, right in
        let models = (order.firstIndex(of: left.element.model) ?? 0, order.firstIndex(of: right.element.model) ?? 0)
        return (models.0, left.offset) < (models.1, right.offset)
      }
      .map(\.element)
  }

  /// Methods that answer something else than where a network holds its stock.
  private static var others: [MethodDescription] {
    [
      BaseStockLevel.description, Newsvendor.description, ReorderPointOrderQuantity.description,
      ReorderPointOrderUpTo.description, ReorderPointApproximation.description,
      PowerApproximation.description, EconomicOrderQuantity.description, QuantityDiscount.description,
      JointReplenishment.description, DynamicLotSizing.description, FiniteHorizon.description,
      SupplyDisruption.description, RandomYield.description, ServiceBudget.description, MultiplierSweep.description,
      RiskPooling.description, SimulationSearch.description, RequirementsPlanning.description,
    ]
  }
}

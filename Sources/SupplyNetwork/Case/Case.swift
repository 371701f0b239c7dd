/// A case folder, read and checked: what a planner knows, in tables.
///
/// Indices refer to ``locations`` and ``items``. ``NetworkModel`` is made of it.
public struct Case: Sendable {
  /// Everything case.yaml says.
  public var settings: CaseSettings
  /// Ranks from the outside supplier down; ``Location/tier`` indexes them.
  public var tiers: [Tier]
  /// All locations.
  public var locations: [Location]
  /// All items.
  public var items: [Item]
  /// All lanes.
  public var lanes: [Lane]
  /// Recorded demand, where demand.csv gave it.
  public var history: DemandHistory?
  /// Demand per item and location, sorted by item, then location.
  public var demand: [DemandProfile]
  /// Correlation of the demand of two locations, per item, in [0, 1] (equal for all pairs; see `CorrelationEstimate`).
  public var correlation: [Double]
  /// Today's stock, where inventory.csv gives it.
  public var inventory: [InventoryRecord]
  /// Orders under way, where scheduled_receipts.csv gives them.
  public var scheduledReceipts: [ScheduledReceipt]
  /// Demand expected, where forecast.csv gives it.
  public var forecast: [ForecastRecord]
  /// Bills of materials.
  public var components: [Component]
  /// Base stocks fixed by planners.
  public var overrides: [BaseStockOverride]
  /// Service targets of service.csv.
  public var serviceRules: [ServiceRule]
  /// What planners say of the stock at places.
  public var stockLimits: [StockLimit]

  /// Makes a case from checked parts.
  public init(
    settings: CaseSettings, tiers: [Tier], locations: [Location], items: [Item], lanes: [Lane],
    history: DemandHistory? = nil, demand: [DemandProfile], correlation: [Double],
    inventory: [InventoryRecord] = [], scheduledReceipts: [ScheduledReceipt] = [], forecast: [ForecastRecord] = [],
    components: [Component] = [], overrides: [BaseStockOverride] = [], serviceRules: [ServiceRule] = [],
    stockLimits: [StockLimit] = []
  ) {
    self.settings = settings
    self.tiers = tiers
    self.locations = locations
    self.items = items
    self.lanes = lanes
    self.history = history
    self.demand = demand
    self.correlation = correlation
    self.inventory = inventory
    self.scheduledReceipts = scheduledReceipts
    self.forecast = forecast
    self.components = components
    self.overrides = overrides
    self.serviceRules = serviceRules
    self.stockLimits = stockLimits
  }

  /// The day up to which the data are known: that of case.yaml, else the last day of the history.
  public var dataCutOff: CalendarDate? { settings.asOf ?? history?.lastDate }

  /// The day that period 0 of a simulation, or its first day, stands for: the one after the data cut-off.
  public var firstSimulatedDay: CalendarDate? { dataCutOff?.adding(days: 1) }

  /// Whether any lane states a spread of its lead time.
  public var leadTimesVary: Bool { lanes.contains { $0.leadTimeSD > 0 } }

  /// The service target of an item at a location: the most specific rule, else the class's, else the standard one.
  public func serviceTarget(item: Int, location: Int) -> ServiceTarget {
    var best: ServiceRule?
    for rule in serviceRules {
      if let wanted = rule.location, wanted != location { continue }
      guard rule.applies(item: item, valueClass: items[item].valueClass) else { continue }
      if rule.specificity >= best?.specificity ?? 0 { best = rule }
    }
    return best?.target ?? standardTarget(item: item)
  }
}

/// The problem as solvers and the simulator see it: one stage network per item (or per group of items that a bill of
/// materials joins), and what is known of today.
public struct NetworkModel: Sendable {
  /// Everything the case says of itself.
  public var settings: CaseSettings
  /// Ranks from the outside supplier down.
  public var tiers: [Tier]
  /// All locations.
  public var locations: [Location]
  /// All items.
  public var items: [Item]
  /// Items are independent: each network is solved and simulated alone.
  public var networks: [StageNetwork]
  /// Per network and stage: today's stock and settings, where known.
  public var inventory: [[InventoryRecord?]]
  /// Demand as recorded, which simulations may play.
  public var history: DemandHistory?

  /// Makes a model from its parts.
  public init(
    settings: CaseSettings, tiers: [Tier], locations: [Location], items: [Item], networks: [StageNetwork],
    inventory: [[InventoryRecord?]]? = nil
  ) {
    self.settings = settings
    self.tiers = tiers
    self.locations = locations
    self.items = items
    self.networks = networks
    self.inventory = inventory ?? networks.map { [InventoryRecord?](repeating: nil, count: $0.stageCount) }
  }

  /// Base stocks that planners have fixed, in number.
  public var fixedBaseStocks: Int {
    networks.reduce(0) { $0 + $1.stages.count { $0.fixedBaseStock != nil } }
  }

  /// Tier of a stage's location.
  public func tier(of stage: Stage) -> Int { locations[stage.location].tier }
  /// Value of one unit at a stage, in money. `nil` where the input knows holding cost rates only.
  public func unitCost(of stage: Stage) -> Double? { items[stage.item].unitCost }
}

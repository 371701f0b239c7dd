extension NetworkModel {
  /// Builds the networks of a case: one per item with demand, or per group of items that a bill of materials joins.
  ///
  /// A network holds every location that the item passes on its way from the outside supplier to a location with
  /// demand for it, in the order of tier, location and item. A lane of the item's own replaces the general lane between
  /// the same two locations.
  ///
  /// - One inbound lane: its lead time is the stage's processing time. Several: the shortest is, and what the
  ///   others take beyond it stands on their links, or as the outside supplier's service time; their shares are
  ///   scaled to add up to 1. Order sizes are those of the lane with the largest share, and the review period is the
  ///   longest.
  /// - An item with components at a location is made there: the stage is supplied by its components at the location,
  ///   and an outside lane of the item tells how long making takes.
  /// - Stages with demand serve it from stock (committed service time 0); the others may quote up to the
  ///   settings' bound.
  ///
  /// Complexity: O(stages × log stages + lanes + rules) per network.
  ///
  /// - Throws: everything that keeps a network from being built: a location that an item cannot get to (`no-supply`),
  ///   an item both made and delivered at a location (`made-and-delivered`), locations that supply each other (`cycle`),
  ///   a fast way to a location whose lead times vary (`no-expediting`).
  public init(_ planningCase: Case) throws(IssueList) {
    var builder = NetworkBuilder(planningCase)
    let groups = ItemGroups(itemCount: planningCase.items.count, components: planningCase.components)
    var networks: [StageNetwork] = []
    var inventory: [[InventoryRecord?]] = []
    for group in groups.groups {
      guard let part = builder.network(of: group) else { continue }
      networks.append(part.network)
      inventory.append(part.inventory)
    }
    let issues = builder.issues
    guard issues.isEmpty else { throw IssueList(issues) }
    var settings = planningCase.settings
    if settings.simulation.isWarmUpByRule {
      let local = settings.currentPolicy == .localMinMax ? ReplenishmentSettings.TierRule(.localMinMax).smoothing : nil
      settings.simulation.warmUp = WarmUpRule.periods(
        networks, rules: settings.replenishment, localSmoothing: local)
    }
    self.init(
      settings: settings, tiers: planningCase.tiers, locations: planningCase.locations,
      items: planningCase.items, networks: networks, inventory: inventory)
    history = planningCase.history
    fitSimulationToHistory()
  }
}

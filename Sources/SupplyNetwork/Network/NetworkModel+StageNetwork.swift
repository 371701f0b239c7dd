import Probability

extension NetworkModel {
  /// A model of one stage network: every stage is a location of its own, and all share one item without a unit cost.
  ///
  /// A stage with demand and no customers counts as a store, any other as a distribution centre. Its tier is the
  /// number of links on the longest way to it from a stage without suppliers.
  public init(network: StageNetwork, settings: CaseSettings) {
    let depth = network.depths
    let tierCount = (depth.max() ?? 0) + 1
    let locations = network.stages.enumerated().map { index, stage in
      Location(
        id: stage.id, name: stage.name, tier: depth[index],
        kind: network.isEnd(index) && (stage.demand?.mean ?? 0) > 0 ? .store : .dc)
    }
    var onlyStores = [Bool](repeating: true, count: tierCount)
    for location in locations where location.kind != .store { onlyStores[location.tier] = false }
    let tiers = (0..<tierCount).map { tier in
      Tier(name: Self.tierName(tier, of: tierCount), kind: onlyStores[tier] ? .store : .dc)
    }
    self.init(
      settings: settings, tiers: tiers, locations: locations,
      items: [Item(id: network.name.isEmpty ? "item" : network.name)],
      networks: [network.withOwnLocations()])
  }

  /// `Tier 1 (sources)`, `Tier 2`, …, the last `(end of chain)`.
  private static func tierName(_ tier: Int, of count: Int) -> String {
    let name = "Tier \(tier + 1)"
    if count == 1 { return name }
    return tier == 0 ? name + " (sources)" : tier == count - 1 ? name + " (end of chain)" : name
  }
}

extension StageNetwork {
  /// Per stage, the number of links on the longest way to it from a stage without suppliers.
  /// Complexity: O(stages + links).
  public var depths: [Int] {
    var depth = [Int](repeating: 0, count: stageCount)
    for stage in upstreamFirst {
      for link in customerLinks[stage] {
        depth[links[link].customer] = max(depth[links[link].customer], depth[stage] + 1)
      }
    }
    return depth
  }
}

import SupplyNetwork

/// Whether the peers of a case are there, and can help each other out.
struct TransshipmentCheck {
  private let groups: [Placed<CaseSettings.LocationTransshipment>]
  private let unmetDemand: CaseSettings.UnmetDemand
  private let locations: IdentifierIndex
  private let tiers: [String]

  init(_ file: SettingsFile, locations: IdentifierIndex, tiers: [Tier]) {
    groups = file.transshipments
    unmetDemand = file.settings.simulation.unmetDemand
    self.locations = locations
    self.tiers = tiers.map(\.name)
  }

  /// Notes everything wrong; nothing where the locations themselves are not all known.
  func report(_ log: inout IssueLog) {
    guard locations.isComplete else { return }
    for group in groups {
      switch group.value.peers {
      case .between(let ids):
        for id in ids where locations.position(of: id) == nil {
          log.reportUnknownLocation(id, locations, at: group.place(of: "between"))
        }
      case .tier(let name):
        if !tiers.contains(name) { log.reportUnknownTier(name, tiers, at: group.place(of: "tier")) }
      }
      let leadTime = group.value.leadTime
      if unmetDemand == .lostSale, leadTime > 0 {
        log.report(
          .warning, "no-effect", group.place(of: "lead_time"),
          "unmet demand is lost, so that goods of peers that come \(leadTime) \(leadTime == 1 ? "period" : "periods") "
            + "later save no sale, and none are sent", hint: "set lead_time to 0, or unmet_demand to backorder")
      }
    }
  }
}

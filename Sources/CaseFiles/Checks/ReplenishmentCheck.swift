import SupplyNetwork

/// Whether rules of replenishment name tiers of the case, and hear what they are given.
struct ReplenishmentCheck {
  private let settings: CaseSettings
  private let place: Issue.Place
  /// Where rules of a tier stand, by its name.
  private let places: [String: Issue.Place]
  private let latencyPlace: Issue.Place
  private let tiers: [String]

  init(_ file: SettingsFile, tiers: [Tier]) {
    settings = file.settings
    place = file.replenishmentPlace
    places = file.rulePlaces
    latencyPlace = file.simulationPlace(of: "pos_latency")
    self.tiers = tiers.map(\.name)
  }

  /// Notes everything wrong.
  func report(_ log: inout IssueLog) {
    let rules = settings.replenishment
    for name in Set(rules.current.keys).union(rules.proposed.keys).sorted() where !tiers.contains(name) {
      log.reportUnknownTier(name, tiers, orWord: ReplenishmentSection.others, at: places[name] ?? place)
    }
    if settings.simulation.posLatency > 0, !rules.hearsPointsOfSale {
      log.report(
        .warning, "no-effect", latencyPlace,
        "no tier orders by demand at the points of sale, so that its delay changes nothing",
        hint: "give a tier {policy: point_of_sale_echelon} in replenishment, or leave pos_latency out")
    }
  }
}

import SupplyNetwork

/// Whether rules of replenishment name tiers of the case, and hear what they are given.
struct ReplenishmentCheck {
  private let settings: CaseSettings
  private let place: Issue.Place
  private let latencyPlace: Issue.Place
  private let tiers: [String]

  init(_ file: SettingsFile, tiers: [Tier]) {
    settings = file.settings
    place = file.replenishmentPlace
    latencyPlace = file.simulationPlace(of: "pos_latency")
    self.tiers = tiers.map(\.name)
  }

  /// Notes everything wrong.
  func report(_ log: inout IssueLog) {
    let rules = settings.replenishment
    for name in Set(rules.current.keys).union(rules.proposed.keys).sorted() where !tiers.contains(name) {
      log.report(
        .error, "unknown-tier", place,
        "\(Quotation.of(name)) is no tier; expected \(tiers.joined(separator: ", ")) or \(ReplenishmentSection.others)",
        hint: Suggestion.hint(for: name, among: tiers))
    }
    if settings.simulation.posLatency > 0,
      !rules.statedRules.contains(where: { $0.logic == .pointOfSaleEchelon })
    {
      log.report(
        .warning, "no-effect", latencyPlace,
        "no tier orders by demand at the points of sale, so that its delay changes nothing",
        hint: "give a tier {policy: point_of_sale_echelon} in replenishment, or leave pos_latency out")
    }
  }
}

import SupplyNetwork

/// Whether the peers of a case are there, and can help each other out.
struct TransshipmentCheck {
  private static let place = Issue.Place(file: "case.yaml", column: "simulation.transshipments")

  private let simulation: CaseSettings.Simulation
  private let locations: IdentifierIndex
  private let tiers: [String]

  init(_ simulation: CaseSettings.Simulation, locations: IdentifierIndex, tiers: [Tier]) {
    self.simulation = simulation
    self.locations = locations
    self.tiers = tiers.map(\.name)
  }

  /// Notes everything wrong; nothing where the locations themselves are not all known.
  func report(_ log: inout IssueLog) {
    guard locations.isComplete else { return }
    for group in simulation.transshipments {
      switch group.peers {
      case .between(let ids):
        for id in ids where locations.position(of: id) == nil {
          log.report(
            .error, "unknown-location", Self.place, "location \(Quotation.of(id)) is not in locations.csv",
            hint: Suggestion.hint(for: id, among: locations.names))
        }
      case .tier(let name):
        guard !tiers.contains(name) else { break }
        log.report(
          .error, "unknown-tier", Self.place,
          "\(Quotation.of(name)) is no tier; expected \(tiers.joined(separator: " or "))",
          hint: Suggestion.hint(for: name, among: tiers))
      }
      if simulation.unmetDemand == .lostSale, group.leadTime > 0 {
        log.report(
          .warning, "no-effect", Self.place,
          "unmet demand is lost, so that goods of peers that come \(group.leadTime) periods later save no sale, and none "
            + "are sent", hint: "set lead_time to 0, or unmet_demand to backorder")
      }
    }
  }
}

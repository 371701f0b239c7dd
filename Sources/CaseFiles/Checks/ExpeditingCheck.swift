import SupplyNetwork

/// Whether the fast ways of a case lead to locations that are there and can have one, and are faster.
struct ExpeditingCheck {
  private static let place = Issue.Place(file: "case.yaml", column: "simulation.expediting")

  private let entries: [CaseSettings.LocationExpediting]
  private let locations: IdentifierIndex
  private let lanes: LaneTable

  init(_ simulation: CaseSettings.Simulation, locations: IdentifierIndex, lanes: LaneTable) {
    entries = simulation.expediting
    self.locations = locations
    self.lanes = lanes
  }

  /// Notes everything wrong; nothing where the locations themselves are not all known.
  func report(_ log: inout IssueLog) {
    guard locations.isComplete else { return }
    var seen: Set<String> = []
    for entry in entries {
      guard let location = locations.position(of: entry.location) else {
        log.report(
          .error, "unknown-location", Self.place,
          "location \(Quotation.of(entry.location)) is not in locations.csv",
          hint: Suggestion.hint(for: entry.location, among: locations.names))
        continue
      }
      if !seen.insert(entry.location).inserted {
        log.report(
          .error, "duplicate-key", Self.place, "\(Quotation.of(entry.location)) has two fast ways; expected one")
      }
      if lanes.isComplete { checkLanes(to: location, entry, &log) }
    }
  }

  private func checkLanes(to location: Int, _ entry: CaseSettings.LocationExpediting, _ log: inout IssueLog) {
    let inbound = lanes.lanes.filter { $0.to == location }
    if inbound.contains(where: { $0.leadTime > 0 && $0.leadTimeSD > 0 }) {
      log.report(
        .error, "no-expediting", Self.place,
        "nothing is expedited to \(Quotation.of(entry.location)), whose lead times vary",
        hint: "leave out lead_time_sd of its lanes, or the fast way")
    } else if !inbound.isEmpty, inbound.allSatisfy({ $0.leadTime <= entry.leadTime }) {
      log.report(
        .warning, "no-effect", Self.place,
        "the fast way to \(Quotation.of(entry.location)) takes as long as every lane there, and so is never used",
        hint: "give a lead_time below that of the lanes")
    }
  }
}

import SupplyNetwork

/// Whether the fast ways of a case lead to locations that are there and can have one, and are faster.
struct ExpeditingCheck {
  private typealias Entry = Placed<CaseSettings.LocationExpediting>

  private let entries: [Placed<CaseSettings.LocationExpediting>]
  private let locations: [Location]
  private let index: IdentifierIndex
  private let tiers: [String]
  private let lanes: LaneTable

  init(
    _ file: SettingsFile, locations: [Location], index: IdentifierIndex, tiers: [Tier], lanes: LaneTable
  ) {
    entries = file.expediting
    self.locations = locations
    self.index = index
    self.tiers = tiers.map(\.name)
    self.lanes = lanes
  }

  /// Notes everything wrong; nothing where the locations themselves are not all known.
  func report(_ log: inout IssueLog) {
    guard index.isComplete else { return }
    var seen: Set<String> = []
    for entry in entries {
      let key: String
      let name: String
      let members: [Int]
      switch entry.value.destination {
      case .location(let id):
        guard let location = index.position(of: id) else {
          log.reportUnknownLocation(id, index, at: entry.place(of: "at"))
          continue
        }
        (key, name, members) = ("at", id, [location])
      case .tier(let tier):
        guard let position = tiers.firstIndex(of: tier) else {
          log.reportUnknownTier(tier, tiers, at: entry.place(of: "tier"))
          continue
        }
        (key, name, members) = ("tier", tier, locations.indices.filter { locations[$0].tier == position })
      }
      if !seen.insert("\(key) \(name)").inserted {
        log.report(
          .error, "duplicate-key", entry.place(of: key), "\(Quotation.of(name)) has two fast ways; expected one")
      }
      if lanes.isComplete { checkLanes(to: Set(members), name, entry, key, &log) }
    }
  }

  private func checkLanes(
    to members: Set<Int>, _ name: String, _ entry: Entry, _ key: String, _ log: inout IssueLog
  ) {
    let inbound = lanes.lanes.filter { members.contains($0.to) }
    let varying = Set(inbound.filter { $0.leadTime > 0 && $0.leadTimeSD > 0 }.map(\.to)).sorted()
    if !varying.isEmpty {
      let names = varying.prefix(3).map { Quotation.of(locations[$0].id) }
      log.report(
        .error, "no-expediting", entry.place(of: key),
        "nothing is expedited to \(names.joined(separator: ", "))"
          + (varying.count > 3 ? " and \(varying.count - 3) more" : "") + ", whose lead times vary",
        hint: "leave out lead_time_sd of its lanes, or the fast way")
    } else if !inbound.isEmpty, inbound.allSatisfy({ $0.leadTime <= entry.value.leadTime }) {
      log.report(
        .warning, "no-effect", entry.place(of: "lead_time"),
        "the fast way to \(Quotation.of(name)) takes as long as every lane there, and so is never used",
        hint: "give a lead_time below that of the lanes")
    }
  }
}

import SupplyNetwork

/// Whether the scenarios of a case name what is there.
struct ScenarioCheck {
  private let scenarios: [PlacedScenario]
  private let locations: IdentifierIndex
  private let regions: [String]
  private let items: IdentifierIndex
  private let tiers: [String]
  private let lanes: LaneTable
  private let hasLevels: Bool

  init(
    _ scenarios: [PlacedScenario], locations: IdentifierIndex, regions: [String], items: IdentifierIndex,
    tiers: [Tier], lanes: LaneTable, inventory: [InventoryRecord]
  ) {
    self.scenarios = scenarios
    self.locations = locations
    self.regions = Set(regions).sorted()
    self.items = items
    self.tiers = tiers.map(\.name)
    self.lanes = lanes
    hasLevels = inventory.contains { $0.orderUpTo != nil }
  }

  /// Notes everything wrong; names of what is not all known are not judged.
  func report(_ log: inout IssueLog) {
    for placed in scenarios {
      for reference in placed.references { report(reference, &log) }
      if locations.isComplete, lanes.isComplete {
        for outage in placed.scenario.outages { report(outage, of: placed, &log) }
      }
      if placed.scenario.currentPolicy == .fromInventory, !hasLevels {
        log.report(
          .warning, "no-current-policy", placed.place,
          "the scenario \(Quotation.of(placed.scenario.name)) asks for today's levels, and none is known",
          hint: "give order_up_to in inventory.csv")
      }
    }
  }

  private func report(_ reference: PlacedScenario.Reference, _ log: inout IssueLog) {
    let (code, what, names, isJudged): (String, String, [String], Bool) =
      switch reference.kind {
      case .location: ("unknown-location", "location", locations.names, locations.isComplete)
      case .tier: ("unknown-tier", "tier", tiers, locations.isComplete)
      case .region: ("unknown-region", "region", regions, locations.isComplete)
      case .item: ("unknown-item", "item", items.names, items.isComplete)
      }
    guard isJudged, !names.contains(reference.name) else { return }
    let hint =
      Suggestion.hint(for: reference.name, among: names)
      ?? (reference.kind != .region
        ? nil
        : regions.isEmpty
          ? "give locations.csv a column region" : "regions: \(regions.sorted().joined(separator: ", "))")
    switch reference.kind {
    case .location, .region, .item:
      log.report(
        .error, code, reference.place,
        "\(what) \(Quotation.of(reference.name)) is not in \(reference.kind == .item ? "items.csv" : "locations.csv")",
        hint: hint)
    case .tier: log.reportUnknownTier(reference.name, tiers, at: reference.place)
    }
  }

  private func report(_ outage: Scenario.Outage, of placed: PlacedScenario, _ log: inout IssueLog) {
    let known = [outage.supplier, outage.to].compactMap { $0 }.allSatisfy { locations.position(of: $0) != nil }
    guard known else { return }
    let supplier = outage.supplier.flatMap(locations.position)
    let customer = outage.to.flatMap(locations.position)
    let serves = lanes.lanes.contains { $0.from == supplier && (customer == nil || $0.to == customer) }
    guard !serves else { return }
    log.report(
      .error, "unknown-lane", placed.place,
      "\(outage.supplier.map { Quotation.of($0) } ?? "the outside supplier") supplies "
        + (outage.to.map { Quotation.of($0) } ?? "no location") + (outage.to == nil ? "" : " over no lane"),
      hint: "lanes.csv lists the lanes")
  }
}

import SupplyNetwork

/// One group of peers of `simulation.transshipments` in `case.yaml`: `{between: [S01, S02], lead_time: 1}` or
/// `{tier: Stores, lead_time: 0, reserve_periods: 2, cost_per_unit: 4}`.
enum TransshipmentSection {
  static func read(_ section: YAMLSection, _ log: inout IssueLog) -> CaseSettings.LocationTransshipment? {
    var section = section
    let between = section.texts("between", &log)
    let tier = section.text("tier", &log)
    let leadTime = section.integer("lead_time", 0...10_000, &log) ?? 0
    let reserve = section.number("reserve_periods", .nonNegative, &log) ?? 0
    let cost = section.number("cost_per_unit", .cost, &log) ?? 0
    section.reportUnknownKeys(&log)
    let peers: CaseSettings.LocationTransshipment.Peers
    switch (between, tier) {
    case (let locations?, nil):
      guard Set(locations).count == locations.count, locations.count > 1 else {
        section.note(.error, "missing-value", "between", "expected two or more different locations", &log)
        return nil
      }
      peers = .between(locations)
    case (nil, let tier?): peers = .tier(tier)
    default:
      if section.hasStated("between") == section.hasStated("tier") {
        section.note(
          .error, "missing-value", "between",
          "expected either between, a list of locations, or tier, whose locations with the same suppliers are peers",
          &log)
      }
      return nil
    }
    return .init(peers, leadTime: leadTime, costPerUnit: cost, reservePeriods: reserve)
  }
}

import SupplyNetwork

/// One fast way of `simulation.expediting` in `case.yaml`:
/// `{at: S01, lead_time: 1, below_periods: 2, cost_per_unit: 0.5}`, or of every location of a tier, `{tier: Stores, …}`.
enum ExpeditingSection {
  static func read(_ section: YAMLSection, _ log: inout IssueLog) -> CaseSettings.LocationExpediting? {
    var section = section
    let location = section.text("at", &log)
    let tier = section.text("tier", &log)
    let leadTime = section.integer("lead_time", 0...Int(NumberRange.longestTime), &log)
    let below = section.number("below_periods", .between(0, NumberRange.longestTime), &log)
    let cost = section.number("cost_per_unit", .cost, &log)
    section.reportUnknownKeys(&log)
    for (key, says) in [
      ("lead_time", "does not say how many periods the fast way takes"),
      ("below_periods", "does not say below how many periods of demand in stock and in transit the fast way is used"),
    ] where !section.hasStated(key) { section.note(.error, "missing-value", key, says, &log) }
    let destination: CaseSettings.LocationExpediting.Destination
    switch (location, tier) {
    case (let location?, nil): destination = .location(location)
    case (nil, let tier?): destination = .tier(tier)
    default:
      if section.hasStated("at") == section.hasStated("tier") {
        section.note(
          .error, "missing-value", "at",
          section.hasStated("at")
            ? "names both a location and a tier that goods are expedited to"
            : "does not say which location goods are expedited to",
          hint: "give either at, a location, or tier, all of its locations",
          &log)
      }
      return nil
    }
    guard let leadTime, let below else { return nil }
    return .init(to: destination, leadTime: leadTime, belowPeriods: below, costPerUnit: cost ?? 0)
  }
}

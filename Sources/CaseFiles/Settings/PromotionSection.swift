import SupplyNetwork

/// One promotion of `simulation.promotions` in `case.yaml`: `{item: P1, location: S01, start: 2027-03-01, periods: 14,
/// factor: 1.8}`, with a period of the simulation or a date as its start.
enum PromotionSection {
  static func read(_ section: YAMLSection, _ log: inout IssueLog) -> CaseSettings.Promotion? {
    var section = section
    let item = section.text("item", &log)
    let location = section.text("location", &log)
    let beginning = beginning(&section, &log)
    let periods = section.integer("periods", 1...100_000, &log)
    let factor = section.number("factor", .between(0, 1000), &log)
    section.reportUnknownKeys(&log)
    for key in ["start", "periods", "factor"] where !section.hasStated(key) {
      section.note(
        .error, "missing-value", key, "does not say \(key == "start" ? "when it begins" : "its \(key)")",
        hint: "expected start (a date, or a period counted from 0), periods and factor", &log)
    }
    guard let beginning, let periods, let factor else { return nil }
    return .init(item: item, location: location, beginning, periods: periods, factor: factor)
  }

  private static func beginning(
    _ section: inout YAMLSection, _ log: inout IssueLog
  ) -> CaseSettings.Promotion.Beginning? {
    // A number is a period; what is none is told as a date that cannot be read.
    var probe = section
    var quiet = IssueLog()
    if let text = probe.text("start", &quiet), Int(text) != nil {
      return section.integer("start", 0...200_000, &log).map { .period($0) }
    }
    return section.date("start", &log).map { .date($0) }
  }
}

import SupplyNetwork

/// One disruption of `simulation.disruptions` in `case.yaml`: `{from: DC1, start: 120, periods: 30}` or, at random,
/// `{from: DC1, to: S01, chance: 0.002, periods: 10}`.
enum DisruptionSection {
  static func read(_ section: YAMLSection, _ log: inout IssueLog) -> CaseSettings.LocationDisruption? {
    var section = section
    let from = section.text("from", &log)
    let to = section.text("to", &log)
    let start = section.integer("start", 0...200_000, &log)
    let chance = section.number("chance", .openFraction, &log)
    let periods = section.integer("periods", 1...100_000, &log)
    section.reportUnknownKeys(&log)
    if from == nil, to == nil {
      section.note(
        .error, "missing-value", "from", "names neither a location that ships nothing nor one that gets nothing",
        hint: "give from, to or both; to alone disrupts the outside supplier of the location", &log)
      return nil
    }
    guard let periods else {
      if !section.hasStated("periods") {
        section.note(.error, "missing-value", "periods", "does not say how many periods it lasts", &log)
      }
      return nil
    }
    switch (start, chance) {
    case (let start?, nil):
      return .init(from: from ?? "", to: to, Disruption(.at(period: start), periods: periods))
    case (nil, let chance?):
      return .init(from: from ?? "", to: to, Disruption(.atRandom(chance: chance), periods: periods))
    default:
      if !log.hasErrors || section.hasStated("start") == section.hasStated("chance") {
        section.note(
          .error, "missing-value", "start", "expected either start, a period, or chance, that of beginning in a period",
          &log)
      }
      return nil
    }
  }
}

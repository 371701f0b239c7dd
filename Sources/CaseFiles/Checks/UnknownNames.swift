import SupplyNetwork

/// Names in case.yaml of what the other files do not have.
extension IssueLog {
  /// Notes a location that locations.csv lacks.
  mutating func reportUnknownLocation(_ id: String, _ locations: IdentifierIndex, at place: Issue.Place) {
    report(
      .error, "unknown-location", place, "location \(Quotation.of(id)) is not in locations.csv",
      hint: Suggestion.hint(for: id, among: locations.names))
  }

  /// Notes a tier that no location is in.
  mutating func reportUnknownTier(_ name: String, _ tiers: [String], at place: Issue.Place) {
    report(
      .error, "unknown-tier", place, "\(Quotation.of(name)) is no tier; expected \(tiers.joined(separator: " or "))",
      hint: Suggestion.hint(for: name, among: tiers))
  }
}

import SupplyNetwork

/// Names in case.yaml of what the other files do not have.
extension IssueLog {
  /// Notes a location that locations.csv lacks.
  mutating func reportUnknownLocation(_ id: String, _ locations: IdentifierIndex, at place: Issue.Place) {
    report(
      .error, "unknown-location", place, "location \(Quotation.of(id)) is not in locations.csv",
      hint: Suggestion.hint(for: id, among: locations.names)
        ?? "locations.csv has \(locations.names.prefix(3).joined(separator: ", "))"
        + (locations.count > 3 ? " and \(locations.count - 3) more" : ""))
  }

  /// Notes a tier that no location is in.
  ///
  /// - Parameter others: a word that stands for all others.
  mutating func reportUnknownTier(
    _ name: String, _ tiers: [String], orWord others: String? = nil, at place: Issue.Place
  ) {
    let expected = (tiers + [others].compactMap { $0 }).joined(separator: " or ")
    report(
      .error, "unknown-tier", place, "\(Quotation.of(name)) is no tier; expected \(expected)",
      hint: Suggestion.hint(for: name, among: tiers))
  }
}

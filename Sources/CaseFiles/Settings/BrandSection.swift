import SupplyNetwork

/// `report.brand`: an organisation's own look.
enum BrandSection {
  /// The look, and where the file names each colour by its role.
  static func read(
    _ section: YAMLSection, _ log: inout IssueLog
  ) -> (brand: CaseSettings.Report.Brand, colorPlaces: [String: Issue.Place]) {
    var section = section
    var brand = CaseSettings.Report.Brand()
    var places: [String: Issue.Place] = [:]
    brand.name = section.text("name", &log)
    brand.logo = section.text("logo", &log)
    if var colors = section.section("colors", &log) {
      let roles = CaseSettings.Report.Brand.roles
      for (role, color) in colors.pairs(&log) {
        if !roles.contains(role) {
          colors.note(
            .warning, "unknown-key", role, "\(Quotation.of(role)) is no role of a colour and is left out",
            hint: Suggestion.hint(for: role, among: roles) ?? "known roles: \(roles.joined(separator: ", "))", &log)
        } else if color.wholeMatch(of: #/#[0-9A-Fa-f]{6}/#) != nil {
          brand.colors[role] = color
          places[role] = colors.place(of: role)
        } else {
          colors.note(
            .error, "out-of-range", role, "\(Quotation.of(color)) is no colour; expected \"#RRGGBB\", in quotes", &log)
        }
      }
    }
    section.reportUnknownKeys(&log)
    return (brand, places)
  }
}

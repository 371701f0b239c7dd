internal import Assets
internal import Drawing
public import Findings

/// Whether the fonts of this machine can set a report: another font, or a box in place of a character, comes silently.
public enum FontCheck {
  /// One sentence per lack; empty where the report is set as it should be.
  public static func warnings(for findings: StudyFindings) -> [String] {
    guard let theme = try? Theme(json: Assets.theme) else { return [] }
    let engine = TextEngine()
    let font = Font(family: theme.family, size: 10)
    var warnings: [String] = []
    if let found = engine.resolvedFamily(of: font), found.lowercased() != theme.family.lowercased() {
      warnings.append("the font \(theme.family) is not installed; \(found) stands in for it")
    }
    let missing = names(in: findings).reduce(0) { $0 + engine.unknownGlyphCount(in: $1, font: font) }
    if missing > 0 {
      warnings.append(
        "\(missing) characters of names have no glyph in the installed fonts and appear as boxes; install a font that "
          + "has them (for Chinese, Japanese and Korean: fonts-noto-cjk)")
    }
    return warnings
  }

  /// The texts of the report that come from the data.
  private static func names(in findings: StudyFindings) -> [String] {
    [findings.cover.title] + findings.tables.flatMap { table in table.rows.compactMap { $0.cells.first?.text } }
      + findings.optimisedPolicy.network.nodes.map(\.name)
  }
}

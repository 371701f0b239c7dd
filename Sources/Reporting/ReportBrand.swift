internal import Drawing

/// An organisation's own look: what the findings do not say of it.
public struct ReportBrand: Sendable, Equatable {
  /// Colours by role (accent, current, highlight, good, bad), as `#RRGGBB`.
  public var colors: [String: String] = [:]
  /// The logo: a PNG file.
  public var logo: [UInt8]?

  /// A colour that had to be changed.
  public struct ColorWarning: Sendable, Equatable {
    /// What it stands for.
    public var role: String
    /// What it lacked and what stands for it, a sentence without its period.
    public var message: String
  }

  /// No brand.
  public init() {}

  /// What has to be changed of the colours so that they can be read, a warning for each.
  ///
  /// - Throws: ``ReportError`` where the folder of templates, whose theme gives the ground, cannot be read.
  public func warnings(templatesFolder: String?) throws(ReportError) -> [ColorWarning] {
    var theme = try ReportWriter.theme(try ReportWriter.library(templatesFolder), ReportBrand())
    return apply(to: &theme).map { adjustment in
      let name = Self.roles.first { $0.value == adjustment.role }?.key ?? adjustment.role.rawValue
      let ratio = (adjustment.contrast * 10).rounded(.down) / 10
      let lack =
        adjustment.contrast < Theme.markContrast
        ? "below the \(Theme.markContrast):1 of marks and the \(Theme.textContrast):1 of text"
        : "enough for marks, but below the \(Theme.textContrast):1 of text"
      return ColorWarning(
        role: name,
        message: "\(adjustment.asked.hex) has a contrast of \(ratio):1 on the paper, \(lack); "
          + "\(adjustment.used.hex) stands for it")
    }
  }

  /// Puts the colours on a theme.
  func apply(to theme: inout Theme) -> [Theme.Adjustment] {
    var chosen: [Theme.Role: Color] = [:]
    for (name, hex) in colors {
      if let role = Self.roles[name], let color = Color(hex: hex) { chosen[role] = color }
    }
    return theme.use(chosen)
  }

  /// All that pictures depend on, for hashes.
  var colorTexts: [String] { colors.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] } }

  private static let roles: [String: Theme.Role] = [
    "accent": .proposal, "current": .baseline, "highlight": .highlight, "good": .good, "bad": .bad,
  ]
}

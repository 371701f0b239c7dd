public import Drawing

/// A colour by its role, so that one theme governs every chart.
public struct Ink: Sendable, Hashable {
  /// What the colour stands for.
  public var role: Theme.Role
  /// How strong it is on paper: 1 = full, 0 = paper.
  public var strength: Double

  /// Makes an ink.
  public init(_ role: Theme.Role, strength: Double = 1) {
    self.role = role
    self.strength = strength
  }

  /// Ink of words and figures.
  public static let text = Ink(.text)
  /// Ink of axes, sources and remarks.
  public static let muted = Ink(.muted)
  /// Ink of grid lines.
  public static let grid = Ink(.grid)
  /// The ground.
  public static let paper = Ink(.paper)
  /// What is, or what one compares with.
  public static let baseline = Ink(.baseline)
  /// What is proposed.
  public static let proposal = Ink(.proposal)
  /// What deserves attention.
  public static let highlight = Ink(.highlight)
  /// A welcome change.
  public static let good = Ink(.good)
  /// An unwelcome change.
  public static let bad = Ink(.bad)

  /// Inks for series without a role of their own; told apart in grey as well, six at most.
  public static let series: [Ink] = [
    .proposal, .highlight, .baseline, .good, Ink(.proposal, strength: 0.7), Ink(.highlight, strength: 0.7),
  ]

  /// The colour in a theme.
  func color(in theme: Theme) -> Color {
    let full = theme.light[role]
    guard strength < 1 else { return full }
    func mixed(_ ink: Double, _ paper: Double) -> Double { paper + (ink - paper) * max(strength, 0) }
    return Color(
      red: mixed(full.red, theme.paper.red), green: mixed(full.green, theme.paper.green),
      blue: mixed(full.blue, theme.paper.blue))
  }
}

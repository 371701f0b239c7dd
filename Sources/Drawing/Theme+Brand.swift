/// Colours of an organisation in place of those of the theme.
extension Theme {
  /// A colour that had to be changed to be read.
  public struct Adjustment: Sendable, Equatable {
    /// What it stands for.
    public var role: Role
    /// The colour asked for.
    public var asked: Color
    /// Its contrast on the paper, 1 to 21.
    public var contrast: Double
    /// The darker colour that stands for it.
    public var used: Color
  }

  /// Contrast that text needs on its ground (WCAG 2.1, success criterion 1.4.3).
  public static let textContrast = 4.5
  /// Contrast that marks need (success criterion 1.4.11).
  public static let markContrast = 3.0

  /// Least distance in OKLab at which the colours of two roles are told apart.
  static let distinct = 0.07
  /// The roles of marks, which stand beside each other.
  private static let markRoles: [Role] = [.baseline, .proposal, .highlight, .good, .bad]

  /// Replaces colours of the light scheme, and those of the dark scheme by their twins: as light as the ground asks for.
  ///
  /// Every role is also used for words, so that a colour below ``textContrast`` on the paper is darkened until it has it:
  /// its hue stays, and it goes on where another role of marks would look the same.
  ///
  /// - Returns: the colours that had to be changed, in the order of the roles.
  public mutating func use(_ colors: [Role: Color]) -> [Adjustment] {
    let used = Self.readable(colors, on: &light, darker: true)
    _ = Self.readable(colors, on: &dark, darker: false)
    return Role.allCases.compactMap { role in
      guard let asked = colors[role], let used = used[role], used != asked else { return nil }
      return Adjustment(role: role, asked: asked, contrast: asked.contrast(with: light.paper), used: used)
    }
  }

  /// Puts colours on a palette so that each can be read on its paper, and says what stands for each.
  private static func readable(_ colors: [Role: Color], on palette: inout Palette, darker: Bool) -> [Role: Color] {
    var used: [Role: Color] = [:]
    let paper = palette.paper
    /// Those that stay as they are go first: the others make way for them.
    let stays = { (role: Role) -> Bool in
      colors[role].map { $0.contrast(with: paper) >= textContrast } ?? false
    }
    for role in Role.allCases.filter(stays) + Role.allCases.filter({ !stays($0) }) {
      guard let asked = colors[role] else { continue }
      let tone = TonedColor(asked)
      let others = markRoles.filter { other in
        guard markRoles.contains(role), other != role else { return false }
        // Who asks for the same colour twice shall have it.
        guard let color = colors[other] else { return true }
        return used[other] != nil && TonedColor.distance(color, asked) > 0.02
      }.map { used[$0] ?? palette[$0] }
      let end = darker ? 0.0 : 1.0
      let kin = (0...100).lazy.map { step -> Color in
        step == 0 ? asked : tone.at(tone.lightness + (end - tone.lightness) * Double(step) / 100)
      }
      let legible = kin.filter { $0.contrast(with: paper) >= textContrast }
      let first = legible.first ?? (darker ? .black : .white)
      // A colour that can be read as it is was meant so.
      let color =
        first == asked
        ? first
        : legible.first { kin in others.allSatisfy { TonedColor.distance(kin, $0) >= distinct } } ?? first
      used[role] = color
      palette[role] = color
    }
    return used
  }
}

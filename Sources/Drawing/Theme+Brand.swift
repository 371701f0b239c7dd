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

  /// Replaces colours of the light scheme, and those of the dark scheme by their twins: as light as the ground asks for.
  ///
  /// Every role is also used for words, so that a colour below ``textContrast`` on the paper is darkened until it has it.
  ///
  /// - Returns: the colours that had to be changed, in the order of the roles.
  public mutating func use(_ colors: [Role: Color]) -> [Adjustment] {
    var adjustments: [Adjustment] = []
    for role in Role.allCases {
      guard let asked = colors[role] else { continue }
      let used = asked.mixed(with: .black, untilContrastWith: light.paper, is: Self.textContrast)
      if used != asked {
        adjustments.append(
          Adjustment(role: role, asked: asked, contrast: asked.contrast(with: light.paper), used: used))
      }
      light[role] = used
      dark[role] = asked.mixed(with: .white, untilContrastWith: dark.paper, is: Self.textContrast)
    }
    return adjustments
  }
}

extension Color {
  /// The colour itself, or the first mixture with another that has a contrast; the other where none has.
  public func mixed(with other: Color, untilContrastWith ground: Color, is contrast: Double) -> Color {
    for step in 0...50 {
      let share = Double(step) / 50
      // As files and style sheets have it: the contrast of the rounded colour counts.
      let mixture = Color(hex: mixed(with: other, share).hex) ?? other
      if mixture.contrast(with: ground) >= contrast { return mixture }
    }
    return other
  }

  private func mixed(with other: Color, _ share: Double) -> Color {
    Color(
      red: red + share * (other.red - red), green: green + share * (other.green - green),
      blue: blue + share * (other.blue - blue))
  }
}

/// Writes colours for SVG, those of a theme as variables.
struct SVGPaint {
  private let palette: Theme.Palette?

  init(_ paint: SVGWriter.Paint) {
    palette =
      switch paint {
      case .literal: nil
      case .variables(let theme): theme.light
      }
  }

  /// The value of `fill` or `stroke`; opacity stands in an attribute of its own.
  func value(of color: Color) -> String {
    guard let palette else { return color.hex }
    if let role = Theme.Role.allCases.first(where: { palette[$0].distance(to: color) < Self.tolerance }) {
      return Self.variable(role, in: palette)
    }
    return mixture(color, in: palette) ?? color.hex
  }

  /// The colour as a share of a role's colour on paper, if it is one.
  private func mixture(_ color: Color, in palette: Theme.Palette) -> String? {
    let paper = palette.paper
    for role in Theme.Role.allCases where role != .paper {
      let full = palette[role]
      let length = (full - paper).squaredLength
      guard length > 0 else { continue }
      let share = (color - paper).dot(full - paper) / length
      guard share > 0, share < 1 else { continue }
      let mixed = Color(
        red: paper.red + share * (full.red - paper.red), green: paper.green + share * (full.green - paper.green),
        blue: paper.blue + share * (full.blue - paper.blue))
      if mixed.distance(to: color) < Self.tolerance {
        let parts = [
          "\(Self.variable(role, in: palette)) \((share * 100).decimalText())%", Self.variable(.paper, in: palette),
        ]
        return "color-mix(in srgb,\(parts.joined(separator: ",")))"
      }
    }
    return nil
  }

  private static func variable(_ role: Theme.Role, in palette: Theme.Palette) -> String {
    "var(--\(role.rawValue),\(palette[role].hex))"
  }

  /// Rounding of a colour that went through a computation, far below one step of 255.
  private static let tolerance = 1e-9
}

/// The difference of two colours.
private struct ColorDifference {
  let red: Double
  let green: Double
  let blue: Double

  var squaredLength: Double { dot(self) }

  func dot(_ other: ColorDifference) -> Double { red * other.red + green * other.green + blue * other.blue }
}

extension Color {
  fileprivate static func - (left: Color, right: Color) -> ColorDifference {
    ColorDifference(red: left.red - right.red, green: left.green - right.green, blue: left.blue - right.blue)
  }

  /// Euclidean distance of the components, opacity left aside.
  fileprivate func distance(to other: Color) -> Double { (self - other).squaredLength.squareRoot() }
}

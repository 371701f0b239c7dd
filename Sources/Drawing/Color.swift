import Foundation

/// An sRGB colour; components and opacity from 0 to 1.
public struct Color: Sendable, Hashable {
  /// Red, 0 to 1.
  public var red: Double
  /// Green, 0 to 1.
  public var green: Double
  /// Blue, 0 to 1.
  public var blue: Double
  /// 0 = invisible, 1 = opaque.
  public var opacity: Double

  /// Makes a colour.
  public init(red: Double, green: Double, blue: Double, opacity: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.opacity = opacity
  }

  /// Reads `#RRGGBB`; `nil` for anything else.
  public init?(hex: String) {
    let digits = Array(hex.utf8)
    guard digits.count == 7, digits[0] == 0x23, digits[1] != 0x2B, digits[1] != 0x2D,
      let value = Int(hex.dropFirst(), radix: 16)
    else { return nil }
    self.init(
      red: Double(value >> 16 & 255) / 255, green: Double(value >> 8 & 255) / 255, blue: Double(value & 255) / 255)
  }

  /// `#RRGGBB`, opacity left out.
  public var hex: String {
    let digits = [red, green, blue].map { component in
      let text = String(Int((min(max(component, 0), 1) * 255).rounded()), radix: 16)
      return text.count < 2 ? "0" + text : text
    }
    return "#" + digits.joined().uppercased()
  }

  /// The same colour at another opacity.
  public func opacity(_ value: Double) -> Color { Color(red: red, green: green, blue: blue, opacity: value) }

  /// Paper white.
  public static let white = Color(red: 1, green: 1, blue: 1)
  /// Full black.
  public static let black = Color(red: 0, green: 0, blue: 0)

  /// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21.
  public func contrast(with other: Color) -> Double {
    let lighter = max(relativeLuminance, other.relativeLuminance)
    let darker = min(relativeLuminance, other.relativeLuminance)
    return (lighter + 0.05) / (darker + 0.05)
  }
}

extension Color {
  /// WCAG 2.1 relative luminance, 0 (black) to 1 (white).
  var relativeLuminance: Double {
    0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
  }

  /// A component of sRGB in proportion to its light.
  static func linear(_ component: Double) -> Double {
    component <= 0.040_45 ? component / 12.92 : pow((component + 0.055) / 1.055, 2.4)
  }
}

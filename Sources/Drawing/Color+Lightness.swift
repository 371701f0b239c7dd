import Foundation

/// Darker and lighter kin of a colour: its hue stays, and so does how vivid it is for its lightness.
///
/// OKLab, Ottosson 2020 (https://bottosson.github.io/posts/oklab/): hue and chroma there look the same at every
/// lightness, while mixtures with black turn every pale colour into about the same grey.
struct TonedColor {
  /// Lightness, 0 to 1.
  let lightness: Double
  /// Distance from grey.
  let chroma: Double
  /// Direction from grey, in radians.
  let hue: Double

  /// Chroma that a kin may gain over the colour: enough to tell hues, not garish.
  private static let vivid = 0.13

  /// The colour in OKLab.
  init(_ color: Color) {
    let (l, a, b) = color.oklab
    lightness = l
    chroma = (a * a + b * b).squareRoot()
    hue = atan2(b, a)
  }

  /// The kin at another lightness, as files and style sheets have it. A pale colour is a vivid one with much white: it
  /// keeps its share of the largest chroma that its lightness allows, up to a bound.
  func at(_ other: Double) -> Color {
    let lightness = min(max(other, 0), 1)
    // Rounded to eight bits, grey has a little chroma of no meaning.
    guard chroma > 0.004 else { return Self.color(lightness, 0, hue) }
    let share = min(chroma / max(Self.largestChroma(self.lightness, hue), chroma), 1)
    let wanted = min(share * Self.largestChroma(lightness, hue), max(chroma, Self.vivid))
    return Self.color(lightness, wanted, hue)
  }

  /// How far two colours look apart: the distance in OKLab.
  static func distance(_ first: Color, _ second: Color) -> Double {
    let (one, other) = (first.oklab, second.oklab)
    let (l, a, b) = (one.l - other.l, one.a - other.a, one.b - other.b)
    return (l * l + a * a + b * b).squareRoot()
  }

  private static func color(_ lightness: Double, _ chroma: Double, _ hue: Double) -> Color {
    let (red, green, blue) = components(lightness, chroma, hue)
    return Color(hex: Color(red: red, green: green, blue: blue).hex) ?? .black
  }

  /// The largest chroma that sRGB has for a lightness and a hue.
  private static func largestChroma(_ lightness: Double, _ hue: Double) -> Double {
    var (inside, outside) = (0.0, 0.4)
    for _ in 0..<24 {
      let middle = (inside + outside) / 2
      let (red, green, blue) = components(lightness, middle, hue)
      let isInside = [red, green, blue].allSatisfy { $0 > -1e-4 && $0 < 1 + 1e-4 }
      if isInside { inside = middle } else { outside = middle }
    }
    return inside
  }

  private static func components(_ lightness: Double, _ chroma: Double, _ hue: Double) -> (Double, Double, Double) {
    let (a, b) = (chroma * cos(hue), chroma * sin(hue))
    func cube(_ value: Double) -> Double { value * value * value }
    let l = cube(lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b)
    let m = cube(lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b)
    let s = cube(lightness - 0.089_484_177_5 * a - 1.291_485_548 * b)
    func encoded(_ linear: Double) -> Double {
      linear <= 0.003_130_8 ? 12.92 * linear : 1.055 * pow(linear, 1 / 2.4) - 0.055
    }
    return (
      encoded(4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s),
      encoded(-1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s),
      encoded(-0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s)
    )
  }
}

extension Color {
  /// The colour itself, or its lightest darker kin that has a contrast with a ground.
  public func darkened(untilContrastWith ground: Color, is contrast: Double) -> Color {
    let tone = TonedColor(self)
    return (0...100).lazy.map { $0 == 0 ? self : tone.at(tone.lightness * (1 - Double($0) / 100)) }
      .first { $0.contrast(with: ground) >= contrast } ?? .black
  }

  /// Lightness and the two opponent coordinates of OKLab.
  fileprivate var oklab: (l: Double, a: Double, b: Double) {
    let (red, green, blue) = (Self.linear(red), Self.linear(green), Self.linear(blue))
    let l = cbrt(0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue)
    let m = cbrt(0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue)
    let s = cbrt(0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue)
    return (
      0.210_454_255_3 * l + 0.793_617_785 * m - 0.004_072_046_8 * s,
      1.977_998_495_1 * l - 2.428_592_205 * m + 0.450_593_709_9 * s,
      0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766 * s
    )
  }
}

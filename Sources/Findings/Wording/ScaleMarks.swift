import Foundation

/// What stands behind digits for thousands, millions and billions, by ``NumberScale/suffix``: the short forms of the Unicode
/// Common Locale Data Repository ("12 mln.", "12 mrd."), read off what Foundation's formatter makes of twelve of them.
enum ScaleMarks {
  /// Those of English, and of locales whose own do not serve.
  static let international = ["k": "k", "M": "M", "bn": "bn", "": ""]

  /// The marks of a locale: its own where it counts millions and billions (10⁹) and writes from left to right what it
  /// calls them.
  ///
  /// Others, as in China with its ten thousands, in India with its lakhs, or in Arabic, whose words would turn the order
  /// of the English ones around them, have the international marks.
  static func marks(of locale: Locale) -> [String: String] {
    let language = locale.language.languageCode?.identifier ?? ""
    guard language != "en", let millions = mark(1e6, locale), let billions = mark(1e9, locale) else {
      return international
    }
    return ["k": mark(1e3, locale) ?? thousands(language), "M": millions, "bn": billions, "": ""]
  }

  /// Thousands where the repository writes them in full.
  private static func thousands(_ language: String) -> String {
    switch language {
    case "de": "\u{A0}Tsd."
    case "it": "\u{A0}mila"
    default: "\u{A0}k"
    }
  }

  /// What the short form of twelve units has behind its digits; `nil` where that is no short form of so many.
  private static func mark(_ unit: Double, _ locale: Locale) -> String? {
    // Twelve, as some locales begin to abbreviate at ten.
    let style = FloatingPointFormatStyle<Double>(locale: locale).notation(.compactName)
    let text = NumberShape.text(style.format(12 * unit).unicodeScalars)
    guard text.hasPrefix("12") else { return nil }
    let mark = text.dropFirst(2)
    let letters = mark.unicodeScalars.filter { $0.properties.isAlphabetic }
    guard !letters.isEmpty, letters.allSatisfy({ !isFromRightToLeft($0) }) else { return nil }
    // A digit tells of a number in full or of a larger unit.
    return mark.contains(where: \.isNumber) ? nil : String(mark)
  }

  /// Hebrew, Arabic and the scripts between and after them.
  private static func isFromRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    (0x590...0x8FF).contains(scalar.value) || (0xFB1D...0xFEFC).contains(scalar.value)
  }
}

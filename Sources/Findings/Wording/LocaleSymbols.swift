import Foundation
import Synchronization

/// What a locale says of figures and dates, read once from the Unicode Common Locale Data Repository that Foundation
/// carries: its own formatters take a thousand times as long as putting these around digits.
///
/// Digits are Latin in every locale, since the words of a report and the tabular figures of its font are; so are the
/// calendar (Gregorian) and the minus (U+2212). `en_US` is built in: it needs no data, and writes dates as ISO 8601.
///
/// A class, since every figure's format shares it.
public final class LocaleSymbols: Sendable {
  /// As the case names it ("de_DE").
  public let identifier: String
  /// Plain numbers.
  let number: NumberShape
  /// Percentages.
  let percent: NumberShape
  /// Days and months.
  public let dates: DateFormat
  /// How thousands, millions and billions are abbreviated behind digits, by ``NumberScale/suffix``.
  let scales: [String: String]

  private init(
    identifier: String, number: NumberShape, percent: NumberShape, dates: DateFormat,
    scales: [String: String] = ScaleMarks.international
  ) {
    self.identifier = identifier
    self.scales = scales
    self.number = number
    self.percent = percent
    self.dates = dates
  }

  /// Numbers as the program writes them where nothing is said.
  public static let english = LocaleSymbols(
    identifier: "en_US", number: .english(), percent: .english(suffix: "%"), dates: .iso8601)

  /// The symbols of a locale ("de_DE", "zh_Hans_CN", "pt-BR"); of a name that no locale has, those of its language, else
  /// English ones (the reader of case.yaml lets none pass).
  public static func of(_ identifier: String) -> LocaleSymbols {
    if identifier == english.identifier { return english }
    return store.withLock { store in
      if let known = store.symbols[identifier] { return known }
      let symbols = LocaleSymbols(reading: identifier)
      store.symbols[identifier] = symbols
      return symbols
    }
  }

  /// Amounts of a currency; empty for plain numbers.
  func money(_ currency: String) -> NumberShape {
    if currency.isEmpty { return number }
    if identifier == Self.english.identifier { return Self.englishMoney(currency) }
    return Self.store.withLock { store in
      let key = "\(identifier) \(currency)"
      if let known = store.money[key] { return known }
      let style = FloatingPointFormatStyle<Double>.Currency(code: currency, locale: Self.locale(identifier))
        .precision(.fractionLength(1))
      let shape = NumberShape { style.format($0) } ?? Self.englishMoney(currency)
      store.money[key] = shape
      return shape
    }
  }

  /// Decimals of an amount of a currency: none of yen, three of Kuwaiti dinars (ISO 4217); 2 where there is no currency.
  static func decimals(of currency: String) -> Int {
    // Nearly all have two; the rest of ISO 4217's list, so that nothing has to be read.
    switch currency {
    case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF",
      "XPF":
      0
    case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
    case "CLF", "UYW": 4
    default: 2
    }
  }

  private static func englishMoney(_ currency: String) -> NumberShape {
    let mark =
      switch currency {
      case "USD": "$"
      case "EUR": "€"
      case "GBP": "£"
      case "JPY": "¥"
      case "INR": "₹"
      case "CNY": "CN¥"
      default: currency + " "
      }
    return .english(mark: mark)
  }

  private convenience init(reading identifier: String) {
    let locale = Self.locale(identifier)
    let number = FloatingPointFormatStyle<Double>(locale: locale).precision(.fractionLength(1))
    let percent = FloatingPointFormatStyle<Double>.Percent(locale: locale).precision(.fractionLength(1))
    self.init(
      identifier: identifier, number: NumberShape { number.format($0) } ?? Self.english.number,
      percent: NumberShape { percent.format($0 / 100) } ?? Self.english.percent, dates: DateFormat(locale),
      scales: ScaleMarks.marks(of: locale))
  }

  /// The locale with Latin digits and the Gregorian calendar.
  private static func locale(_ identifier: String) -> Locale {
    Locale(identifier: identifier.replacing("-", with: "_") + "@calendar=gregorian;numbers=latn")
  }

  private struct Store: Sendable {
    var symbols: [String: LocaleSymbols] = [:]
    var money: [String: NumberShape] = [:]
  }

  private static let store = Mutex(Store())
}

import Findings
import Foundation
import SupplyNetwork
import Testing

/// Figures and dates by locale, against Foundation's own formatters.
struct LocaleFormatTests {
  static let locales = [
    "en_US", "en_GB", "de_DE", "de_CH", "de_AT", "fr_FR", "fr_CH", "es_ES", "it_IT", "pt_BR", "pt_PT", "pl_PL", "sv_SE",
    "nl_NL", "tr_TR", "eu_ES", "ja_JP", "zh_CN", "hi_IN", "bn_BD", "th_TH", "fa_IR", "ar_EG", "he_IL", "pt-BR",
    "zh_Hans_CN",
  ]

  /// Foundation's locale with what the report has in every locale: Latin digits and the Gregorian calendar.
  private static func locale(_ name: String) -> Locale {
    Locale(identifier: name.replacing("-", with: "_") + "@calendar=gregorian;numbers=latn")
  }

  /// Foundation's text with the real minus, and without marks that turn what is around.
  private static func realMinus(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { $0 != "\u{200F}" && $0 != "\u{61C}" }.map { $0 == "-" ? "−" : $0 }))
  }

  /// Whole numbers of all sizes, both signs, none zero.
  private static func integers(_ count: Int) -> [Int] {
    var random = SplitMix(state: 7)
    return (0..<count).map { index in
      let size = Int(pow(10, Double(index % 13)))
      return (index.isMultiple(of: 2) ? 1 : -1) * Int.random(in: size...(10 * size - 1), using: &random)
    }
  }

  @Test("numbers are those of Foundation", arguments: locales)
  func numbers(name: String) {
    let format = NumberFormat(currency: "", in: .of(name))
    let style = FloatingPointFormatStyle<Double>(locale: Self.locale(name))
    for (index, whole) in Self.integers(400).enumerated() {
      let decimals = index % 4
      // A decimal fraction with as many places as are shown: there is no half to round.
      let value = Double(whole) / pow(10, Double(decimals))
      let precise = style.precision(.fractionLength(decimals))
      #expect(format.number(value, decimals: decimals) == Self.realMinus(precise.format(value)))
      #expect(
        format.signed(value, decimals: decimals)
          == Self.realMinus(precise.sign(strategy: .always(includingZero: false)).format(value)))
    }
  }

  @Test("percentages are those of Foundation", arguments: locales)
  func percentages(name: String) {
    let format = NumberFormat(currency: "", in: .of(name))
    let style = FloatingPointFormatStyle<Double>.Percent(locale: Self.locale(name)).precision(.fractionLength(1))
    for whole in Self.integers(100) where abs(whole) < 10_000_000 {
      let fraction = Double(whole) / 1000
      #expect(format.percent(fraction) == Self.realMinus(style.format(fraction)))
    }
  }

  @Test("amounts are those of Foundation, in any currency", arguments: locales)
  func amounts(name: String) {
    for currency in ["USD", "EUR", "GBP", "JPY", "INR", "CNY", "CHF", "SEK", "BRL", "PLN", "EGP", "ILS", "KWD", "XOF"] {
      // English keeps its own six symbols, and codes for all others.
      guard name != "en_US" || ["USD", "EUR", "GBP", "JPY", "INR", "CNY"].contains(currency) else { continue }
      let format = NumberFormat(currency: currency, in: .of(name))
      let style = FloatingPointFormatStyle<Double>.Currency(code: currency, locale: Self.locale(name))
      for whole in Self.integers(40) {
        let value = Double(whole)
        let expected = Self.realMinus(style.precision(.fractionLength(0)).format(value))
        #expect(format.money(value) == expected)
        #expect(format.exactMoney(value) == Self.realMinus(style.format(value)))
      }
    }
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  @Test(
    "days in digits are those of Foundation; names of months are English, as the words around are", arguments: locales)
  func dates(name: String) throws {
    let format = LocaleSymbols.of(name).dates
    let formatter = DateFormatter()
    formatter.calendar = Calendar(identifier: .gregorian)
    formatter.timeZone = TimeZone(secondsFromGMT: 0)
    formatter.locale = Self.locale(name)
    for day in stride(from: 15_000, to: 25_000, by: 37) {
      let date = CalendarDate(dayNumber: day)
      let instant = Date(timeIntervalSince1970: Double(day) * 86_400)
      formatter.dateStyle = .medium
      formatter.timeStyle = .none
      let (year, month, number) = date.civil
      let own = formatter.string(from: instant).replacing("\u{200F}", with: "")
      let short = Self.months[month - 1]
      let isNamed = formatter.dateFormat.contains("MMM") || formatter.dateFormat.contains("LLL")
      #expect(
        format.day(date) == (name == "en_US" ? date.description : isNamed ? "\(number) \(short) \(year)" : own))
      #expect(format.month(date) == "\(short) \(year)" && format.monthName(date) == short)
    }
  }

  @Test("every figure reads back as English has it", arguments: locales)
  func english(name: String) throws {
    for currency in ["", "EUR", "CHF", "ILS"] {
      let own = NumberFormat(currency: currency, in: .of(name))
      let plain = NumberFormat(currency: currency)
      for (index, whole) in Self.integers(120).enumerated() {
        let value = Double(whole) / pow(10, Double(index % 3))
        let texts: [(NumberFormat) -> String] = [
          { $0.number(value) }, { $0.number(value, decimals: 2) }, { $0.percent(value / 1e6) }, { $0.money(value) },
          { $0.exactMoney(value) }, { $0.shortMoney(value) }, { $0.signedShortMoney(value) }, { $0.scaled(value) },
          { $0.signed(value, decimals: 1) }, { $0.points(value / 1e6) }, { $0.change(from: 1e6, to: value) },
          { $0.percent(abs(value) / 1e12) + " " + $0.plusMinus(0.2, decimals: 1) }, { $0.trimmed(value / 3) },
          { $0.number(abs(value)) + " " + $0.plusMinus(0.004, decimals: 1) }, { $0.trimmedPercent(value / 1e7) },
          { $0.count(abs(whole), "day") },
        ]
        for text in texts { #expect(own.english(text(own)) == text(plain), "\(name) \(currency) \(text(own))") }
      }
      if name != "en_US" {
        for text in ["", "–", "no clear difference", "DC1", "Feb 2027", "12 of 15", "5 %%", "1 2 3", "x 5"] {
          #expect(own.english(text) == nil, "\(text)")
        }
      }
    }
  }

  @Test(
    "thousands, millions and billions are abbreviated as the locale data have them",
    arguments: [
      // Short forms of the Unicode Common Locale Data Repository; "Tsd." and "mila" where it has none of a thousand.
      ("en_US", "12.0k", "12.0M", "12.0bn"), ("en_GB", "12.0k", "12.0M", "12.0bn"),
      ("de_DE", "12,0~Tsd.", "12,0~Mio.", "12,0~Mrd."), ("fr_FR", "12,0~k", "12,0~M", "12,0~Md"),
      ("es_ES", "12,0~mil", "12,0~M", "12,0~mil~M"), ("it_IT", "12,0~mila", "12,0~Mln", "12,0~Mld"),
      ("pt_BR", "12,0~mil", "12,0~mi", "12,0~bi"), ("pt_PT", "12,0~mil", "12,0~M", "12,0~mM"),
      ("nl_NL", "12,0K", "12,0~mln.", "12,0~mld."), ("sv_SE", "12,0~tn", "12,0~mn", "12,0~md"),
      ("da_DK", "12,0~t", "12,0~mio.", "12,0~mia."), ("nb_NO", "12,0k", "12,0~mill.", "12,0~mrd."),
      ("fi_FI", "12,0~t.", "12,0~milj.", "12,0~mrd."), ("pl_PL", "12,0~tys.", "12,0~mln", "12,0~mld"),
      ("cs_CZ", "12,0~tis.", "12,0~mil.", "12,0~mld."), ("tr_TR", "12,0~B", "12,0~Mn", "12,0~Mr"),
      ("ru_RU", "12,0~тыс.", "12,0~млн", "12,0~млрд"), ("hu_HU", "12,0~E", "12,0~M", "12,0~Mrd"),
      // Ten thousands, lakhs, and words that run the other way.
      ("zh_CN", "12.0k", "12.0M", "12.0bn"), ("ja_JP", "12.0k", "12.0M", "12.0bn"),
      ("ko_KR", "12.0k", "12.0M", "12.0bn"), ("hi_IN", "12.0k", "12.0M", "12.0bn"),
      ("ar_EG", "12.0k", "12.0M", "12.0bn"),
      ("he_IL", "12.0K", "12.0M", "12.0B"),
    ])
  func abbreviations(name: String, thousands: String, millions: String, billions: String) {
    let format = NumberFormat(currency: "", in: .of(name))
    for (value, text) in [(12e3, thousands), (12e6, millions), (12e9, billions)] {
      #expect(format.scaled(value) == text.replacing("~", with: "\u{A0}"))
      // The locale's own short form, where it counts so and reads from left to right.
      let own = Self.realMinus(value.formatted(.number.notation(.compactName).locale(Self.locale(name))))
      if own.hasPrefix("12"), own.contains(where: \.isLetter), !millions.hasPrefix("12.0M") {
        #expect(own == "12" + text.replacing("~", with: "\u{A0}").drop { $0.isNumber || ",.".contains($0) })
      }
    }
  }

  @Test("figures beside larger ones stand in their thousands or millions")
  func besideLarger() {
    let format = NumberFormat(currency: "USD")
    #expect([2674, 112_000, 42.62].map { format.shortMoney($0, among: 112_000) } == ["$2.67k", "$112k", "$42.62"])
    #expect(format.shortMoney(2674, among: 9000) == "$2,674")
    let cells = [540, -849, 345_000, -9640].map { format.signedCompact($0, among: 345_000) }
    #expect(cells == ["+0.5k", "−0.8k", "+345k", "−9.6k"])
    #expect(format.signedCompact(-12, among: 345) == "−12" && format.signedCompact(.nan, among: 1) == "–")
  }

  @Test(
    "examples",
    arguments: [
      ("de_DE", "EUR", "8.512.345\u{A0}€", "8,51\u{A0}Mio.\u{A0}€", "92,8\u{A0}%", "−1.234,5", "01.11.2026"),
      ("de_CH", "CHF", "CHF\u{A0}8’512’345", "CHF\u{A0}8.51\u{A0}Mio.", "92.8%", "−1’234.5", ""),
      (
        "fr_FR", "EUR", "8\u{202F}512\u{202F}345\u{A0}€", "8,51\u{A0}M\u{A0}€", "92,8\u{A0}%", "−1\u{202F}234,5",
        "1 Nov 2026"
      ),
      ("hi_IN", "INR", "₹85,12,345", "₹8.51M", "92.8%", "−1,234.5", ""),
      ("ja_JP", "JPY", "¥8,512,345", "¥8.51M", "92.8%", "−1,234.5", "2026/11/01"),
      ("es_ES", "EUR", "8.512.345\u{A0}€", "8,51\u{A0}M\u{A0}€", "92,8\u{A0}%", "−1234,5", "1 Nov 2026"),
      (
        "sv_SE", "SEK", "8\u{A0}512\u{A0}345\u{A0}kr", "8,51\u{A0}mn\u{A0}kr", "92,8\u{A0}%", "−1\u{A0}234,5",
        "1 Nov 2026"
      ),
    ])
  func examples(
    name: String, currency: String, money: String, short: String, percent: String, number: String, day: String
  ) {
    let format = NumberFormat(currency: currency, in: .of(name))
    #expect(format.money(8_512_345) == money)
    #expect(format.shortMoney(8_512_345) == short)
    #expect(format.percent(0.928) == percent)
    #expect(format.number(-1234.5, decimals: 1) == number)
    if !day.isEmpty, let date = CalendarDate(year: 2026, month: 11, day: 1) {
      #expect(format.dates.day(date) == day)
    }
  }

  @Test("small amounts have the decimals of their currency")
  func decimals() {
    #expect(NumberFormat(currency: "USD").shortMoney(12.5) == "$12.50")
    #expect(NumberFormat(currency: "JPY").shortMoney(12.6) == "¥13")
    #expect(NumberFormat(currency: "KWD").shortMoney(12.5) == "KWD 12.500")
    #expect(NumberFormat(currency: "JPY").shortMoney(8_512_345) == "¥8.51M")
    #expect(NumberFormat(currency: "KWD", in: .of("de_DE")).exactMoney(1234.5) == "1.234,500\u{A0}KWD")
  }

  @Test("a locale that nothing is known of falls back")
  func unknown() {
    let format = NumberFormat(currency: "USD", in: .of("xx_YY"))
    #expect(format.number(1234.5, decimals: 1).contains("1234.5") || format.number(1234.5, decimals: 1) == "1,234.5")
    #expect(LocaleSymbols.of("en_US") === LocaleSymbols.english)
  }
}

/// The same numbers every time (SplitMix64).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

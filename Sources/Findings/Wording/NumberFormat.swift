import Foundation
public import SupplyNetwork

/// Turns figures into text: the only number formatting of the program.
///
/// Separators, groups, percentages and the place of a currency are those of a locale (``LocaleSymbols``), English where
/// nothing is said. Minus is the real sign (U+2212); a change always carries its sign; the unit stands with the figure.
/// Thousands, millions and billions are k, M and bn right behind the digits, or what the locale writes for them ("Mio.").
/// What is no number is written as an en dash.
public struct NumberFormat: Sendable {
  /// The locale.
  public let symbols: LocaleSymbols
  /// ISO 4217 code of amounts; empty where they have no mark.
  public let currency: String
  /// How amounts are written.
  let moneyShape: NumberShape
  /// Decimals that the currency has.
  let moneyDecimals: Int
  /// The least short figure that is told in thousands.
  let thousandsFrom: Double

  /// The format for an ISO 4217 currency code in a locale; an empty code leaves amounts without a mark.
  ///
  /// - Parameter abbreviatesThousands: whether four digits are told in thousands, too, as those are that stand beside them.
  public init(currency: String, in symbols: LocaleSymbols = .english, abbreviatesThousands: Bool = false) {
    self.symbols = symbols
    self.currency = currency
    thousandsFrom = abbreviatesThousands ? NumberScale.leastThousands : NumberScale.standardThousands
    moneyShape = symbols.money(currency)
    moneyDecimals = LocaleSymbols.decimals(of: currency)
  }

  /// The format that a case asks for; its currency, unless another one is given.
  public init(_ settings: CaseSettings, currency: String? = nil, abbreviatesThousands: Bool = false) {
    self.init(
      currency: currency ?? settings.currency, in: .of(settings.report.locale),
      abbreviatesThousands: abbreviatesThousands)
  }

  /// Days and months in the locale.
  public var dates: DateFormat { symbols.dates }

  /// What stands before and behind the digits of an amount ("$", " €").
  public var moneyMark: (before: String, behind: String) { (moneyShape.prefix, moneyShape.suffix) }

  /// What stands behind the digits of a percentage ("%", " %"); in front of them where the locale has it there.
  public var percentMark: String { symbols.percent.suffix.isEmpty ? symbols.percent.prefix : symbols.percent.suffix }

  /// What stands before the decimals.
  public var decimalMark: String { symbols.number.decimal }

  /// Stands where there is no number.
  public static let none = "–"

  /// A number with grouped thousands and a fixed number of decimals.
  public func number(_ value: Double, decimals: Int = 0) -> String {
    text(value, decimals: decimals, in: symbols.number)
  }

  /// Whole units.
  public func units(_ value: Double) -> String { number(value) }

  /// A count.
  public func units(_ count: Int) -> String { number(Double(count)) }

  /// The words for the intervals of the report ("95% interval").
  public var interval: String { percent(0.95, decimals: 0) + " interval" }

  /// Decimals that give a number about three significant figures.
  public func shortDecimals(_ value: Double) -> Int {
    let magnitude = abs(value)
    return magnitude >= 99.95 ? 0 : magnitude >= 9.995 ? 1 : 2
  }

  /// A number with about three significant figures.
  public func short(_ value: Double) -> String { number(value, decimals: shortDecimals(value)) }

  /// A number with as many decimals as it needs, three at most: the ticks of an axis.
  public func trimmed(_ value: Double) -> String {
    text(value, decimals: 3, trimmingTo: 0, in: symbols.number)
  }

  /// A fraction as a percentage with as many decimals as it needs, between two bounds.
  public func trimmedPercent(_ fraction: Double, decimals: ClosedRange<Int> = 0...3) -> String {
    text(fraction * 100, decimals: decimals.upperBound, trimmingTo: decimals.lowerBound, in: symbols.percent)
  }

  /// An amount to the unit of currency ("$8,512,345").
  public func money(_ value: Double) -> String { text(value, decimals: 0, in: moneyShape) }

  /// An amount with the decimals that its currency has ("$12.50", "¥13").
  public func exactMoney(_ value: Double) -> String { text(value, decimals: moneyDecimals, in: moneyShape) }

  /// An amount of three significant figures, in thousands or millions where it is large ("$8.51M").
  public func shortMoney(_ value: Double) -> String { shortMoney(value, on: moneyScale(value)) }

  /// An amount on a scale that it shares with others, so that what readers see adds up.
  public func shortMoney(_ value: Double, on scale: NumberScale) -> String { text(value, on: scale, in: moneyShape) }

  /// An amount of three significant figures in the thousands or millions of a larger one beside it; what is less than one
  /// of them stands by itself.
  public func shortMoney(_ value: Double, among largest: Double) -> String {
    shortMoney(value, on: NumberScale(fitting: value, inUnitsOf: largest) ?? moneyScale(value))
  }

  /// The scale that gives an amount three significant places, and small ones the decimals of their currency.
  public func moneyScale(_ value: Double) -> NumberScale {
    NumberScale(fitting: value, smallDecimals: moneyDecimals, thousandsFrom: thousandsFrom)
  }

  /// A number as short as it can be, for cells and the ticks of a logarithmic axis ("1.2k", "35k", "0.5").
  public func compact(_ value: Double) -> String {
    guard value.isFinite else { return Self.none }
    let scale = NumberScale(fitting: abs(value) >= 1000 ? max(abs(value), 10_000) : value)
    let shown = value / scale.divisor
    return scale.divisor == 1
      ? trimmed(shown) : trimmed(shown.roundedTo(decimals: abs(shown) < 9.95 ? 1 : 0)) + mark(scale)
  }

  /// The same with its sign, in the thousands or millions of the largest figure beside it; a decimal below ten of them.
  public func signedCompact(_ value: Double, among largest: Double) -> String {
    guard value.isFinite else { return Self.none }
    let scale = NumberScale(fitting: max(abs(largest), abs(value)))
    let shown = value / scale.divisor
    return text(
      shown, decimals: scale.divisor > 1 && abs(shown) < 9.95 ? 1 : 0, isSigned: true, scale: mark(scale),
      in: symbols.number)
  }

  /// A number of three significant figures with k, M or bn.
  public func scaled(_ value: Double) -> String {
    scaled(value, on: NumberScale(fitting: value, thousandsFrom: thousandsFrom))
  }

  /// A number on a scale that it shares with others.
  public func scaled(_ value: Double, on scale: NumberScale) -> String { text(value, on: scale, in: symbols.number) }

  /// A fraction as a percentage ("92.8%").
  public func percent(_ fraction: Double, decimals: Int = 1) -> String {
    text(fraction * 100, decimals: decimals, in: symbols.percent)
  }

  /// A relative change with its sign; an en dash where the start is zero.
  public func change(from start: Double, to end: Double) -> String {
    guard start != 0, start.isFinite, end.isFinite else { return Self.none }
    let fraction = end / start - 1
    return text(fraction * 100, decimals: abs(fraction) < 0.0995 ? 1 : 0, isSigned: true, in: symbols.percent)
  }

  /// A difference of two fractions in percentage points, with its sign ("+1.2 pts").
  public func points(_ difference: Double) -> String {
    guard difference.isFinite else { return Self.none }
    return signed(difference * 100, decimals: 1) + " pts"
  }

  /// A share in percentage points with its noun ("5.5 points", "1 point", "0.1 point").
  public func points(of share: Double, decimals: Int = 1) -> String {
    let points = abs(share * 100).roundedTo(decimals: decimals)
    return "\(number(share * 100, decimals: points == points.rounded() ? 0 : decimals)) "
      + (points > 0 && points <= 1 ? "point" : "points")
  }

  /// A number that carries its sign, zero without one.
  public func signed(_ value: Double, decimals: Int = 0) -> String {
    text(value, decimals: decimals, isSigned: true, in: symbols.number)
  }

  /// A number on a scale that carries its sign, zero without one.
  public func signedScaled(_ value: Double, on scale: NumberScale) -> String {
    text(value, on: scale, isSigned: true, in: symbols.number)
  }

  /// An amount that carries its sign, short; zero without one.
  public func signedShortMoney(_ value: Double) -> String {
    signedShortMoney(value, on: moneyScale(value))
  }

  /// The same on a scale that it shares with others.
  public func signedShortMoney(_ value: Double, on scale: NumberScale) -> String {
    text(value, on: scale, isSigned: true, in: moneyShape)
  }

  /// "± 0.2": half the width of an interval in the unit of the figure before it.
  ///
  /// What would read as nothing is rounded up to one in the last place, so that all intervals of a table have one
  /// precision and none is told as none.
  public func plusMinus(_ halfWidth: Double, decimals: Int) -> String {
    let text = number(halfWidth, decimals: decimals)
    guard halfWidth > 0, halfWidth.isFinite, !Self.showsDigits(text) else { return "± " + text }
    var least = 1.0
    for _ in 0..<decimals { least /= 10 }
    return "± " + number(least, decimals: decimals)
  }

  /// A count with its noun, singular or plural ("1 store", "25 stores").
  public func count(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
    "\(number(Double(count))) \(count == 1 ? singular : plural ?? singular + "s")"
  }

  /// Whether a figure reads as anything but zero.
  private static func showsDigits(_ text: String) -> Bool { text.utf8.contains { $0 >= 0x31 && $0 <= 0x39 } }

  /// An amount or number on a scale.
  private func text(
    _ value: Double, on scale: NumberScale, isSigned: Bool = false, in shape: NumberShape
  ) -> String {
    text(
      value / scale.divisor, decimals: scale.decimals, isSigned: isSigned, scale: mark(scale), in: shape)
  }

  /// What stands behind digits on a scale.
  private func mark(_ scale: NumberScale) -> String { symbols.scales[scale.suffix] ?? scale.suffix }

  /// A figure in a shape, its decimals trimmed of zeros down to `shortest` where that is given.
  private func text(
    _ value: Double, decimals: Int, trimmingTo shortest: Int? = nil, isSigned: Bool = false, scale: String = "",
    in shape: NumberShape
  ) -> String {
    guard value.isFinite else { return Self.none }
    let digits = shape.digits(abs(value), decimals: decimals, shortest: shortest ?? decimals)
    let sign: NumberShape.Sign =
      value == 0 || !Self.showsDigits(digits) ? .none : value < 0 ? .minus : isSigned ? .plus : .none
    let (prefix, suffix) = shape.affixes(sign)
    return prefix + digits + scale + suffix
  }
}

extension NumberShape {
  /// The digits of a figure that is not negative, grouped, rounded as `printf` does: of the exact value, halves to even.
  fileprivate func digits(_ magnitude: Double, decimals: Int, shortest: Int) -> String {
    // The largest double has 309 digits before the point.
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 320 + decimals) { buffer in
      guard let start = buffer.baseAddress else { return "" }
      let length = withVaList([Int32(decimals), magnitude]) { Int(vsnprintf(start, buffer.count, "%.*f", $0)) }
      let whole = decimals > 0 ? length - decimals - 1 : length
      var kept = decimals
      while kept > shortest, buffer[whole + kept] == 0x30 { kept -= 1 }
      var text = ""
      text.reserveCapacity(length + whole)
      let isGrouped = !grouping.isEmpty && whole >= primaryGroup + minimumGroup
      for index in 0..<whole {
        let left = whole - index
        let fits = left == primaryGroup || left > primaryGroup && (left - primaryGroup).isMultiple(of: secondaryGroup)
        if isGrouped, index > 0, fits { text += grouping }
        text.unicodeScalars.append(Unicode.Scalar(UInt8(bitPattern: buffer[index])))
      }
      if kept > 0 { text += decimal }
      for index in 0..<kept { text.unicodeScalars.append(Unicode.Scalar(UInt8(bitPattern: buffer[whole + 1 + index]))) }
      return text
    }
  }
}

import Foundation

/// Turns figures into text: the only number formatting of the program.
///
/// Minus is the real sign (U+2212); a change always carries its sign; the unit stands with the figure. English
/// grouping and decimal point; no space before a percent sign. What is no number is written as an en dash.
public struct NumberFormat: Sendable {
  /// Symbol or code before an amount ("$", "CHF ").
  public let currencyMark: String

  /// The format for an ISO 4217 currency code; an empty one leaves amounts without a mark.
  public init(currency: String) {
    let symbols = ["USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "CNY": "CN¥"]
    currencyMark = symbols[currency] ?? (currency.isEmpty ? "" : currency + " ")
  }

  /// Stands where there is no number.
  public static let none = "–"

  /// A number with grouped thousands and a fixed number of decimals.
  public func number(_ value: Double, decimals: Int = 0) -> String {
    guard value.isFinite else { return Self.none }
    let text = String(format: "%.\(decimals)f", abs(value))
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    var grouped: [Character] = []
    for (index, digit) in parts[0].reversed().enumerated() {
      if index > 0, index % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    let whole = String(grouped.reversed())
    let magnitude = parts.count > 1 ? whole + "." + parts[1] : whole
    return value < 0 && Self.showsDigits(magnitude) ? "−" + magnitude : magnitude
  }

  /// Whole units.
  public func units(_ value: Double) -> String { number(value) }

  /// Decimals that give a number about three significant figures.
  public func shortDecimals(_ value: Double) -> Int {
    let magnitude = abs(value)
    return magnitude >= 99.95 ? 0 : magnitude >= 9.995 ? 1 : 2
  }

  /// A number with about three significant figures.
  public func short(_ value: Double) -> String { number(value, decimals: shortDecimals(value)) }

  /// A number with as many decimals as it needs, three at most: the ticks of an axis.
  public func trimmed(_ value: Double) -> String {
    var text = number(value, decimals: 3)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  /// An amount to the unit of currency ("$8,512,345").
  public func money(_ value: Double) -> String { signFirst(value) { currencyMark + number($0) } }

  /// An amount of three significant figures, in thousands or millions where it is large ("$8.51M").
  public func shortMoney(_ value: Double) -> String { shortMoney(value, on: NumberScale(fitting: value)) }

  /// An amount on a scale that it shares with others, so that what readers see adds up.
  public func shortMoney(_ value: Double, on scale: NumberScale) -> String {
    signFirst(value) { currencyMark + scaled($0, on: scale) }
  }

  /// A number as short as it can be, for cells and the ticks of a logarithmic axis ("1.2k", "35k", "0.5").
  public func compact(_ value: Double) -> String {
    guard value.isFinite else { return Self.none }
    let scale = NumberScale(fitting: abs(value) >= 1000 ? max(abs(value), 10_000) : value)
    let shown = value / scale.divisor
    return scale.divisor == 1
      ? trimmed(shown) : trimmed(shown.roundedTo(decimals: abs(shown) < 9.95 ? 1 : 0)) + scale.suffix
  }

  /// A number of three significant figures with k, M or bn.
  public func scaled(_ value: Double) -> String { scaled(value, on: NumberScale(fitting: value)) }

  /// A number on a scale that it shares with others.
  public func scaled(_ value: Double, on scale: NumberScale) -> String {
    guard value.isFinite else { return Self.none }
    return number(value / scale.divisor, decimals: scale.decimals) + scale.suffix
  }

  /// A fraction as a percentage ("92.8%").
  public func percent(_ fraction: Double, decimals: Int = 1) -> String {
    guard fraction.isFinite else { return Self.none }
    return number(fraction * 100, decimals: decimals) + "%"
  }

  /// A relative change with its sign; an en dash where the start is zero.
  public func change(from start: Double, to end: Double) -> String {
    guard start != 0, start.isFinite, end.isFinite else { return Self.none }
    let fraction = end / start - 1
    return signed(fraction * 100, decimals: abs(fraction) < 0.0995 ? 1 : 0) + "%"
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
    withPlus(value, number(value, decimals: decimals))
  }

  /// An amount that carries its sign, short; zero without one.
  public func signedShortMoney(_ value: Double) -> String { withPlus(value, shortMoney(value)) }

  /// Puts a plus before the text of a positive value that does not read as zero.
  public func withPlus(_ value: Double, _ text: String) -> String {
    value > 0 && Self.showsDigits(text) ? "+" + text : text
  }

  /// "± 0.2": half the width of an interval in the unit of the figure before it.
  ///
  /// What would read as nothing gets one more decimal, then an upper bound ("± < 0.005").
  public func plusMinus(_ halfWidth: Double, decimals: Int) -> String {
    let usual = number(halfWidth, decimals: decimals)
    guard halfWidth > 0, halfWidth.isFinite, !Self.showsDigits(usual) else { return "± " + usual }
    let finer = number(halfWidth, decimals: decimals + 1)
    guard !Self.showsDigits(finer) else { return "± " + finer }
    return "± < 0." + String(repeating: "0", count: decimals + 1) + "5"
  }

  /// A count with its noun, singular or plural ("1 store", "25 stores").
  public func count(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
    "\(number(Double(count))) \(count == 1 ? singular : plural ?? singular + "s")"
  }

  /// Whether a figure reads as anything but zero.
  private static func showsDigits(_ text: String) -> Bool { text.contains { $0 >= "1" && $0 <= "9" } }

  private func signFirst(_ value: Double, _ text: (Double) -> String) -> String {
    guard value.isFinite else { return Self.none }
    let magnitude = text(abs(value))
    return value < 0 && Self.showsDigits(magnitude) ? "−" + magnitude : magnitude
  }
}

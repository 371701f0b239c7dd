import Foundation

/// Turns figures into text: the only number formatting of the program.
///
/// Minus is the real sign (U+2212); a change always carries its sign; the unit stands with the figure. English
/// grouping and decimal point.
public struct NumberFormat: Sendable {
  /// Symbol or code before an amount ("$", "CHF ").
  public let currencyMark: String

  /// The format for an ISO 4217 currency code.
  public init(currency: String) {
    let symbols = ["USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "CNY": "CN¥"]
    currencyMark = symbols[currency] ?? currency + " "
  }

  /// A number with grouped thousands and a fixed number of decimals.
  public func number(_ value: Double, decimals: Int = 0) -> String {
    guard value.isFinite else { return "–" }
    let text = String(format: "%.\(decimals)f", abs(value))
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    var grouped: [Character] = []
    for (index, digit) in parts[0].reversed().enumerated() {
      if index > 0, index % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    let whole = String(grouped.reversed())
    let magnitude = parts.count > 1 ? whole + "." + parts[1] : whole
    let isZero = magnitude.allSatisfy { $0 == "0" || $0 == "." || $0 == "," }
    return value < 0 && !isZero ? "−" + magnitude : magnitude
  }

  /// Whole units.
  public func units(_ value: Double) -> String { number(value) }

  /// A number with about three significant figures.
  public func short(_ value: Double) -> String {
    let magnitude = abs(value)
    return number(value, decimals: magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : 2)
  }

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
  public func shortMoney(_ value: Double) -> String {
    signFirst(value) { currencyMark + scaled($0) }
  }

  /// A magnitude of three significant figures with k, M or bn.
  public func scaled(_ value: Double) -> String {
    func significant(_ scaled: Double) -> String {
      number(scaled, decimals: abs(scaled) >= 99.95 ? 0 : abs(scaled) >= 9.995 ? 1 : 2)
    }
    switch abs(value) {
    case 999_500_000...: return significant(value / 1e9) + "bn"
    case 999_500...: return significant(value / 1e6) + "M"
    case 9_995...: return significant(value / 1e3) + "k"
    default: return number(value, decimals: abs(value) >= 100 || value == value.rounded() ? 0 : 2)
    }
  }

  /// A fraction as a percentage.
  public func percent(_ fraction: Double, decimals: Int = 1) -> String {
    number(fraction * 100, decimals: decimals) + "%"
  }

  /// A relative change with its sign; an en dash where the start is zero.
  public func change(from start: Double, to end: Double) -> String {
    guard start != 0, start.isFinite, end.isFinite else { return "–" }
    let fraction = end / start - 1
    return signed(fraction * 100, decimals: abs(fraction) < 0.0995 ? 1 : 0) + "%"
  }

  /// A difference of two fractions in percentage points, with its sign.
  public func points(_ difference: Double) -> String {
    signed(difference * 100, decimals: 1) + " pts"
  }

  /// A number that carries its sign, zero without one.
  public func signed(_ value: Double, decimals: Int = 0) -> String {
    let text = number(value, decimals: decimals)
    return value > 0 && text.contains(where: { $0 >= "1" && $0 <= "9" }) ? "+" + text : text
  }

  /// An amount that carries its sign, short.
  public func signedShortMoney(_ value: Double) -> String {
    (value > 0 ? "+" : "") + shortMoney(value)
  }

  /// "± 0.2": half the width of an interval in the unit of the figure before it.
  public func plusMinus(_ halfWidth: Double, decimals: Int) -> String { "± " + number(halfWidth, decimals: decimals) }

  /// A count with its noun, singular or plural ("1 store", "25 stores").
  public func count(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
    "\(number(Double(count))) \(count == 1 ? singular : plural ?? singular + "s")"
  }

  private func signFirst(_ value: Double, _ text: (Double) -> String) -> String {
    let magnitude = text(abs(value))
    let shown = magnitude.contains(where: { $0 >= "1" && $0 <= "9" })
    return value < 0 && shown ? "−" + magnitude : magnitude
  }
}

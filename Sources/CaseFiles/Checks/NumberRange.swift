/// The numbers that a column or key accepts.
///
/// Quantities and money have bounds that no company reaches: what is beyond is a slip of the pen, and its square could
/// overflow.
enum NumberRange: Equatable {
  /// Largest quantity that anything may state, in units.
  static let largestQuantity = 1e12
  /// Largest money for one unit, order or period.
  static let largestCost = 1e9
  /// Longest time, in periods.
  static let longestTime = 10_000.0
  /// Ranks of orders at their supplier.
  static let ranks = -1_000_000...1_000_000
  /// A quantity of either sign.
  static let signed = NumberRange.between(-largestQuantity, largestQuantity)

  case any
  /// From 0 to 10¹².
  case nonNegative
  /// Above 0, to 10¹².
  case positive
  /// From 0 to 10⁹, in money.
  case cost
  /// 0 and 1 included.
  case fraction
  /// 0 and 1 excluded.
  case openFraction
  /// Ends included.
  case between(Double, Double)

  /// Whether a finite number is accepted.
  func accepts(_ value: Double) -> Bool {
    switch self {
    case .any: true
    case .nonNegative: value >= 0 && value <= Self.largestQuantity
    case .positive: value > 0 && value <= Self.largestQuantity
    case .cost: value >= 0 && value <= Self.largestCost
    case .fraction: value >= 0 && value <= 1
    case .openFraction: value > 0 && value < 1
    case .between(let low, let high): value >= low && value <= high
    }
  }

  /// The accepted numbers in words, after "expected".
  var expected: String {
    switch self {
    case .any: "a number"
    case .nonNegative, .cost: "0 or more"
    case .positive: "a number above 0"
    case .fraction: "a fraction from 0 to 1"
    case .openFraction: "a fraction above 0 and below 1"
    case .between(let low, let high): "\(Self.short(low)) to \(Self.short(high))"
    }
  }

  /// The same, where a number is not accepted: beyond the bound of quantities or money, the bound alone.
  func expected(against value: Double) -> String {
    switch self {
    case .nonNegative, .positive: value > Self.largestQuantity ? "at most 1e12" : expected
    case .cost: value > Self.largestCost ? "at most 1e9" : expected
    case .any, .fraction, .openFraction, .between: expected
    }
  }

  /// Advice where a value looks like a percentage, or like a slip of the pen.
  func hint(for value: Double) -> String? {
    switch self {
    case .fraction, .openFraction:
      value > 1 && value <= 100 ? "a percentage is written as a fraction: 95 % is 0.95" : nil
    case .nonNegative, .positive, .cost:
      value > Self.largestCost ? "look for a lost decimal point, or use a larger unit" : nil
    case .between(0, let high) where high <= 2:
      value > high && value <= 100
        ? "a percentage is written as a fraction: \(Self.short(value)) % is \(Self.short(value / 100))" : nil
    case .any, .between: nil
    }
  }

  /// Code of the issue where a value is not accepted.
  func code(for value: Double) -> String { value < 0 && self != .any ? "negative-number" : "out-of-range" }

  /// A number without a needless fraction.
  static func short(_ value: Double) -> String {
    abs(value) < 1e15 && value == value.rounded() ? String(Int(value)) : String(value)
  }
}

/// The numbers that a column or key accepts.
enum NumberRange: Equatable {
  case any
  /// ≥ 0.
  case nonNegative
  /// > 0.
  case positive
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
    case .nonNegative: value >= 0
    case .positive: value > 0
    case .fraction: value >= 0 && value <= 1
    case .openFraction: value > 0 && value < 1
    case .between(let low, let high): value >= low && value <= high
    }
  }

  /// The accepted numbers in words, after "expected".
  var expected: String {
    switch self {
    case .any: "a number"
    case .nonNegative: "0 or more"
    case .positive: "a number above 0"
    case .fraction: "a fraction from 0 to 1"
    case .openFraction: "a fraction above 0 and below 1"
    case .between(let low, let high): "\(Self.short(low)) to \(Self.short(high))"
    }
  }

  /// Advice where a value looks like a percentage.
  func hint(for value: Double) -> String? {
    switch self {
    case .fraction, .openFraction:
      value > 1 && value <= 100 ? "a percentage is written as a fraction: 95 % is 0.95" : nil
    default: nil
    }
  }

  /// Code of the issue where a value is not accepted.
  func code(for value: Double) -> String { value < 0 && self != .any ? "negative-number" : "out-of-range" }

  /// A number without a needless fraction.
  static func short(_ value: Double) -> String {
    abs(value) < 1e15 && value == value.rounded() ? String(Int(value)) : String(value)
  }
}

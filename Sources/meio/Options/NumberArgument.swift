import ArgumentParser
import CaseFiles

/// Numbers of the command line, each with the range that makes sense of it: for the `transform` of an option, whose
/// name stands before the message.
enum NumberArgument {
  /// Amounts beyond are told apart from rounding by no double.
  private static let greatest = 1e15
  private static let least = 1e-9

  /// A finite number, of any sign.
  static func any(_ text: String) throws -> Double {
    try number(text, in: -greatest...greatest, expected: "a number such as 12.5, within ±1e15")
  }

  /// A number from 0 on.
  static func notNegative(_ text: String) throws -> Double {
    let expected = "0, or a number above it from 1e-9 to 1e15"
    let value = try number(text, in: 0...greatest, expected: expected)
    guard value == 0 || value >= least else { throw unexpected(expected) }
    return value
  }

  /// A number above 0.
  static func positive(_ text: String) throws -> Double {
    try number(text, in: least...greatest, expected: "a number above 0, from 1e-9 to 1e15")
  }

  /// A fraction strictly between 0 and 1.
  static func fraction(_ text: String) throws -> Double {
    let expected = "a fraction above 0 and below 1, such as 0.95"
    let value = try number(text, in: 0...1, expected: expected)
    guard value > 0, value < 1 else { throw unexpected(expected) }
    return value
  }

  /// A probability.
  static func probability(_ text: String) throws -> Double {
    try number(text, in: 0...1, expected: "a probability from 0 to 1")
  }

  /// A discount factor.
  static func discountFactor(_ text: String) throws -> Double {
    try number(text, in: least...1, expected: "a factor above 0 and at most 1, such as 0.99")
  }

  /// A lead time in periods.
  static func leadTime(_ text: String) throws -> Int {
    try whole(text, in: 0...10_000, expected: "a whole number of periods from 0 to 10000")
  }

  /// A review period.
  static func reviewPeriod(_ text: String) throws -> Int {
    try whole(text, in: 1...400, expected: "a whole number of periods from 1 to 400")
  }

  /// A number of units of any sign.
  static func units(_ text: String) throws -> Int {
    try whole(text, in: -1_000_000_000...1_000_000_000, expected: "a whole number of units within ±1e9")
  }

  /// Numbers of any sign, separated by commas.
  static func anyList(_ text: String) throws -> [Double] {
    try list(text, "such as 10,20,30, each within ±1e15", any)
  }

  /// Numbers from 0 on, separated by commas.
  static func notNegativeList(_ text: String) throws -> [Double] {
    try list(text, "such as 10,20,30, each 0 or from 1e-9 to 1e15", notNegative)
  }

  /// Discount factors, separated by commas.
  static func discountFactorList(_ text: String) throws -> [Double] {
    try list(text, "such as 0.99,0.98, each above 0 and at most 1", discountFactor)
  }

  /// What a text should have been.
  static func unexpected(_ expected: String) -> ValidationError { ValidationError("expected \(expected)") }

  /// Parts around the first “=”; `nil` where there is none.
  static func pair(_ text: String) -> (left: String, right: String)? {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
  }

  /// A whole number in a range.
  static func whole(_ text: String, in range: ClosedRange<Int>, expected: String) throws -> Int {
    guard let value = Int(text), range.contains(value) else { throw unexpected(expected) }
    return value
  }

  private static func number(_ text: String, in range: ClosedRange<Double>, expected: String) throws -> Double {
    // Only decimals: the standard library also reads 0x1p3, and names of what is no number.
    guard text.allSatisfy({ "0123456789.+-eE".contains($0) }), let value = Double(text), range.contains(value) else {
      throw unexpected(expected)
    }
    return value
  }

  private static func list(_ text: String, _ expected: String, _ read: (String) throws -> Double) throws -> [Double] {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count <= 10_000 else { throw unexpected("at most 10000 numbers") }
    do {
      return try parts.map { try read(String($0)) }
    } catch {
      throw unexpected("numbers separated by commas, \(expected)")
    }
  }
}

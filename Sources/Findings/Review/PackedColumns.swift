/// Columns of networks as records keep them, in little text: one value where all are equal, else a value for each line;
/// absent where the column is that of the network before.
enum PackedColumns {
  /// Largest quantity, and money, that a record may state: what is beyond is no record of ours.
  static let largestAmount = 1e15
  /// Longest time, in periods.
  static let longestTime = 100_000

  /// Packs the values of a network.
  ///
  /// - Parameter last: the column of the network before, packed; takes the one of this network.
  static func pack<Value: Equatable>(_ values: [Value], _ last: inout [Value]?) -> [Value]? {
    let packed = values.dropFirst().allSatisfy { $0 == values[0] } ? Array(values.prefix(1)) : values
    guard packed != last else { return nil }
    last = packed
    return packed
  }

  /// The values of a network.
  ///
  /// - Parameter last: the column of the network before, packed; takes the one of this network.
  /// - Throws: ``ReviewError`` where there are too few or too many, or a value is refused.
  static func unpack<Value>(
    _ packed: [Value]?, _ last: inout [Value]?, count: Int, _ name: String,
    where isAccepted: (Value) -> Bool = { _ in true }
  ) throws(ReviewError) -> [Value] {
    if let packed {
      guard packed.allSatisfy(isAccepted) else { throw ReviewError("\(name) holds what it cannot") }
      last = packed
    }
    guard count > 0 else { return [] }
    guard let column = last else { throw ReviewError("\(name) is missing") }
    if column.count == 1 { return [Value](repeating: column[0], count: count) }
    guard column.count == count else { throw ReviewError("\(name) has \(column.count) values instead of \(count)") }
    return column
  }

  static func isTime(_ value: Int) -> Bool { (0...longestTime).contains(value) }
  static func isTimeOrNone(_ value: Int?) -> Bool { value.map(isTime) ?? true }
  static func isAmount(_ value: Double) -> Bool { value >= 0 && value <= largestAmount }
  static func isAmountOrNone(_ value: Double?) -> Bool { value.map(isAmount) ?? true }
  static func isSigned(_ value: Double) -> Bool { abs(value) <= largestAmount }
  static func isSignedOrNone(_ value: Double?) -> Bool { value.map(isSigned) ?? true }
}

/// Why a record of an earlier review cannot be used.
public struct ReviewError: Error, Sendable, Equatable {
  /// What is wrong, without the name of the file.
  public var message: String

  init(_ message: String) { self.message = message }
}

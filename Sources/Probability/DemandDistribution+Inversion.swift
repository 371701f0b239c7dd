extension DemandDistribution {
  /// Whole numbers that a table for inversion may have at most.
  public static let longestInversionTable = 128

  /// Appends what 32 random bits are compared with to draw demand by monotone inversion: as a signed number they exceed
  /// as many of the thresholds as units are demanded.
  ///
  /// P(D > n) is met to 2⁻³² for every n, and numbers beyond the 1 − 2⁻³³ quantile are never drawn. Ascending, one per
  /// number. Complexity: O(numbers).
  ///
  /// - Returns: whether it could; not for continuous families, nor where more than ``longestInversionTable`` numbers may
  ///   be drawn.
  public func appendInversionThresholds(to thresholds: inout [Int32]) -> Bool {
    let demand = proper
    guard let ratio = MassRatio(demand), mean < Double(Self.longestInversionTable) else { return false }
    var mass = demand.probability(0)
    guard mass > 0 else { return false }
    var cumulative = mass
    let start = thresholds.count
    var number = 0
    while number <= Self.longestInversionTable {
      let scaled = (cumulative * 0x1p32).rounded()
      if scaled >= 0x1p32 { return true }
      thresholds.append(Int32(max(scaled, 1) - 0x1p31 - 1))
      mass *= ratio(after: Double(number))
      cumulative += mass
      number += 1
    }
    thresholds.removeSubrange(start...)
    return false
  }
}

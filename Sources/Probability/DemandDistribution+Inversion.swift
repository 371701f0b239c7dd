extension DemandDistribution {
  /// Whole numbers that a table for inversion may have at most.
  public static let longestInversionTable = 128

  /// What 32 random bits are compared with to draw demand by monotone inversion: as a signed number they exceed as many
  /// of the thresholds as units are demanded.
  ///
  /// P(D > n) is met to 2⁻³² for every n, and numbers beyond the 1 − 2⁻³³ quantile are never drawn. Ascending, one per
  /// number. Complexity: O(numbers).
  ///
  /// - Returns: `nil` for continuous families, and where more than ``longestInversionTable`` numbers may be drawn.
  public var inversionThresholds: [Int32]? {
    let demand = proper
    guard let ratio = MassRatio(demand) else { return nil }
    guard mean < Double(Self.longestInversionTable) else { return nil }
    var mass = demand.probability(0)
    guard mass > 0 else { return nil }
    var cumulative = mass
    var thresholds: [Int32] = []
    thresholds.reserveCapacity(32)
    while thresholds.count <= Self.longestInversionTable {
      let scaled = (cumulative * 0x1p32).rounded()
      if scaled >= 0x1p32 { return thresholds }
      thresholds.append(Int32(max(scaled, 1) - 0x1p31 - 1))
      mass *= ratio(after: Double(thresholds.count - 1))
      cumulative += mass
    }
    return nil
  }
}

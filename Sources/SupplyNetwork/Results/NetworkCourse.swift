/// What the stages of each tier of a network did in every measured period, summed.
public struct NetworkCourse: Sendable, Equatable {
  /// A quantity summed over the stages of a tier, in units: a flow of the period or a stock at its end.
  public enum Measure: Int, Sendable, CaseIterable {
    /// External demand that fell due.
    case externalDue
    /// Of this, delivered in the period in which it fell due.
    case externalDeliveredOnTime
    /// External demand lost.
    case lost
    /// On hand at the end of the period.
    case onHand
    /// Due and not delivered at the end of the period.
    case backorders
    /// Ordered by the stages.
    case ordered
  }

  /// Tiers.
  public let tierCount: Int
  /// Measured periods.
  public let periodCount: Int
  /// Period, then tier, then measure.
  private var values: [Double]

  /// Makes a course of zeros, to be filled by ``set(period:to:)``.
  public init(tierCount: Int, periodCount: Int) {
    self.tierCount = tierCount
    self.periodCount = periodCount
    values = [Double](repeating: 0, count: tierCount * periodCount * Measure.allCases.count)
  }

  private func position(_ measure: Measure, _ period: Int, _ tier: Int) -> Int {
    (period * tierCount + tier) * Measure.allCases.count + measure.rawValue
  }

  /// A sum over the stages of a tier, in units.
  public func value(_ measure: Measure, period: Int, tier: Int) -> Double {
    values[position(measure, period, tier)]
  }

  /// Stores the sums of a period: by tier, then measure, in units.
  public mutating func set(period: Int, to sums: UnsafeBufferPointer<Double>) {
    let width = tierCount * Measure.allCases.count
    precondition(sums.count == width, "a period has a sum for every tier and measure")
    values.withUnsafeMutableBufferPointer { values in
      for index in 0..<width { values[period * width + index] = sums[index] }
    }
  }
}

/// The pattern of a demand history, by how often demand occurs and how much its size varies.
public enum DemandPattern: String, Sendable, Codable, CaseIterable {
  /// Frequent demand of even size.
  case smooth
  /// Frequent demand of uneven size.
  case erratic
  /// Rare demand of even size.
  case intermittent
  /// Rare demand of uneven size.
  case lumpy
  /// No demand recorded.
  case none

  /// Average interval between demands, in buckets, from which demand counts as rare.
  public static let rareInterval = 1.32
  /// Squared coefficient of variation of the sizes from which they count as uneven.
  public static let unevenSize = 0.49

  /// The pattern by the two cut-off values of Syntetos, Boylan & Croston (2005, doi:10.1057/palgrave.jors.2601841).
  ///
  /// - Parameters:
  ///   - averageInterval: mean number of buckets per bucket with demand, at least 1; infinite where there is none.
  ///   - squaredCoefficientOfVariation: (sd/mean)² of the sizes of the buckets with demand.
  public static func classify(
    averageInterval: Double, squaredCoefficientOfVariation: Double
  ) -> DemandPattern {
    guard averageInterval.isFinite else { return .none }
    let uneven = squaredCoefficientOfVariation >= unevenSize
    if averageInterval < rareInterval { return uneven ? .erratic : .smooth }
    return uneven ? .lumpy : .intermittent
  }
}

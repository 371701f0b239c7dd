public import Probability

/// What is known of the demand of one item at one location: its moments, its pattern and the distribution chosen.
public struct DemandProfile: Sendable, Codable, Equatable {
  /// Index of the item.
  public var item: Int
  /// Index of the location.
  public var location: Int
  /// Units per period.
  public var mean: Double
  /// Standard deviation of the demand of one period, in units.
  public var sd: Double
  /// The pattern found in the history; `nil` where moments were given directly.
  public var pattern: DemandPattern?
  /// The distribution that solver and simulator use.
  public var distribution: DemandDistribution

  /// Makes a profile.
  public init(
    item: Int, location: Int, mean: Double, sd: Double, pattern: DemandPattern?, distribution: DemandDistribution
  ) {
    self.item = item
    self.location = location
    self.mean = mean
    self.sd = sd
    self.pattern = pattern
    self.distribution = distribution
  }
}

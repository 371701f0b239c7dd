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
    guard count > 1 else {
      mean = values.first ?? 0
      halfWidth = 0
      return
    }
    let number = Double(count)
    let average = values.reduce(0, +) / number
    // The second pass corrects the mean's own rounding.
    var squares = 0.0
    var residue = 0.0
    for value in values {
      squares += (value - average) * (value - average)
      residue += value - average
    }
    let variance = max(0, squares - residue * residue / number) / (number - 1)
    mean = average + residue / number
    halfWidth = StudentT.twoSidedQuantile(0.95, degreesOfFreedom: count - 1) * (variance / number).squareRoot()
  }

  /// Lower end of the interval.
  public var lower: Double { mean - halfWidth }
  /// Upper end of the interval.
  public var upper: Double { mean + halfWidth }
  /// Whether a value lies within the interval.
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }
}

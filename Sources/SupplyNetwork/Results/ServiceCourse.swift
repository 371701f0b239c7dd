/// How external demand was served over time: per replication and bucket of measured periods, all stages together.
public struct ServiceCourse: Sendable, Equatable {
  /// Periods in a bucket; the last one may be shorter.
  public static let bucketPeriods = 7

  /// Independent repetitions.
  public let replications: Int
  /// Buckets of each replication.
  public let bucketCount: Int
  /// Units that fell due, by replication, then bucket.
  public private(set) var due: [Double]
  /// Of these, units delivered in the period in which they fell due.
  public private(set) var deliveredOnTime: [Double]

  /// Makes a course of zeros.
  public init(replications: Int, periods: Int) {
    self.replications = max(0, replications)
    bucketCount = (max(0, periods) + Self.bucketPeriods - 1) / Self.bucketPeriods
    due = [Double](repeating: 0, count: self.replications * bucketCount)
    deliveredOnTime = due
  }

  /// Adds units to a bucket.
  public mutating func add(due: Double, deliveredOnTime: Double, replication: Int, bucket: Int) {
    self.due[replication * bucketCount + bucket] += due
    self.deliveredOnTime[replication * bucketCount + bucket] += deliveredOnTime
  }

  /// Adds another network's course over the same replications and periods.
  public mutating func add(_ other: ServiceCourse) {
    precondition(
      other.replications == replications && other.bucketCount == bucketCount, "courses of runs of the same length")
    for index in due.indices {
      due[index] += other.due[index]
      deliveredOnTime[index] += other.deliveredOnTime[index]
    }
  }

  /// Share of the units due in a bucket that were delivered on time. `nil` where none fell due.
  public func fillRate(replication: Int, bucket: Int) -> Double? {
    let index = replication * bucketCount + bucket
    return due[index] > 0 ? deliveredOnTime[index] / due[index] : nil
  }
}

import Probability

/// Demand profiles from recorded demand.
public enum DemandEstimation {
  /// One profile per series, in the order of the history.
  ///
  /// Mean and standard deviation (n − 1) of the buckets, carried over to the planning period: the mean in proportion
  /// to the days, the standard deviation to their square root. That assumes the days within a bucket to be
  /// independent and alike, since nothing finer is recorded. Trend and season stay in the standard deviation. The
  /// pattern is that of the buckets as recorded (``DemandPattern/classify(averageInterval:squaredCoefficientOfVariation:)``).
  ///
  /// Complexity: O(series × buckets).
  public static func profiles(
    of history: DemandHistory, period: CaseSettings.Period, choice: CaseSettings.DistributionChoice
  ) -> [DemandProfile] {
    let ratio = Double(period.days) / Double(max(1, history.bucketDays))
    return history.quantities.withUnsafeBufferPointer { quantities in
      history.series.enumerated().map { index, key in
        let first = index * history.bucketCount
        let summary = BucketSummary(UnsafeBufferPointer(rebasing: quantities[first..<first + history.bucketCount]))
        let mean = summary.mean * ratio
        let sd = (summary.variance * ratio).squareRoot()
        let pattern = summary.pattern
        return DemandProfile(
          item: key.item, location: key.location, mean: mean, sd: sd, pattern: pattern,
          distribution: distribution(mean: mean, sd: sd, pattern: pattern, choice: choice))
      }
    }
  }
}

/// What the buckets of one series say.
private struct BucketSummary {
  /// Mean of all buckets.
  let mean: Double
  /// Sample variance of all buckets; 0 where there is one bucket only.
  let variance: Double
  /// Pattern of demand by bucket.
  let pattern: DemandPattern

  init(_ values: UnsafeBufferPointer<Double>) {
    var sum = 0.0
    var hits = 0
    for value in values {
      sum += value
      if value != 0 { hits += 1 }
    }
    let count = Double(max(1, values.count))
    let average = sum / count
    let size = hits > 0 ? sum / Double(hits) : 0
    var squares = 0.0
    var sizeSquares = 0.0
    for value in values {
      squares += (value - average) * (value - average)
      if value != 0 { sizeSquares += (value - size) * (value - size) }
    }
    mean = average
    variance = values.count > 1 ? squares / (count - 1) : 0
    let sizeVariance = hits > 1 ? sizeSquares / Double(hits - 1) : 0
    pattern = DemandPattern.classify(
      averageInterval: count / Double(hits),
      squaredCoefficientOfVariation: size != 0 ? sizeVariance / (size * size) : 0)
  }
}

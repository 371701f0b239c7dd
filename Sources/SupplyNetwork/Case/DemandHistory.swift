/// Demand as recorded: one series of equal buckets per item and location, all over the same dates.
///
/// A bucket without a record counts as zero demand.
public struct DemandHistory: Sendable, Equatable {
  /// First day of the first bucket.
  public var firstDate: CalendarDate
  /// Days in one bucket (1 for daily records, 7 for weekly ones).
  public var bucketDays: Int
  /// Buckets in every series.
  public var bucketCount: Int
  /// The series, sorted by item, then location.
  public var series: [Key]
  /// Units by series, then bucket: `series.count × bucketCount` values.
  public var quantities: [Double]

  /// What a series is about.
  public struct Key: Sendable, Hashable, Codable {
    /// Index of the item.
    public var item: Int
    /// Index of the location.
    public var location: Int
    /// Makes a key.
    public init(item: Int, location: Int) {
      self.item = item
      self.location = location
    }
  }

  /// Makes a history. `quantities` holds `series.count × bucketCount` values.
  public init(firstDate: CalendarDate, bucketDays: Int, bucketCount: Int, series: [Key], quantities: [Double]) {
    precondition(quantities.count == series.count * bucketCount, "one quantity per series and bucket")
    self.firstDate = firstDate
    self.bucketDays = bucketDays
    self.bucketCount = bucketCount
    self.series = series
    self.quantities = quantities
  }

  /// The buckets of one series, oldest first.
  public func values(of seriesIndex: Int) -> ArraySlice<Double> {
    quantities[seriesIndex * bucketCount..<(seriesIndex + 1) * bucketCount]
  }

  /// Last day covered.
  public var lastDate: CalendarDate { firstDate.adding(days: bucketDays * bucketCount - 1) }
}

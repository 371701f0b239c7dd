import SupplyNetwork

/// Makes a history of equal buckets from dated records, and says what is to be known of it.
struct HistoryBuilder {
  /// Most cells (series × buckets) that a history may have: 3.2 GB.
  static let cellLimit = 400_000_000
  /// Buckets below which moments are rough.
  static let shortHistory = 26
  /// Days after which a series counts as beginning late.
  static let lateStart = 8 * 7

  private let records: DemandRecords
  private let place: Issue.Place
  private let period: CaseSettings.Period
  private let locations: [String]
  private let items: [String]

  init(
    _ records: DemandRecords, file: String, period: CaseSettings.Period, locations: [String], items: [String]
  ) {
    self.records = records
    place = Issue.Place(file: file)
    self.period = period
    self.locations = locations
    self.items = items
  }

  /// The history, or `nil` where the rows do not allow one; the log then holds an error.
  func build(_ log: inout IssueLog) -> DemandHistory? {
    guard let first = records.days.min(), let last = records.days.max() else {
      log.report(.error, "no-rows", place, "the file holds no usable row", hint: "expected date,location,item,quantity")
      return nil
    }
    let days = bucketDays(from: first)
    let buckets = Int(last - first) / days + 1
    let (cells, overflow) = buckets.multipliedReportingOverflow(by: records.keys.count)
    guard !overflow, cells <= Self.cellLimit else {
      log.report(
        .error, "history-too-long", place,
        "\(date(first)) to \(date(last)) is \(buckets) buckets for each of \(records.keys.count) series; "
          + "expected at most \(Self.cellLimit) cells in all",
        hint: "look for a wrong date, or leave old records out")
      return nil
    }
    var history = spread(first: first, bucketDays: days, bucketCount: buckets, &log)
    if days == 1, period == .week { history = weekly(history, &log) }
    return history
  }

  /// 7 where all dates fall on one weekday, else 1.
  private func bucketDays(from first: Int32) -> Int {
    guard records.days.count > 1 else { return period.days }
    let isWeekly = records.days.allSatisfy { ($0 - first) % 7 == 0 }
    // One date alone says nothing of the rhythm.
    if isWeekly, records.days.allSatisfy({ $0 == first }) { return period.days }
    return isWeekly ? 7 : 1
  }

  private func date(_ day: Int32) -> CalendarDate { CalendarDate(dayNumber: Int(day)) }

  /// Lays the records out by series and bucket; leaves second records of a cell out.
  private func spread(
    first: Int32, bucketDays: Int, bucketCount: Int, _ log: inout IssueLog
  ) -> DemandHistory {
    let order = records.keys.indices.sorted {
      let (left, right) = (records.keys[$0], records.keys[$1])
      return (left.item, left.location) < (right.item, right.location)
    }
    var rank = [Int](repeating: 0, count: order.count)
    for (position, series) in order.enumerated() { rank[series] = position }

    // NaN marks a cell without a record.
    var cells = [Double](repeating: .nan, count: order.count * bucketCount)
    var firstBucket = [Int](repeating: bucketCount, count: order.count)
    var duplicates = 0
    for record in records.days.indices {
      let series = rank[Int(records.series[record])]
      let bucket = Int(records.days[record] - first) / bucketDays
      let cell = series * bucketCount + bucket
      guard cells[cell].isNaN else {
        duplicates += 1
        let key = records.keys[Int(records.series[record])]
        log.report(
          .warning, "duplicate-key", .init(file: place.file, line: Int(records.lines[record]), column: "date"),
          "a second quantity for \(date(records.days[record])), \(Quotation.of(locations[key.location])), "
            + "\(Quotation.of(items[key.item])); the row is left out",
          hint: "add the quantities up, or remove one of the rows")
        continue
      }
      cells[cell] = records.quantities[record]
      if bucket < firstBucket[series] { firstBucket[series] = bucket }
    }
    var zeros = 0
    for cell in cells.indices {
      if cells[cell].isNaN { cells[cell] = 0 }
      if cells[cell] == 0 { zeros += 1 }
    }
    reportDropped(records.droppedCount + duplicates, &log)
    let history = DemandHistory(
      firstDate: date(first), bucketDays: bucketDays, bucketCount: bucketCount,
      series: order.map { .init(item: records.keys[$0].item, location: records.keys[$0].location) },
      quantities: cells)
    describe(history, zeros: zeros, firstBucket: firstBucket, &log)
    return history
  }

  private func reportDropped(_ dropped: Int, _ log: inout IssueLog) {
    guard dropped > 0 else { return }
    let share = Double(dropped) / Double(records.rowCount) * 100
    let text = "\(dropped) of \(records.rowCount) rows (\(percent(share))) cannot be used"
    if dropped * 100 >= records.rowCount {
      log.report(
        .error, "too-many-unusable-rows", place, "\(text); expected fewer than 1%",
        hint: "mend the rows listed above")
    } else {
      log.report(.warning, "unusable-rows", place, "\(text) and are left out")
    }
  }

  private func describe(_ history: DemandHistory, zeros: Int, firstBucket: [Int], _ log: inout IssueLog) {
    let rhythm = history.bucketDays == 7 ? "weeks" : "days"
    let share = Double(zeros) / Double(max(1, history.quantities.count)) * 100
    log.report(
      .note, "history-span", place,
      "\(history.firstDate) to \(history.lastDate): \(history.bucketCount) \(rhythm) of \(history.series.count) series; "
        + "\(percent(share)) of all cells are zero or without a record, which counts as zero")
    if history.bucketCount < Self.shortHistory {
      log.report(
        .warning, "short-history", place,
        "the history spans \(history.bucketCount) \(rhythm); expected \(Self.shortHistory) or more",
        hint: "means and standard deviations from so few values are rough")
    }
    let late = firstBucket.indices.filter { firstBucket[$0] * history.bucketDays > Self.lateStart }
    guard !late.isEmpty else { return }
    let examples = late.prefix(3).map { series in
      let key = history.series[series]
      let start = history.firstDate.adding(days: firstBucket[series] * history.bucketDays)
      return "\(Quotation.of(items[key.item])) at \(Quotation.of(locations[key.location])) from \(start)"
    }
    log.report(
      .note, "late-series", place,
      "\(late.count) of \(history.series.count) series begin more than 8 weeks after \(history.firstDate): "
        + examples.joined(separator: ", ") + (late.count > 3 ? ", …" : ""),
      hint: "the time before counts as zero demand")
  }

  /// One decimal, without the rounding of locale-aware formatting; never 0 for what is more.
  private func percent(_ value: Double) -> String {
    value > 0 && value < 0.1 ? "less than 0.1%" : "\(NumberRange.short((value * 10).rounded() / 10))%"
  }

  /// Daily buckets added up to weeks from the first date on; a last week that is not whole is left out.
  private func weekly(_ daily: DemandHistory, _ log: inout IssueLog) -> DemandHistory {
    let weeks = max(1, daily.bucketCount / 7)
    let days = min(daily.bucketCount, weeks * 7)
    var quantities = [Double](repeating: 0, count: daily.series.count * weeks)
    for series in daily.series.indices {
      for day in 0..<days {
        quantities[series * weeks + day / 7] += daily.quantities[series * daily.bucketCount + day]
      }
    }
    let rest = daily.bucketCount - days
    log.report(
      .note, "weekly-buckets", place,
      "daily records are added up to \(weeks) weeks from \(daily.firstDate) on"
        + (rest > 0 ? "; the last \(rest) \(rest == 1 ? "day makes" : "days make") no whole week and are left out" : "")
    )
    return DemandHistory(
      firstDate: daily.firstDate, bucketDays: 7, bucketCount: weeks, series: daily.series, quantities: quantities)
  }
}

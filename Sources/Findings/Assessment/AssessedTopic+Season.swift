import SupplyNetwork

extension AssessedTopic {
  /// Whether demand has a season or a trend: a hint, from totals by calendar month. `nil` of less than a year.
  static func season(_ context: AssessmentContext) -> AssessedTopic? {
    guard let history = context.planningCase?.history, history.bucketDays * history.bucketCount >= 364 else {
      return nil
    }
    let totals = bucketTotals(history, context)
    let mean = totals.reduce(0, +) / Double(max(1, totals.count))
    guard mean > 0 else { return nil }
    var sums = [Double](repeating: 0, count: 12)
    var counts = [Int](repeating: 0, count: 12)
    for (bucket, total) in totals.enumerated() {
      let middle = history.firstDate.adding(days: bucket * history.bucketDays + history.bucketDays / 2)
      sums[middle.civil.month - 1] += total
      counts[middle.civil.month - 1] += 1
    }
    let indices = (0..<12).map { counts[$0] > 0 ? sums[$0] / Double(counts[$0]) / mean : 1 }
    guard let high = indices.indices.max(by: { indices[$0] < indices[$1] }),
      let low = indices.indices.min(by: { indices[$0] < indices[$1] })
    else { return nil }
    let format = context.format
    let swing = indices[high] - indices[low]
    var sentences = [
      "Total demand is highest in \(months[high]) (\(format.change(from: 1, to: indices[high])) against the mean) and lowest "
        + "in \(months[low]) (\(format.change(from: 1, to: indices[low])))."
    ]
    if let trend = trend(totals, history) {
      sentences.append(
        "The last 52 weeks brought \(format.change(from: trend.before, to: trend.last)) against the 52 before.")
    }
    return AssessedTopic(
      section: .init(
        id: "season", title: "Season and trend", sentences: sentences, tables: [table(indices, context)]),
      finding: swing < 0.15
        ? nil
        : "Demand swings by \(format.percent(swing, decimals: 0)) of its mean between the months. That counts as "
          + "variability here; a forecast by month would need less safety stock.")
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  /// Demand of all series per bucket, in the measure of the context.
  private static func bucketTotals(_ history: DemandHistory, _ context: AssessmentContext) -> [Double] {
    var totals = [Double](repeating: 0, count: history.bucketCount)
    history.quantities.withUnsafeBufferPointer { quantities in
      for (index, key) in history.series.enumerated() {
        let weight = context.hasValue ? context.model.items[key.item].unitCost ?? 0 : 1
        let first = index * history.bucketCount
        for bucket in 0..<history.bucketCount { totals[bucket] += weight * quantities[first + bucket] }
      }
    }
    return totals
  }

  /// Totals of the last 364 days and of the 364 before; `nil` of a shorter history.
  private static func trend(_ totals: [Double], _ history: DemandHistory) -> (before: Double, last: Double)? {
    let year = 364 / history.bucketDays
    guard year > 0, totals.count >= 2 * year else { return nil }
    return (totals.dropLast(year).suffix(year).reduce(0, +), totals.suffix(year).reduce(0, +))
  }

  private static func table(_ indices: [Double], _ context: AssessmentContext) -> FindingsTable {
    FindingsTable(
      id: "season", caption: "Demand by month, mean = 100, by \(context.measure)",
      columns: months.map { .init(String($0.prefix(3))) },
      rows: [.init(indices.map { .init($0 * 100, context.format.number($0 * 100)) })])
  }
}

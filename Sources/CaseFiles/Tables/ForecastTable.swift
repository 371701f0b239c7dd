import SupplyNetwork

/// `forecast.csv`: demand expected from each date to the next.
enum ForecastTable {
  private enum Column: String, TableColumn {
    case date, location, item, quantity

    var isRequired: Bool { true }
  }

  private struct Key: Hashable {
    var position: Position
    var day: Int
  }

  /// Reads the records, in the order of the file.
  ///
  /// A quantity is for the days from its date to the next date that stands in the file, whatever the location; the last
  /// one is for as many days as the one before it, and a single date for one period.
  static func read(
    _ input: InputFile, locations: IdentifierIndex, items: IdentifierIndex, period: CaseSettings.Period,
    _ log: inout IssueLog
  ) -> [ForecastRecord] {
    guard var table = TableReader<Column>(input, log: &log) else { return [] }
    var records: [ForecastRecord] = []
    var seen: [Key: Int] = [:]
    while table.next(&log) {
      let date = table.date(.date, &log)
      let location = table.reference(.location, to: locations, "location", &log)
      let item = table.reference(.item, to: items, "item", &log)
      let quantity = table.number(.quantity, .nonNegative, &log)
      if let date, let location, let item {
        let position = Position(item: item, location: location)
        table.rejectRepeat(of: Key(position: position, day: date.dayNumber), in: &seen, .date, &log)
      }
      guard table.isRowUsable, let date, let location, let item, let quantity else { continue }
      records.append(ForecastRecord(location: location, item: item, date: date, days: 1, quantity: quantity))
    }
    let dates = Set(records.map(\.date.dayNumber)).sorted()
    var days: [Int: Int] = [:]
    var length = period.days
    for (index, date) in dates.enumerated() {
      if index + 1 < dates.count { length = dates[index + 1] - date }
      days[date] = length
    }
    for index in records.indices { records[index].days = days[records[index].date.dayNumber] ?? 1 }
    return records
  }

  /// Tells of a forecast that says nothing of the time to come.
  static func check(_ records: [ForecastRecord], file: String, today: CalendarDate?, _ log: inout IssueLog) {
    guard !records.isEmpty else { return }
    guard let today else {
      log.reportUnknownToday(file)
      return
    }
    let past = records.count { $0.date.adding(days: $0.days - 1) <= today }
    guard past > 0 else { return }
    log.report(
      .warning, "past-forecast", .init(file: file, column: Column.date.rawValue),
      "\(past) of \(records.count) rows are for days up to the data cut-off \(today), and are left out")
  }
}

import SupplyNetwork

/// The usable rows of `demand.csv`, in columns.
struct DemandRecords {
  /// Day number of each record.
  var days: [Int32] = []
  /// Series of each record, an index into ``keys``.
  var series: [Int32] = []
  /// Units of each record.
  var quantities: [Double] = []
  /// Line of each record.
  var lines: [Int32] = []
  /// What each series is about, in the order of first appearance.
  var keys: [Position] = []
  /// Rows read, usable or not.
  var rowCount = 0
  /// Rows left out.
  var droppedCount = 0
}

/// `demand.csv`: what was demanded where and when.
///
/// A row that cannot be used is told and left out; only where a hundredth of the rows or more are so is the file of
/// no use.
struct DemandTable: ~Copyable {
  private enum Column: String, TableColumn {
    case date, location, item, quantity

    var isRequired: Bool { true }
  }

  /// Positions of the columns among the fields of a row.
  private struct Layout {
    var date: Int
    var location: Int
    var item: Int
    var quantity: Int
  }

  private var table: TableReader<Column>
  private let layout: Layout
  private let locations: IdentifierIndex
  private let items: IdentifierIndex
  private var records = DemandRecords()
  private var seriesOfKey: [Int: Int32] = [:]
  // Dates as written and their day numbers: a year of daily records has 365 of them.
  private var dates = IdentifierIndex()
  private var dayNumbers: [Int32] = []
  // What the row before had: files are sorted by one of these as a rule.
  private var lastDate = -1
  private var lastLocation = -1
  private var lastItem = -1
  private var lastKey = -1
  private var lastSeries: Int32 = -1

  /// Reads all usable rows.
  static func read(
    _ input: InputFile, locations: IdentifierIndex, items: IdentifierIndex, _ log: inout IssueLog
  ) -> DemandRecords {
    guard var reader = DemandTable(input, locations: locations, items: items, &log) else { return DemandRecords() }
    return reader.readRows(&log)
  }

  private init?(
    _ input: InputFile, locations: IdentifierIndex, items: IdentifierIndex, _ log: inout IssueLog
  ) {
    guard let table = TableReader<Column>(input, rowSeverity: .warning, log: &log) else { return nil }
    guard
      let date = table.position(of: .date), let location = table.position(of: .location),
      let item = table.position(of: .item), let quantity = table.position(of: .quantity)
    else { return nil }
    layout = Layout(date: date, location: location, item: item, quantity: quantity)
    self.table = table
    self.locations = locations
    self.items = items
  }

  private mutating func readRows(_ log: inout IssueLog) -> DemandRecords {
    // Some 25 bytes a row: one allocation instead of many.
    let expected = table.bytes.count / 24
    records.days.reserveCapacity(expected)
    records.series.reserveCapacity(expected)
    records.quantities.reserveCapacity(expected)
    records.lines.reserveCapacity(expected)
    while table.next(&log) {
      guard table.isRowUsable else { continue }
      if appendPlainRow() { continue }
      appendCheckedRow(&log)
    }
    records.rowCount = table.rowCount
    records.droppedCount = table.rowCount - records.days.count
    return records
  }

  /// Takes a row in which everything is as it should be; `false` where something is not.
  private mutating func appendPlainRow() -> Bool {
    let fields = table.fields
    guard
      let location = Self.find(table.trimmed(fields[layout.location]), table.bytes, locations, &lastLocation),
      let item = Self.find(table.trimmed(fields[layout.item]), table.bytes, items, &lastItem),
      let day = day(table.trimmed(fields[layout.date])),
      let quantity = DecimalNumber.parse(table.bytes, table.trimmed(fields[layout.quantity])),
      NumberRange.nonNegative.accepts(quantity)
    else { return false }
    append(day: day, location: location, item: item, quantity: quantity)
    return true
  }

  /// Takes a row by the slow path, which tells everything that is wrong with it.
  private mutating func appendCheckedRow(_ log: inout IssueLog) {
    let date = table.date(.date, &log)
    let location = table.reference(.location, to: locations, "location", &log)
    let item = table.reference(.item, to: items, "item", &log)
    let quantity = table.number(.quantity, .nonNegative, &log)
    guard table.isRowUsable, let date, let location, let item, let quantity else { return }
    append(day: Int32(date.dayNumber), location: location, item: item, quantity: quantity)
  }

  private mutating func append(day: Int32, location: Int, item: Int, quantity: Double) {
    let key = item * locations.count + location
    if key != lastKey {
      lastKey = key
      if let known = seriesOfKey[key] {
        lastSeries = known
      } else {
        lastSeries = Int32(records.keys.count)
        seriesOfKey[key] = lastSeries
        records.keys.append(Position(item: item, location: location))
      }
    }
    records.days.append(day)
    records.series.append(lastSeries)
    records.quantities.append(quantity)
    records.lines.append(Int32(clamping: table.line))
  }

  private static func find(
    _ range: Range<Int>, _ bytes: [UInt8], _ index: borrowing IdentifierIndex, _ last: inout Int
  ) -> Int? {
    if last >= 0, index.matches(last, bytes, range) { return last }
    guard let position = index.position(of: bytes, range) else { return nil }
    last = position
    return position
  }

  private mutating func day(_ range: Range<Int>) -> Int32? {
    if let known = Self.find(range, table.bytes, dates, &lastDate) { return dayNumbers[known] }
    guard let date = CalendarDate(iso8601Bytes: table.bytes[range]) else { return nil }
    guard date.civil.year >= 1900, date.civil.year < 2200 else { return nil }
    lastDate = dates.insert(table.bytes, range)
    dayNumbers.append(Int32(date.dayNumber))
    return Int32(date.dayNumber)
  }
}

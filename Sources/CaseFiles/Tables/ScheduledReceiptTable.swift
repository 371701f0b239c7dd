import SupplyNetwork

/// `scheduled_receipts.csv`: orders under way and when they are due.
struct ScheduledReceiptTable {
  private enum Column: String, TableColumn {
    case location, item, date, quantity, from

    var isRequired: Bool { self != .from }
  }

  /// The receipts, in the order of the file.
  private(set) var receipts: [ScheduledReceipt] = []
  /// Line of each receipt.
  private var lines: [Int] = []
  private let file: String

  init(_ input: InputFile, locations: IdentifierIndex, items: IdentifierIndex, _ log: inout IssueLog) {
    file = input.name
    guard var table = TableReader<Column>(input, log: &log) else { return }
    while table.next(&log) {
      let location = table.reference(.location, to: locations, "location", &log)
      let item = table.reference(.item, to: items, "item", &log)
      let date = table.date(.date, &log)
      let quantity = table.number(.quantity, .nonNegative, &log)
      let from = table.reference(.from, to: locations, "location", &log)
      if let from, from == location {
        table.reject("self-lane", .from, &log, "\(Quotation.of(locations.names[from])) sends to itself")
      }
      guard table.isRowUsable, let location, let item, let date, let quantity else { continue }
      receipts.append(ScheduledReceipt(location: location, item: item, date: date, quantity: quantity, from: from))
      lines.append(table.line)
    }
  }

  /// Tells of receipts that should have come, and of sums that are not what inventory.csv has on order.
  func check(
    against inventory: [InventoryRecord], today: CalendarDate?, locations: [String], items: [String],
    _ log: inout IssueLog
  ) {
    guard !receipts.isEmpty else { return }
    guard let today else {
      log.reportUnknownToday(file)
      return
    }
    for (receipt, line) in zip(receipts, lines) where receipt.date <= today {
      log.report(
        .warning, "overdue-receipt", .init(file: file, line: line, column: Column.date.rawValue),
        "due on \(receipt.date), which is not after the data cut-off \(today); taken as due in the first period",
        hint: "give the day on which it is expected now, or remove what has come")
    }
    guard !log.hasErrors(in: file) else { return }
    var sums: [Position: (units: Double, line: Int)] = [:]
    for (receipt, line) in zip(receipts, lines) {
      sums[Position(item: receipt.item, location: receipt.location), default: (0, line)].units += receipt.quantity
    }
    for record in inventory {
      guard let onOrder = record.onOrder, let sum = sums[Position(item: record.item, location: record.location)],
        abs(sum.units - onOrder) > 1e-6 * max(1, onOrder)
      else { continue }
      log.report(
        .warning, "on-order-mismatch", .init(file: file, line: sum.line, column: Column.quantity.rawValue),
        "\(NumberRange.short(sum.units)) of \(Quotation.of(items[record.item])) are scheduled for "
          + "\(Quotation.of(locations[record.location])), inventory.csv has \(NumberRange.short(onOrder)) on order; "
          + "requirements count what is scheduled")
    }
  }
}

extension IssueLog {
  /// Notes that dates of a file mean nothing, as nobody knows what today is.
  mutating func reportUnknownToday(_ file: String) {
    report(
      .error, "unknown-today", .init(file: "case.yaml", column: "as_of"),
      "nothing says what today is, so that the dates of \(file) cannot be placed",
      hint: "give as_of, the day up to which the data are known, like 2026-11-01")
  }
}

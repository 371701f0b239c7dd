import SupplyNetwork

/// `stock_limits.csv`: what the stock at a place must keep to.
struct StockLimitTable {
  private enum Column: String, TableColumn {
    case location, item
    case minimumStock = "minimum_stock"
    case maximumStock = "maximum_stock"
    case mayHoldStock = "may_hold_stock"
    case reason

    var isRequired: Bool { false }
  }

  /// The words for a yes or a no, spreadsheets' own among them.
  private enum Answer: String, CaseIterable {
    case yes, no
    case isTrue = "true"
    case isFalse = "false"
  }

  private struct Key: Hashable {
    var location: Int?
    var item: Int?
  }

  /// The limits, in the order of the file.
  private(set) var limits: [StockLimit] = []
  /// Line of each limit.
  private var lines: [Int] = []
  private let file: String

  init(_ input: InputFile, locations: IdentifierIndex, items: IdentifierIndex, _ log: inout IssueLog) {
    file = input.name
    guard var table = TableReader<Column>(input, log: &log) else { return }
    var seen: [Key: Int] = [:]
    while table.next(&log) {
      let location = table.reference(.location, to: locations, "location", &log)
      let item = table.reference(.item, to: items, "item", &log)
      let minimum = table.number(.minimumStock, .nonNegative, &log)
      let maximum = table.number(.maximumStock, .nonNegative, &log)
      let answer = table.choice(.mayHoldStock, of: Answer.self, &log)
      let reason = table.text(.reason, &log)
      guard table.isRowUsable else { continue }
      if location == nil, item == nil {
        table.reject("missing-value", .location, &log, "the line names neither a location nor an item; expected one")
        continue
      }
      table.rejectRepeat(of: Key(location: location, item: item), in: &seen, .item, &log)
      if let minimum, let maximum, minimum > maximum {
        table.reject(
          "minimum-above-maximum", .minimumStock, &log,
          "the minimum stock \(NumberRange.short(minimum)) is above the maximum, \(NumberRange.short(maximum))")
      }
      let mayHold = answer.map { $0 == .yes || $0 == .isTrue }
      if mayHold == false, minimum ?? 0 > 0 {
        table.reject(
          "minimum-without-stock", .minimumStock, &log, "a minimum stock where no stock may be held",
          hint: "leave one of the two out")
      }
      guard table.isRowUsable else { continue }
      if minimum == nil, maximum == nil, mayHold == nil {
        log.report(
          .warning, "no-limit", table.place(.minimumStock), "the line limits nothing and is left out",
          hint: "give minimum_stock, maximum_stock or may_hold_stock")
        continue
      }
      limits.append(
        StockLimit(
          location: location, item: item, minimumStock: minimum, maximumStock: maximum, mayHoldStock: mayHold,
          reason: reason))
      lines.append(table.line)
    }
  }

  /// Notes demand at places that may hold no stock to serve it from, once for each line of the file.
  func checkDemand(
    _ profiles: [DemandProfile], locations: IdentifierIndex, items: IdentifierIndex, _ log: inout IssueLog
  ) {
    guard limits.contains(where: { $0.mayHoldStock == false }) else { return }
    let index = StockLimitIndex(limits, itemCount: items.count)
    let demands = Dictionary(grouping: profiles.filter { $0.mean > 0 }, by: \.item)
    var first: [Int: (profile: DemandProfile, count: Int)] = [:]
    for (item, places) in demands.sorted(by: { $0.key < $1.key }) {
      let merged = index.limits(item: item, locationCount: locations.count)
      for profile in places where merged[profile.location].mayHoldStock == false {
        guard let line = lineForbidding(item, profile.location) else { continue }
        first[line] = (first[line]?.profile ?? profile, (first[line]?.count ?? 0) + 1)
      }
    }
    for (line, found) in first.sorted(by: { $0.key < $1.key }) {
      let place = Quotation.of(locations.names[found.profile.location])
      let more = found.count > 1 ? ", and \(found.count - 1) more demands like it," : ""
      log.report(
        .error, "demand-without-stock",
        .init(file: file, line: lines[line], column: Column.mayHoldStock.rawValue),
        "demand for \(Quotation.of(items.names[found.profile.item])) at \(place)\(more) is served from stock, and no "
          + "stock may be held there",
        hint: "let it hold stock, or give the demand to the location that serves it")
    }
  }

  /// The most specific line that says that no stock may be held at a place.
  private func lineForbidding(_ item: Int, _ location: Int) -> Int? {
    func matches(_ line: Int, _ wantedItem: Int?, _ wantedLocation: Int?) -> Bool {
      limits[line].mayHoldStock == false && limits[line].item == wantedItem && limits[line].location == wantedLocation
    }
    return limits.indices.first { matches($0, item, location) } ?? limits.indices.first { matches($0, item, nil) }
      ?? limits.indices.first { matches($0, nil, location) }
  }
}

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
        guard
          let line = line(
            for: Position(item: item, location: profile.location), giving: { $0.mayHoldStock == false })
        else { continue }
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

  /// Notes limits of different lines that leave an item no stock at a place where it stands, once for each line that
  /// gives a minimum.
  func checkContradictions(in planningCase: Case, _ log: inout IssueLog) {
    let minimums = limits.contains { $0.minimumStock ?? 0 > 0 }
    guard minimums, limits.contains(where: { $0.maximumStock != nil || $0.mayHoldStock == false }) else { return }
    let index = StockLimitIndex(limits, itemCount: planningCase.items.count)
    let count = planningCase.locations.count
    let contradictory = planningCase.items.indices.flatMap { item in
      index.limits(item: item, locationCount: count).enumerated()
        .filter { $0.element.isContradictory }.map { Position(item: item, location: $0.offset) }
    }
    // Only what a network holds: two general lines may meet where the item never comes.
    guard !contradictory.isEmpty, let model = try? NetworkModel(planningCase) else { return }
    let held = Set(model.networks.flatMap(\.stages).map { Position(item: $0.item, location: $0.location) })
    var first: [Int: (position: Position, count: Int)] = [:]
    for position in contradictory where held.contains(position) {
      guard let line = line(for: position, giving: { $0.minimumStock != nil }) else { continue }
      first[line] = (first[line]?.position ?? position, (first[line]?.count ?? 0) + 1)
    }
    for (line, found) in first.sorted(by: { $0.key < $1.key }) {
      report(line, at: found.position, count: found.count, in: planningCase, &log)
    }
  }

  private func report(
    _ line: Int, at position: Position, count: Int, in planningCase: Case, _ log: inout IssueLog
  ) {
    let forbidding = self.line(for: position) { $0.mayHoldStock != nil }.flatMap {
      limits[$0].mayHoldStock == false ? $0 : nil
    }
    guard let other = forbidding ?? self.line(for: position, giving: { $0.maximumStock != nil }) else { return }
    let minimum = NumberRange.short(limits[line].minimumStock ?? 0)
    let more = count > 1 ? " (and \(count - 1) more places)" : ""
    let place =
      "for \(Quotation.of(planningCase.items[position.item].id)) at "
      + Quotation.of(planningCase.locations[position.location].id) + more
    log.report(
      .error, forbidding == nil ? "minimum-above-maximum" : "minimum-without-stock",
      .init(file: file, line: lines[line], column: Column.minimumStock.rawValue),
      forbidding == nil
        ? "the minimum stock \(minimum) is above the maximum, \(NumberRange.short(limits[other].maximumStock ?? 0)), "
          + "that line \(lines[other]) gives \(place)"
        : "a minimum stock of \(minimum), and line \(lines[other]) says that no stock may be held \(place)",
      hint: "change one of the two, or give a line for that location and item, which comes before both")
  }

  /// The most specific line for a place among those that give something.
  private func line(for position: Position, giving isGiven: (StockLimit) -> Bool) -> Int? {
    func first(_ item: Int?, _ location: Int?) -> Int? {
      limits.indices.first { limits[$0].item == item && limits[$0].location == location && isGiven(limits[$0]) }
    }
    return first(position.item, position.location) ?? first(position.item, nil) ?? first(nil, position.location)
  }
}

extension StockLimit {
  /// Whether the limits leave no stock at all.
  fileprivate var isContradictory: Bool {
    (minimumStock ?? 0) > (mayHoldStock == false ? 0 : maximumStock ?? .infinity)
  }
}

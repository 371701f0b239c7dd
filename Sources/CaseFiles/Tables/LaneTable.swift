import SupplyNetwork

/// `lanes.csv`: the ways goods take.
struct LaneTable {
  private enum Column: String, TableColumn {
    case from, to, item
    case leadTime = "lead_time"
    case leadTimeSD = "lead_time_sd"
    case reviewPeriod = "review_period"
    case share
    case fixedOrderCost = "fixed_order_cost"
    case unitTransportCost = "unit_transport_cost"
    case minimumOrder = "min_order"
    case maximumOrder = "max_order"
    case multiple

    var isRequired: Bool { self == .from || self == .to || self == .leadTime }
    // An empty `from` is the outside supplier.
    var mayBeEmpty: Bool { self == .from || !isRequired }
  }

  private struct Key: Hashable {
    var from: Int?
    var to: Int
    var item: Int?
  }

  /// The lanes, in the order of the file. A share that the file does not give is NaN until `LaneShares` fills it.
  private(set) var lanes: [Lane] = []
  /// Line of each lane.
  private(set) var lines: [Int] = []
  /// Whether every row could be used: only then can the network be judged.
  private(set) var isComplete = false

  init(_ input: InputFile?, locations: IdentifierIndex, items: IdentifierIndex, _ log: inout IssueLog) {
    guard let input, var table = TableReader<Column>(input, log: &log) else { return }
    isComplete = true
    var seen: [Key: Int] = [:]
    while table.next(&log) {
      let from = table.reference(.from, to: locations, "location", &log)
      let to = table.reference(.to, to: locations, "location", &log)
      let item = table.reference(.item, to: items, "item", &log)
      let leadTime = table.periods(.leadTime, atLeast: 0, &log)
      let leadTimeSD = table.number(.leadTimeSD, .between(0, NumberRange.longestTime), &log)
      let reviewPeriod = table.periods(.reviewPeriod, atLeast: 1, &log)
      let share = table.number(.share, .fraction, &log)
      if share == 0 { table.reject("out-of-range", .share, &log, "a share of 0; expected more", hint: "drop the lane") }
      let fixedOrderCost = table.number(.fixedOrderCost, .cost, &log)
      let unitTransportCost = table.number(.unitTransportCost, .cost, &log)
      let minimumOrder = table.number(.minimumOrder, .nonNegative, &log)
      let maximumOrder = table.number(.maximumOrder, .positive, &log)
      let multiple = table.number(.multiple, .positive, &log)
      let sizes = OrderSizes(minimum: minimumOrder ?? 0, maximum: maximumOrder, multiple: multiple ?? 1)
      if let problem = OrderSizeCheck.problem(sizes) {
        table.reject(OrderSizeCheck.contradictory, .maximumOrder, &log, problem)
      }
      if let from, let to, from == to {
        table.reject("self-lane", .to, &log, "the lane leads from \(Quotation.of(locations.names[to])) to itself")
      }
      if table.isRowUsable, let to {
        let earlier = seen.updateValue(table.line, forKey: Key(from: from, to: to, item: item))
        if let earlier {
          table.reject("duplicate-key", .to, &log, "the same lane as in line \(earlier); expected once")
        }
      }
      guard table.isRowUsable, let to, let leadTime else {
        isComplete = false
        continue
      }
      lanes.append(
        Lane(
          from: from, to: to, item: item, leadTime: leadTime, leadTimeSD: leadTimeSD ?? 0,
          reviewPeriod: reviewPeriod ?? 1, share: share ?? .nan, fixedOrderCost: fixedOrderCost ?? 0,
          unitTransportCost: unitTransportCost ?? 0, minimumOrder: minimumOrder ?? 0, maximumOrder: maximumOrder,
          orderMultiple: multiple ?? 1))
      lines.append(table.line)
    }
    if !table.hasAllRows { isComplete = false }
    if table.rowCount == 0 { log.report(.error, "no-rows", .init(file: table.file), "the file holds no lane") }
  }

  /// Takes over shares that add up to 1, with lanes added for single items where that needs them.
  mutating func resolveShares(locations: [String], items: [String], _ log: inout IssueLog) {
    var shares = LaneShares(lanes: lanes, lines: lines, locations: locations, items: items)
    shares.resolve(&log)
    lanes = shares.lanes
    lines = shares.lines
  }
}

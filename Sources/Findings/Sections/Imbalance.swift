import SupplyNetwork

/// One item that is long at one location and short at another.
struct Imbalance {
  /// Line of the location that has too much.
  var long: Ledger.Line
  /// Line of the location that has too little.
  var short: Ledger.Line
  /// Units above what the optimised plan expects there on average.
  var unitsLong: Double
  /// Units below the safety stock at the other.
  var unitsShort: Double
  /// Value of what could help: the smaller of the two, in money (units where costs are unknown).
  var amount: Double

  /// The largest imbalances, one per item. Stages whose stock is not measured do not count.
  static func largest(in context: FindingsContext, count: Int) -> [Imbalance] {
    guard context.knowsStock else { return [] }
    var longest = [Ledger.Line?](repeating: nil, count: context.model.items.count)
    var shortest = longest
    for line in context.ledger.lines where line.isStockMeasured {
      if surplus(line) > 0, surplus(line) > (longest[line.item].map(surplus) ?? 0) { longest[line.item] = line }
      if shortfall(line) > 0, shortfall(line) > (shortest[line.item].map(shortfall) ?? 0) { shortest[line.item] = line }
    }
    let found = zip(longest, shortest).compactMap { long, short -> Imbalance? in
      guard let long, let short, long.location != short.location else { return nil }
      let units = min(surplus(long), shortfall(short))
      return Imbalance(
        long: long, short: short, unitsLong: surplus(long), unitsShort: shortfall(short),
        amount: units * (context.ledger.hasValue ? long.unitCost : 1))
    }
    return Array(found.sorted { ($0.amount, $1.long.item) > ($1.amount, $0.long.item) }.prefix(count))
  }

  /// Units above what the optimised plan expects there on average.
  private static func surplus(_ line: Ledger.Line) -> Double { max(0, line.currentOnHand - line.optimisedOnHand) }

  /// Units missing to the proposed safety stock.
  private static func shortfall(_ line: Ledger.Line) -> Double {
    max(0, line.optimisedSafetyStock - line.currentOnHand)
  }

  static func table(_ imbalances: [Imbalance], context: FindingsContext) -> FindingsTable {
    let format = context.format
    var columns: [FindingsTable.Column] = [
      .init("Item", numeric: false), .init("Long at", numeric: false), .init("Units above expected stock"),
      .init("Short at", numeric: false), .init("Units below safety stock"),
    ]
    if context.ledger.hasValue { columns.append(.init("Value that could help, \(context.settings.currency)")) }
    let rows = imbalances.map { imbalance -> FindingsTable.Row in
      var cells: [FindingsTable.Cell] = [
        .init(context.model.items[imbalance.long.item].name),
        .init(context.model.locations[imbalance.long.location].name),
        .init(imbalance.unitsLong, format.units(imbalance.unitsLong)),
        .init(context.model.locations[imbalance.short.location].name),
        .init(imbalance.unitsShort, format.units(imbalance.unitsShort)),
      ]
      if context.ledger.hasValue { cells.append(.init(imbalance.amount, format.number(imbalance.amount))) }
      return .init(cells)
    }
    return FindingsTable(
      id: "imbalances",
      caption: rows.count == 1
        ? "The imbalance: an item long at one location and short at another"
        : "The \(rows.count) largest imbalances: the same item long at one location and short at another",
      columns: columns, rows: rows,
      note:
        "Long: above the stock that the optimised plan expects there on average; short: below the proposed safety stock."
    )
  }
}

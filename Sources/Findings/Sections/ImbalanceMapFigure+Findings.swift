import SupplyNetwork

extension ImbalanceMapFigure {
  /// Items and locations with a row or a column of their own at most.
  private static let most = (rows: 12, columns: 10)

  /// Today's stock less what the plan expects, by item and location; `nil` where today's stock is unknown, or one item or
  /// one location is all there is.
  init?(_ context: FindingsContext) {
    guard context.knowsStock else { return nil }
    let (items, locations) = (context.model.items, context.model.locations)
    let lines = context.ledger.lines.filter(\.isStockMeasured)
    func amount(_ line: Ledger.Line) -> Double {
      (line.currentOnHand - line.optimisedOnHand) * (context.ledger.hasValue ? line.unitCost : 1)
    }
    var (ofItem, ofLocation) = (
      [Double](repeating: 0, count: items.count), [Double](repeating: 0, count: locations.count)
    )
    var (usesItem, usesLocation) = (Set<Int>(), Set<Int>())
    var (long, short) = (0.0, 0.0)
    for line in lines {
      let value = amount(line)
      ofItem[line.item] += abs(value)
      ofLocation[line.location] += abs(value)
      usesItem.insert(line.item)
      usesLocation.insert(line.location)
      if value > 0 { long += value } else { short -= value }
    }
    guard usesItem.count > 1, usesLocation.count > 1, long + short > 0 else { return nil }
    let byItem = Self.largest(usesItem, ofItem, most: Self.most.rows)
    let byLocation = Self.largest(usesLocation, ofLocation, most: Self.most.columns)
    restRows = usesItem.count - byItem.count
    restColumns = usesLocation.count - byLocation.count
    let format = context.format
    rows = byItem.map { items[$0].name } + (restRows > 0 ? [format.count(restRows, "other item")] : [])
    columns = byLocation.map { locations[$0].name } + (restColumns > 0 ? [format.count(restColumns, "other")] : [])
    var rank = (
      item: [Int](repeating: byItem.count, count: items.count),
      location: [Int](repeating: byLocation.count, count: locations.count)
    )
    for (place, item) in byItem.enumerated() { rank.item[item] = place }
    for (place, location) in byLocation.enumerated() { rank.location[location] = place }
    values = [[Double]](repeating: [Double](repeating: 0, count: columns.count), count: rows.count)
    for line in lines { values[rank.item[line.item]][rank.location[line.location]] += amount(line) }
    isMoney = context.ledger.hasValue
    let scale = context.stockScale(max(long, short))
    func shown(_ value: Double) -> String { context.stock(value, on: scale) }
    let worst = lines.max { abs(amount($0)) < abs(amount($1)) }
    let largest = worst.map { line in
      "\(items[line.item].name) at \(locations[line.location].name), "
        + context.stockChange(amount(line), on: context.stockScale(amount(line)))
    }
    let title =
      long > 0 && short > 0
      ? "\(shown(long)) too much in some places and \(shown(short)) too little in others, at the same time"
      : long > 0
        ? "\(shown(long)) too much, and nowhere too little" : "\(shown(short)) too little, and nowhere too much"
    heading = FigureHeading(
      id: "imbalance-map", title: title,
      subtitle:
        "Stock today less what the optimised plan expects, \(isMoney ? context.settings.currency : "units"), by item "
        + "and location, largest first",
      source: "Stock today: \(context.stockSource); “other” adds up what is too much and too little",
      alternativeText: "Table of stock above and below the plan, \(format.count(rows.count, "row")) by "
        + "\(format.count(columns.count, "column")). Too much: \(shown(long)); too little: \(shown(short))."
        + (largest.map { " The largest: \($0)." } ?? ""))
  }

  /// The members with the largest sizes, in their order; all where no more than one would be left.
  private static func largest(_ members: Set<Int>, _ sizes: [Double], most: Int) -> [Int] {
    let ordered = members.sorted { sizes[$0] != sizes[$1] ? sizes[$0] > sizes[$1] : $0 < $1 }
    return ordered.count <= most + 1 ? ordered : Array(ordered.prefix(most))
  }
}

import SupplyNetwork

/// The figure of the summary: what the stock on hand is for, in all tiers together.
extension CompositionFigure {
  /// On-hand stock alone, so that the bars are as long as the inventory of the key figures says.
  init(stockByRole context: FindingsContext) {
    let hasValue = context.ledger.hasValue
    let roles = [Ledger.Roles.Role.cycle, .buffer, .excess].map(\.rawValue)
    func values(_ roles: Ledger.Roles) -> [Double] { hasValue ? roles.value : roles.units }
    let total = context.total
    let now = roles.map { values(total.currentRoles)[$0] }
    let then = roles.map { values(total.optimisedRoles)[$0] }
    let names = roles.map { Ledger.Roles.names[$0] }

    let pairs = zip(now, then).map { context.stockPair($0, $1) }
    let most = pairs.indices.max { (abs(pairs[$0].change), $1) < (abs(pairs[$1].change), $0) }
    let title: String
    if let most, pairs[most].change != 0 {
      let pair = pairs[most]
      title =
        "\(names[most]) stock \(pair.change < 0 ? "falls" : "rises") most: from "
        + "\(context.stock(pair.current, on: pair.scale)) to "
        + (pair.optimised == 0 ? "none" : context.stock(pair.optimised, on: pair.scale))
    } else {
      title = "What stock is for stays as it is"
    }
    func words(_ values: [Double]) -> String {
      zip(names, values).map { "\($0.lowercased()) \(context.stock($1))" }.joined(separator: ", ")
    }
    self.init(
      heading: FigureHeading(
        id: "stock-by-role", title: title,
        subtitle: "Stock on hand by what it is for, all tiers, \(hasValue ? context.settings.currency : "units")",
        source: "Cycle: from demand, review periods and order multiples; excess: above the highest target; buffer: the "
          + "rest, simulated where optimised; its levels are set for \(context.stock(context.safety(total))) of safety stock",
        alternativeText:
          "Stacked bars of cycle, buffer and excess stock of all tiers. \(context.currentLabel): \(words(now)). "
          + "Optimised: \(words(then))."),
      parts: names,
      bars: Self.bars(
        [("All tiers", context.currentLabel, false, now), ("All tiers", "Optimised", true, then)], context))
  }

  /// A bar without its texts.
  typealias Row = (category: String, state: String, isPlanned: Bool, values: [Double])

  /// Bars whose texts share one scale, that of the largest part.
  static func bars(_ rows: [Row], _ context: FindingsContext) -> [Bar] {
    let scale = context.stockScale(rows.flatMap(\.values).reduce(0) { max($0, abs($1)) })
    return rows.map { row in
      Bar(
        category: row.category, state: row.state, isPlanned: row.isPlanned, values: row.values,
        texts: row.values.map {
          // Units stand beside the total alone.
          context.ledger.hasValue ? context.stock($0, on: scale) : context.format.scaled($0, on: scale)
        },
        totalText: context.stock(row.values.reduce(0, +), on: scale))
    }
  }
}

import Probability
import SupplyNetwork

/// What both policies mean for each class of items, simulated.
enum ClassTable {
  /// `nil` where all items are of one class.
  static func table(_ context: FindingsContext) -> FindingsTable? {
    let ledger = context.ledger
    let used = Set(ledger.lines.map(\.item))
    let classes = Item.ValueClass.allCases.map { name in
      (name, used.count { context.model.items[$0].valueClass == name })
    }.filter { $0.1 > 0 }
    guard classes.count > 1 else { return nil }
    let (now, then) = (context.study.current, context.study.optimised)
    /// Classes, then all, as shown: they add up.
    func shown(_ quantity: PolicyTotals.Quantity, _ totals: PolicyTotals, unit: Double) -> [Double] {
      let parts = reconciled(
        classes.map { totals.estimate(quantity, valueClass: $0.0).mean }, total: totals.estimate(quantity).mean,
        unit: unit)
      return parts + [parts.reduce(0, +)]
    }
    let columns: [(quantity: PolicyTotals.Quantity, totals: PolicyTotals, shown: [Double])] = [
      (context.stockQuantity, now, context.tableUnit), (context.stockQuantity, then, context.tableUnit),
      (.inTransitUnits, then, 1), (.backorderUnits, then, 1),
    ].map { ($0.0, $0.1, shown($0.0, $0.1, unit: $0.2)) }
    func row(_ position: Int, _ name: String, _ items: Int, _ valueClass: Item.ValueClass?) -> FindingsTable.Row {
      let fills = [now, then].map {
        $0.ratio(.externalDeliveredOnTime, to: .externalDue, valueClass: valueClass)
      }
      let hasDemand = then.estimate(.externalDue, valueClass: valueClass).mean > 0
      func fill(_ value: Estimate) -> FindingsTable.Cell {
        hasDemand ? .init(value.mean, context.percent(value)) : .init(NumberFormat.none)
      }
      return .init(
        [
          .init(name), .init(Double(items), context.format.number(Double(items))), fill(fills[0]), fill(fills[1]),
        ]
          + columns.map { column in
            .init(
              column.totals.estimate(column.quantity, valueClass: valueClass).mean,
              context.format.number(column.shown[position]))
          }, isTotal: valueClass == nil)
    }
    let rows =
      classes.indices.map { row($0, classes[$0].0.rawValue, classes[$0].1, classes[$0].0) }
      + [row(classes.count, "All", classes.reduce(0) { $0 + $1.1 }, nil)]
    let amount = ledger.hasValue ? context.settings.currency : "units"
    return FindingsTable(
      id: "by-class", caption: "By class of items, both policies simulated",
      columns: [
        .init("Class", numeric: false), .init("Items"),
        .init("Customers' fill rate, \(context.currentLabel.lowercased())"),
        .init("Customers' fill rate, optimised"), .init("Stock, \(context.currentLabel.lowercased()), \(amount)"),
        .init("Stock, optimised, \(amount)"), .init("In transit, optimised, units"),
        .init("Backorders, optimised, units"),
      ],
      rows: rows,
      note:
        "Means at the end of a \(context.period); both policies simulated on the same draws, also where today's stock "
        + "is measured. In transit: on its way between stages, from outside, or in processing.")
  }
}

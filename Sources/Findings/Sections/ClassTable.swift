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
    func stock(_ totals: PolicyTotals) -> [Double] {
      let quantity = context.stockQuantity
      return reconciled(
        classes.map { totals.estimate(quantity, valueClass: $0.0).mean }, total: totals.estimate(quantity).mean,
        unit: context.tableUnit)
    }
    let (stockNow, stockThen) = (stock(now), stock(then))
    func row(_ name: String, _ items: Int, _ valueClass: Item.ValueClass?, _ stock: (Double, Double), isTotal: Bool)
      -> FindingsTable.Row
    {
      let fills = [now, then].map {
        $0.ratio(.externalDeliveredOnTime, to: .externalDue, valueClass: valueClass)
      }
      let owed = then.estimate(.backorderUnits, valueClass: valueClass)
      let coming = then.estimate(.inTransitUnits, valueClass: valueClass)
      let hasDemand = then.estimate(.externalDue, valueClass: valueClass).mean > 0
      func fill(_ value: Estimate) -> FindingsTable.Cell {
        hasDemand ? .init(value.mean, context.percent(value)) : .init(NumberFormat.none)
      }
      return .init(
        [
          .init(name), .init(Double(items), context.format.number(Double(items))), fill(fills[0]), fill(fills[1]),
          .init(stock.0, context.format.number(stock.0)), .init(stock.1, context.format.number(stock.1)),
          .init(coming.mean, context.format.units(coming.mean)), .init(owed.mean, context.format.units(owed.mean)),
        ], isTotal: isTotal)
    }
    var rows = classes.indices.map { index in
      row(
        classes[index].0.rawValue, classes[index].1, classes[index].0, (stockNow[index], stockThen[index]),
        isTotal: false)
    }
    rows.append(
      row(
        "All", classes.reduce(0) { $0 + $1.1 }, nil, (stockNow.reduce(0, +), stockThen.reduce(0, +)), isTotal: true))
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

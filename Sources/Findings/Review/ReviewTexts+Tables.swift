import SupplyNetwork

extension ReviewTexts {
  private typealias Cell = FindingsTable.Cell

  /// Key figures then and now.
  var keyFigures: FindingsTable {
    var rows: [FindingsTable.Row] = []
    func add(_ name: String, _ pair: DisplayedPair, isMoney: Bool, isClear: Bool = true) {
      func text(_ value: Double) -> String {
        isMoney ? format.shortMoney(value, on: pair.scale) : format.scaled(value, on: pair.scale)
      }
      rows.append(
        .init([
          Cell(name), Cell(pair.exact.current, text(pair.current)), Cell(pair.exact.optimised, text(pair.optimised)),
          Cell(isClear ? format.change(pair) : "no clear difference"),
        ]))
    }
    let stockName = comparison.hasValue ? "Inventory value" : "Stock, units"
    func addStock(_ name: String, _ then: Double, _ now: Double, isClear: Bool = true) {
      add(
        name, comparison.hasValue ? DisplayedPair(then, now, in: format) : DisplayedPair(counting: then, now),
        isMoney: comparison.hasValue, isClear: isClear)
    }
    // As the sentence and the bridges have them.
    let (inventory, holding) = (inventoryBridge, holdingBridge)
    add("\(stockName) of the plan, modelled", inventory.ends, isMoney: inventory.isMoney)
    add("Holding cost of that a year", holding.ends, isMoney: true)
    if let then = comparison.then.results, let now = comparison.now.results {
      if then.hasValue == now.hasValue {
        if let isKnown = isTodayKnown {
          let isMeasured = then.isStockMeasured && now.isStockMeasured
          addStock(
            "\(stockName) "
              + (isKnown ? "today, \(isMeasured ? "measured" : "as far as measured")" : "of the benchmark, simulated"),
            then.stock.current, now.stock.current)
        }
        addStock(
          "\(stockName) under the plan, simulated", then.stock.optimised, now.stock.optimised,
          isClear: Self.isClear(\.stock.optimised, \.stock.optimisedHalfWidth, then, now))
        add(
          "Holding cost a year under the plan, simulated",
          DisplayedPair(then.annualHolding.optimised, now.annualHolding.optimised, in: format), isMoney: true)
      }
      rows += serviceRows(then, now)
      if let isKnown = isTodayKnown {
        add(
          "Stockout events a month \(isKnown ? "today" : "under the benchmark, simulated")",
          DisplayedPair(counting: then.stockouts.current, now.stockouts.current), isMoney: false,
          isClear: Self.isClear(\.stockouts.current, \.stockouts.currentHalfWidth, then, now))
      }
      add(
        "Stockout events a month under the plan, simulated",
        DisplayedPair(counting: then.stockouts.optimised, now.stockouts.optimised), isMoney: false,
        isClear: Self.isClear(\.stockouts.optimised, \.stockouts.optimisedHalfWidth, then, now))
    } else if let measured = comparison.stock {
      addStock("\(stockName) today, measured", measured.start, measured.end)
    }
    return FindingsTable(
      id: "review-key-figures", caption: "Key figures, \(labels.then) and \(labels.now)",
      columns: [.init("Figure", numeric: false), .init(labels.then), .init(labels.now), .init("Change")], rows: rows)
  }

  private func serviceRows(_ then: ReviewResults, _ now: ReviewResults) -> [FindingsTable.Row] {
    func row(
      _ name: String, _ mean: KeyPath<ReviewResults, Double>, _ halfWidth: KeyPath<ReviewResults, Double>
    ) -> FindingsTable.Row {
      let (before, after) = (then[keyPath: mean], now[keyPath: mean])
      return .init([
        Cell(name), Cell(before, format.percent(before)), Cell(after, format.percent(after)),
        Cell(
          Self.isClear(mean, halfWidth, then, now)
            ? format.points(after.roundedTo(decimals: 3) - before.roundedTo(decimals: 3)) : "no clear difference"),
      ])
    }
    let plan = row(
      "Customers' fill rate under the plan, simulated", \.fillRate.optimised, \.fillRate.optimisedHalfWidth)
    guard let isKnown = isTodayKnown else { return [plan] }
    let name =
      if !isKnown {
        "under the benchmark, simulated"
      } else if then.isServiceMeasured && now.isServiceMeasured {
        "today, measured"
      } else if then.fillRate.currentHalfWidth > 0 && now.fillRate.currentHalfWidth > 0 {
        // What is measured has no interval.
        "today, simulated"
      } else {
        "today, as far as measured"
      }
    return [row("Customers' fill rate \(name)", \.fillRate.current, \.fillRate.currentHalfWidth), plan]
  }

  /// Whether today's figures of both runs rest on inventory.csv, or both on a benchmark; `nil` where they are not of a
  /// kind.
  private var isTodayKnown: Bool? {
    let isKnown = comparison.now.model.measuresStock
    return comparison.then.model.measuresStock == isKnown ? isKnown : nil
  }

  /// Whether intervals leave a difference.
  private static func isClear(
    _ mean: KeyPath<ReviewResults, Double>, _ halfWidth: KeyPath<ReviewResults, Double>, _ then: ReviewResults,
    _ now: ReviewResults
  ) -> Bool {
    let difference = abs(now[keyPath: mean] - then[keyPath: mean])
    return difference == 0 || difference > then[keyPath: halfWidth] + now[keyPath: halfWidth]
  }

  /// Both bridges, all causes, in the displayed unit of their sentence and charts.
  var bridgeTable: FindingsTable {
    let bridge = comparison.bridge
    let (stock, holding) = (inventoryBridge, holdingBridge)
    func row(_ name: String, _ text: (ShownBridge) -> Cell, isTotal: Bool = false) -> FindingsTable.Row {
      .init([Cell(name), text(stock), text(holding)], isTotal: isTotal)
    }
    func end(_ amount: KeyPath<DisplayedPair, Double>) -> (ShownBridge) -> Cell {
      { Cell($0.ends[keyPath: amount], $0.tableText($0.ends[keyPath: amount], format)) }
    }
    let steps = bridge.steps.indices.filter {
      bridge.steps[$0].cause != .program || bridge.steps[$0].change != PlanTotals()
    }
    let rows =
      [row(labels.then, end(\.current))]
      + steps.map { index in
        row(bridge.steps[index].cause.name) {
          Cell($0.all[index].change, $0.tableChange($0.all[index].change, format))
        }
      } + [row(labels.now, end(\.optimised), isTotal: true)]
    return FindingsTable(
      id: "review-bridge", caption: "The plan from \(labels.then) to \(labels.now), by cause",
      columns: [
        .init("Cause", numeric: false), .init("Inventory of the plan, \(unit)"),
        .init("Holding cost a year, \(currency)"),
      ], rows: rows)
  }

  /// Cells of a start, changes and an end that add up as shown; what is exactly 0 stays so.
  private func column(
    from start: Double, to end: Double, _ changes: [Double], isMoney: Bool
  ) -> (start: FindingsTable.Cell, steps: [FindingsTable.Cell], end: FindingsTable.Cell) {
    let unit = isMoney ? FindingsContext.moneyUnit(max(abs(start), abs(end))) : 1
    func shown(_ value: Double) -> Double { (value / unit).rounded() * unit }
    var moved = reconciled(changes.filter { $0 != 0 }, total: shown(end) - shown(start), unit: unit)[...]
    func total(_ value: Double) -> Cell { Cell(value, isMoney ? format.money(value) : format.units(value)) }
    let steps = changes.map { change -> Cell in
      guard change != 0, let value = moved.popFirst() else { return Cell(0, "0") }
      return Cell(value, format.signed(value))
    }
    return (total(shown(start)), steps, total(shown(end)))
  }

  /// From the stock measured then to that measured now.
  var stockTable: FindingsTable? {
    guard let stock = comparison.stock, !stock.isUnchanged else { return nil }
    let tiers = comparison.now.model.tiers.map(\.name)
    let parts =
      zip(tiers, stock.quantityByTier).map { ("Quantities, \($0)", $1) }
      + [
        ("Other unit costs", stock.price), ("Measured for the first time", stock.came),
        ("No longer measured", stock.went),
      ].filter { $0.1 != 0 }
    let column = column(from: stock.start, to: stock.end, parts.map(\.1), isMoney: comparison.hasValue)
    return FindingsTable(
      id: "review-stock", caption: "Stock measured at \(labels.then) and \(labels.now), by cause, \(unit)",
      columns: [.init("Cause", numeric: false), .init("Stock on hand, \(unit)")],
      rows: [.init([Cell(labels.then), column.start])]
        + zip(parts, column.steps).map { .init([Cell($0.0), $1]) }
        + [.init([Cell(labels.now), column.end], isTotal: true)],
      note: comparison.hasValue ? "Quantities count at the unit costs of \(labels.then)." : nil)
  }
}

import SupplyNetwork

/// The rules that planners know, beside the optimal plan.
enum SimpleRuleFindings {
  /// What each rule would hold, summed over the networks that it takes; `nil` where it takes none.
  static func table(_ context: FindingsContext) -> FindingsTable? {
    let rules = SimpleRule.allCases.filter { rule in
      context.study.networks.contains { $0.simpleRules.byRule[rule] != nil }
    }
    guard !rules.isEmpty else { return nil }
    var columns: [FindingsTable.Column] = [.init("Rule", numeric: false)]
    if context.study.networks.count > 1 { columns.append(.init("Items")) }
    columns += [
      .init("Safety stock, units"), .init("Optimal plan, units"), .init("Difference in units"),
      .init("Its holding cost a year, \(context.currency)"), .init("Optimal plan, \(context.currency)"),
      .init("Difference in cost"),
    ]
    return FindingsTable(
      id: "simple-rules", caption: "Simple rules beside the optimal plan", columns: columns,
      rows: rules.map { row($0, context) },
      note: rules.map(meaning).joined(separator: " ")
        + " At the service targets of the customers, in whole units, without limits and fixed levels; the optimal plan "
        + "is without fixed levels. Where a rule holds less, it also delivers less: it sees neither skewed demand nor what "
        + "suppliers are late with."
        + (context.study.networks.count > 1 ? " Items: those whose network is of the shape that the rule takes." : ""))
  }

  private static func row(_ rule: SimpleRule, _ context: FindingsContext) -> FindingsTable.Row {
    let format = context.format
    let studies = context.study.networks.map(\.simpleRules)
    var (count, units, cost, optimalUnits, optimalCost) = (0, 0.0, 0.0, 0.0, 0.0)
    for study in studies {
      guard let held = study.byRule[rule] else { continue }
      count += 1
      units += held.units
      cost += held.cost * context.ledger.periodsPerYear
      optimalUnits += study.optimal.units
      optimalCost += study.optimal.cost * context.ledger.periodsPerYear
    }
    func figure(_ value: Double) -> FindingsTable.Cell { .init(value, format.number(value, decimals: 0)) }
    func change(_ value: Double, from base: Double) -> FindingsTable.Cell {
      .init(format.change(from: base, to: value, shownIn: 1))
    }
    var cells: [FindingsTable.Cell] = [.init(name(rule))]
    if studies.count > 1 {
      cells.append(.init(Double(count), "\(format.number(Double(count))) of \(format.number(Double(studies.count)))"))
    }
    cells += [
      figure(units), figure(optimalUnits), change(units, from: optimalUnits), figure(cost), figure(optimalCost),
      change(cost, from: optimalCost),
    ]
    return .init(cells)
  }

  private static func meaning(_ rule: SimpleRule) -> String {
    switch rule {
    case .cumulativeLeadTime: "Cumulative lead time: every echelon covers all lead times down to the customer."
    case .squareRoot:
      "Square root: z · σ · √L at every location, at the first one over all lead times down to the customer."
    }
  }

  private static func name(_ rule: SimpleRule) -> String {
    switch rule {
    case .cumulativeLeadTime: "Cumulative lead time"
    case .squareRoot: "Square root of lead time"
    }
  }
}

import SupplyNetwork

extension AssessedTopic {
  /// What passes through each tier in a year, and how far it is concentrated.
  static func flows(_ context: AssessmentContext) -> AssessedTopic? {
    let customers = context.customerEntries
    guard !customers.isEmpty else { return nil }
    let format = context.format
    let total = customers.reduce(0) { $0 + context.annualDemand($1) }
    var byLocation = [Double](repeating: 0, count: context.model.locations.count)
    for entry in customers { byLocation[entry.location] += context.annualDemand(entry) }
    let ranked = byLocation.indices.filter { byLocation[$0] > 0 }
      .sorted { (byLocation[$1], $0) < (byLocation[$0], $1) }
    let isCase = context.planningCase != nil
    let noun = isCase ? "location" : "stage"
    var sentences = ["Customers draw \(context.amount(total)) a year from \(format.count(ranked.count, noun))."]
    if ranked.count >= 5 {
      let count = max(1, ranked.count / 5)
      let share = context.share(ranked.prefix(count).reduce(0) { $0 + byLocation[$1] }, of: total)
      let largest = context.model.locations[ranked[0]]
      sentences.append(
        "The largest fifth (\(format.number(Double(count)))) of them takes \(format.percent(share, decimals: 0)); the largest is "
          + "\(largest.name)\(largest.name == largest.id ? "" : " (\(largest.id))") with "
          + "\(format.percent(context.share(byLocation[ranked[0]], of: total)))."
      )
    }
    return AssessedTopic(
      section: .init(id: "flows", title: "Flows", sentences: sentences, tables: [table(context)]), finding: nil)
  }

  private static func table(_ context: AssessmentContext) -> FindingsTable {
    let format = context.format
    var columns: [FindingsTable.Column] = [.init("Tier", numeric: false), .init("Units a year")]
    if context.hasValue { columns.append(.init("Value a year, \(context.settings.currency)")) }
    columns += [.init("Of it to customers, units"), .init("Share to customers")]
    let rows = context.tiers.map { tier in
      let entries = context.entries(tier: tier)
      let units = entries.reduce(0) { $0 + $1.meanDemand } * context.periodsPerYear
      let value = entries.reduce(0) { $0 + $1.meanDemand * $1.unitCost } * context.periodsPerYear
      let external = entries.reduce(0) { $0 + $1.externalDemand } * context.periodsPerYear
      var cells: [FindingsTable.Cell] = [.init(context.model.tiers[tier].name), .init(units, format.units(units))]
      if context.hasValue { cells.append(.init(value, format.number(value))) }
      cells += [.init(external, format.units(external)), context.percentCell(context.share(external, of: units))]
      return FindingsTable.Row(cells)
    }
    return FindingsTable(
      id: "flows", caption: "What passes through each tier in a year", columns: columns, rows: rows,
      note: context.planningCase == nil ? "Units of different stages need not be the same thing." : nil)
  }
}

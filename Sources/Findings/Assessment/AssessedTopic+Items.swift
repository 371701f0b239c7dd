import SupplyNetwork

extension AssessedTopic {
  /// Items, their classes, and how few of them carry the value. `nil` of a single network.
  static func items(_ context: AssessmentContext) -> AssessedTopic? {
    guard let planningCase = context.planningCase, !planningCase.items.isEmpty else { return nil }
    let format = context.format
    let items = planningCase.items
    let annual = context.annualDemandByItem
    let total = annual.reduce(0, +)
    guard total > 0 else { return nil }
    let moving = annual.filter { $0 > 0 }.count
    var sentences: [String] = []
    if moving < items.count {
      sentences.append(
        "\(format.count(items.count - moving, "item")) of \(format.number(Double(items.count))) without demand.")
    }
    if let largest = annual.indices.max(by: { (annual[$0], $1) < (annual[$1], $0) }), annual[largest] > 0 {
      sentences.append(
        "The largest item is \(items[largest].name) (\(items[largest].id)) with "
          + "\(format.percent(context.share(annual[largest], of: total))) of annual \(context.measure).")
    }
    if context.hasValue {
      let computed = ABCClassification.classes(annualValues: annual)
      let differing = zip(items, computed).filter { $0.valueClass != $1 }.count
      let rule =
        "the rule (A up to \(format.percent(ABCClassification.shareOfA, decimals: 0)) of annual value, B up to "
        + "\(format.percent(ABCClassification.shareOfAB, decimals: 0)), C the rest)"
      sentences.append(
        differing == 0
          ? "Classes are those of \(rule)."
          : "Classes of \(format.count(differing, "item")) as given differ from those of \(rule).")
    } else {
      sentences.append("Without unit costs no class can be computed; classes are as given, else C.")
    }
    let leaders = items.indices.filter { items[$0].valueClass == .a }
    let leading = context.share(leaders.reduce(0) { $0 + annual[$1] }, of: total)
    return AssessedTopic(
      section: .init(
        id: "items", title: "Items and classes", sentences: sentences, tables: [classTable(context, annual)]),
      finding: leaders.isEmpty
        ? nil
        : "\(format.number(Double(leaders.count))) of \(format.count(items.count, "item")) "
          + "\(leaders.count == 1 ? "makes" : "make") \(format.percent(leading, decimals: 0)) of annual "
          + "\(context.measure) (class A): attention belongs there.")
  }

  private static func classTable(_ context: AssessmentContext, _ annual: [Double]) -> FindingsTable {
    let format = context.format
    let items = context.model.items
    var units = [Double](repeating: 0, count: items.count)
    for entry in context.entries { units[entry.item] += entry.externalDemand * context.periodsPerYear }
    let total = annual.reduce(0, +)
    func row(_ name: String, _ members: [Int], isTotal: Bool = false) -> FindingsTable.Row {
      let unitSum = members.reduce(0) { $0 + units[$1] }
      let sum = members.reduce(0) { $0 + annual[$1] }
      var cells = [
        FindingsTable.Cell(name), context.cell(members.count),
        context.percentCell(context.share(Double(members.count), of: Double(items.count))),
        .init(unitSum, format.units(unitSum)),
      ]
      if context.hasValue { cells.append(.init(sum, format.number(sum))) }
      return .init(cells + [context.percentCell(context.share(sum, of: total))], isTotal: isTotal)
    }
    var columns: [FindingsTable.Column] = [
      .init("Class", numeric: false), .init("Items"), .init("Share of items"), .init("Units a year"),
    ]
    if context.hasValue { columns.append(.init("Value a year, \(context.settings.currency)")) }
    columns.append(.init("Share of \(context.measure)"))
    return FindingsTable(
      id: "classes", caption: "Demand of customers by class", columns: columns,
      rows: Item.ValueClass.allCases.map { valueClass in
        row(valueClass.rawValue, items.indices.filter { items[$0].valueClass == valueClass })
      } + [row("Total", Array(items.indices), isTotal: true)])
  }
}

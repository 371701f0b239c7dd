import SupplyNetwork

extension ParetoFigure {
  /// Places shown of many items.
  private static let mostSteps = 300

  /// Demand and stock of one item.
  private struct Entry {
    var valueClass: Item.ValueClass
    var demand = 0.0
    var stock = 0.0
  }

  /// Items by the value of their demand; `nil` where values are unknown, or fewer than three items have any.
  init?(_ context: FindingsContext) {
    guard context.ledger.hasValue else { return nil }
    var entries = context.model.items.map { Entry(valueClass: $0.valueClass) }
    for line in context.ledger.lines {
      if line.facesCustomers { entries[line.item].demand += line.meanDemand * line.unitCost }
      entries[line.item].stock += line.currentOnHand * line.unitCost
    }
    let used = Set(context.ledger.lines.map(\.item))
    entries = entries.indices.filter(used.contains).map { entries[$0] }
    let demand = entries.reduce(0) { $0 + $1.demand }
    let stock = entries.reduce(0) { $0 + $1.stock }
    guard entries.count > 2, demand > 0, stock > 0 else { return nil }
    // Classes that the case gives need not follow value: their items stay together all the same.
    let classes = Item.ValueClass.allCases
    func rank(_ entry: Entry) -> Int { classes.firstIndex(of: entry.valueClass) ?? 0 }
    let ordered = entries.indices.sorted { left, right in
      let (first, second) = (entries[left], entries[right])
      if rank(first) != rank(second) { return rank(first) < rank(second) }
      return first.demand != second.demand ? first.demand > second.demand : left < right
    }.map { entries[$0] }
    var all = [Step(items: 0, demand: 0, stock: 0)]
    for entry in ordered {
      let last = all[all.count - 1]
      all.append(
        Step(
          items: last.items + 1, demand: last.demand + entry.demand / demand, stock: last.stock + entry.stock / stock))
    }
    let format = context.format
    var start = 0
    sections = classes.compactMap { name -> Section? in
      let count = ordered.count { $0.valueClass == name }
      guard count > 0 else { return nil }
      let end = start + count
      defer { start = end }
      return Section(
        name: name.rawValue, start: start, end: end,
        notes: [
          format.count(count, "item"), "\(format.percent(all[end].demand - all[start].demand, decimals: 0)) of demand",
          "\(format.percent(all[end].stock - all[start].stock, decimals: 0)) of stock",
        ])
    }
    let first = sections[0]
    let step = max(1, (ordered.count + Self.mostSteps - 1) / Self.mostSteps)
    steps = all.filter { $0.items % step == 0 || $0.items == ordered.count || $0.items == first.end }
    // Of a single class nothing is to be told apart; the lines are named in their middle.
    marked = sections.count > 1 ? all[first.end] : all[(ordered.count + 1) / 2]
    demandText = "Demand \(format.percent(marked.demand, decimals: 0))"
    stockText = "Stock \(format.percent(marked.stock, decimals: 0))"
    func words(_ section: Section) -> String {
      "\(section.name): \(section.notes.joined(separator: ", "))"
    }
    let (demandShare, stockShare) = (marked.demand.roundedTo(decimals: 2), marked.stock.roundedTo(decimals: 2))
    let name = sections.count > 1 ? "\(first.name) items" : "Half of the items"
    let title =
      demandShare == stockShare
      ? "\(name) are \(format.percent(demandShare, decimals: 0)) of demand and of stock alike"
      : "\(name) are \(format.percent(demandShare, decimals: 0)) of demand and \(format.percent(stockShare, decimals: 0)) of stock"
    heading = FigureHeading(
      id: "pareto", title: title,
      subtitle: "Cumulative share of the value of demand and of stock \(context.currentPhrase), "
        + "\(format.count(ordered.count, "item")) by class and value of demand",
      source: "Demand of customers at unit cost; stock: \(context.stockSource)",
      alternativeText: "Cumulative shares by item. " + sections.map { words($0) + "." }.joined(separator: " "))
  }
}

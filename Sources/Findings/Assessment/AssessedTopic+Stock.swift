import SupplyNetwork

extension AssessedTopic {
  /// Where stock stands today. `nil` where inventory.csv says nothing.
  static func stock(_ context: AssessmentContext) -> AssessedTopic? {
    let known = context.entries.filter { $0.record != nil }
    guard !known.isEmpty else { return nil }
    let format = context.format
    let sums = Sums(known, context)
    let money = context.hasValue
    var sentences = [
      "Today \(context.amount(money ? sums.value : sums.onHand)) stand on the shelves of "
        + "\(format.number(Double(known.count))) of \(format.count(context.entries.count, "stage"))"
        + (money
          ? ", which costs \(format.shortMoney(sums.holdingCost * context.periodsPerYear)) a year to carry." : ".")
    ]
    let levelled = known.filter { $0.record?.orderUpTo != nil }
    if !levelled.isEmpty {
      let above = levelled.filter { excess($0) > 0 }
      sentences.append(
        "Stock on hand and on order exceeds its order-up-to level at "
          + "\(format.percent(Double(above.count) / Double(levelled.count), decimals: 0)) of stages, by "
          + "\(context.amount(above.reduce(0) { $0 + excess($1) * (money ? $1.unitCost : 1) })) in all.")
    }
    let planned = known.filter { $0.record?.safetyStock != nil }
    if !planned.isEmpty {
      let below = planned.filter { ($0.record?.onHand ?? 0) < ($0.record?.safetyStock ?? 0) }
      sentences.append(
        "Stock on hand stands below the safety stock of the planning system at "
          + "\(format.percent(Double(below.count) / Double(planned.count), decimals: 0)) of stages.")
    }
    let empty = known.count { $0.record?.onHand == 0 && $0.meanDemand > 0 }
    if empty > 0 {
      sentences.append("\(format.count(empty, "stage")) \(empty == 1 ? "has" : "have") demand and no stock.")
    }
    let external = context.entries.reduce(0) { $0 + $1.externalDemand * (money ? $1.unitCost : 1) }
    let days = external > 0 ? (money ? sums.value : sums.onHand) / external * Double(context.settings.period.days) : 0
    return AssessedTopic(
      section: .init(
        id: "stock", title: "Stock today", sentences: sentences, tables: [table(context, sums)]),
      finding: days > 0
        ? "Stock today lasts \(format.short(days)) days of consumption (\(context.amount(money ? sums.value : sums.onHand)))."
        : nil)
  }

  /// Units on hand and on order beyond the order-up-to level.
  private static func excess(_ entry: AssessmentContext.Entry) -> Double {
    guard let record = entry.record, let level = record.orderUpTo else { return 0 }
    return max(0, record.onHand + (record.onOrder ?? 0) - level)
  }

  private struct Sums {
    var count = 0
    var onHand = 0.0
    var onOrder = 0.0
    var value = 0.0
    var holdingCost = 0.0
    /// Demand that the stages must supply per period: units, or money where unit costs are known.
    var demand = 0.0

    init(_ entries: [AssessmentContext.Entry], _ context: AssessmentContext) {
      for entry in entries {
        guard let record = entry.record else { continue }
        count += 1
        onHand += record.onHand
        onOrder += record.onOrder ?? 0
        value += record.onHand * entry.unitCost
        holdingCost += record.onHand * context.stage(entry).holdingCostRate
        demand += entry.meanDemand * (context.hasValue ? entry.unitCost : 1)
      }
    }
  }

  private static func table(_ context: AssessmentContext, _ total: Sums) -> FindingsTable {
    let format = context.format
    func row(_ name: String, _ sums: Sums, isTotal: Bool = false) -> FindingsTable.Row {
      var cells: [FindingsTable.Cell] = [
        .init(name), context.cell(sums.count), .init(sums.onHand, format.units(sums.onHand)),
        .init(sums.onOrder, format.units(sums.onOrder)),
      ]
      if context.hasValue {
        cells += [
          .init(sums.value, format.number(sums.value)), context.percentCell(context.share(sums.value, of: total.value)),
        ]
      }
      let stock = context.hasValue ? sums.value : sums.onHand
      let days = sums.demand > 0 ? stock / sums.demand * Double(context.settings.period.days) : nil
      // Each tier supplies the one below, so that the days of the tiers add up and the demands do not.
      return .init(
        cells + [isTotal ? .init("") : days.map { .init($0, format.number($0, decimals: 1)) } ?? .init("–")],
        isTotal: isTotal)
    }
    var columns: [FindingsTable.Column] = [
      .init("Tier", numeric: false), .init("Stages"), .init("On hand, units"), .init("On order, units"),
    ]
    if context.hasValue { columns += [.init("On hand, \(context.settings.currency)"), .init("Share")] }
    columns.append(.init("Days of supply"))
    return FindingsTable(
      id: "stock", caption: "Stock today by tier, where inventory.csv gives it", columns: columns,
      rows: context.tiers.map { row(context.model.tiers[$0].name, Sums(context.entries(tier: $0), context)) }
        + [row("Total", total, isTotal: true)],
      note: "Days of supply: stock of the tier ÷ the demand it must supply.")
  }
}

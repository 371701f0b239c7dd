import SupplyNetwork

/// Tables of planned requirements: summaries for readers, every message, order and record for programs.
public enum RequirementsTables {
  typealias Cell = FindingsTable.Cell
  typealias Kind = RequirementsPlan.Exception.Kind

  /// What a message asks for, in words.
  static func action(_ kind: Kind) -> String {
    switch kind {
    case .shortage: "Cover a shortage"
    case .pastDueRelease: "Release at once"
    case .expedite: "Expedite"
    case .belowSafetyStock: "Restore safety stock"
    case .cancel: "Cancel"
    case .defer: "Defer"
    }
  }

  private static func head(_ kind: Kind) -> String {
    switch kind {
    case .shortage: "Shortage"
    case .pastDueRelease: "Past-due release"
    case .expedite: "Expedite"
    case .belowSafetyStock: "Below safety stock"
    case .cancel: "Cancel"
    case .defer: "Defer"
    }
  }

  /// Messages by kind and tier.
  public static func exceptionsByTier(_ study: RequirementsStudy) -> FindingsTable {
    let totals = RequirementsTotals(study)
    let model = study.model
    // Without dates of receipts nothing can be moved.
    let kinds = Kind.allCases.filter { kind in
      [.shortage, .pastDueRelease, .belowSafetyStock].contains(kind) || totals.count(kind) > 0
    }
    let hasMoves = kinds.contains { [.expedite, .defer, .cancel].contains($0) }
    let format = NumberFormat(model.settings)
    func count(_ value: Int) -> Cell { Cell(Double(value), format.units(Double(value))) }
    func row(_ name: String, _ stages: Int, _ counts: [Kind: Int], isTotal: Bool = false) -> FindingsTable.Row {
      .init(
        [Cell(name), count(stages)] + kinds.map { count(counts[$0, default: 0]) }, isTotal: isTotal)
    }
    let all = Dictionary(uniqueKeysWithValues: Kind.allCases.map { ($0, totals.count($0)) })
    return FindingsTable(
      id: "exceptions-by-tier",
      caption: "Exceptions of the next \(study.periods) \(model.settings.period.rawValue)s by kind",
      columns: [.init("Tier", numeric: false), .init("Stages")] + kinds.map { .init(head($0)) },
      rows: model.tiers.indices.filter { totals.stages[$0] > 0 }.map {
        row(model.tiers[$0].name, totals.stages[$0], totals.messages[$0])
      } + [row("Total", totals.stages.reduce(0, +), all, isTotal: true)],
      note:
        "Shortage: less on hand than is asked for; past-due release: an order that should have been released before "
        + "it can be"
        + (hasMoves
          ? "; expedite, defer, cancel: a scheduled receipt that is needed earlier, later or not at all." : "."))
  }

  /// Value of the orders to be released soon, by tier.
  public static func ordersByTier(_ study: RequirementsStudy) -> FindingsTable {
    let totals = RequirementsTotals(study)
    let model = study.model
    let format = NumberFormat(model.settings)
    let period = capitalPeriod(model)
    let largest = totals.orders.joined().max() ?? 0
    let unit = totals.hasValue ? FindingsContext.moneyUnit(largest) : 1
    let columns = (0..<totals.bucketCount).map { bucket -> FindingsTable.Column in
      let (first, last) = (bucket * totals.bucket + 1, (bucket + 1) * totals.bucket)
      return .init(first == last ? "\(period) \(first)" : "\(period)s \(first)–\(last)")
    }
    return FindingsTable(
      id: "orders-by-tier",
      caption: "Orders to be released, \(totals.hasValue ? "value in \(model.settings.currency)" : "in units")",
      columns: [.init("Ordered by tier", numeric: false)] + columns,
      rows: model.tiers.indices.filter { totals.stages[$0] > 0 }.map { tier in
        .init(
          [Cell(model.tiers[tier].name)]
            + totals.orders[tier].map { Cell($0, format.units(($0 / unit).rounded() * unit)) })
      },
      note: "Not to be added up over tiers: what a tier orders from the one above, that one has ordered before.")
  }

  /// A shortage of less than a unit is what expected demand, a fraction, makes of an empty shelf.
  private static func isPetty(_ exception: RequirementsPlan.Exception) -> Bool {
    exception.kind == .shortage && exception.quantity < 1
  }

  /// What a message is about, in units of a stage: rounded up to what can be ordered or moved, save where goods come in
  /// parts of a unit.
  private static func quantity(_ exception: RequirementsPlan.Exception, of stage: Stage) -> Double {
    let isWhole = stage.orderMultiple == stage.orderMultiple.rounded()
    return isWhole ? (exception.quantity - 1e-6).rounded(.up) : exception.quantity
  }

  /// The most urgent message of each stage, the most urgent stages first.
  public static func urgentActions(_ study: RequirementsStudy, count: Int) -> FindingsTable? {
    struct Message {
      var exception: RequirementsPlan.Exception
      var network: Int
      var value: Double
    }
    let model = study.model
    let hasValue = model.items.allSatisfy { $0.unitCost != nil }
    let format = NumberFormat(model.settings)
    var messages: [Message] = []
    for (network, plan) in study.plans.enumerated() {
      var last = -1
      for exception in plan.exceptions where exception.stage != last && !isPetty(exception) {
        last = exception.stage
        let stage = model.networks[network].stages[last]
        let cost = hasValue ? model.unitCost(of: stage) ?? 0 : 1
        messages.append(
          Message(exception: exception, network: network, value: quantity(exception, of: stage) * cost))
      }
    }
    guard !messages.isEmpty else { return nil }
    messages.sort { left, right in
      let (first, second) = (left.exception, right.exception)
      if first.kind != second.kind { return first.kind < second.kind }
      if left.value != right.value { return left.value > right.value }
      return (left.network, first.stage) < (right.network, second.stage)
    }
    let isCase = model.items.count > 1 || model.locations.count != model.networks.first?.stageCount
    let rows = messages.prefix(count).map { message -> FindingsTable.Row in
      let exception = message.exception
      let stage = model.networks[message.network].stages[exception.stage]
      var cells = [Cell(action(exception.kind)), Cell(model.locations[stage.location].name)]
      if isCase { cells.append(Cell(model.items[stage.item].name)) }
      let quantity = quantity(exception, of: stage)
      let shown = quantity.roundedTo(decimals: 1)
      let decimals = shown >= 10 || shown == shown.rounded() ? 0 : 1
      cells.append(Cell(quantity, format.number(quantity, decimals: decimals)))
      if hasValue { cells.append(Cell(message.value, format.units(message.value))) }
      cells.append(study.calendar.cell(exception.fromPeriod, format))
      cells.append(exception.toPeriod.map { study.calendar.cell($0, format) } ?? Cell(NumberFormat.none))
      return .init(cells)
    }
    return FindingsTable(
      id: "urgent-actions",
      caption: rows.count == 1
        ? "The stage that cannot wait" : "The \(rows.count) stages that can wait least, with what each is to do first",
      columns: [.init("Action", numeric: false), .init("Location", numeric: false)]
        + (isCase ? [.init("Item", numeric: false)] : []) + [.init("Units")]
        + (hasValue ? [.init("Value, \(model.settings.currency)")] : []) + [
          .init("From", numeric: false), .init("To", numeric: false),
        ],
      rows: rows,
      note: "Units: the most that is missing at a time, or that is to be ordered or moved, rounded up. Shortages of a "
        + "unit or more come first, then past-due releases, receipts to expedite and safety stock; within a kind the larger value."
    )
  }

  /// Every message.
  public static func exceptions(_ study: RequirementsStudy) -> FindingsTable {
    var rows: [FindingsTable.Row] = []
    for (network, plan) in zip(study.model.networks, study.plans) {
      for exception in plan.exceptions {
        let stage = network.stages[exception.stage]
        rows.append(
          .init(
            [Cell(exception.kind.rawValue)] + names(stage, study) + [figure(quantity(exception, of: stage))]
              + [exception.fromPeriod, exception.toPeriod].flatMap { period in
                [period.map(whole) ?? Cell(""), Cell(period.flatMap(study.calendar.firstDay)?.description ?? "")]
              }))
      }
    }
    return table(
      "exceptions", "Exceptions",
      [("kind", false)] + nameColumns + [
        ("quantity", true), ("from_period", true), ("from_date", false), ("to_period", true), ("to_date", false),
      ], rows)
  }

  /// Every order that is released in the first periods, by default in all.
  public static func plannedOrders(_ study: RequirementsStudy, within periods: Int? = nil) -> FindingsTable {
    let model = study.model
    var rows: [FindingsTable.Row] = []
    for (network, plan) in zip(model.networks, study.plans) {
      for order in plan.orders where order.releasePeriod <= periods ?? study.periods {
        let stage = network.stages[order.stage]
        rows.append(
          .init(
            names(stage, study) + [
              Cell(suppliers(order.stage, network, study)), figure(order.quantity),
              model.unitCost(of: stage).map { figure($0 * order.quantity) } ?? Cell(""),
              whole(order.releasePeriod), Cell(study.calendar.firstDay(of: order.releasePeriod)?.description ?? ""),
              whole(order.receiptPeriod), Cell(study.calendar.firstDay(of: order.receiptPeriod)?.description ?? ""),
            ]))
      }
    }
    return table(
      "planned-orders", "Planned orders",
      nameColumns + [
        ("from", false), ("quantity", true), ("value", true), ("release_period", true), ("release_date", false),
        ("receipt_period", true), ("receipt_date", false),
      ], rows)
  }

  /// Every shipment between two stages for the orders that are planned, in units of what is shipped.
  public static func plannedShipments(_ study: RequirementsStudy) -> FindingsTable {
    let model = study.model
    var rows: [FindingsTable.Row] = []
    for (network, plan) in zip(model.networks, study.plans) {
      for order in plan.orders {
        let customer = network.stages[order.stage]
        for position in network.supplierLinks[order.stage] {
          let link = network.links[position]
          let supplier = network.stages[link.supplier]
          let shipped = order.receiptPeriod - customer.processingTime - link.leadTime
          rows.append(
            .init([
              Cell(model.locations[supplier.location].id), Cell(model.items[supplier.item].id),
              Cell(model.locations[customer.location].id), Cell(model.items[customer.item].id),
              figure(order.quantity * link.units * link.share), whole(shipped),
              Cell(study.calendar.firstDay(of: shipped)?.description ?? ""), whole(order.receiptPeriod),
              Cell(study.calendar.firstDay(of: order.receiptPeriod)?.description ?? ""),
            ]))
        }
      }
    }
    return table(
      "planned-shipments", "Planned shipments",
      [
        ("from", false), ("from_item", false), ("to", false), ("to_item", false), ("quantity", true),
        ("ship_period", true), ("ship_date", false), ("receipt_period", true), ("receipt_date", false),
      ], rows)
  }

  /// Every record, period by period.
  public static func records(_ study: RequirementsStudy) -> FindingsTable {
    var rows: [FindingsTable.Row] = []
    for (network, plan) in zip(study.model.networks, study.plans) {
      for (stage, record) in zip(network.stages, plan.stages) {
        let names = names(stage, study)
        for period in 0..<plan.periods {
          rows.append(
            .init(
              names + [whole(period + 1), Cell(study.calendar.firstDay(of: period + 1)?.description ?? "")]
                + values(record, period).map(figure) + [figure(record.safetyStock)]))
        }
      }
    }
    return table(
      "requirements", "Requirements by period",
      nameColumns + [
        ("period", true), ("date", false), ("gross_requirements", true), ("scheduled_receipts", true),
        ("projected_on_hand", true), ("net_requirements", true), ("planned_receipts", true),
        ("planned_releases", true), ("safety_stock", true),
      ], rows)
  }

  /// The record of one stage for readers.
  public static func record(network: Int, stage index: Int, _ study: RequirementsStudy) -> FindingsTable {
    let record = study.plans[network].stages[index]
    let stage = study.model.networks[network].stages[index]
    let period = study.model.settings.period.rawValue
    let format = NumberFormat(study.model.settings)
    func text(_ value: Double) -> Cell { Cell(value, value == 0 ? "" : format.trimmed(value)) }
    let rows = (0..<study.periods).map { position in
      let values = values(record, position)
      return FindingsTable.Row(
        [study.calendar.cell(position + 1, format)]
          + values.enumerated().map { $0.offset == 2 ? Cell($0.element, format.trimmed($0.element)) : text($0.element) }
      )
    }
    return FindingsTable(
      id: "record",
      caption: "\(stage.id): on hand \(format.trimmed(record.onHand)), safety stock "
        + "\(format.trimmed(record.safetyStock)), lead time \(format.count(record.leadTime, period)); in units",
      columns: [
        .init(capitalPeriod(study.model), numeric: false), .init("Gross requirements"), .init("Scheduled receipts"),
        .init("Projected on hand"), .init("Net requirements"), .init("Planned receipts"), .init("Planned releases"),
      ], rows: rows)
  }

  private static func values(_ record: RequirementsPlan.StageRecord, _ period: Int) -> [Double] {
    [
      record.grossRequirements[period], record.scheduledReceipts[period], record.projectedOnHand[period],
      record.netRequirements[period], record.plannedReceipts[period], record.plannedReleases[period],
    ]
  }

  private static func capitalPeriod(_ model: NetworkModel) -> String {
    model.settings.period == .day ? "Day" : "Week"
  }

  private static let nameColumns = [("location", false), ("item", false), ("tier", false)]

  private static func names(_ stage: Stage, _ study: RequirementsStudy) -> [Cell] {
    [
      Cell(study.model.locations[stage.location].id), Cell(study.model.items[stage.item].id),
      Cell(study.model.tiers[study.model.tier(of: stage)].name),
    ]
  }

  /// The locations that a stage's own item comes from; empty where it comes from outside or is made.
  private static func suppliers(_ stage: Int, _ network: StageNetwork, _ study: RequirementsStudy) -> String {
    let suppliers = network.supplierLinks[stage].map { network.stages[network.links[$0].supplier] }
    return suppliers.filter { $0.item == network.stages[stage].item }
      .map { study.model.locations[$0.location].id }.joined(separator: "; ")
  }

  private static func figure(_ value: Double) -> Cell { Cell(value, "") }
  private static func whole(_ value: Int) -> Cell {
    Cell(Double(value), NumberFormat(currency: "").units(Double(value)))
  }

  private static func table(
    _ id: String, _ caption: String, _ columns: [(String, Bool)], _ rows: [FindingsTable.Row]
  ) -> FindingsTable {
    FindingsTable(id: id, caption: caption, columns: columns.map { .init($0.0, numeric: $0.1) }, rows: rows)
  }
}

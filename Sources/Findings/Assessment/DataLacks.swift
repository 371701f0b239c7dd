import SupplyNetwork

/// What the input lacks, and what each lack costs.
struct DataLacks {
  /// Lanes into a tier from which equal lead times look like an assumption.
  private static let suspiciousLanes = 5

  /// One point per lack.
  let points: [String]

  init(_ context: AssessmentContext) {
    guard let planningCase = context.planningCase else {
      points = [
        "Unit costs, item and location names, today's stock and a demand history: a stage network has none of them. Give "
          + "a case folder for values in money and a comparison with today."
      ]
      return
    }
    points =
      Self.demand(planningCase, context) + Self.leadTimes(planningCase, context) + Self.stock(planningCase, context)
      + Self.items(planningCase, context) + Self.lanes(planningCase)
  }

  private static func demand(_ planningCase: Case, _ context: AssessmentContext) -> [String] {
    guard let history = planningCase.history else {
      return [
        "A demand history (demand.csv): patterns, correlation and season cannot be seen in means and standard deviations."
      ]
    }
    var points: [String] = []
    let days = history.bucketDays * history.bucketCount
    if days < 364 {
      points.append("A year of demand: \(context.format.number(Double(days))) days cannot show a season.")
    } else if days < 728 {
      points.append("A second year of demand: one year cannot tell a season from chance.")
    }
    if history.bucketDays > context.settings.period.days {
      points.append(
        "Demand by the \(context.period): it is recorded by the \(history.bucketDays == 7 ? "week" : "bucket"), so that the "
          + "pattern within it is unknown and its \(context.period)s are taken as alike.")
    }
    return points
  }

  private static func leadTimes(_ planningCase: Case, _ context: AssessmentContext) -> [String] {
    var points: [String] = []
    let format = context.format
    func time(_ periods: Int) -> String { format.count(periods, context.period) }
    for tier in planningCase.tiers.indices {
      let lanes = planningCase.lanes.filter { $0.from != nil && planningCase.locations[$0.to].tier == tier }
      guard lanes.count >= suspiciousLanes, let first = lanes.first, lanes.allSatisfy({ $0.leadTime == first.leadTime })
      else { continue }
      points.append(
        "Measured lead times into \(planningCase.tiers[tier].name): all \(format.number(Double(lanes.count))) lanes say "
          + "\(time(first.leadTime)), which looks like an assumption.")
    }
    let general = planningCase.lanes.filter { $0.from == nil && $0.item == nil }
    if planningCase.items.count >= suspiciousLanes, let lane = general.first {
      points.append(
        "Lead times of the outside suppliers by item: one lane into \(planningCase.locations[lane.to].name) says "
          + "\(time(lane.leadTime)) for all items, which looks like an assumption.")
    }
    if !planningCase.lanes.contains(where: { $0.leadTimeSD > 0 }) {
      points.append(
        "The spread of lead times (lead_time_sd of lanes.csv): they are taken as certain, which understates safety stock "
          + "where deliveries are late.")
    }
    return points
  }

  private static func stock(_ planningCase: Case, _ context: AssessmentContext) -> [String] {
    let format = context.format
    let known = context.entries.filter { $0.record != nil }
    guard !context.entries.isEmpty else { return [] }
    guard !known.isEmpty else {
      return [
        "Today's stock and order-up-to levels (inventory.csv): the plan can only be compared with a simulated benchmark, "
          + "and excess, imbalances and the cash they tie up stay unknown.",
        "Measured service (fill_rate and stockouts_per_month of inventory.csv): what customers get today is unknown.",
      ]
    }
    var points: [String] = []
    func missing(
      _ what: String, _ entries: [AssessmentContext.Entry], _ effect: String, _ isGiven: (InventoryRecord) -> Bool
    ) {
      let lacking = entries.count { entry in !(entry.record.map(isGiven) ?? false) }
      guard lacking > 0 else { return }
      let scope = lacking == entries.count ? "" : " at \(format.count(lacking, "stage"))"
      points.append("\(what)\(scope): \(effect).")
    }
    missing("Today's stock (inventory.csv)", context.entries, "it counts as simulated there") { _ in true }
    missing("Order-up-to levels (order_up_to)", known, "stock on hand and on order stands for them") {
      $0.orderUpTo != nil
    }
    missing("Stock on order (on_order)", known, "it counts as none") { $0.onOrder != nil }
    missing(
      "Measured fill rates (fill_rate)", context.customerEntries, "today's service is simulated there"
    ) { $0.fillRate != nil }
    return points
  }

  private static func items(_ planningCase: Case, _ context: AssessmentContext) -> [String] {
    var points: [String] = []
    let costless = planningCase.items.count { $0.unitCost == nil }
    if costless > 0 {
      points.append(
        "Unit costs of \(context.format.count(costless, "item")) (unit_cost of items.csv): without them there is no value, and "
          + "holding stock seems free.")
    }
    let priceless = planningCase.items.count { $0.price == nil }
    if priceless > 0 {
      points.append(
        "Prices of \(context.format.count(priceless, "item")) (price of items.csv): lost sales cannot be valued.")
    }
    return points
  }

  private static func lanes(_ planningCase: Case) -> [String] {
    planningCase.lanes.contains { $0.orderMultiple > 1 || $0.minimumOrder > 0 }
      ? []
      : [
        "Order sizes (min_order and multiple of lanes.csv): none is given, so that any number of units may be ordered."
      ]
  }
}

import Findings
import Solver
import SupplyNetwork

/// A frontier of service against stock as text for a terminal.
enum FrontierText {
  /// Stages shown one by one.
  private static let shownStages = 10

  /// The frontier, and the plan asked for with where its levels go.
  static func text(
    of frontier: FrontierStudy, floors: FrontierStudy.Floors, spacing: FrontierStudy.Spacing, plan: ServicePlan?
  ) -> String {
    let settings = frontier.model.settings
    var report = TextReport()
    report.add(title: settings.title.isEmpty ? "Service against stock" : settings.title)
    if let plan {
      report.add(paragraph: summary(of: plan, frontier, floors))
      if let table = groupTable(plan, frontier) { report.add(table) }
      if let table = stageTable(plan, frontier) { report.add(table) }
    }
    report.add(pointTable(frontier, floors, spacing))
    return report.text
  }

  private static func format(_ frontier: FrontierStudy) -> NumberFormat {
    NumberFormat(frontier.model.settings, currency: frontier.measure == .inventoryValue ? nil : "")
  }

  /// "7,000,000" or "12.34": money of the stock, with decimals where amounts are small.
  private static func amount(_ value: Double, _ frontier: FrontierStudy) -> FindingsTable.Cell {
    .init(value, format(frontier).number(value, decimals: decimals(frontier)))
  }

  /// "0.1 point".
  private static func tenth(_ frontier: FrontierStudy) -> String { format(frontier).points(of: 0.001) }

  private static func decimals(_ frontier: FrontierStudy) -> Int { frontier.measure == .inventoryValue ? 0 : 2 }

  /// What stock is counted in.
  private static func unit(_ frontier: FrontierStudy) -> String {
    let settings = frontier.model.settings
    return frontier.measure == .inventoryValue
      ? "value, \(settings.currency)" : "holding cost per \(settings.period.rawValue)"
  }

  private static func money(_ value: Double, _ frontier: FrontierStudy) -> String {
    frontier.measure == .inventoryValue
      ? "\(format(frontier).money(value)) of stock"
      : "stock that costs \(format(frontier).number(value, decimals: 2)) per \(frontier.model.settings.period.rawValue)"
  }

  private static func summary(
    of plan: ServicePlan, _ frontier: FrontierStudy, _ floors: FrontierStudy.Floors
  ) -> String {
    let point = frontier.point(plan, floors)
    let targets = frontier.leastForTargets
    let (service, proof) = serviceAndProof(of: plan, point, frontier)
    let least = "\(StageText.percent(targets.service)) with \(money(targets.stock, frontier))"
    let hasFixed = frontier.model.fixedBaseStocks > 0
    return
      "\(service) of service, modelled and weighted by demand, with \(money(point.stock, frontier)); "
      + "\(next(after: point, plan, frontier, floors)).\(proof) The targets\(hasFixed ? " and the levels that planners have fixed" : "") "
      + "alone give \(least)" + (floors == .targets ? "." : "; this plan heeds no target.")
      + (frontier.missedTargets > 0 ? " \(missed(frontier))" : "")
  }

  /// That fixed levels miss their targets, in a sentence.
  private static func missed(_ frontier: FrontierStudy) -> String {
    let count = frontier.missedTargets
    return "At \(format(frontier).count(count, "stage")) planners have fixed less than the service target takes."
  }

  /// The service of a plan, and a sentence with its bound where that is told apart from it, both to the same decimals.
  private static func serviceAndProof(
    of plan: ServicePlan, _ point: FrontierStudy.Point, _ frontier: FrontierStudy
  ) -> (service: String, proof: String) {
    let service = StageText.percent(point.service)
    if plan.status == .optimal { return (service, " Proven optimal.") }
    let bound = min(1, plan.serviceBound)
    if bound > point.service {
      for decimals in 2...6 {
        let (own, other) = (
          format(frontier).percent(point.service, decimals: decimals),
          format(frontier).percent(bound, decimals: decimals)
        )
        guard own == other else { return (own, " No plan of this stock serves more than \(other).") }
      }
      return (service, "")
    }
    let cheapest = amount(plan.costBound + frontier.cycleStock, frontier).text
    return (
      service,
      cheapest == amount(point.stock, frontier).text ? "" : " No plan of this service takes less than \(cheapest)."
    )
  }

  /// What more service costs from a plan on, or why none can be had.
  private static func next(
    after point: FrontierStudy.Point, _ plan: ServicePlan, _ frontier: FrontierStudy, _ floors: FrontierStudy.Floors
  ) -> String {
    if let cost = point.nextTenthCost {
      return "the next \(tenth(frontier)) of service costs \(amount(cost, frontier).text)"
    }
    if plan.marginalCost == 0 { return "that is all the service that stock can give" }
    guard point.service >= FrontierStudy.highestService,
      let end = frontier.plan(forService: FrontierStudy.highestService, floors), end.status != .infeasible
    else { return "less than \(tenth(frontier)) of service is left to gain" }
    return "the curve below stops before that, at \(StageText.percent(FrontierStudy.highestService)) of service with "
      + "\(money(frontier.point(end, floors).stock, frontier)), as more stock adds hardly any service"
  }

  /// Stages with customers by tier and class: what they hold beyond the plan of the targets.
  private static func groupTable(_ plan: ServicePlan, _ frontier: FrontierStudy) -> FindingsTable? {
    struct Group {
      var stages = 0
      var raised = 0
      var lowered = 0
      var units = 0.0
      var stock = 0.0
    }
    let model = frontier.model
    let classes = Item.ValueClass.allCases
    var groups = [Group](repeating: Group(), count: model.tiers.count * classes.count)
    for change in changes(plan, frontier) {
      let group =
        model.tier(of: change.stage) * classes.count
        + (classes.firstIndex(of: model.items[change.stage.item].valueClass) ?? 0)
      groups[group].stages += 1
      groups[group].raised += change.units > 0 ? 1 : 0
      groups[group].lowered += change.units < 0 ? 1 : 0
      groups[group].units += change.units
      groups[group].stock += change.stock
    }
    guard groups.contains(where: { $0.stages > 0 }) else { return nil }
    // Items of a stage network are all of the class that stands for none.
    let hasClasses = Set(model.items.map(\.valueClass)).count > 1
    let format = format(frontier)
    return FindingsTable(
      id: "levels", caption: "Levels of stages with customers against those that keep the targets",
      columns: [.init("Tier", numeric: false)] + (hasClasses ? [.init("Class", numeric: false)] : []) + [
        .init("Stages"), .init("Raised"), .init("Lowered"), .init("Change, units"), .init("Change, \(unit(frontier))"),
      ],
      rows: groups.indices.filter { groups[$0].stages > 0 }.map { index in
        let group = groups[index]
        return .init(
          [.init(model.tiers[index / classes.count].name)]
            + (hasClasses ? [.init(classes[index % classes.count].rawValue)] : []) + [
              .init(Double(group.stages), format.units(Double(group.stages))),
              .init(Double(group.raised), format.units(Double(group.raised))),
              .init(Double(group.lowered), format.units(Double(group.lowered))),
              .init(group.units, format.signed(group.units)),
              .init(group.stock, format.signed(group.stock, decimals: decimals(frontier))),
            ])
      })
  }

  /// The stages whose level changes most; `nil` where none does.
  private static func stageTable(_ plan: ServicePlan, _ frontier: FrontierStudy) -> FindingsTable? {
    let changed = changes(plan, frontier).enumerated().filter { abs($0.element.units) > 1e-9 }
    guard !changed.isEmpty else { return nil }
    let shown = changed.sorted {
      (abs($1.element.stock), $0.offset) < (abs($0.element.stock), $1.offset)
    }.prefix(shownStages)
    let format = format(frontier)
    let unitDecimals = changed.allSatisfy { $0.element.level == $0.element.level.rounded() } ? 0 : 2
    return FindingsTable(
      id: "changed-levels", caption: "Where levels change most",
      columns: [
        .init("Stage", numeric: false), .init("Level for the target, units"), .init("Level, units"),
        .init("Change, \(unit(frontier))"),
      ],
      rows: shown.map { _, change in
        .init([
          .init(change.stage.id),
          .init(change.level - change.units, format.number(change.level - change.units, decimals: unitDecimals)),
          .init(change.level, format.number(change.level, decimals: unitDecimals)),
          .init(change.stock, format.signed(change.stock, decimals: decimals(frontier))),
        ])
      },
      note: changed.count > shown.count
        ? "\(shown.count) of \(format.units(changed.count)) stages; all with --json." : nil)
  }

  private struct Change {
    var stage: Stage
    var level: Double
    var units: Double
    var stock: Double
  }

  private static func changes(_ plan: ServicePlan, _ frontier: FrontierStudy) -> [Change] {
    let model = frontier.model
    return zip(frontier.stages, plan.levels).map { place, level in
      let stage = model.networks[place.network].stages[place.stage]
      let units = level - frontier.plannedLevels[place.network][place.stage]
      let rate = frontier.measure == .holdingCost ? stage.holdingCostRate : model.unitCost(of: stage) ?? 0
      return Change(stage: stage, level: level, units: units, stock: units * rate)
    }
  }

  private static func pointTable(
    _ frontier: FrontierStudy, _ floors: FrontierStudy.Floors, _ spacing: FrontierStudy.Spacing
  ) -> FindingsTable {
    let format = format(frontier)
    let period = frontier.model.settings.period.rawValue
    return FindingsTable(
      id: "frontier",
      caption: "The efficient frontier"
        + (floors == .none
          ? ", no target kept" : frontier.missedTargets > 0 ? ", every other target kept" : ", every target kept"),
      columns: [
        .init("Stock, \(unit(frontier))"),
        .init("Service"), .init("Next \(tenth(frontier)) costs"),
      ],
      rows: frontier.points(floors).map { point in
        .init([
          amount(point.stock, frontier), .init(point.service, format.percent(point.service, decimals: 2)),
          point.nextTenthCost.map { amount($0, frontier) } ?? .init(NumberFormat.none),
        ])
      },
      note: "Modelled: safety and cycle stock; service in the measure of each target (share of \(period)s without a "
        + "stockout, or of units served), weighted by units of demand. Next \(tenth(frontier)): the stock of the cheapest plan "
        + "that serves so much more, less that of the point; none where less is left to gain. \(rule(spacing, format))"
        + (floors == .targets && frontier.missedTargets > 0 ? " \(missed(frontier))" : ""))
  }

  /// How the points lie, in a sentence.
  private static func rule(_ spacing: FrontierStudy.Spacing, _ format: NumberFormat) -> String {
    switch spacing {
    case .count(let count):
      "Points: at most \(count) (--points), about evenly along the curve, stock and service in parts of their range; "
        + "every best plan where there are no more. --step sets them by service."
    case .service(let step):
      "Points: the cheapest plan for every multiple of \(format.trimmed(100 * step)) "
        + "\(step > 0.01 ? "points" : "point") of service (--step)."
    }
  }
}

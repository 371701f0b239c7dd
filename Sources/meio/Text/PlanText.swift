import Findings
import SupplyNetwork

/// Plans as text for a terminal.
enum PlanText {
  /// One network by stage, or a case by tier.
  ///
  /// - Parameter constraints: what limits, fixed base stocks and storage do to the plan, in sentences.
  static func text(of plans: [StockingPlan], input: StudyInput, constraints: [String] = []) -> String {
    var report = TextReport()
    let settings = input.model.settings
    report.add(title: settings.title.isEmpty ? "Stocking plan" : settings.title)
    if input.planningCase == nil, let plan = plans.first, let network = input.model.networks.first {
      report.add(paragraph: summary(of: plan, settings: settings))
      if !constraints.isEmpty { report.add(list: constraints) }
      if plan.status != .infeasible { report.add(stageTable(plan, network, settings)) }
    } else {
      report.add(paragraph: summary(of: plans, settings: settings))
      if !constraints.isEmpty { report.add(list: constraints) }
      report.add(tierTable(plans, input.model))
    }
    return report.text
  }

  private static func summary(of plan: StockingPlan, settings: CaseSettings) -> String {
    guard plan.status != .infeasible else { return "Infeasible: \(plan.reason ?? "no plan satisfies the bounds")." }
    let format = NumberFormat(settings)
    let status = plan.status == .optimal ? "Optimal" : "Feasible"
    let bound = format.number(plan.lowerBound, decimals: 2)
    let below = format.percent(plan.gap, decimals: 2)
    // A gap that reads as nothing says nothing.
    let gap =
      plan.status == .feasible && plan.gap > 0 && plan.gap < 1 && below != format.percent(0, decimals: 2)
      ? " No plan costs less than \(bound), \(below) below." : ""
    return "\(status) (\(plan.method)). \(plan.costName) "
      + "\(format.number(plan.cost, decimals: 2)) per \(settings.period.rawValue).\(gap)"
  }

  private static func summary(of plans: [StockingPlan], settings: CaseSettings) -> String {
    let format = NumberFormat(settings)
    let solved = plans.filter { $0.status != .infeasible }
    let cost = solved.reduce(0) { $0 + $1.cost } * settings.period.perYear
    let method = solved.isEmpty ? "" : " (\(sharedMethod(solved)))"
    return "\(format.units(solved.count)) of \(format.count(plans.count, "network")) solved\(method). "
      + "\(solved.first?.costName ?? "Cost") \(format.money(cost)) a year."
  }

  /// What the methods of all plans begin with, in whole clauses.
  private static func sharedMethod(_ plans: [StockingPlan]) -> String {
    let clauses = plans.map { $0.method.split(separator: "; ") }
    let first = clauses.first ?? []
    let shared = first.indices.prefix { index in
      clauses.allSatisfy { $0.indices.contains(index) && $0[index] == first[index] }
    }
    return first[..<shared.endIndex].joined(separator: "; ")
  }

  private static func stageTable(
    _ plan: StockingPlan, _ network: StageNetwork, _ settings: CaseSettings
  ) -> FindingsTable {
    let format = NumberFormat(settings)
    let period = settings.period.rawValue
    func cell(_ value: Double) -> FindingsTable.Cell { .init(value, format.number(value, decimals: 2)) }
    func cell(_ periods: Int) -> FindingsTable.Cell { .init(Double(periods), String(periods)) }
    let hasNames = network.stages.contains { $0.name != $0.id }
    var rows = zip(network.stages, plan.stages).map { stage, decision in
      FindingsTable.Row(
        [.init(stage.id)] + (hasNames ? [.init(stage.name)] : []) + [
          cell(decision.inboundServiceTime), cell(decision.committedServiceTime),
          cell(decision.netReplenishmentLeadTime), cell(decision.safetyStock), cell(decision.installationBaseStock),
          cell(decision.echelonBaseStock), cell(decision.holdingCost),
        ])
    }
    let blanks = [FindingsTable.Cell](repeating: .init(""), count: hasNames ? 7 : 6)
    // Under stochastic service, stages do not carry all of the cost.
    let rest = plan.cost - plan.stages.reduce(0) { $0 + $1.holdingCost }
    if abs(rest) > 1e-9 * abs(plan.cost) {
      // What a search has simulated is not made up of safety stock, stage by stage: it may be more or less.
      let name = plan.model == "search" ? "Simulated cost less the above" : "Pipeline and backorders"
      rows.append(.init([.init(name)] + blanks + [cell(rest)]))
    }
    rows.append(.init([.init("Total")] + blanks + [cell(plan.cost)], isTotal: true))
    return FindingsTable(
      id: "plan", caption: "Plan by stage, times in \(period)s, stock in units",
      columns: [.init("Stage", numeric: false)] + (hasNames ? [.init("Name", numeric: false)] : []) + [
        .init("Inbound service time"), .init("Committed service time"), .init("Net repl. lead time"),
        .init("Safety stock"), .init("Base stock"), .init("Echelon base stock"), .init("Cost per \(period)"),
      ], rows: rows)
  }

  private struct TierSums {
    var stages = 0
    var holding = 0
    var quotes: ClosedRange<Int>?
    var baseStock = 0.0
    var safetyStock = 0.0
    var safetyValue = 0.0
    var cost = 0.0

    mutating func add(_ decision: StockingPlan.StageDecision, unitCost: Double) {
      let quoted = decision.committedServiceTime
      stages += 1
      holding += decision.safetyStock > 0 ? 1 : 0
      quotes = min(quotes?.lowerBound ?? quoted, quoted)...max(quotes?.upperBound ?? quoted, quoted)
      baseStock += decision.installationBaseStock
      safetyStock += decision.safetyStock
      safetyValue += decision.safetyStock * unitCost
      cost += decision.holdingCost
    }
  }

  private static func tierTable(_ plans: [StockingPlan], _ model: NetworkModel) -> FindingsTable {
    let format = NumberFormat(model.settings)
    var tiers = [TierSums](repeating: TierSums(), count: model.tiers.count)
    var total = TierSums()
    for (network, plan) in zip(model.networks, plans) {
      for (stage, decision) in zip(network.stages, plan.stages) {
        tiers[model.tier(of: stage)].add(decision, unitCost: model.unitCost(of: stage) ?? 0)
        total.add(decision, unitCost: model.unitCost(of: stage) ?? 0)
      }
    }
    func row(_ name: String, _ sums: TierSums, isTotal: Bool = false) -> FindingsTable.Row {
      let quotes = sums.quotes.map { range in
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)"
      }
      let cost = sums.cost * model.settings.period.perYear
      return .init(
        [
          .init(name), .init(Double(sums.stages), format.units(Double(sums.stages))),
          .init(Double(sums.holding), format.units(Double(sums.holding))), .init(quotes ?? "–"),
          .init(sums.baseStock, format.units(sums.baseStock)), .init(sums.safetyStock, format.units(sums.safetyStock)),
          .init(sums.safetyValue, format.units(sums.safetyValue)), .init(cost, format.units(cost)),
        ], isTotal: isTotal)
    }
    return FindingsTable(
      id: "plan", caption: "Plan by tier",
      columns: [
        .init("Tier", numeric: false), .init("Stages"), .init("With safety stock"),
        .init("Quote, \(model.settings.period.rawValue)s"), .init("Order-up-to, units"), .init("Safety stock, units"),
        .init("Its value, \(model.settings.currency)"), .init("Holding cost a year, \(model.settings.currency)"),
      ],
      rows: model.tiers.indices.filter { tiers[$0].stages > 0 }.map { row(model.tiers[$0].name, tiers[$0]) }
        + [row("Total", total, isTotal: true)])
  }
}

extension StockingPlan {
  /// What the cost of the plan is made of, in words.
  fileprivate var costName: String {
    switch model {
    case "gsm", "independent": "Holding cost of safety stock"
    case "search": "Simulated cost of stock on hand and of backorders or lost sales"
    default: "Expected cost of stock, pipeline and backorders"
    }
  }
}

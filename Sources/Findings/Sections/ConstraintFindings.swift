import Solver
public import SupplyNetwork

/// What planners' limits, fixed base stocks and the room of locations do to the plan, and what they cost.
public struct ConstraintFindings: Sendable, Codable {
  /// The findings, a sentence or two each.
  public var sentences: [String]
  /// Stages whose limits bind.
  public var limits: FindingsTable?
  /// Base stocks that planners have fixed.
  public var overrides: FindingsTable?
  /// Stock against storage capacity.
  public var storage: FindingsTable?

  /// Lines of a table that readers see.
  static let shownRows = 12

  /// `nil` where nothing is limited or fixed.
  ///
  /// - Parameters:
  ///   - limits: one study per network of the model.
  ///   - planningCase: where reasons stand; a stage network has none.
  ///   - isPerPeriod: whether costs are those of a period, not of a year.
  public init?(
    model: NetworkModel, planningCase: Case?, capacity: CapacityStudy?, limits studies: [LimitStudy],
    isPerPeriod: Bool = false
  ) {
    let table = ConstraintTables(
      model: model, planningCase: planningCase, studies: studies, isPerPeriod: isPerPeriod)
    let limited = studies.reduce(0) { $0 + $1.limitedStages }
    let fixed = studies.reduce(0) { $0 + ($1.overrides?.lines.count ?? 0) }
    guard limited > 0 || fixed > 0 || capacity != nil else { return nil }
    sentences = []
    if limited > 0 { sentences.append(Self.limitSentence(table, limited: limited)) }
    if fixed > 0 { sentences.append(Self.overrideSentence(table)) }
    if let capacity { sentences.append(Self.storageSentence(capacity, table)) }
    limits = table.limits
    overrides = table.overrides
    storage = capacity.map { table.storage($0) }
  }

  init?(_ context: FindingsContext) {
    self.init(
      model: context.model, planningCase: context.study.input.planningCase, capacity: context.study.capacity,
      limits: context.study.networks.map(\.limits))
  }

  /// Every stage whose limits bind and every fixed base stock, for `tables/`; none where there are none.
  public static func detailTables(_ study: Study) -> [FindingsTable] {
    let tables = ConstraintTables(
      model: study.model, planningCase: study.input.planningCase, studies: study.networks.map(\.limits))
    return tables.detail.map { [$0] } ?? []
  }

  private static func limitSentence(_ table: ConstraintTables, limited: Int) -> String {
    let format = table.format
    let binding = table.studies.reduce(0) { $0 + $1.bindings.count }
    guard binding > 0 else {
      return "The limits on stock at \(format.count(limited, "stage")) bind nowhere: the plan would be the same "
        + "without them."
    }
    let cost = table.limitsCost
    let head =
      limited == 1
      ? "The limit on stock at one stage binds; it "
      : "Limits on stock bind at \(format.number(Double(binding))) of \(format.count(limited, "stage")) that have them; "
        + "together they "
    let verb = cost < 0 ? "take" : "add"
    // Only where fixed base stocks lack more for their targets do limits make a plan cheaper.
    return head + verb + (limited == 1 ? "s " : " ") + "\(table.amount(abs(cost))) \(table.span) "
      + (cost < 0
        ? "off the holding cost of safety stock, as base stocks fixed by planners then lack more for their targets."
        : "to the holding cost of safety stock.")
  }

  private static func overrideSentence(_ table: ConstraintTables) -> String {
    let format = table.format
    let lines = table.studies.flatMap { $0.overrides?.lines ?? [] }
    let head = "\(format.count(lines.count, "base stock")) fixed by planners "
    let cost = table.overridesCost
    let effect =
      table.hasUnknownCost
      ? "\(lines.count == 1 ? "has" : "have") no cost that can be told, as limits on stock leave no plan without "
        + (lines.count == 1 ? "it" : "them")
      : abs(cost) < 0.005
        ? "\(lines.count == 1 ? "costs" : "cost") nothing beside the plan"
        : cost > 0
          ? "\(lines.count == 1 ? "adds" : "add") \(table.amount(cost)) \(table.span)"
          : "\(lines.count == 1 ? "saves" : "save") \(table.amount(-cost)) \(table.span)"
    let over = table.fixedAboveMaximum
    let beyond =
      over == 0
      ? ""
      : lines.count == 1
        ? " It is above the maximum stock of its stage."
        : " \(format.number(Double(over))) of them "
          + (over == 1 ? "is above the maximum stock of its stage." : "are above the maximum stock of their stages.")
    let missing = table.lacking
    guard !missing.isEmpty else {
      return head + effect + "; the service \(lines.count == 1 ? "target there is" : "targets there are") kept."
        + beyond
    }
    let shown = missing.prefix(3).joined(separator: "; ")
    let more = missing.count > 3 ? "; and \(missing.count - 3) more" : ""
    return head + effect + (cost < 0 ? ", and service pays for it" : "")
      + ". No plan keeps every service target beside "
      + "\(lines.count == 1 ? "it" : "them"); the one that lacks least leaves \(shown)\(more)." + beyond
  }

  /// That stock at its peak, which no plan heeds, does not fit where mean stock does; empty where it fits too.
  private static func peakClause(
    _ stated: [LocationStock], _ format: NumberFormat, _ names: ([Int]) -> String
  ) -> String {
    let over = stated.filter { stock in stock.capacity.map { stock.peak > $0 * (1 + 1e-9) } ?? false }
    guard !over.isEmpty else { return "" }
    let highest = over.map { $0.peak / ($0.capacity ?? 1) }.max() ?? 0
    let size = "\(over.count > 1 ? "up to " : "")\(format.percent(highest, decimals: 0)) of it"
    return (stated.count == 1 ? ", but its peak is not" : ", but the peak is not at \(names(over.map(\.location)))")
      + (highest.isFinite ? " (\(size), when customers stop buying until all orders have arrived)" : "")
  }

  private static func storageSentence(_ capacity: CapacityStudy, _ table: ConstraintTables) -> String {
    let format = table.format
    let stated = capacity.unrestricted.filter { $0.capacity != nil }
    let full = stated.filter { $0.meanExcess > 0 }
    func names(_ locations: [Int]) -> String {
      let shown = locations.prefix(3).map { "“\(table.model.locations[$0].name)”" }
      if locations.count > 3 { return "\(shown.joined(separator: ", ")) and \(locations.count - 3) more" }
      return shown.dropLast().joined(separator: ", ") + (shown.count > 1 ? " and " : "") + (shown.last ?? "")
    }
    guard !full.isEmpty else {
      let head =
        stated.count == 1
        ? "The mean stock of \(names(stated.map(\.location))) is within its storage capacity"
        : "The mean stock of all \(format.count(stated.count, "location")) with a storage capacity is within it"
      return head + peakClause(stated, format, names) + "."
    }
    let head =
      "Left to itself, the plan would hold more than fits at \(names(full.map(\.location)))"
    let cleared = full.map(\.location).filter { !capacity.unattainable.contains($0) }
    let price = "\(table.amount(table.yearly(capacity.cost))) \(table.span)"
    if capacity.unattainable.isEmpty {
      return "\(head); the plan proposed moves stock elsewhere until it does, which costs \(price)."
    }
    let remaining = names(capacity.unattainable)
    let isOne = capacity.unattainable.count == 1
    return head + (cleared.isEmpty ? "; " : "; stock is moved away from \(names(cleared)), and ")
      + "no placement that keeps service targets and limits fits \(remaining), "
      + "where stock is as low as it can be" + (isOne ? "" : " at each")
      + (abs(capacity.cost) < 0.005 ? "." : ", for \(price).")
  }
}

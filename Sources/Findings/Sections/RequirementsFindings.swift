import SupplyNetwork

/// What is to be ordered, moved and cancelled in the time to come, where today's stock is known.
public struct RequirementsFindings: Sendable, Codable {
  /// The finding in one sentence.
  public var lead: String
  /// Horizon, and what stands for what is not known.
  public var basis: String
  /// Messages by kind and tier.
  public var exceptions: FindingsTable
  /// Value of the orders of the next weeks by tier.
  public var orders: FindingsTable
  /// The most urgent messages.
  public var actions: FindingsTable?
  /// What is said where nothing is urgent.
  public var actionsAbsent: String?
  /// Where everything else is.
  public var detail: String

  /// Messages shown one by one.
  private static let shownActions = 10

  /// `nil` where inventory.csv gives nothing to plan from.
  init?(_ context: FindingsContext) {
    guard let study = Self.study(context.study) else { return nil }
    let totals = RequirementsTotals(study)
    lead = Self.lead(study, totals, context)
    basis = Self.basis(study, format: context.format)
    exceptions = RequirementsTables.exceptionsByTier(study)
    orders = RequirementsTables.ordersByTier(study)
    actions = RequirementsTables.urgentActions(study, count: Self.shownActions)
    actionsAbsent = actions == nil ? "No stage needs more than the planned orders." : nil
    detail =
      "Every message is in tables/exceptions.csv, the orders of the first "
      + "\(context.format.count(totals.bucket, context.period)) in tables/planned-orders.csv; “meio drp” writes the "
      + "record of every \(context.period)."
  }

  /// The requirements of a study that knows today's stock.
  private static func study(_ study: Study) -> RequirementsStudy? {
    guard study.model.inventory.contains(where: { $0.contains { $0 != nil } }) else { return nil }
    return try? RequirementsStudy(study.input, plans: study.networks.map(\.optimised))
  }

  /// Every message, and the orders of the first weeks, for `tables/`; empty where nothing is planned.
  public static func detailTables(_ study: Study) -> [FindingsTable] {
    guard let requirements = Self.study(study) else { return [] }
    return [
      RequirementsTables.exceptions(requirements),
      RequirementsTables.plannedOrders(requirements, within: RequirementsTotals(requirements).bucket),
    ]
  }

  private static func lead(
    _ study: RequirementsStudy, _ totals: RequirementsTotals, _ context: FindingsContext
  ) -> String {
    let format = context.format
    let stages = totals.stages.reduce(0, +)
    let short = totals.count(.shortage)
    let late = totals.count(.pastDueRelease)
    let expedited = totals.count(.expedite)
    guard late > 0 || short > 0 || expedited > 0 || totals.count(.belowSafetyStock) > 0 else {
      return
        "Stock and orders under way keep \(format.count(stages, "stage")) at safety stock or above until new orders "
        + "arrive."
    }
    let head =
      short == 0
      ? "No stage runs short"
      : "\(format.number(Double(short))) of \(format.count(stages, "stage")) run\(short == 1 ? "s" : "") short"
    return "\(head) within the next \(format.count(study.periods, context.period)); "
      + "\(late == 0 ? "none" : format.number(Double(late))) would have had to order before today to hold the proposed "
      + "safety stock throughout"
      + (expedited > 0 ? "; \(format.count(expedited, "receipt")) must come earlier than scheduled." : ".")
  }

  /// The horizon, and what stands for what is not known.
  public static func basis(_ study: RequirementsStudy, format: NumberFormat) -> String {
    let period = study.model.settings.period.rawValue
    let stages = study.model.networks.reduce(0) { $0 + $1.stageCount }
    var sentences = [
      "Requirements of \(format.count(study.periods, period))"
        + (study.calendar.firstDay(of: 1).map { " from \(format.dates.day($0)) on" } ?? "")
        + " are netted against stock, receipts and the proposed safety stock, from the end of the chain up; orders come "
        + "in the order sizes of the lanes\(study.sizesByReview ? ", each for a review period" : "")."
    ]
    if study.assumedStages > 0 {
      sentences.append(
        "Where nothing says when units on order are due (\(format.count(study.assumedStages, "stage"))), they count as "
          + "ordered in equal parts at every review, the last of them today.")
    }
    if study.measuredStages < stages {
      sentences.append(
        "\(format.count(stages - study.measuredStages, "stage")) without a line in inventory.csv "
          + "\(stages - study.measuredStages == 1 ? "starts" : "start") in balance: safety stock on hand, and "
          + "under way what is needed until an order can arrive.")
    }
    if study.unusedRows > 0 {
      sentences.append(
        "\(format.count(study.unusedRows, "row")) of scheduled_receipts.csv and forecast.csv "
          + "\(study.unusedRows == 1 ? "is" : "are") for places that no demand draws on, and left out.")
    }
    return sentences.joined(separator: " ")
  }
}

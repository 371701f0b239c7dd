public import SupplyNetwork

/// Planned requirements as a file (schema `meio.requirements/1`).
public enum RequirementsFile {
  /// The schema that the file names.
  public static let schema = "meio.requirements/1"

  /// A plan as one line of JSON: per stage the rows of its record, then all messages.
  ///
  /// - Parameters:
  ///   - firstDay: first day of a period, where known.
  /// - Throws: `not-finite` where a number is infinite or not a number, `plan-mismatch` where the plan is of another
  ///   network.
  public static func encoded(
    _ plan: RequirementsPlan, network: StageNetwork, firstDay: (_ period: Int) -> CalendarDate?
  ) throws(IssueList) -> String {
    guard plan.stages.count == network.stageCount else {
      throw IssueList([
        Issue(
          .error, code: "plan-mismatch", "the plan has \(plan.stages.count) stages, the network \(network.stageCount)")
      ])
    }
    var members: [(key: String, value: JSONWriter.Value)] = [
      ("schema", .string(schema)), ("name", .string(plan.name)), ("periods", .integer(plan.periods)),
    ]
    if let day = firstDay(1) { members.append(("first_day", .string(day.description))) }
    members.append(("stages", .array(zip(network.stages, plan.stages).map { stage($0.id, $1) })))
    members.append(
      ("exceptions", .array(plan.exceptions.map { exception($0, network.stages[$0.stage].id, firstDay) })))
    return try JSONWriter.checkedLine(.object(members))
  }

  private static func stage(_ id: String, _ record: RequirementsPlan.StageRecord) -> JSONWriter.Value {
    func row(_ values: [Double]) -> JSONWriter.Value { .array(values.map { .number($0) }) }
    return .object([
      ("id", .string(id)), ("lead_time", .integer(record.leadTime)), ("on_hand", .number(record.onHand)),
      ("safety_stock", .number(record.safetyStock)), ("gross_requirements", row(record.grossRequirements)),
      ("scheduled_receipts", row(record.scheduledReceipts)), ("projected_on_hand", row(record.projectedOnHand)),
      ("net_requirements", row(record.netRequirements)), ("planned_receipts", row(record.plannedReceipts)),
      ("planned_releases", row(record.plannedReleases)),
    ])
  }

  private static func exception(
    _ exception: RequirementsPlan.Exception, _ stage: String, _ firstDay: (_ period: Int) -> CalendarDate?
  ) -> JSONWriter.Value {
    var members: [(key: String, value: JSONWriter.Value)] = [
      ("kind", .string(exception.kind.rawValue)), ("stage", .string(stage)),
      ("quantity", .number(exception.quantity)), ("from_period", .integer(exception.fromPeriod)),
    ]
    if let day = firstDay(exception.fromPeriod) { members.append(("from_date", .string(day.description))) }
    if let period = exception.toPeriod {
      members.append(("to_period", .integer(period)))
      if let day = firstDay(period) { members.append(("to_date", .string(day.description))) }
    }
    return .object(members)
  }
}

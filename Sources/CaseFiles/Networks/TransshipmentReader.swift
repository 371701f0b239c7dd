import SupplyNetwork

/// One group of peers in a stage network: `{"stages": ["S1", "S2"], "lead_time": 1, "cost_per_unit": 4, "reserve": 10}`,
/// with `reserve` in units or `reserve_periods` in periods of each stage's mean demand.
enum TransshipmentReader {
  static func read(
    _ node: JSONNode, number: Int, file: String, _ stages: IdentifierIndex, _ log: inout IssueLog
  ) -> Transshipment? {
    let subject = "transshipment \(number)"
    guard var reader = JSONObjectReader(node, subject: subject, file: file, &log) else { return nil }
    let members = members(&reader, stages, &log)
    let leadTime = reader.periods("lead_time", atLeast: 0, &log) ?? 0
    let cost = reader.number("cost_per_unit", .cost, &log) ?? 0
    let units = reader.number("reserve", .nonNegative, &log)
    let periods = reader.number("reserve_periods", .nonNegative, &log)
    reader.reportUnknownKeys(&log)
    if reader.has("reserve"), reader.has("reserve_periods") {
      reader.reject("contradiction", "reserve", "expected either reserve, in units, or reserve_periods, not both", &log)
    }
    guard let members else { return nil }
    return Transshipment(
      stages: members, leadTime: leadTime, costPerUnit: cost,
      reserve: periods.map { .periods($0) } ?? .units(units ?? 0))
  }

  /// Two or more different stages; `nil` where they are not, after an error.
  private static func members(
    _ reader: inout JSONObjectReader, _ stages: IdentifierIndex, _ log: inout IssueLog
  ) -> [Int]? {
    let nodes = reader.list("stages", isRequired: true, &log)
    var members: [Int] = []
    for node in nodes {
      guard case .string(let id) = node.value else {
        reader.reject("wrong-type", "stages", "\(node.seen) cannot be used; expected the identifier of a stage", &log)
        return nil
      }
      guard let stage = stages.position(of: id) else {
        if stages.isComplete {
          reader.reject(
            "unknown-stage", "stages", "\(Quotation.of(id)) is no stage of the network",
            hint: Suggestion.hint(for: id, among: stages.names), &log)
        }
        return nil
      }
      guard !members.contains(stage) else {
        reader.reject("duplicate-key", "stages", "\(Quotation.of(id)) is there twice; expected once", &log)
        return nil
      }
      members.append(stage)
    }
    guard members.count > 1 else {
      if reader.has("stages") {
        reader.reject("missing-value", "stages", "a group of peers needs two stages or more", &log)
      }
      return nil
    }
    return members
  }
}

public import SupplyNetwork

/// A stocking plan as a file (schema `meio.solution/1`): what `meio solve` prints and `meio simulate --plan` reads.
public enum SolutionFile {
  /// The schema that the file names.
  public static let schema = "meio.solution/1"

  /// A plan as one line of JSON.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - network: the network it is for, which names the stages.
  ///   - seconds: time taken; left out where the text must be the same on every run.
  /// - Throws: `not-finite` where a number is infinite or not a number; an infeasible plan has no cost.
  public static func encoded(
    _ plan: StockingPlan, network: StageNetwork, seconds: Double? = nil
  ) throws(IssueList) -> String {
    guard plan.status == .infeasible || plan.stages.count == network.stageCount else {
      throw IssueList([
        Issue(
          .error, code: "plan-mismatch", "the plan has \(plan.stages.count) stages, the network \(network.stageCount)")
      ])
    }
    func money(_ value: Double) -> JSONWriter.Value { plan.status == .infeasible ? .null : .number(value) }
    var members: [(key: String, value: JSONWriter.Value)] = [
      ("schema", .string(schema)), ("name", .string(plan.name)), ("model", .string(plan.model)),
      ("method", .string(plan.method)), ("status", .string(plan.status.rawValue)), ("cost", money(plan.cost)),
      ("lower_bound", money(plan.lowerBound)), ("gap", money(plan.gap)),
    ]
    if let seconds { members.append(("seconds", .number(seconds))) }
    if let reason = plan.reason { members.append(("reason", .string(reason))) }
    members.append(("stages", .array(zip(network.stages, plan.stages).map { stage($0.id, $1) })))
    return try JSONWriter.checkedLine(.object(members))
  }

  private static func stage(_ id: String, _ decision: StockingPlan.StageDecision) -> JSONWriter.Value {
    .object([
      ("id", .string(id)), ("inbound_service_time", .integer(decision.inboundServiceTime)),
      ("committed_service_time", .integer(decision.committedServiceTime)),
      ("net_replenishment_lead_time", .integer(decision.netReplenishmentLeadTime)),
      ("safety_stock", .number(decision.safetyStock)),
      ("installation_base_stock", .number(decision.installationBaseStock)),
      ("echelon_base_stock", .number(decision.echelonBaseStock)), ("holding_cost", .number(decision.holdingCost)),
    ])
  }

  /// Reads a plan from a file.
  ///
  /// - Throws: all errors found.
  public static func read(path: String, for network: StageNetwork) throws(IssueList) -> StockingPlan {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let input: InputFile
    do {
      input = try InputFile(name: name, path: path)
    } catch {
      throw IssueList([error])
    }
    return try read(input.bytes, name: name, for: network)
  }

  /// Reads a plan for a network: every stage of the network once, in any order; `name` is what issues call the file.
  ///
  /// - Throws: all errors found.
  public static func read(
    _ bytes: [UInt8], name file: String, for network: StageNetwork
  ) throws(IssueList) -> StockingPlan {
    var log = IssueLog()
    let plan = decode(bytes, file, network, &log)
    guard let plan, !log.hasErrors else { throw IssueList(log.sorted()) }
    return plan
  }

  private enum Schema: String, CaseIterable {
    case current = "meio.solution/1"
  }

  private static func decode(
    _ bytes: [UInt8], _ file: String, _ network: StageNetwork, _ log: inout IssueLog
  ) -> StockingPlan? {
    let node: JSONNode
    do {
      node = try JSONParser.parse(bytes)
    } catch {
      log.report(
        .error, "not-json", .init(file: file, line: error.line), "cannot be read as JSON: \(error.problem)")
      return nil
    }
    guard var root = JSONObjectReader(node, subject: "", file: file, &log) else { return nil }
    if root.text("schema", isRequired: true, &log) != nil { _ = root.choice("schema", of: Schema.self, &log) }
    let status = root.choice("status", of: StockingPlan.Status.self, &log) ?? .feasible
    var plan = StockingPlan(
      name: root.text("name", &log) ?? network.name, model: root.text("model", &log) ?? "given",
      method: root.text("method", &log) ?? "", status: status, cost: root.number("cost", .any, &log) ?? 0,
      lowerBound: root.number("lower_bound", .any, &log) ?? 0, stages: [], reason: root.text("reason", &log))
    let index = IdentifierIndex(network.stages.map(\.id))
    var decisions = [StockingPlan.StageDecision?](repeating: nil, count: network.stageCount)
    for (position, node) in root.list("stages", isRequired: status != .infeasible, &log).enumerated() {
      guard var reader = JSONObjectReader(node, subject: "stage \(position + 1)", file: file, &log) else { continue }
      guard let id = reader.text("id", isRequired: true, &log) else { continue }
      reader.subject = "stage \(Quotation.of(id))"
      guard let stage = index.position(of: id) else {
        reader.reject(
          "unknown-stage", "id", "the network has no such stage", hint: Suggestion.hint(for: id, among: index.names),
          &log)
        continue
      }
      if decisions[stage] != nil { reader.reject("duplicate-key", "id", "the stage is there twice", &log) }
      decisions[stage] = decision(&reader, &log)
    }
    if status == .infeasible { return plan }
    for (stage, decision) in decisions.enumerated() where decision == nil {
      root.reject("missing-stage", "stages", "the plan lacks stage \(Quotation.of(network.stages[stage].id))", &log)
    }
    plan.stages = decisions.compactMap { $0 }
    return plan
  }

  private static func decision(
    _ reader: inout JSONObjectReader, _ log: inout IssueLog
  ) -> StockingPlan.StageDecision {
    StockingPlan.StageDecision(
      inboundServiceTime: reader.periods("inbound_service_time", atLeast: 0, &log) ?? 0,
      committedServiceTime: reader.periods("committed_service_time", atLeast: 0, &log) ?? 0,
      netReplenishmentLeadTime: reader.periods("net_replenishment_lead_time", atLeast: 0, &log) ?? 0,
      safetyStock: reader.number("safety_stock", .any, &log) ?? 0,
      installationBaseStock: reader.requiredNumber("installation_base_stock", .any, &log) ?? 0,
      echelonBaseStock: reader.number("echelon_base_stock", .any, &log) ?? 0,
      holdingCost: reader.number("holding_cost", .any, &log) ?? 0)
  }
}

import SupplyNetwork

/// What `policy.xlsx` shows beside the tables of the report.
public struct WorkbookFindings: Sendable {
  /// The key figures, with what readers are to decide under them.
  public var summary: FindingsTable
  /// The plan stage by stage.
  public var policy: FindingsTable
  /// What an ERP takes over: identifiers, levels and safety stocks.
  public var upload: FindingsTable
  /// The settings of the run.
  public var parameters: FindingsTable
  /// What the figures rest on, sentence by sentence.
  public var assumptions: FindingsTable
  /// What the sheets must agree in.
  public var checks: [WorkbookCheck]

  /// Collects them.
  ///
  /// - Parameters:
  ///   - study: What was found.
  ///   - findings: What the report says of it.
  public init(_ study: Study, findings: StudyFindings) {
    let context = FindingsContext(study)
    summary = Self.summary(findings)
    policy = PolicyDetail.table(study)
    upload = Self.upload(study)
    parameters = ParameterTable.table(context)
    assumptions = Self.assumptions(findings.assumptions)
    checks = WorkbookCheck.all(context, findings: findings)
  }

  private static func summary(_ findings: StudyFindings) -> FindingsTable {
    typealias Cell = FindingsTable.Cell
    let summary = findings.summary
    let rows = summary.keyFigures.map { figure in
      FindingsTable.Row([
        Cell(figure.name), figure.currentValue.map { Cell($0, figure.current) } ?? Cell(figure.current),
        figure.optimisedValue.map { Cell($0, figure.optimised) } ?? Cell(figure.optimised), Cell(figure.change),
        Cell(figure.note),
      ])
    }
    let notes =
      [summary.recommendation] + [summary.yardsticks].compactMap { $0 } + summary.warnings
      + summary.decisions.map { "Decision: \($0)" }
      + ["If nothing is done: \(summary.ifNothingIsDone)"] + summary.risks.map { "Risk: \($0)" } + [summary.confidence]
    return FindingsTable(
      id: "summary", caption: "Key figures, \(summary.currentLabel.lowercased()) against optimised",
      columns: [
        .init("Figure", numeric: false), .init(summary.currentLabel), .init("Optimised"), .init("Change"),
        .init("Note", numeric: false),
      ], rows: rows, note: notes.joined(separator: "\n"))
  }

  private static func upload(_ study: Study) -> FindingsTable {
    typealias Cell = FindingsTable.Cell
    let model = study.model
    let rows = study.networks.flatMap { result in
      zip(model.networks[result.index].stages, result.optimised.stages).map { stage, decision in
        FindingsTable.Row([
          Cell(model.locations[stage.location].id), Cell(model.items[stage.item].id),
          Cell(decision.installationBaseStock, ""), Cell(decision.safetyStock.rounded(), ""),
        ])
      }
    }
    let isOfEchelons = model.tiers.contains { model.settings.replenishment.ordersForEchelon($0.name) }
    return FindingsTable(
      id: "upload", caption: "Levels to load: order-up-to level and safety stock, whole units",
      columns: [
        .init("location", numeric: false), .init("item", numeric: false), .init("order_up_to"), .init("safety_stock"),
      ], rows: rows,
      note: isOfEchelons
        ? "Levels of each location alone. Where a rule orders for an echelon, load echelon_base_stock of the policy."
        : nil)
  }

  private static func assumptions(_ findings: AssumptionFindings) -> FindingsTable {
    let groups: [(String, [String])] = [
      ("Assumption", findings.assumptions), ("Confidence", [findings.gradeRule]), ("Lack of data", findings.lacks),
      ("Found in the input", findings.inputIssues + (findings.moreIssues.map { [$0] } ?? [])),
      ("How to make it again", findings.reproducibility),
    ]
    return FindingsTable(
      id: "assumptions", caption: "What the figures rest on",
      columns: [.init("Kind", numeric: false), .init("Statement", numeric: false)],
      rows: groups.flatMap { kind, sentences in sentences.map { .init([.init(kind), .init($0)]) } })
  }
}

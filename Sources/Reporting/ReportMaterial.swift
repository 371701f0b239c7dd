public import Findings

/// What a report is written from: the findings, the tables beside them, and what only the workbook shows.
public struct ReportMaterial: Sendable {
  /// What comes with the findings.
  enum Details: Sendable {
    /// Tables too long for the report, and what only the workbook shows; the findings hold the other tables.
    case found([FindingsTable], WorkbookFindings)
    /// Finished files from the run before: all tables, and the workbook where it is asked for.
    case kept([OutputFolder.File])
  }

  /// What the report says.
  public let findings: StudyFindings
  let details: Details
  /// Hash of the input that both were found from, labels apart; `nil` where it cannot be told.
  let source: String?

  /// Everything that a study found; the long tables are made beside the findings.
  public init(_ study: Study) async {
    async let tables = StudyFindings.detailTables(study)
    let findings = await StudyFindings.of(study)
    self.init(study, findings: findings, tables: await tables, baseline: nil)
  }

  /// - Parameters:
  ///   - tables: those too long for the report.
  ///   - baseline: what the findings are compared with.
  init(_ study: Study, findings: StudyFindings, tables: [FindingsTable], baseline: ReviewBaseline?) {
    self.init(
      findings: findings, details: .found(tables, WorkbookFindings(study, findings: findings)),
      source: Self.source(of: study.input, baseline: baseline))
  }

  init(findings: StudyFindings, details: Details, source: String?) {
    self.findings = findings
    self.details = details
    self.source = source
  }

  /// Whether it was taken over from the run before, and no study was made.
  public var isKept: Bool {
    if case .kept = details { true } else { false }
  }

  /// What only the workbook shows; `nil` where the finished file was taken over.
  var workbook: WorkbookFindings? {
    if case .found(_, let workbook) = details { workbook } else { nil }
  }

  /// Hash of all that the figures of an input depend on, labels apart.
  public static func study(of input: StudyInput) -> String? {
    StableJSON.text(input.identity).map { SourceHash.hexadecimal(["study", $0]) }
  }

  /// Hash of all that findings and tables depend on, the run that they are compared with included.
  static func source(of input: StudyInput, baseline: ReviewBaseline? = nil) -> String? {
    study(of: input).map { study in
      baseline.map { SourceHash.hexadecimal(["since", study, $0.contentHash]) } ?? study
    }
  }

  /// `tables/`, `findings.json`, and the workbook where it was taken over.
  var files: [OutputFolder.File] {
    let format = NumberFormat(findings.cover)
    let files: [OutputFolder.File] =
      switch details {
      case .kept(let files): files
      case .found(let tables, _):
        (findings.tables + tables).map { ("tables/\($0.id).csv", CSVWriter.bytes($0, format: format)) }
      }
    return files + [(ReportPath.findings, StableJSON.bytes(findings))]
  }
}

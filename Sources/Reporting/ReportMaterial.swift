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

  /// Everything that a study found.
  public init(_ study: Study) {
    let findings = StudyFindings(study)
    self.init(
      findings: findings,
      details: .found(StudyFindings.detailTables(study), WorkbookFindings(study, findings: findings)),
      source: Self.source(of: study.input))
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

  /// Hash of all that findings and tables depend on.
  static func source(of input: StudyInput) -> String? {
    StableJSON.text(input.identity).map { SourceHash.hexadecimal(["study", $0]) }
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

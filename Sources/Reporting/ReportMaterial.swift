public import Findings

/// What a report is written from: the findings and the tables beside them.
public struct ReportMaterial: Sendable {
  /// The tables that come with a report.
  enum Tables: Sendable {
    /// Those too long for the report; the findings hold the others.
    case found([FindingsTable])
    /// Finished files of all of them, from the run before.
    case kept([OutputFolder.File])
  }

  /// What the report says.
  public let findings: StudyFindings
  let tables: Tables
  /// Hash of the input that both were found from, labels apart; `nil` where it cannot be told.
  let source: String?

  /// Everything that a study found.
  public init(_ study: Study) {
    self.init(
      findings: StudyFindings(study), tables: .found(StudyFindings.detailTables(study)),
      source: Self.source(of: study.input))
  }

  init(findings: StudyFindings, tables: Tables, source: String?) {
    self.findings = findings
    self.tables = tables
    self.source = source
  }

  /// Whether it was taken over from the run before, and no study was made.
  public var isKept: Bool {
    if case .kept = tables { true } else { false }
  }

  /// Hash of all that findings and tables depend on.
  static func source(of input: StudyInput) -> String? {
    StableJSON.text(input.identity).map { SourceHash.hexadecimal(["study", $0]) }
  }

  /// `tables/`, and `findings.json`.
  var files: [OutputFolder.File] {
    let files: [OutputFolder.File] =
      switch tables {
      case .kept(let files): files
      case .found(let details):
        (findings.tables + details).map { ("tables/\($0.id).csv", CSVWriter.bytes($0)) }
      }
    return files + [(ReportPath.findings, StableJSON.bytes(findings))]
  }
}

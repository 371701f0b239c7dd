import Findings

/// The files of a report, ready to be written, and how much of it had to be made.
public struct MadeReport: Sendable {
  /// All files below the output folder, by path, without the manifest.
  public internal(set) var files: [OutputFolder.File]
  /// Names of the figures, in the order of the report.
  public internal(set) var figures: [String] = []
  /// Names of the figures whose pictures were drawn; the others were taken over from the run before.
  public internal(set) var drawnFigures: [String] = []
  /// Hash of the inputs, options and version.
  var runID: String
  /// What files were made from, by path; those that are made anew each time have none.
  var sources: [String: String] = [:]
  /// The run, as the history names it.
  var review: ReviewRecord.Key?
  /// What of the history is written.
  public internal(set) var history: [OutputFolder.File] = []
  /// Paths of what of the history is removed.
  var removedHistory: [String] = []
  /// Paths of the files that were taken over and stand there already.
  var keptPaths: Set<String> = []

  /// Adds what keeps the run in the history, for the reviews after it.
  public mutating func add(_ update: HistoryUpdate) {
    review = update.added
    history = update.files
    removedHistory = update.removed
  }

  /// The file that a reader opens first: the PDF, else the page, else the text, else the workbook.
  public static func firstToOpen(_ paths: [String]) -> String {
    [ReportPath.document, ReportPath.page, ReportPath.markdown, ReportPath.workbook].first(where: paths.contains)
      ?? ReportPath.findings
  }
}

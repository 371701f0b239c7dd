public import Findings
import Foundation

/// `history/` of an output folder: what earlier runs found, so that a report can say what changed since.
///
/// A run has one file, `DATE-RUN.json` (``Findings/ReviewRecord``), and `index.json` their order, as no file holds the time
/// at which it was written. Of each data cut-off the first and the last run are kept, of ``mostCutOffs`` cut-offs at most,
/// and whatever a report is compared with.
public struct ReviewHistory: Sendable {
  /// Data cut-offs whose runs are kept.
  public static let mostCutOffs = 24
  /// Where the files stand below the output folder.
  static let path = "history"

  private static let indexPath = path + "/index.json"

  /// The order of the runs.
  private struct Index: Codable {
    var schema = Self.version
    var runs: [ReviewRecord.Key]

    static let version = "meio.history/1"
  }

  private let folder: String
  /// The runs kept, in the order of writing.
  public let runs: [ReviewRecord.Key]

  /// Looks which runs are kept in an output folder. Files that the index does not know come after those it knows, by
  /// name; what is no record by its name is left alone.
  public init(folder: String) {
    self.folder = folder
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + Self.path)) ?? []
    let present = Set(names)
    let known =
      FileManager.default.contents(atPath: folder + "/" + Self.indexPath)
      .flatMap { try? JSONDecoder().decode(Index.self, from: $0) }?.runs ?? []
    var runs: [ReviewRecord.Key] = []
    var seen: Set<String> = []
    for key in known where key.isRun && present.contains(key.fileName) {
      if seen.insert(key.fileName).inserted { runs.append(key) }
    }
    for name in names.sorted() where !seen.contains(name) {
      guard var key = ReviewRecord.Key(fileName: name) else { continue }
      // What is in a file does not say which file it is.
      key.study = Self.read(folder, key)?.record?.key.study
      runs.append(key)
    }
    self.runs = runs
  }

  /// What a report is compared with.
  public struct Choice: Sendable {
    /// The run; `nil` where there is none.
    public var baseline: ReviewBaseline?
    /// Which runs were passed over as they cannot be compared, and why, a sentence without its period each.
    public var warnings: [String] = []
  }

  /// The run that a report is compared with.
  ///
  /// It is the last of the latest earlier data cut-off; where there is none, the first of the same cut-off with other
  /// figures: other labels on the same figures are no other review. Never the run itself. A run that is damaged, or of
  /// another currency or other periods, gives way to the next; where none is left, it stays, so that its report can say
  /// why it cannot be compared.
  ///
  /// - Parameters:
  ///   - key: the run of the report.
  ///   - choice: what was asked for instead: a run by its id or the beginning of it, a date (the last run of data up to
  ///     it), a file, or `none`.
  ///   - measure: what the report counts in; `nil` = what the record of the run says.
  /// - Throws: ``ReportError`` where nothing is what was asked for.
  public func baseline(
    for key: ReviewRecord.Key?, choice: String?, measure: ReviewMeasure? = nil
  ) throws(ReportError) -> Choice {
    let others = runs.filter { $0.runID != key?.runID }
    func first(of candidates: [ReviewRecord.Key]) -> Choice {
      firstComparable(candidates, in: measure ?? key.flatMap { try? Self.read(folder, $0)?.side().measure })
    }
    guard let choice else {
      guard let key else { return Choice() }
      return first(
        of: ReviewRecord.Key.earlier(key.dataCutOff == nil ? [] : others, before: key.cutOff)
          + others.filter { $0.dataCutOff == key.dataCutOff && ($0.study == nil || $0.study != key.study) })
    }
    if choice == "none" { return Choice() }
    let named = choice.utf8.count >= 4 ? runs.filter { $0.runID.hasPrefix(choice) } : []
    if let run = named.first(where: { $0.runID == choice }) ?? (named.count == 1 ? named.first : nil) {
      return Choice(baseline: run.runID == key?.runID ? nil : Self.read(folder, run))
    }
    guard named.isEmpty else { throw ReportError(message: "--since \(choice) begins several runs", isOutput: false) }
    let dated = ReviewRecord.Key.earlier(others, upTo: choice)
    if !dated.isEmpty { return first(of: dated) }
    if let data = FileManager.default.contents(atPath: choice) {
      let baseline = ReviewBaseline(name: choice, bytes: [UInt8](data))
      return Choice(baseline: baseline.runID == key?.runID && key != nil ? nil : baseline)
    }
    throw ReportError(message: "--since \(choice): \(kept)", isOutput: false)
  }

  /// The first of some runs that can be compared; where none can, the first.
  private func firstComparable(_ candidates: [ReviewRecord.Key], in measure: ReviewMeasure?) -> Choice {
    var passed: [(name: String, reason: String)] = []
    var first: ReviewBaseline?
    for key in candidates {
      guard var baseline = Self.read(folder, key) else { continue }
      guard let reason = baseline.obstacle(in: measure) else {
        return Choice(
          baseline: baseline,
          warnings: passed.map {
            "\($0.name): \($0.reason); the report says what changed since \(baseline.name) instead "
              + "(--since names another run)"
          })
      }
      passed.append((baseline.name, reason))
      first = first ?? baseline
    }
    return Choice(baseline: first)
  }

  /// What is kept, for whoever asks for what is not.
  private var kept: String {
    guard !runs.isEmpty else { return "there is no such file, and no earlier run is kept in \(folder)/\(Self.path)" }
    let names = runs.map { "\($0.cutOff) (run \($0.runID))" }
    return "there is no such run, date or file; kept are \(names.joined(separator: ", "))"
  }

  /// The record of a run by its id; `nil` where it is not kept.
  public func baseline(ofRun runID: String) -> ReviewBaseline? {
    runs.first { $0.runID == runID }.flatMap { Self.read(folder, $0) }
  }

  /// What is written and removed so that the history holds a run.
  ///
  /// A run that is kept already stays where it is in the order, so that making a report again changes nothing.
  ///
  /// - Parameter baseline: The run that its report was compared with; it is kept.
  public func update(adding record: ReviewRecord, comparedWith baseline: ReviewBaseline?) -> HistoryUpdate {
    let key = record.key
    // The last of its id says which labels its figures have; figures of one id are equal.
    var all = runs.map { $0.runID == key.runID ? key : $0 }
    if !all.contains(key) { all.append(key) }
    func isKept(_ run: ReviewRecord.Key) -> Bool { run == key || run.runID == baseline?.runID }
    let byCutOff = Dictionary(grouping: all, by: \.cutOff)
    // Undated runs, if any, come first.
    let recent = Set(byCutOff.keys.sorted(by: >).prefix(Self.mostCutOffs))
    let kept = all.filter { run in
      let same = byCutOff[run.cutOff] ?? []
      return isKept(run) || recent.contains(run.cutOff) && (run == same.first || run == same.last)
    }
    return HistoryUpdate(
      added: key,
      files: [
        (Self.path(of: key), record.bytes), (Self.indexPath, StableJSON.bytes(Index(runs: kept))),
      ], removed: runs.filter { !kept.contains($0) && $0.runID != key.runID }.map(Self.path))
  }

  /// Content of a file of the history.
  func content(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: folder + "/" + path).map { [UInt8]($0) }
  }

  private static func read(_ folder: String, _ key: ReviewRecord.Key) -> ReviewBaseline? {
    FileManager.default.contents(atPath: folder + "/" + path(of: key)).map {
      ReviewBaseline(name: path(of: key), bytes: [UInt8]($0), runID: key.runID)
    }
  }

  private static func path(of key: ReviewRecord.Key) -> String { path + "/" + key.fileName }
}

/// What a run changes in the history.
public struct HistoryUpdate: Sendable {
  /// The run.
  var added: ReviewRecord.Key
  /// The record and the index.
  var files: [OutputFolder.File]
  /// Paths of records that are no longer kept.
  var removed: [String]
}

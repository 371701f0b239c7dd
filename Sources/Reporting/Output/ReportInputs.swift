internal import Drawing
public import Findings
internal import Spreadsheet

/// All that the files of a report depend on, by content: held against that of the run before, it says what changed.
public struct ReportInputs: Sendable, Codable, Equatable {
  /// Version of the program.
  public var toolVersion: String
  /// The files of the case, by name.
  public var files: [StudyInput.File]
  /// Names in the case folder that a report may tell of and that nothing reads.
  public var unknownNames: [String]
  /// Options given, by name, as texts.
  public var options: [String: String]
  /// The record of an earlier run that the report is compared with; `nil` where there is none.
  public var baseline: StudyInput.File?
  /// Hash of the templates in effect and of their look.
  var templates: String
  /// Hash of what pictures and the workbook rest on (`DrawingSystem`, `SpreadsheetSystem`).
  var libraries: String

  /// Takes the hashes of the templates and of the machine's fonts.
  ///
  /// - Throws: ``ReportError`` where the folder of templates cannot be read.
  public init(
    toolVersion: String, files: [StudyInput.File], unknownNames: [String], options: [String: String],
    templatesFolder: String?
  ) throws(ReportError) {
    self.toolVersion = toolVersion
    self.files = files
    self.unknownNames = unknownNames
    self.options = options
    templates = SourceHash.hexadecimal(
      try ReportWriter.library(templatesFolder).files.flatMap { [$0.name, $0.text] })
    libraries = SourceHash.hexadecimal([DrawingSystem.description, SpreadsheetSystem.description])
  }

  /// What is another than before, a sentence without its period for each; empty where nothing is.
  public func changes(since before: ReportInputs) -> [String] {
    var changes: [String] = []
    if toolVersion != before.toolVersion {
      changes.append("the program is version \(toolVersion), it was \(before.toolVersion)")
    }
    changes += Self.changes(of: files, since: before.files)
    if unknownNames != before.unknownNames { changes.append("the case folder holds other unknown files") }
    for name in Set(options.keys).union(before.options.keys).sorted() where options[name] != before.options[name] {
      changes.append("\(name) is \(options[name] ?? "not given"), it was \(before.options[name] ?? "not given")")
    }
    if let change = Self.change(of: baseline, since: before.baseline) { changes.append(change) }
    if templates != before.templates { changes.append("the templates or their look changed") }
    if libraries != before.libraries { changes.append("the fonts or libraries of this machine changed") }
    return changes
  }

  private static func change(of baseline: StudyInput.File?, since before: StudyInput.File?) -> String? {
    guard baseline != before else { return nil }
    guard let baseline else { return "there is no earlier review to compare with, it was \(before?.name ?? "")" }
    guard let before else { return "there is an earlier review to compare with, \(baseline.name)" }
    return baseline.name == before.name
      ? "\(baseline.name) changed" : "the review compared with is \(baseline.name), it was \(before.name)"
  }

  private static func changes(of files: [StudyInput.File], since before: [StudyInput.File]) -> [String] {
    let now = Dictionary(files.map { ($0.name, $0.contentHash) }) { first, _ in first }
    let then = Dictionary(before.map { ($0.name, $0.contentHash) }) { first, _ in first }
    return Set(now.keys).union(then.keys).sorted().compactMap { name in
      guard now[name] != then[name] else { return nil }
      return then[name] == nil ? "\(name) is new" : now[name] == nil ? "\(name) is gone" : "\(name) changed"
    }
  }
}

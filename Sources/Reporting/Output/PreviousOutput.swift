internal import ContentHash
public import Findings
public import Foundation

/// The output folder as the run before left it: what of it is still good.
///
/// A file is good where it is as it was written, and what it was made from has the hash that the manifest noted. Nothing
/// is where the program was built after the manifest was written: other code of the same version may draw otherwise.
public struct PreviousOutput: Sendable {
  private let folder: String
  private let manifest: Manifest?
  private let isProgramNewer: Bool
  private let entries: [String: Manifest.Entry]

  /// Reads the manifest.
  ///
  /// - Parameters:
  ///   - folder: The output folder; it need not exist.
  ///   - programTime: When the program was built; `nil` where that is not known.
  public init(folder: String, programTime: Date?) {
    self.folder = folder
    manifest = Manifest.read(folder: folder)
    let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/" + Manifest.path)
    if let programTime, let written = attributes?[.modificationDate] as? Date {
      isProgramNewer = programTime > written
    } else {
      isProgramNewer = false
    }
    entries =
      isProgramNewer
      ? [:] : Dictionary((manifest?.files ?? []).map { ($0.path, $0) }) { first, _ in first }
  }

  /// Why the output is not what a run would write now, a sentence without its period for each; empty where it is.
  public func staleness(against inputs: ReportInputs) -> [String] {
    guard let manifest else { return ["there is no report of this program in \(folder)"] }
    var reasons = isProgramNewer ? ["the program is newer than the report"] : []
    reasons += inputs.changes(since: manifest.inputs)
    for entry in manifest.files where intact(entry) == nil {
      let isThere = FileManager.default.fileExists(atPath: folder + "/" + entry.path)
      reasons.append("\(entry.path) \(isThere ? "is not as it was written" : "is gone")")
    }
    return reasons
  }

  /// Id of the run that wrote it.
  public var runID: String? { manifest?.run }

  /// The run that wrote it, as the history names it.
  public var review: ReviewRecord.Key? { manifest?.review }

  /// Names of input files that the run before read.
  public var inputNames: [String] { manifest?.inputs.files.map(\.name) ?? [] }

  /// Paths of the files of the run before.
  public var paths: [String] { manifest?.files.map(\.path) ?? [] }

  /// What the run before found, if that still stands as it was written.
  public var findings: StudyFindings? {
    guard let entry = entries[ReportPath.findings], let bytes = intact(entry) else { return nil }
    return Self.findings(bytes)
  }

  /// What an input of the same identity gave, under the labels of this one, for a report of these options; `nil` where any
  /// part of it is lost.
  ///
  /// The workbook shows more of a study than the other files hold, so that it comes along as it is or not at all.
  ///
  /// - Parameter baseline: The run that the report is compared with.
  /// - Throws: ``ReportError`` where the folder of templates cannot be read.
  public func material(
    for input: StudyInput, options: ReportOptions, since baseline: ReviewBaseline? = nil
  ) throws(ReportError) -> ReportMaterial? {
    guard let source = ReportMaterial.source(of: input, baseline: baseline) else { return nil }
    var findings: StudyFindings?
    var files: [OutputFolder.File] = []
    for entry in entries.values where entry.source == source {
      guard let bytes = intact(entry) else { return nil }
      if entry.path == ReportPath.findings {
        findings = Self.findings(bytes)
      } else {
        files.append((entry.path, bytes))
      }
    }
    guard let findings = findings?.relabelled(for: input) else { return nil }
    if options.formats.contains(.xlsx) {
      let workbook = ReportSources.workbook(
        findings, of: source, library: try ReportWriter.library(options.templatesFolder), options: options)
      guard let bytes = bytes(of: ReportPath.workbook, from: workbook) else { return nil }
      files.append((ReportPath.workbook, bytes))
    }
    return ReportMaterial(findings: findings, details: .kept(files), source: source)
  }

  /// Content of a file that was made from a source and is as it was written; `nil` where it has to be made.
  func bytes(of path: String, from source: String?) -> [UInt8]? {
    guard let source, let entry = entries[path], entry.source == source else { return nil }
    return intact(entry)
  }

  /// Whether a file stands there with a content.
  func holds(_ contentHash: String, at path: String) -> Bool {
    guard let entry = entries[path], entry.contentHash == contentHash else { return false }
    return intact(entry) != nil
  }

  /// The findings of a file, if they come back from it to the last digit.
  private static func findings(_ bytes: [UInt8]) -> StudyFindings? {
    guard let findings = try? JSONDecoder().decode(StudyFindings.self, from: Data(bytes)),
      StableJSON.bytes(findings) == bytes
    else { return nil }
    return findings
  }

  private func intact(_ entry: Manifest.Entry) -> [UInt8]? {
    guard OutputFolder.isBelow(entry.path),
      let data = FileManager.default.contents(atPath: folder + "/" + entry.path), data.count == entry.bytes
    else { return nil }
    let bytes = [UInt8](data)
    return SHA256.hexadecimalDigest(of: bytes) == entry.contentHash ? bytes : nil
  }
}

import Foundation
import Testing

/// Results kept in `References` to compare with; `MEIO_RECORD=1` writes them anew and fails the run.
enum References {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "References")
  private static let isRecording = ProcessInfo.processInfo.environment["MEIO_RECORD"] == "1"

  /// Compares line by line and shows the first that differs: whole reports would make an unreadable failure.
  static func expect(_ text: String, isKeptAs name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = folder.appending(path: name)
    guard !isRecording else {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      Issue.record("recorded \(name) anew", sourceLocation: sourceLocation)
      return
    }
    let kept = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    guard text != kept else { return }
    let lines = (
      text.split(separator: "\n", omittingEmptySubsequences: false),
      kept.split(separator: "\n", omittingEmptySubsequences: false)
    )
    let place = zip(lines.0, lines.1).enumerated().first { $1.0 != $1.1 }?.offset ?? min(lines.0.count, lines.1.count)
    let found = place < lines.0.count ? lines.0[place] : "(end)"
    let wanted = place < lines.1.count ? lines.1[place] : "(end)"
    Issue.record("\(name):\(place + 1): “\(found)” instead of “\(wanted)”", sourceLocation: sourceLocation)
    Attachment.record(
      Array(text.utf8), named: "actual-\(name.replacing("/", with: "-"))", sourceLocation: sourceLocation)
  }

  /// Names of the files kept below a folder.
  static func names(in path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: path).path)) ?? []).sorted()
  }
}

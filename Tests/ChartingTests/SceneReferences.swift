import Foundation
import Testing

/// Scenes kept in `Scenes` to compare with; `MEIO_RECORD=1` writes them anew and fails the run.
enum SceneReferences {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Scenes")
  private static let isRecording = ProcessInfo.processInfo.environment["MEIO_RECORD"] == "1"

  /// Compares line by line and shows the first that differs.
  static func expect(_ text: String, isKeptAs name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = folder.appending(path: name)
    guard !isRecording else {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      Issue.record("recorded \(name) anew", sourceLocation: sourceLocation)
      return
    }
    let kept = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    guard text != kept else { return }
    let (found, wanted) = (lines(text), lines(kept))
    let place = zip(found, wanted).enumerated().first { $1.0 != $1.1 }?.offset ?? min(found.count, wanted.count)
    func line(_ lines: [Substring]) -> Substring { place < lines.count ? lines[place] : "(end)" }
    Issue.record("\(name):\(place + 1): “\(line(found))” instead of “\(line(wanted))”", sourceLocation: sourceLocation)
    Attachment.record(Array(text.utf8), named: "actual-\(name)", sourceLocation: sourceLocation)
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}

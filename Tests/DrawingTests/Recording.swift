import Foundation
import Testing

/// Results kept in `Recordings` to compare with; `MEIO_RECORD=1` writes them anew and fails the run.
enum Recording {
  private static let folder = Repository.root.appending(path: "Tests/DrawingTests/Recordings")
  private static let isRecording = ProcessInfo.processInfo.environment["MEIO_RECORD"] == "1"

  /// Compares text, byte by byte.
  static func expect(
    _ text: String, isRecordedAs name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    guard let recorded = try bytes(of: name, replacedBy: Array(text.utf8), sourceLocation) else { return }
    #expect(text == String(decoding: recorded, as: UTF8.self), sourceLocation: sourceLocation)
  }

  /// Compares pictures: every channel of every pixel differs by 1 at most.
  static func expect(
    _ png: [UInt8], isRecordedAs name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    guard let recorded = try bytes(of: name, replacedBy: png, sourceLocation) else { return }
    let actual = try #require(Picture(png: png), sourceLocation: sourceLocation)
    let expected = try #require(Picture(png: recorded), sourceLocation: sourceLocation)
    let difference = actual.difference(from: expected)
    #expect(difference.map { $0.brightest <= 1 } == true, "the pictures differ", sourceLocation: sourceLocation)
    guard difference.map({ $0.brightest > 1 }) ?? true else { return }
    Attachment.record(png, named: "actual-\(name)", sourceLocation: sourceLocation)
    Attachment.record(recorded, named: "expected-\(name)", sourceLocation: sourceLocation)
    if let difference {
      Attachment.record(try difference.png(), named: "difference-\(name)", sourceLocation: sourceLocation)
    }
  }

  /// What is recorded; `nil`, with the failure noted, where it has just been recorded.
  private static func bytes(of name: String, replacedBy new: [UInt8], _ sourceLocation: SourceLocation) throws
    -> [UInt8]?
  {
    let file = folder.appending(path: name)
    guard isRecording else { return Array(try Data(contentsOf: file)) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(new).write(to: file)
    Issue.record("recorded \(name) anew", sourceLocation: sourceLocation)
    return nil
  }
}

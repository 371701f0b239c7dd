internal import Findings
import Foundation

/// `manifest.json`: what a run wrote and from what, so that the next run knows what is its own and what is still good.
struct Manifest: Codable {
  /// A file that was written.
  struct Entry: Codable {
    /// Path below the folder.
    var path: String
    /// Size, in bytes.
    var bytes: Int
    /// SHA-256 of the content, as 64 hexadecimal digits.
    var contentHash: String
    /// Hash of what it was made from; `nil` where it is made anew each time.
    var source: String?
  }

  /// Name and version of the format.
  var schema = Self.version
  /// Hash of the inputs, options and version.
  var run: String
  /// The same with its data cut-off, as the history names it.
  var review: ReviewRecord.Key?
  /// What the files depend on.
  var inputs: ReportInputs
  /// The files, by path, without this one.
  var files: [Entry]

  static let path = "manifest.json"
  private static let version = "meio.manifest/2"

  /// The manifest of the run before, where there is one that can be read.
  static func read(folder: String) -> Manifest? {
    guard let data = FileManager.default.contents(atPath: folder + "/" + path),
      let manifest = try? JSONDecoder().decode(Manifest.self, from: data), manifest.schema == version
    else { return nil }
    return manifest
  }

  /// Paths of the files of the run before, whatever version of the format named them.
  static func paths(folder: String) -> [String] {
    struct Names: Decodable {
      struct Entry: Decodable {
        var path: String
      }
      var files: [Entry]
    }
    guard let data = FileManager.default.contents(atPath: folder + "/" + path) else { return [] }
    return (try? JSONDecoder().decode(Names.self, from: data))?.files.map(\.path) ?? []
  }
}

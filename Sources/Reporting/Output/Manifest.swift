import Foundation

/// `manifest.json`: what a run wrote and from what, so that the next run knows what is its own.
struct Manifest: Codable {
  /// A file that was written.
  struct Entry: Codable {
    var path: String
    var bytes: Int
  }

  /// Name and version of the format.
  var schema = "meio.manifest/1"
  /// Hash of the inputs, options and version.
  var run: String
  /// Version of the program.
  var toolVersion: String
  /// The files, by path, without this one.
  var files: [Entry]

  static let path = "manifest.json"

  /// The manifest of the run before, where there is one that can be read.
  static func read(folder: String) -> Manifest? {
    guard let data = FileManager.default.contents(atPath: folder + "/" + path) else { return nil }
    return try? JSONDecoder().decode(Manifest.self, from: data)
  }
}

/// JSON of plain values, always with the same bytes.
enum StableJSON {
  static func bytes(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { return [] }
    return [UInt8](data) + [0x0A]
  }
}

import Foundation

/// A folder of the test's own, removed after it.
struct Scratch {
  private let root = FileManager.default.temporaryDirectory.appendingPathComponent("reporting-\(UUID().uuidString)")

  static func use<Result>(_ body: (Scratch) throws -> Result) throws -> Result {
    let scratch = Scratch()
    try FileManager.default.createDirectory(at: scratch.root, withIntermediateDirectories: true)
    defer { scratch.remove() }
    return try body(scratch)
  }

  func remove() { try? FileManager.default.removeItem(at: root) }

  func path(_ path: String) -> String { path.isEmpty ? root.path : root.appendingPathComponent(path).path }

  func put(_ path: String, _ bytes: [UInt8]) throws {
    let place = root.appendingPathComponent(path)
    try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: place)
  }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: self.path(path)) }

  /// What stands in a folder, hidden files too.
  func names(in path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: self.path(path))) ?? []).sorted()
  }

  /// Every file below with its content.
  var tree: [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    for case let path as String in FileManager.default.enumerator(atPath: root.path) ?? .init() {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: self.path(path), isDirectory: &isFolder), !isFolder.boolValue else {
        continue
      }
      found[path] = FileManager.default.contents(atPath: self.path(path)).map { [UInt8]($0) }
    }
    return found
  }
}

import Foundation

/// The files of this package, as text.
enum Repository {
  /// A file, with its path from the package's root.
  struct File: Sendable {
    /// Path from the package's root, with `/` between its parts.
    var path: String
    /// The whole content.
    var text: String

    /// The lines, without their ends.
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// The module that the file belongs to: the folder below `Sources`, else the first folder.
    var module: String? {
      let parts = path.split(separator: "/")
      guard parts.count > 1 else { return nil }
      return String(parts[0] == "Sources" ? parts[1] : parts[0])
    }
  }

  /// The package's folder.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every Swift file of the package, sorted by path.
  static let swiftFiles: [File] = files(below: ["Sources", "Tests", "Templates", "Assets"], extensions: ["swift"])

  /// The Swift files that go into the product.
  static let sources: [File] = swiftFiles.filter { !$0.path.hasPrefix("Tests/") }

  /// The names of the folders in `Sources`.
  static let moduleFolders: [String] = {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Sources").path())) ?? []
    return entries.filter { !$0.hasPrefix(".") && !$0.hasSuffix(".md") }.sorted()
  }()

  /// The files below some folders whose name has one of the extensions, sorted by path.
  static func files(below folders: [String], extensions: Set<String>) -> [File] {
    var found: [File] = []
    for folder in folders {
      let base = root.appending(path: folder)
      guard let walker = FileManager.default.enumerator(atPath: base.path()) else { continue }
      for case let name as String in walker where extensions.contains((name as NSString).pathExtension) {
        guard let text = try? String(contentsOf: base.appending(path: name), encoding: .utf8) else { continue }
        found.append(File(path: "\(folder)/\(name)", text: text))
      }
    }
    return found.sorted { $0.path < $1.path }
  }
}

import Foundation

/// Data that stand beside the repository on some machines; tests that need them skip where they are absent.
enum SharedData {
  static let folder: String = {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    return root.deletingLastPathComponent().appendingPathComponent("shared/data").path
  }()

  static var isPresent: Bool { FileManager.default.fileExists(atPath: folder) }

  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(path)")))
  }
}

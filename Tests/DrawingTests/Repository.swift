import Drawing
import Foundation

/// Files of the repository that tests read.
enum Repository {
  /// The folder that holds `Package.swift`.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: root.appending(path: path))) }

  /// The theme that is compiled into the program.
  static func theme() throws -> Theme { try Theme(json: bytes("Assets/theme.json")) }
}

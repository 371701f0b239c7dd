import Foundation
import SupplyNetwork

/// One file of a case folder, read whole, once.
struct InputFile {
  /// Name inside the case folder.
  let name: String
  /// Its content.
  let bytes: [UInt8]

  /// Reads a regular file.
  ///
  /// - Throws: an `unreadable-file` issue where it is no regular file or cannot be read.
  init(name: String, path: String) throws(Issue) {
    var isDirectory: ObjCBool = false
    let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard FileManager.default.fileExists(atPath: resolved, isDirectory: &isDirectory) else {
      throw Issue(.error, code: "missing-file", at: .init(file: name), "there is no such file")
    }
    let type = try? FileManager.default.attributesOfItem(atPath: resolved)[.type] as? FileAttributeType
    guard !isDirectory.boolValue, type == .typeRegular else {
      throw Issue(.error, code: "unreadable-file", at: .init(file: name), "is not a regular file")
    }
    do {
      bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: resolved)))
    } catch {
      throw Issue(
        .error, code: "unreadable-file", at: .init(file: name), "cannot be read",
        hint: "check that you may read the file")
    }
    self.name = name
  }

  /// A file made in memory.
  init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

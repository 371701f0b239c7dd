internal import ContentHash
import Foundation
internal import Synchronization

/// Hashes of files, worked out side by side.
enum FileHashes {
  /// One per file, in their order.
  static func of(_ files: [OutputFolder.File]) -> [String] {
    let hashes = Mutex([String](repeating: "", count: files.count))
    DispatchQueue.concurrentPerform(iterations: files.count) { index in
      let hash = SHA256.hexadecimalDigest(of: files[index].bytes)
      hashes.withLock { $0[index] = hash }
    }
    return hashes.withLock { $0 }
  }
}

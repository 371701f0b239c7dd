import Foundation

/// Why output could not be written.
public struct OutputError: Error, Sendable, Equatable {
  /// What failed, naming the file.
  public var message: String
}

/// Writes a set of files whole or not at all.
///
/// Everything goes to a folder beside the target first and is synced there; only then is each file renamed into
/// place. A run that fails before that leaves the previous output as it was. Files of the previous run that the new
/// one no longer has are removed; files that no run of ours wrote are never touched.
public struct OutputFolder: Sendable {
  /// A file to be written: a path below the folder, with `/`, and its content.
  public typealias File = (path: String, bytes: [UInt8])

  /// The folder.
  public let path: String

  /// Names a folder; it need not exist yet.
  public init(path: String) { self.path = path }

  /// Writes the files and removes those of `previous` that are not among them.
  public func write(_ files: [File], replacing previous: [String] = []) throws(OutputError) {
    let manager = FileManager.default
    let target = URL(fileURLWithPath: path, isDirectory: true).standardizedFileURL
    let staging = target.deletingLastPathComponent()
      .appendingPathComponent(".\(target.lastPathComponent).meio-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? manager.removeItem(at: staging) }
    do {
      try? manager.removeItem(at: staging)
      try manager.createDirectory(at: staging, withIntermediateDirectories: true)
      for file in files {
        let place = staging.appendingPathComponent(file.path)
        try manager.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Self.write(file.bytes, to: place.path)
      }
      try manager.createDirectory(at: target, withIntermediateDirectories: true)
      for file in files {
        let place = target.appendingPathComponent(file.path)
        try manager.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        let source = staging.appendingPathComponent(file.path).path
        guard rename(source, place.path) == 0 else { throw Self.systemError(place.path) }
      }
    } catch let error as OutputError {
      throw error
    } catch {
      throw OutputError(message: "\(path): \(error.localizedDescription)")
    }
    let kept = Set(files.map(\.path))
    for old in previous where !kept.contains(old) && Self.isBelow(old) {
      try? manager.removeItem(at: target.appendingPathComponent(old))
    }
  }

  /// Whether a path stays below the folder it is appended to.
  static func isBelow(_ path: String) -> Bool {
    !path.isEmpty && !path.hasPrefix("/") && !path.split(separator: "/").contains("..")
  }

  /// Writes and syncs one file.
  private static func write(_ bytes: [UInt8], to path: String) throws(OutputError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw systemError(path) }
    var start = 0
    while start < bytes.count {
      let written = bytes.withUnsafeBytes { buffer -> Int in
        guard let base = buffer.baseAddress else { return 0 }
        #if canImport(Glibc)
          return Glibc.write(descriptor, base + start, buffer.count - start)
        #else
          return Darwin.write(descriptor, base + start, buffer.count - start)
        #endif
      }
      guard written > 0 else {
        if written < 0, errno == EINTR { continue }
        let error = systemError(path)
        close(descriptor)
        throw error
      }
      start += written
    }
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      let error = systemError(path)
      close(descriptor)
      throw error
    }
    guard close(descriptor) == 0 else { throw systemError(path) }
  }

  private static func systemError(_ path: String) -> OutputError {
    OutputError(message: "\(path): \(String(cString: strerror(errno)))")
  }
}

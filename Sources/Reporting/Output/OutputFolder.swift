import Foundation
internal import Synchronization

/// Why output could not be written.
public struct OutputError: Error, Sendable, Equatable {
  /// What failed, naming the file.
  public var message: String
}

/// Writes a set of files whole or not at all.
///
/// Everything goes to a staging folder first and is synced there: inside the target where that exists, so that nothing
/// beside it need be writable, and beside it otherwise. Only when nothing stands in the way is each file renamed into
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
  ///
  /// - Throws: ``OutputError`` where a path leads out of the folder, something stands in the way, or the system refuses.
  public func write(_ files: [File], replacing previous: [String] = []) throws(OutputError) {
    if let file = files.first(where: { !Self.isBelow($0.path) }) {
      throw OutputError(message: "\(file.path): the path leads out of the folder")
    }
    let target = URL(fileURLWithPath: path, isDirectory: true).standardizedFileURL
    let isThere = FileManager.default.fileExists(atPath: target.path)
    let staging = Self.existing(target).appendingPathComponent(".meio-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: staging) }
    do throws(OutputError) {
      try Self.stage(files, in: staging)
    } catch {
      // Where the file was to go says more than where it was prepared.
      throw OutputError(message: error.message.replacingOccurrences(of: staging.path, with: target.path))
    }
    if isThere {
      for file in files { try Self.checkWay(to: file.path, below: target) }
    }
    for file in files {
      let place = target.appendingPathComponent(file.path)
      try Self.makeFolder(place.deletingLastPathComponent())
      let source = staging.appendingPathComponent(file.path).path
      guard rename(source, place.path) == 0 else { throw Self.systemError(place.path) }
    }
    let kept = Set(files.map(\.path))
    for old in previous where !kept.contains(old) && Self.isBelow(old) { Self.remove(old, below: target) }
  }

  /// Writes and syncs the files, several at a time: syncing is waiting.
  private static func stage(_ files: [File], in staging: URL) throws(OutputError) {
    let places = files.map { staging.appendingPathComponent($0.path) }
    for place in places { try makeFolder(place.deletingLastPathComponent()) }
    let failures = Mutex<[Int: OutputError]>([:])
    DispatchQueue.concurrentPerform(iterations: files.count) { index in
      do throws(OutputError) {
        try write(files[index].bytes, to: places[index].path)
      } catch {
        failures.withLock { $0[index] = error }
      }
    }
    if let first = failures.withLock({ $0.min { $0.key < $1.key } }) { throw first.value }
  }

  /// The folder itself, or the nearest above it that exists: what lies between is made when all is staged.
  private static func existing(_ folder: URL) -> URL {
    var folder = folder
    while folder.path != "/", !FileManager.default.fileExists(atPath: folder.path) {
      folder = folder.deletingLastPathComponent()
    }
    return folder
  }

  /// Makes a folder and those above it; none of them need be missing.
  private static func makeFolder(_ folder: URL) throws(OutputError) {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) {
      guard isFolder.boolValue else { throw OutputError(message: "\(folder.path): a file stands where a folder goes") }
      return
    }
    try makeFolder(folder.deletingLastPathComponent())
    guard mkdir(folder.path, 0o755) == 0 || errno == EEXIST else { throw systemError(folder.path) }
  }

  /// Throws where a file could not be renamed into place: before the first is, so that all stay as they were.
  private static func checkWay(to path: String, below target: URL) throws(OutputError) {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    let place = target.appendingPathComponent(path)
    if manager.fileExists(atPath: place.path, isDirectory: &isFolder), isFolder.boolValue {
      throw OutputError(message: "\(place.path): a folder stands where the file goes")
    }
    var folder = place.deletingLastPathComponent()
    while !manager.fileExists(atPath: folder.path, isDirectory: &isFolder) {
      folder = folder.deletingLastPathComponent()
    }
    guard isFolder.boolValue else { throw OutputError(message: "\(folder.path): a file stands where a folder goes") }
    guard access(folder.path, W_OK | X_OK) == 0 else { throw systemError(folder.path) }
  }

  /// Removes a file and the folders that it leaves empty. A folder of that name is not ours to remove.
  private static func remove(_ path: String, below target: URL) {
    var place = target.appendingPathComponent(path)
    guard unlink(place.path) == 0 else { return }
    for _ in 1..<max(1, path.split(separator: "/").count) {
      place = place.deletingLastPathComponent()
      guard rmdir(place.path) == 0 else { return }
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

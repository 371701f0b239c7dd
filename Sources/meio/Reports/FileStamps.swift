import Foundation

/// Size and time of change of files: cheap to look at, and another wherever a file was saved.
struct FileStamps: Equatable {
  private struct Stamp: Equatable {
    var size: Int64
    var seconds: Int
    var nanoseconds: Int
    /// A file that was put in the place of another may have its time.
    var number: UInt64
  }

  private var stamps: [String: Stamp] = [:]

  /// Looks at files, and at those in folders; what is not there has no stamp.
  init(of paths: [String]) {
    for path in paths {
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
        stamps[path] = Self.stamp(path)
        continue
      }
      for name in names { stamps[path + "/" + name] = Self.stamp(path + "/" + name) }
    }
  }

  /// `nil` for what is no file: folders change with the output that may lie in them.
  private static func stamp(_ path: String) -> Stamp? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return Stamp(
      size: Int64(status.st_size), seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec),
      number: UInt64(status.st_ino))
  }
}

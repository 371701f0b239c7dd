import Foundation

/// Reads standard input line by line, holding one line at a time.
struct LineReader {
  /// A line without its end.
  enum Line: Sendable, Equatable {
    case text([UInt8])
    /// Longer than ``LineReader/longestLine``; its content is dropped.
    case tooLong
  }

  /// Bytes that a line may have: a bound on memory, far above any network that could be solved.
  static let longestLine = 256 << 20

  private static let chunkSize = 1 << 16

  private let descriptor: Int32
  private let longestLine: Int
  private var chunk: [UInt8] = []
  private var position = 0

  /// A reader of a file descriptor.
  init(descriptor: Int32 = STDIN_FILENO, longestLine: Int = LineReader.longestLine) {
    self.descriptor = descriptor
    self.longestLine = longestLine
  }

  /// The next line; `nil` at the end. The last line need not have an end.
  mutating func next() -> Line? {
    var line: [UInt8] = []
    var isTooLong = false
    var hasContent = false
    while fill() {
      hasContent = true
      let rest = chunk[position...]
      let end = rest.firstIndex(of: UInt8(ascii: "\n"))
      if line.count + (end ?? rest.endIndex) - position > longestLine {
        isTooLong = true
        line = []
      } else if !isTooLong {
        line += chunk[position..<(end ?? rest.endIndex)]
      }
      position = end.map { $0 + 1 } ?? rest.endIndex
      if end != nil { break }
    }
    guard hasContent else { return nil }
    return isTooLong ? .tooLong : .text(line)
  }

  /// Whether there is something to read.
  private mutating func fill() -> Bool {
    if position < chunk.count { return true }
    while true {
      var count = 0
      chunk = [UInt8](unsafeUninitializedCapacity: Self.chunkSize) { buffer, initialized in
        count = read(descriptor, buffer.baseAddress, Self.chunkSize)
        initialized = max(0, count)
      }
      position = 0
      if count < 0, errno == EINTR { continue }
      return count > 0
    }
  }
}

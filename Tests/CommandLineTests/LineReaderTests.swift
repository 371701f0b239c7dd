import Foundation
import Testing

@testable import meio

/// Reading line by line from a descriptor.
struct LineReaderTests {
  private func lines(_ text: String, longest: Int = 1000) throws -> [LineReader.Line] {
    let folder = try TemporaryFolder()
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: try folder.write(text, as: "lines")))
    var reader = LineReader(descriptor: handle.fileDescriptor, longestLine: longest)
    var lines: [LineReader.Line] = []
    while let line = reader.next() { lines.append(line) }
    return lines
  }

  private func text(_ line: String) -> LineReader.Line { .text(Array(line.utf8)) }

  @Test("lines with and without a last line end, and empty ones")
  func splitting() throws {
    #expect(try lines("") == [])
    #expect(try lines("a\nbc") == [text("a"), text("bc")])
    #expect(try lines("a\n\nb\n") == [text("a"), text(""), text("b")])
    #expect(try lines("\n") == [text("")])
  }

  @Test("a line that is too long is dropped, not the next one")
  func tooLong() throws {
    #expect(try lines("abcd\nabcde\nab", longest: 4) == [text("abcd"), .tooLong, text("ab")])
    let long = String(repeating: "x", count: 200_000)
    #expect(try lines("a\n\(long)\nb\n", longest: 100_000) == [text("a"), .tooLong, text("b")])
    #expect(try lines("\(long)\nb\n", longest: 200_000) == [text(long), text("b")])
  }
}

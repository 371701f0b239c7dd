/// Rules about the text of one file. Each gives what it found, one line each.
enum TextRule {
  /// The most lines a Swift file may have.
  static let longestFile = 500

  /// A file is one type or one topic.
  static func tooLong(_ file: Repository.File) -> [String] {
    let lines = file.text.last == "\n" ? file.lines.count - 1 : file.lines.count
    return lines > longestFile ? ["\(file.path): \(lines) lines, at most \(longestFile)"] : []
  }

  /// Work that is left belongs in the tracker.
  static func unfinished(_ file: Repository.File) -> [String] {
    // Joined, so that this file does not find itself.
    let marks = ["TO" + "DO", "FIX" + "ME", "X" + "XX"]
    return faults(in: file, "unfinished work") { line in
      marks.contains { mark in
        occurrences(of: mark, in: line).contains { !$0.before.isPartOfName && !$0.after.isPartOfName }
      }
    }
  }

  /// Only the command line writes to standard output.
  static func prints(_ file: Repository.File) -> [String] {
    guard file.module != "meio" else { return [] }
    return faults(in: file, "prints") { line in
      ["print(", "debugPrint(", "dump("].contains { call in
        occurrences(of: call, in: withoutComment(line)).contains { !$0.before.isPartOfName && $0.before != "." }
      }
    }
  }

  /// Nothing depends on where one machine keeps its files.
  static func machinePaths(_ file: Repository.File) -> [String] {
    let folders = ["work", "root", "home", "Users"].map { "/" + $0 + "/" }
    return faults(in: file, "a path of one machine") { line in
      folders.contains { folder in
        occurrences(of: folder, in: line).contains {
          !$0.before.isPartOfName && $0.before != "." && $0.before != "-"
        }
      }
    }
  }

  /// The places of the lines that a test holds for.
  private static func faults(
    in file: Repository.File, _ fault: String, where isFault: (Substring) -> Bool
  ) -> [String] {
    file.lines.enumerated().compactMap { index, line in
      isFault(line) ? "\(file.path):\(index + 1): \(fault)" : nil
    }
  }

  /// A line without its `//` comment; a `//` inside a string, as in an address, follows a colon.
  private static func withoutComment(_ line: Substring) -> Substring {
    let comment = occurrences(of: "//", in: line).first { $0.before != ":" }
    return comment.map { line[..<$0.start] } ?? line
  }

  /// Where a mark stands in a line, with the characters beside it.
  private static func occurrences(
    of mark: String, in line: Substring
  ) -> [(start: Substring.Index, before: Character?, after: Character?)] {
    line.ranges(of: mark).map { range in
      let before = range.lowerBound > line.startIndex ? line[line.index(before: range.lowerBound)] : nil
      let after = range.upperBound < line.endIndex ? line[range.upperBound] : nil
      return (range.lowerBound, before, after)
    }
  }
}

extension Character? {
  /// Whether it may stand inside a name.
  fileprivate var isPartOfName: Bool {
    guard let self else { return false }
    return self.isLetter || self.isNumber || self == "_"
  }
}

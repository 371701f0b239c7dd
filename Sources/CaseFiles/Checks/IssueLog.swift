import SupplyNetwork

/// Collects the issues of a run; of one code in one file it keeps the first twenty and counts the rest.
struct IssueLog {
  /// Issues of one code in one file that are told one by one.
  static let repeatLimit = 20

  private struct Key: Hashable {
    var file: String
    var code: String
    var severity: Issue.Severity
  }

  private var kept: [Issue] = []
  private var counts: [Key: Int] = [:]
  /// Whether the case cannot be used.
  private(set) var hasErrors = false

  /// Notes an issue. The texts are made only where the issue is kept.
  mutating func report(
    _ severity: Issue.Severity, _ code: String, _ place: Issue.Place, _ message: @autoclosure () -> String,
    hint: @autoclosure () -> String? = nil
  ) {
    if severity == .error { hasErrors = true }
    let key = Key(file: place.file, code: code, severity: severity)
    let count = counts[key, default: 0] + 1
    counts[key] = count
    guard count <= Self.repeatLimit else { return }
    kept.append(Issue(severity, code: code, at: place, message(), hint: hint()))
  }

  /// Notes an issue made elsewhere.
  mutating func report(_ issue: Issue) {
    report(issue.severity, issue.code, issue.place ?? .init(file: ""), issue.message, hint: issue.hint)
    if issue.place == nil, kept.last?.code == issue.code { kept[kept.count - 1].place = nil }
  }

  /// Whether a file cannot be used as it is.
  func hasErrors(in file: String) -> Bool { counts.keys.contains { $0.file == file && $0.severity == .error } }

  /// All issues by file, then line; what concerns a whole file follows its lines.
  func sorted() -> [Issue] {
    var all = kept
    for (key, count) in counts where count > Self.repeatLimit {
      all.append(
        Issue(
          key.severity, code: key.code, at: .init(file: key.file),
          "\(count - Self.repeatLimit) more of the kind \(key.code), \(count) in all",
          hint: "the first \(Self.repeatLimit) are listed above"))
    }
    func precedes(_ left: (offset: Int, element: Issue), _ right: (offset: Int, element: Issue)) -> Bool {
      let (a, b) = (left.element, right.element)
      let (aFile, bFile) = (a.place?.file ?? "", b.place?.file ?? "")
      if aFile != bFile { return aFile < bFile }
      let (aLine, bLine) = (a.place?.line ?? .max, b.place?.line ?? .max)
      if aLine != bLine { return aLine < bLine }
      if a.severity != b.severity { return a.severity < b.severity }
      if a.code != b.code { return a.code < b.code }
      return left.offset < right.offset
    }
    return all.enumerated().sorted(by: precedes).map(\.element)
  }
}

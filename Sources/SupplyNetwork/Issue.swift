/// Something wrong, odd or missing in the input, told so that its owner can mend it.
public struct Issue: Error, Sendable, Codable, Equatable {
  /// How much it matters.
  public enum Severity: String, Sendable, Codable, Comparable {
    /// The case cannot be used.
    case error
    /// The case can be used; the figures may suffer.
    case warning
    /// Worth knowing.
    case note
    /// The graver first.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
    private var rank: Int { self == .error ? 0 : self == .warning ? 1 : 2 }
  }

  /// Where it stands.
  public struct Place: Sendable, Codable, Equatable {
    /// File name inside the case folder.
    public var file: String
    /// Line, from 1.
    public var line: Int?
    /// Name of the column, or the key path of a YAML or JSON file.
    public var column: String?
    /// Makes a place.
    public init(file: String, line: Int? = nil, column: String? = nil) {
      self.file = file
      self.line = line
      self.column = column
    }
  }

  /// How much it matters.
  public var severity: Severity
  /// A stable word for programs (`unknown-location`).
  public var code: String
  /// Where it stands.
  public var place: Place?
  /// What is wrong, with the value seen and what was expected.
  public var message: String
  /// What to do about it.
  public var hint: String?

  /// Makes an issue.
  public init(
    _ severity: Severity, code: String, at place: Place? = nil, _ message: String, hint: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.place = place
    self.message = message
    self.hint = hint
  }
}

/// The issues that stop a run, all of them together.
public struct IssueList: Error, Sendable, Codable, Equatable {
  /// All issues found.
  public var issues: [Issue]
  /// Makes a list.
  public init(_ issues: [Issue]) { self.issues = issues }
}

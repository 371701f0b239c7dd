public import SupplyNetwork

extension ReviewRecord {
  /// Names a run.
  public struct Key: Sendable, Codable, Hashable {
    /// Last day that its data know of; `nil` where there is none.
    public var dataCutOff: CalendarDate?
    /// Hash of its inputs, options and version.
    public var runID: String
    /// Hash of all that its figures depend on, labels apart; `nil` where that cannot be told.
    public var study: String?

    /// Names a run.
    public init(dataCutOff: CalendarDate?, runID: String, study: String?) {
      self.dataCutOff = dataCutOff
      self.runID = runID
      self.study = study
    }

    /// The run that a file name tells of; `nil` where it tells of none.
    public init?(fileName: String) {
      guard fileName.hasSuffix(Self.ending), let dash = fileName.lastIndex(of: "-") else { return nil }
      let cutOff = fileName[..<dash]
      dataCutOff = CalendarDate(iso8601: cutOff)
      runID = String(fileName[fileName.index(after: dash)...].dropLast(Self.ending.count))
      guard dataCutOff != nil || cutOff == Self.undated, isRun else { return nil }
    }

    private static let ending = ".json"
    private static let undated = "undated"

    /// The data cut-off as text (`2026-11-01`, else `undated`): in the order of the days.
    public var cutOff: String { dataCutOff?.description ?? Self.undated }

    /// The name of its record: `2026-11-01-0123456789abcdef.json`.
    public var fileName: String { "\(cutOff)-\(runID)\(Self.ending)" }

    /// Whether the id is one, and so fit for the name of a file.
    public var isRun: Bool { runID.utf8.count == 16 && runID.allSatisfy { $0.isASCII && $0.isHexDigit } }

    /// The runs of data before a day (`2026-11-01`): the latest data first, of one cut-off the last run first.
    public static func earlier(_ runs: [Key], before day: String) -> [Key] {
      runs.enumerated().filter { $0.element.dataCutOff != nil && $0.element.cutOff < day }
        .sorted { ($0.element.cutOff, $0.offset) > ($1.element.cutOff, $1.offset) }.map(\.element)
    }

    /// The same of those up to a day, that included; none also where the text is no date.
    public static func earlier(_ runs: [Key], upTo date: String) -> [Key] {
      CalendarDate(iso8601: date).map { earlier(runs, before: $0.adding(days: 1).description) } ?? []
    }
  }
}

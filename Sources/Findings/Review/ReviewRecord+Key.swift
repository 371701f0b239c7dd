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

    /// The last run of the latest data cut-off before a day (`2026-11-01`); `nil` where none is.
    public static func latest(_ runs: [Key], before day: String) -> Key? {
      runs.reduce(nil) { best, run in
        run.dataCutOff != nil && run.cutOff < day && run.cutOff >= best?.cutOff ?? "" ? run : best
      }
    }

    /// The same of those up to a day, that included; `nil` also where the text is no date.
    public static func latest(_ runs: [Key], upTo date: String) -> Key? {
      CalendarDate(iso8601: date).flatMap { latest(runs, before: $0.adding(days: 1).description) }
    }
  }
}

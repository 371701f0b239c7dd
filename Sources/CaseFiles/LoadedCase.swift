public import SupplyNetwork

/// What reading a case folder gave.
public struct LoadedCase: Sendable {
  /// A file that was read.
  public struct Input: Sendable, Codable, Equatable {
    /// Name inside the case folder.
    public var name: String
    /// SHA-256 of the content, as 64 hexadecimal digits.
    public var contentHash: String
    /// Size, in bytes.
    public var byteCount: Int

    /// Makes an entry.
    public init(name: String, contentHash: String, byteCount: Int) {
      self.name = name
      self.contentHash = contentHash
      self.byteCount = byteCount
    }
  }

  /// The case; `nil` where any issue is an error.
  public var `case`: Case?
  /// All issues of all files, by file, then line.
  public var issues: [Issue]
  /// The logo that the case names: a PNG file; `nil` where there is none.
  public var logo: [UInt8]?
  /// Where case.yaml names the colours of the brand, by role.
  public var colorPlaces: [String: Issue.Place] = [:]
  /// All files read, by name.
  public var inputs: [Input]

  /// Makes a result.
  public init(case: Case?, issues: [Issue], inputs: [Input]) {
    self.case = `case`
    self.issues = issues
    self.inputs = inputs
  }
}

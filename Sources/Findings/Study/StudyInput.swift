public import SupplyNetwork

/// What a study is made from.
public struct StudyInput: Sendable {
  /// An input file as it was read.
  public struct File: Sendable, Codable, Equatable {
    /// Name inside the case folder.
    public var name: String
    /// Hash of its content, in hexadecimal.
    public var contentHash: String

    /// Makes a file.
    public init(name: String, contentHash: String) {
      self.name = name
      self.contentHash = contentHash
    }
  }

  /// The problem as solvers see it.
  public var model: NetworkModel
  /// The tables it came from. `nil` where the input is a single stage network.
  public var planningCase: Case?
  /// The logo that the case names: a PNG file.
  public var logo: [UInt8]?
  /// Where the case names the colours of its brand, by role.
  public var colorPlaces: [String: Issue.Place] = [:]
  /// What reading found.
  public var issues: [Issue]
  /// The files read, by name.
  public var files: [File]
  /// Version of the program, for the reproducibility block.
  public var toolVersion: String

  /// Makes an input.
  public init(
    model: NetworkModel, planningCase: Case? = nil, issues: [Issue] = [], files: [File] = [], toolVersion: String
  ) {
    self.model = model
    self.planningCase = planningCase
    self.issues = issues
    self.files = files
    self.toolVersion = toolVersion
  }
}

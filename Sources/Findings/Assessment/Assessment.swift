/// What a consultant would begin with: what the input says of the network, its demand and its stock, what it lacks, and
/// what is assumed. Nothing is solved or simulated.
public struct Assessment: Sendable, Codable, Equatable {
  /// One topic.
  public struct Section: Sendable, Codable, Equatable {
    /// A stable word for programs (`structure`).
    public var id: String
    /// Heading.
    public var title: String
    /// What is found, in sentences, the most telling first.
    public var sentences: [String]
    /// Separate points, as a list.
    public var points: [String]
    /// The figures behind the sentences.
    public var tables: [FindingsTable]

    /// Makes a section.
    public init(
      id: String, title: String, sentences: [String] = [], points: [String] = [], tables: [FindingsTable] = []
    ) {
      self.id = id
      self.title = title
      self.sentences = sentences
      self.points = points
      self.tables = tables
    }
  }

  /// Title of the case or network.
  public var title: String
  /// The topics, in the order of reading.
  public var sections: [Section]

  /// Assesses an input. Complexity: O(stages + links + records of the history).
  public init(_ input: StudyInput) {
    let context = AssessmentContext(input)
    title = context.title
    sections = []
  }
}

import SupplyNetwork

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
  /// The topics, in the order of reading; one that the input says nothing of is left out. The last three say what the
  /// data say (`findings`), what they lack (`lacks`) and what is assumed (`assumptions`).
  public var sections: [Section]

  /// Assesses an input. Complexity: O(stages + links + records of the history), and sorting.
  public init(_ input: StudyInput) {
    let context = AssessmentContext(input)
    let topics: [AssessedTopic] = [
      .structure(context), .items(context), .demand(context), .variability(context), .correlation(context),
      .season(context), .flows(context), .leadTimes(context), .costs(context), .stock(context), .service(context),
    ].compactMap { $0 }
    let scenarios = context.settings.scenarios
    title = context.settings.title.isEmpty ? "Assessment of the input" : context.settings.title
    sections = topics.map(\.section)
    if !scenarios.isEmpty {
      sections.append(
        Section(
          id: "scenarios", title: "Scenarios",
          points: scenarios.map { scenario in
            scenario.name + (scenario.description.map { ": \($0)" } ?? "")
          }))
    }
    let findings = topics.compactMap(\.finding)
    if !findings.isEmpty {
      sections.append(Section(id: "findings", title: "What the data say", points: findings))
    }
    let lacks = DataLacks(context).points
    sections.append(
      Section(
        id: "lacks", title: "What the data lack",
        sentences: lacks.isEmpty ? ["Nothing that this version can use is missing."] : [], points: lacks))
    sections.append(
      Section(id: "assumptions", title: "What is assumed", points: InputAssumptions(context).points))
  }
}

/// A topic of an assessment and the one sentence that sums it up.
struct AssessedTopic {
  /// What is told of it.
  var section: Assessment.Section
  /// What it comes to; `nil` where that is nothing remarkable.
  var finding: String?
}

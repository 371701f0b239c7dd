/// What a method of this module is and what it may be trusted with: a line of `meio solvers`.
///
/// Every method describes itself where it is written, as `static var description: MethodDescription` of its entry
/// type; ``MethodCatalogue`` only lists them.
public struct MethodDescription: Sendable, Codable, Equatable {
  /// The question that a method answers.
  public enum Model: String, Sendable, Codable, CaseIterable {
    /// One stage alone.
    case singleStage = "single stage"
    /// Committed service times kept for all demand within a bound.
    case guaranteedService = "guaranteed service"
    /// Base stocks under demand of any size, suppliers that may be late.
    case stochasticService = "stochastic service"
    /// The best service for a budget, or the least cost for a service.
    case serviceBudget = "service under a budget"
    /// What shared stock saves.
    case riskPooling = "risk pooling"
    /// Whatever can be simulated.
    case search
    /// Time-phased netting of requirements.
    case requirementsPlanning = "requirements planning"
  }

  /// Shapes of networks, each a special case of a later one but for assembly and distribution.
  public enum Topology: String, Sendable, Codable, CaseIterable {
    case single, serial, assembly, distribution, tree, acyclic
  }

  /// What is known of an answer.
  public enum Guarantee: String, Sendable, Codable, CaseIterable {
    /// No other answer is better.
    case exact
    /// The answer comes with a bound on how much better any other can be.
    case boundedGap = "bounded gap"
    /// The answer is right for a model that is close to the one asked for.
    case approximation
    /// A rule that is good as a rule.
    case heuristic
  }

  /// What `--method` calls it: lower case with hyphens.
  public var name: String
  /// The question it answers.
  public var model: Model
  /// What it does, in one line without a full stop.
  public var summary: String
  /// The shapes it takes, the most general ones.
  public var topologies: [Topology]
  /// The demand it takes, in words.
  public var demand: String
  /// What is known of its answers.
  public var guarantee: Guarantee
  /// Where it comes from: authors, year, DOI.
  public var source: String

  /// Describes a method.
  public init(
    name: String, model: Model, summary: String, topologies: [Topology], demand: String, guarantee: Guarantee,
    source: String
  ) {
    self.name = name
    self.model = model
    self.summary = summary
    self.topologies = topologies
    self.demand = demand
    self.guarantee = guarantee
    self.source = source
  }
}

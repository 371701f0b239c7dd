import Probability
import SupplyNetwork

/// What the figures rest on: data quality, definitions, methods, and how to make them again.
public struct AssumptionFindings: Sendable, Codable {
  /// Confidence in the data, A to D.
  public var grade: String
  /// How the grade comes about.
  public var gradeRule: String
  /// The same without the grade, from its colon on.
  var gradeReason: String
  /// Checks of the input.
  public var dataQuality: FindingsTable
  /// What the input lacks, and what each lack costs.
  public var lacks: [String]
  /// What reading found, as sentences; the first twelve.
  public var inputIssues: [String]
  /// How many more there are.
  public var moreIssues: String?
  /// Assumptions of the model.
  public var assumptions: [String]
  /// What each figure of service counts, with those of this run.
  public var serviceFigures: FindingsTable
  /// What rules of practice would hold, where any takes a network.
  public var simpleRules: FindingsTable?
  /// KPI, formula, source.
  public var definitions: FindingsTable
  /// Run id, version, options, files.
  public var reproducibility: [String]

  init(_ context: FindingsContext) {
    let checks = DataCheck.all(context)
    grade = DataCheck.grade(checks)
    let lost = checks.filter { $0.penalty > 0 }.map { $0.name.lowercased() }
    gradeReason =
      ": from A, one grade is lost with each serious lack"
      + (lost.isEmpty ? "; there is none." : " (here: \(lost.joined(separator: ", "))).")
    gradeRule = "Confidence grade \(grade)" + gradeReason
    dataQuality = FindingsTable(
      id: "data-quality", caption: "Data quality",
      columns: [.init("Check", numeric: false), .init("Result", numeric: false), .init("Effect", numeric: false)],
      rows: checks.map {
        .init([.init($0.name), .init($0.result), .init($0.penalty > 0 ? "lowers the grade" : NumberFormat.none)])
      })
    lacks = DataLacks(AssessmentContext(context.study.input)).points
    let issues = context.study.input.issues.filter { $0.severity != .note }
    inputIssues = issues.prefix(12).map(Self.sentence)
    moreIssues = issues.count > 12 ? "\(issues.count - 12) more: see meio check." : nil
    assumptions = Self.assumptions(context)
    serviceFigures = ServiceGlossary.table(context)
    simpleRules = SimpleRuleFindings.table(context)
    definitions = Self.definitionTable(context)
    reproducibility = []
    label(with: context.study.input)
  }

  /// Says which input the findings are of.
  mutating func label(with input: StudyInput) {
    reproducibility = Self.reproducibility(input)
  }

  private static func sentence(_ issue: Issue) -> String {
    var place = ""
    if let at = issue.place {
      place = at.file + (at.line.map { ", line \($0)" } ?? "") + (at.column.map { ", \($0)" } ?? "") + ": "
    }
    return place + issue.message
  }

  /// What the models take for granted, whatever the input.
  static func modelAssumptions(period: String, networks: [StageNetwork]) -> [String] {
    let stages = networks.lazy.flatMap(\.stages)
    let leadTimesVary = stages.contains { $0.processingTimeSD > 0 }
    let hasHelp = stages.contains { $0.expediting != nil } || networks.contains { !$0.transshipments.isEmpty }
    let outside =
      stages.contains { !$0.outsideDisruptions.isEmpty }
      ? "The outside supplier delivers but for the disruptions stated." : "The outside supplier always delivers."
    return [
      "Demand of different \(period)s is independent and alike: trend and season count as variability, so that "
        + "safety stock is on the safe side where they could be forecast.",
      leadTimesVary
        ? "Lead times vary where the input says so, in the plan and in the simulation; no order overtakes another. "
          + outside
        : "Lead times are certain. " + outside,
      "Guaranteed service: demand beyond the bound of a stage is met by other means (expediting, overtime). "
        + (hasHelp
          ? "The simulation grants only the fast ways and the help between peers that are stated."
          : "The simulation grants no such means, so it shows what happens without them."),
      "The demand bound of a stage that serves customers directly is the quantile of its own distribution; upstream it is "
        + "normal where all demand served is normal, else a gamma of the same mean and deviation.",
      "One correlation per item, the same between all its locations; a negative estimate counts as 0.",
    ]
  }

  private static func assumptions(_ context: FindingsContext) -> [String] {
    let settings = context.settings
    var list = modelAssumptions(period: context.period, networks: context.model.networks)
    list += PlayedEvents(context).sentences
    if let fastWays = fastWays(context) { list.append(fastWays) }
    if context.study.input.planningCase?.history != nil, settings.demand.distribution == .auto {
      list.append(
        "Distribution by pattern (Syntetos, Boylan & Croston 2005: average interval 1.32, squared variation of size 0.49): "
          + patternSummary(context) + ".")
    }
    if context.isLocal {
      list.append(
        "Local min-max starts from forecasts at mean demand; its maximum at mean demand stands for its order-up-to level."
      )
    }
    let guessed = context.study.networks.reduce(0) { $0 + $1.current.sources.filter { $0 == .inventoryPosition }.count }
    if guessed > 0 {
      list.append(
        "At \(context.format.count(guessed, "stage")) no order-up-to level was given: today's stock plus what is on order "
          + "stands for it.")
    }
    let fixed = context.model.fixedBaseStocks
    if fixed > 0 {
      list.append(
        "\(context.format.count(fixed, "base stock")) fixed in overrides.csv \(fixed == 1 ? "stands" : "stand") as given."
      )
    }
    if settings.replenishment.statedRules.contains(where: { $0.logic == .balancedEchelonBaseStock }) {
      list.append(
        "Balanced echelon base stocks (Rosling 1989, doi:10.1287/opre.37.4.565) hold an order down to what the component "
          + "with the next longer lead time has coming in time, where all stages of an assembly tree follow the rule; "
          + "elsewhere they are echelon base stocks.")
    }
    if settings.simulation.unmetDemand != .backorder,
      settings.replenishment.statedRules.contains(where: { $0.signal == .correctedSales })
    {
      list.append(
        "Corrected sales: a point of sale that ended a \(context.period) without stock reports the smoothed mean of its "
          + "\(context.period)s that ended with some, where it sold less.")
    }
    list += context.settings.simulation.flowAssumptions(context.model)
    if context.study.capacity != nil { list.append(storageCapacity) }
    list += TransshipmentTexts.sentences(context)
    if settings.simulation.isWarmUpByRule {
      list.append(
        "Warm-up by rule: twice the longest time in which an order comes through the network, and until forecasts have "
          + "forgotten \(context.format.percent(0.95, decimals: 0)) of their start.")
    }
    list += PlayedDemandTexts(context.model, format: context.format).sentences
    return list
  }

  /// What goods are expedited to, where a case says so.
  private static func fastWays(_ context: FindingsContext) -> String? {
    let entries = context.settings.simulation.expediting
    guard !entries.isEmpty else { return nil }
    let ways = entries.map { entry in
      let name =
        switch entry.destination {
        case .location(let id): "“\(context.model.locations.first { $0.id == id }?.name ?? id)”"
        case .tier(let tier): "every location of “\(tier)”"
        }
      return "\(name) (\(context.format.count(entry.leadTime, context.period)), "
        + "below \(context.format.trimmed(entry.belowPeriods)) \(entry.belowPeriods == 1 ? context.period : context.period + "s") "
        + "of mean demand)"
    }
    return "Fast ways, simulated and not planned with: of an order, what stock on hand and in transit lacks to a level "
      + "is expedited to " + ways.joined(separator: ", ") + ". As proposed: "
      + "\(context.format.count(Int(context.study.optimised.estimate(.expedited).mean.rounded()), "unit")) a \(context.period)."
  }

  /// What storage capacity means to the plan.
  static let storageCapacity =
    "Storage capacity is a soft limit on mean stock: where the plan would hold more, a surcharge on holding cost moves "
    + "stock elsewhere. Service targets come first, so that a location can stay too full; the plan then says so."

  /// "smooth 412, erratic 300, …".
  private static func patternSummary(_ context: FindingsContext) -> String {
    let demand = context.study.input.planningCase?.demand ?? []
    var counts: [String: Int] = [:]
    for profile in demand {
      counts[profile.pattern.map { $0 == .none ? "no demand" : $0.rawValue } ?? "given", default: 0] += 1
    }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) \(context.format.number(Double($0.value)))" }.joined(separator: ", ")
  }

  private static func definitionTable(_ context: FindingsContext) -> FindingsTable {
    let rows: [(String, String, String)] = [
      ("Inventory value", "average units on hand × unit cost", "stock of a location, without transit"),
      ("Turns", "annual cost of goods sold ÷ average inventory value", "external demand × unit cost"),
      ("Days of supply", "stock on hand ÷ mean demand of a day", "of a tier: the demand that it must supply"),
      ("Fill rate", "units delivered on time ÷ units due", "on time: within the promised time"),
      ("Cycle service level", "share of \(context.period)s without a stockout", ""),
      ("Stockout event", "a \(context.period) without a stockout followed by one with", "stages that serve customers"),
      ("Excess", "stock on hand above the highest target", "the larger order-up-to level of the two policies"),
      ("Buffer", "stock on hand − cycle stock − excess", "stands against uncertainty, planned or not"),
      ("Holding cost", "inventory value × carrying rate", "without unit costs: units × holding cost rate"),
      ("Safety stock", "D(τ) − μτ, τ = SI + T + R − 1 − S", "Graves & Willems 2000, doi:10.1287/msom.2.1.68.23267"),
      ("Pooled deviation", "σ² = (1 − ρ) Σ(φσ)² + ρ (Σφσ)², ρ: correlation", "Eppen 1979, doi:10.1287/mnsc.25.5.498"),
      (context.format.interval, "mean ± t(n − 1) · s ÷ √n over replications", "Student's t"),
    ]
    return FindingsTable(
      id: "definitions", caption: "How each figure is computed",
      columns: [
        .init("Figure", numeric: false), .init("Formula", numeric: false), .init("Note or source", numeric: false),
      ],
      rows: rows.map { .init([.init($0.0), .init($0.1), .init($0.2)]) })
  }

  private static func reproducibility(_ input: StudyInput) -> [String] {
    var lines = [
      "Run \(input.runID), meio \(input.toolVersion).",
      "Simulation: \(FindingsContext.simulationScope(of: input.model)).",
    ]
    if !input.files.isEmpty {
      lines.append(
        "Inputs (SHA-256, first 12 digits): "
          + input.files.map { "\($0.name) \($0.contentHash.prefix(12))" }.joined(separator: ", ") + ".")
    }
    lines.append("The same inputs, options and seed give the same files, byte for byte, on any number of threads.")
    return lines
  }
}

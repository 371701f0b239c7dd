import Probability
import SupplyNetwork

extension AssessedTopic {
  /// Patterns of demand and the distributions chosen.
  static func demand(_ context: AssessmentContext) -> AssessedTopic? {
    let customers = context.customerEntries
    guard !customers.isEmpty else { return nil }
    let format = context.format
    var sentences: [String] = []
    if let history = context.planningCase?.history { sentences.append(records(history, context)) }
    var tables: [FindingsTable] = []
    var finding: String?
    let profiles = context.planningCase?.demand ?? []
    if profiles.contains(where: { $0.pattern != nil }) {
      let patterns = tally(profiles.map { ($0.pattern.map(Self.name) ?? "given as mean and sd", weight($0, context)) })
      tables.append(table(patterns, id: "patterns", first: "Pattern", caption: "Patterns of demand", context))
      sentences.append(
        "Pattern after Syntetos, Boylan & Croston (2005): rare where demand occurs every "
          + "\(format.number(DemandPattern.rareInterval, decimals: 2)) \(bucketName(context))s or less often on average, uneven where "
          + "the squared coefficient of variation of its size is \(format.number(DemandPattern.unevenSize, decimals: 2)) "
          + "or more.")
      let rare = profiles.filter { $0.pattern == .intermittent || $0.pattern == .lumpy }
      let rareShare = context.share(
        rare.reduce(0) { $0 + weight($1, context) }, of: profiles.reduce(0) { $0 + weight($1, context) })
      let places = format.percent(Double(rare.count) / Double(profiles.count), decimals: 0)
      finding =
        rare.isEmpty
        ? "Demand occurs in most \(bucketName(context))s everywhere (smooth or erratic)."
        : "Demand is rare (intermittent or lumpy) at \(places) of item-locations, which carry "
          + "\(format.percent(rareShare, decimals: rareShare < 0.01 ? 1 : 0)) of \(context.measure)"
          + (rareShare >= 0.2 ? ": a normal distribution would misjudge them." : ".")
    }
    let idle = profiles.count { $0.mean <= 0 }
    if idle > 0 {
      sentences.append(
        "\(format.count(idle, "item-location")) without any demand \(idle == 1 ? "is" : "are") left out of the networks."
      )
    }
    let families = customers.map { (family(context.stage($0).demand), context.annualDemand($0)) }
    tables.append(
      table(tally(families), id: "distributions", first: "Distribution", caption: "Distributions used", context))
    if context.planningCase != nil { sentences.append(rule(context)) }
    return AssessedTopic(
      section: .init(id: "demand", title: "Demand patterns", sentences: sentences, tables: tables), finding: finding)
  }

  /// "Demand from 2025-11-02 to 2026-10-31: 52 weeks of 1,200 series …".
  private static func records(_ history: DemandHistory, _ context: AssessmentContext) -> String {
    let format = context.format
    let bucket = bucketName(context)
    var zeros = 0
    for quantity in history.quantities where quantity == 0 { zeros += 1 }
    let share = Double(zeros) / Double(max(1, history.quantities.count))
    return
      "Demand is recorded from \(history.firstDate) to \(history.lastDate): \(format.count(history.bucketCount, bucket)) "
      + "of \(format.number(Double(history.series.count))) item-locations, \(format.percent(share)) of the \(bucket)s "
      + "without demand (absent rows count as zero)."
  }

  /// "week" or "day": what the history is recorded by.
  private static func bucketName(_ context: AssessmentContext) -> String {
    guard let days = context.planningCase?.history?.bucketDays else { return context.period }
    return days == 7 ? "week" : days == 1 ? "day" : "bucket"
  }

  private static func rule(_ context: AssessmentContext) -> String {
    let choice = context.settings.demand.distribution
    guard choice.resolved == .auto else {
      return "The distribution is set in case.yaml: \(choice.rawValue.replacing("_", with: " "))."
    }
    let format = context.format
    return
      "Distribution of one \(context.period)'s demand by rule: rare demand negative binomial, or Poisson where the "
      + "variance does not exceed the mean; frequent demand normal up to a coefficient of variation of "
      + "\(format.number(DemandEstimation.normalVariation, decimals: 1)), in whole units as above where its mean is below "
      + "\(format.number(DemandEstimation.slowMean)), else gamma."
  }

  private static func weight(_ profile: DemandProfile, _ context: AssessmentContext) -> Double {
    profile.mean * (context.hasValue ? context.model.items[profile.item].unitCost ?? 0 : 1)
  }

  /// Count and weight by name, in order of first appearance among the names as listed.
  private static func tally(_ values: [(name: String, weight: Double)]) -> [(name: String, count: Int, weight: Double)]
  {
    var sums: [String: (count: Int, weight: Double)] = [:]
    for (name, weight) in values {
      let before = sums[name] ?? (0, 0)
      sums[name] = (before.count + 1, before.weight + weight)
    }
    return sums.map { (name: $0.key, count: $0.value.count, weight: $0.value.weight) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }

  private static func table(
    _ tally: [(name: String, count: Int, weight: Double)], id: String, first: String, caption: String,
    _ context: AssessmentContext
  ) -> FindingsTable {
    let count = tally.reduce(0) { $0 + $1.count }
    let weight = tally.reduce(0) { $0 + $1.weight }
    return FindingsTable(
      id: id, caption: caption,
      columns: [
        .init(first, numeric: false),
        .init(context.planningCase == nil ? "Stages" : "Item-locations"), .init("Share"),
        .init("Share of \(context.measure)"),
      ],
      rows: tally.map {
        .init([
          .init($0.name), context.cell($0.count),
          context.percentCell(context.share(Double($0.count), of: Double(count))),
          context.percentCell(context.share($0.weight, of: weight)),
        ])
      })
  }

  private static func name(_ pattern: DemandPattern) -> String {
    switch pattern {
    case .smooth: "smooth: frequent, even"
    case .erratic: "erratic: frequent, uneven"
    case .intermittent: "intermittent: rare, even"
    case .lumpy: "lumpy: rare, uneven"
    case .none: "none recorded"
    }
  }

  private static func family(_ demand: DemandDistribution?) -> String {
    switch demand {
    case .deterministic, nil: "certain"
    case .normal: "normal"
    case .gamma: "gamma"
    case .poisson: "Poisson"
    case .negativeBinomial: "negative binomial"
    }
  }
}

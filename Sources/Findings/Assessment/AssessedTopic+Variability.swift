import SupplyNetwork

extension AssessedTopic {
  /// Coefficients of variation by tier: what each tier must buffer, and what pooling already takes away.
  static func variability(_ context: AssessmentContext) -> AssessedTopic? {
    let format = context.format
    func variations(_ entries: [AssessmentContext.Entry]) -> [Double] {
      entries.filter { $0.meanDemand > 0 }.map { $0.demandSD / $0.meanDemand }
    }
    var rows: [FindingsTable.Row] = []
    var medians: [(tier: Int, median: Double)] = []
    for tier in context.tiers {
      let values = variations(context.entries(tier: tier))
      let quantile = SampleQuantiles(values)
      let points = [0, 0.25, 0.5, 0.75, 1].compactMap { quantile($0) }
      guard points.count == 5 else { continue }
      medians.append((tier, points[2]))
      rows.append(
        .init(
          [.init(context.model.tiers[tier].name), context.cell(values.count)]
            + points.map { .init($0, format.number($0, decimals: 2)) }))
    }
    guard let top = medians.first, let bottom = medians.last else { return nil }
    var sentences: [String] = []
    if let history = context.planningCase?.history, history.bucketDays > context.settings.period.days {
      let ratio = (Double(history.bucketDays) / Double(context.settings.period.days)).squareRoot()
      sentences.append(
        "Demand is recorded by the \(history.bucketDays == 7 ? "week" : "bucket") and planned by the \(context.period): "
          + "divide the figures below by \(format.number(ratio, decimals: 2)) for those of the records.")
    }
    let names = context.model.tiers
    let finding =
      medians.count > 1 && top.median < 0.9 * bottom.median
      ? "Demand varies less the further up it is seen (median coefficient of variation "
        + "\(format.number(bottom.median, decimals: 2)) at \(names[bottom.tier].name), "
        + "\(format.number(top.median, decimals: 2)) at \(names[top.tier].name)): stock held upstream is shared."
      : nil
    return AssessedTopic(
      section: .init(
        id: "variability", title: "Variability", sentences: sentences,
        tables: [
          FindingsTable(
            id: "variability",
            caption: "Coefficient of variation of the demand that a stage must supply in one \(context.period)",
            columns: [
              .init("Tier", numeric: false), .init("Stages"), .init("Lowest"), .init("Quartile 1"), .init("Median"),
              .init("Quartile 3"), .init("Highest"),
            ], rows: rows)
        ]), finding: finding)
  }
}

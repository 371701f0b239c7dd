import SupplyNetwork

extension AssessedTopic {
  /// Items listed one by one at most.
  private static let listedItems = 10

  /// What correlation does to one network.
  private struct Effect {
    var network: Int
    /// Identifier of the item that consumers draw most of.
    var item: String
    /// What consumers draw in a year, in the measure of the context.
    var annual: Double
    var correlation: Double
    /// Standard deviation per period where the item enters the network, in units.
    var sd: Double
    /// The same if locations were independent.
    var independentSD: Double
    /// Value of one of these units; 1 where unknown.
    var weight: Double

    var ratio: Double { independentSD > 0 ? sd / independentSD : 1 }
  }

  /// How demand at different locations moves together, and what that does to the stock that serves all of them.
  static func correlation(_ context: AssessmentContext) -> AssessedTopic? {
    let effects = effects(context).filter { $0.independentSD > 0 }
    guard !effects.isEmpty, let top = context.tiers.first else { return nil }
    let format = context.format
    let values = SampleQuantiles(effects.map(\.correlation))
    let ratios = SampleQuantiles(effects.map(\.ratio))
    guard let low = values(0), let median = values(0.5), let high = values(1), let least = ratios(0),
      let most = ratios(1)
    else { return nil }
    let annual = effects.reduce(0) { $0 + $1.annual }
    let mean = context.share(effects.reduce(0) { $0 + $1.annual * $1.correlation }, of: annual)
    let factor = context.share(
      effects.reduce(0) { $0 + $1.weight * $1.sd }, of: effects.reduce(0) { $0 + $1.weight * $1.independentSD })
    var sentences = [
      effects.count == 1
        ? "The demands of any two stages have the correlation \(format.number(mean, decimals: 2))\(source(context))."
        : "Correlation of one item's demand at two locations\(source(context)): "
          + "\(format.number(low, decimals: 2)) to \(format.number(high, decimals: 2)) by item, median "
          + "\(format.number(median, decimals: 2)), mean by annual \(context.measure) \(format.number(mean, decimals: 2))."
    ]
    if let negative = negativeItems(context), negative > 0 {
      sentences.append(
        "\(format.count(negative, "item")) \(negative == 1 ? "measures" : "measure") below 0 and "
          + "\(negative == 1 ? "counts" : "count") as 0.")
    }
    if effects.count > 1 {
      sentences.append(
        "By item, total demand varies \(format.number(least, decimals: 2)) to \(format.number(most, decimals: 2)) times as "
          + "much as if locations were independent.")
    }
    let name = context.model.tiers[top].name
    let ratioText = format.number(factor, decimals: 2)
    let finding =
      factor < 1.05
      ? "Correlation hardly matters: demand on \(name) varies \(ratioText) times as much as if locations were independent."
      : "Demand moves together: what \(name) must supply varies \(ratioText) times as much as if locations were "
        + "independent, so that safety stock there would be too small by "
        + "\(format.percent(1 - 1 / factor, decimals: 0)) if correlation were ignored."
    return AssessedTopic(
      section: .init(
        id: "correlation", title: "Correlation", sentences: sentences,
        tables: effects.count > 1 ? [table(effects, context)] : []), finding: finding)
  }

  private static func effects(_ context: AssessmentContext) -> [Effect] {
    var annual = [Double](repeating: 0, count: context.model.networks.count)
    var locations = annual
    var largest = [(item: Int, annual: Double)](repeating: (0, -1), count: annual.count)
    for entry in context.customerEntries {
      let drawn = context.annualDemand(entry)
      if drawn > largest[entry.network].annual { largest[entry.network] = (entry.item, drawn) }
      annual[entry.network] += context.annualDemand(entry)
      locations[entry.network] += 1
    }
    return context.model.networks.enumerated().compactMap { index, network in
      guard locations[index] > 1, let independent = try? network.withCorrelation(0) else { return nil }
      let sources = network.stages.indices.filter { network.isSource($0) }
      func cost(_ stage: Int) -> Double { context.model.unitCost(of: network.stages[stage]) ?? 1 }
      return Effect(
        network: index, item: context.model.items[largest[index].item].id, annual: annual[index],
        correlation: network.correlation,
        sd: sources.reduce(0) { $0 + network.pooledDemandSD[$1] },
        independentSD: sources.reduce(0) { $0 + independent.pooledDemandSD[$1] },
        weight: sources.isEmpty ? 0 : sources.reduce(0) { $0 + cost($1) } / Double(sources.count))
    }
  }

  private static func source(_ context: AssessmentContext) -> String {
    guard let planningCase = context.planningCase else { return ", as the file says" }
    switch context.settings.demand.correlation {
    case .fixed: return ", as set in case.yaml"
    case .estimate:
      return planningCase.history == nil
        ? ", assumed for want of a history" : ", measured (season and promotions that move all of them count)"
    }
  }

  private static func negativeItems(_ context: AssessmentContext) -> Int? {
    guard let history = context.planningCase?.history, context.settings.demand.correlation == .estimate else {
      return nil
    }
    return CorrelationEstimate.measuredByItem(history, itemCount: context.model.items.count)
      .filter { ($0 ?? 0) < 0 }.count
  }

  private static func table(_ effects: [Effect], _ context: AssessmentContext) -> FindingsTable {
    let format = context.format
    let ranked = effects.sorted { ($1.annual, $0.network) < ($0.annual, $1.network) }.prefix(listedItems)
    return FindingsTable(
      id: "correlation",
      caption: "Total demand of one \(context.period), the \(ranked.count) largest of "
        + "\(format.count(effects.count, "item")) by annual \(context.measure)",
      columns: [
        .init("Item", numeric: false), .init("Name", numeric: false), .init("Annual \(context.measure)"),
        .init("Correlation"),
        .init("Sd, units"), .init("Sd if independent"), .init("Ratio"),
      ],
      rows: ranked.map { effect in
        .init([
          .init(effect.item), .init(context.model.networks[effect.network].name),
          .init(effect.annual, context.amount(effect.annual)),
          .init(effect.correlation, format.number(effect.correlation, decimals: 2)),
          .init(effect.sd, format.short(effect.sd)), .init(effect.independentSD, format.short(effect.independentSD)),
          .init(effect.ratio, format.number(effect.ratio, decimals: 2)),
        ])
      })
  }
}

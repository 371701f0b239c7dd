import SupplyNetwork

extension AssessedTopic {
  /// Lead times and review periods by tier, and the longest way from outside to the customer.
  static func leadTimes(_ context: AssessmentContext) -> AssessedTopic? {
    guard !context.entries.isEmpty else { return nil }
    let cumulative = cumulativeTimes(context)
    let reaching = context.entries.indices.filter { context.entries[$0].externalDemand > 0 }
    let ends = reaching.isEmpty ? Array(context.entries.indices) : reaching
    guard let longest = ends.max(by: { (cumulative[$0], $1) < (cumulative[$1], $0) }) else { return nil }
    var sentences = [
      "From the order to the outside supplier until a unit stands where customers draw it takes "
        + context.periods(ends.map { cumulative[$0] })
        + (ends.allSatisfy { cumulative[$0] == cumulative[longest] }
          ? "." : "; longest: \(name(context.entries[longest], context)).")
    ]
    let spread = context.planningCase?.lanes.count { $0.leadTimeSD > 0 } ?? 0
    if spread > 0 {
      sentences.append(
        "\(context.format.count(spread, "lane")) \(spread == 1 ? "states" : "state") a spread of the lead time, which "
          + "enters safety stock; the simulation draws the times.")
    }
    return AssessedTopic(
      section: .init(
        id: "lead-times", title: "Lead times", sentences: sentences, tables: [table(context, cumulative)]),
      finding: finding(context, longest: cumulative[longest]))
  }

  /// Where most of the longest way lies above the first tier, that it does.
  private static func finding(_ context: AssessmentContext, longest: Int) -> String? {
    guard context.tiers.count > 1, let top = context.tiers.first else { return nil }
    let entries = context.entries(tier: top)
    let first = entries.map { ownTime($0, context) }.max() ?? 0
    guard longest > 0, 2 * first >= longest else { return nil }
    let isOne = Set(entries.map(\.location)).count == 1
    return
      "Most of the lead time lies at the top: up to \(first) of the longest \(context.periods([longest])) pass before "
      + "\(context.model.tiers[top].name) \(isOne ? "is" : "are") supplied."
  }

  /// Lead time of the stage itself, from its slowest supplier, in periods.
  private static func ownTime(_ entry: AssessmentContext.Entry, _ context: AssessmentContext) -> Int {
    let network = context.model.networks[entry.network]
    let stage = network.stages[entry.stage]
    let links = network.supplierLinks[entry.stage].map { network.links[$0].leadTime }
    return stage.processingTime + max(stage.externalInboundServiceTime, links.max() ?? 0)
  }

  /// Per entry, the longest time from an order to the outside supplier until the unit is available there, in periods.
  private static func cumulativeTimes(_ context: AssessmentContext) -> [Int] {
    var times: [Int] = []
    times.reserveCapacity(context.entries.count)
    for network in context.model.networks {
      var reached = [Int](repeating: 0, count: network.stageCount)
      for stage in network.upstreamFirst {
        var inbound = network.stages[stage].externalInboundServiceTime
        for link in network.supplierLinks[stage] {
          inbound = max(inbound, reached[network.links[link].supplier] + network.links[link].leadTime)
        }
        reached[stage] = inbound + network.stages[stage].processingTime
      }
      times += reached
    }
    return times
  }

  private static func name(_ entry: AssessmentContext.Entry, _ context: AssessmentContext) -> String {
    let location = context.model.locations[entry.location].name
    return context.planningCase == nil ? location : "\(context.model.items[entry.item].name) at \(location)"
  }

  private static func table(_ context: AssessmentContext, _ cumulative: [Int]) -> FindingsTable {
    FindingsTable(
      id: "lead-times", caption: "Times in \(context.period)s, lowest to highest; mean weighted by flow",
      columns: [
        .init("Tier", numeric: false), .init("Lead time"), .init("Mean"), .init("Review period"),
        .init("Protection interval"), .init("Since outside supplier"),
      ],
      rows: context.tiers.map { tier in
        let rows = context.byTier[tier]
        let entries = rows.map { context.entries[$0] }
        let times = entries.map { ownTime($0, context) }
        let weight = context.hasValue ? \AssessmentContext.Entry.unitCost : nil
        func flow(_ entry: AssessmentContext.Entry) -> Double {
          entry.meanDemand * (weight.map { entry[keyPath: $0] } ?? 1)
        }
        let mean = context.share(
          zip(entries, times).reduce(0) { $0 + flow($1.0) * Double($1.1) }, of: entries.reduce(0) { $0 + flow($1) })
        let reviews = entries.map { context.stage($0).reviewPeriod }
        return .init([
          .init(context.model.tiers[tier].name), .init(context.span(times)),
          .init(mean, context.format.number(mean, decimals: 1)), .init(context.span(reviews)),
          .init(context.span(zip(times, reviews).map { $0 + $1 - 1 })),
          .init(context.span(rows.map { cumulative[$0] })),
        ])
      },
      note: "Protection interval: lead time + review period − 1, what an order must last for.")
  }
}

import SupplyNetwork

extension AssessedTopic {
  /// Locations, tiers, lanes, and whether the exact solver applies.
  static func structure(_ context: AssessmentContext) -> AssessedTopic {
    let model = context.model
    let format = context.format
    guard !model.networks.isEmpty else { return nothingMoves(context) }
    let stages = context.entries.count
    let used = Set(context.entries.map(\.location))
    let trees = model.networks.filter(\.isForest).count
    let several = context.entries.filter { supplierCount($0, context) > 1 }.count
    var sentences: [String] = []
    if let planningCase = context.planningCase {
      sentences.append(
        "\(format.count(model.locations.count, "location")) in \(format.count(context.tiers.count, "tier")) "
          + "(\(kinds(model.locations, format))) and \(format.count(model.items.count, "item")) make "
          + "\(format.count(stages, "stage")) (one item at one location) in "
          + "\(format.count(model.networks.count, "network")).")
      sentences.append(lanes(planningCase, format))
    } else {
      let links = model.networks.reduce(0) { $0 + $1.links.count }
      sentences.append(
        "\(format.count(stages, "stage")) in \(format.count(context.tiers.count, "tier")), joined by "
          + "\(format.count(links, "link")).")
    }
    sentences.append(
      several == 0
        ? "Every stage has a single source."
        : "\(format.count(several, "stage")) of \(format.number(Double(stages))) \(several == 1 ? "has" : "have") more "
          + "than one supplier.")
    if let parts = context.planningCase?.components.count, parts > 0 {
      sentences.append("Bills of materials name \(format.count(parts, "component")).")
    }
    let idle = model.locations.count - used.count
    if idle > 0 {
      sentences.append("No demand passes through \(format.count(idle, "location")), left out from here on.")
    }
    let finding =
      trees == model.networks.count
      ? "\(trees == 1 ? "The" : "Every") network is a tree, up to \(format.count(depth(context), "stage")) deep, so that the best placement "
        + "of safety stock can be proven."
      : "\(format.count(model.networks.count - trees, "network")) of \(format.number(Double(model.networks.count))) "
        + "\(model.networks.count - trees == 1 ? "is" : "are") no tree (stages joined by more than one path): the best "
        + "placement of safety stock is searched for, and the gap to the best possible is stated."
    return AssessedTopic(
      section: .init(
        id: "structure", title: "Network structure", sentences: sentences, tables: [tierTable(context)]),
      finding: finding)
  }

  /// Said of a case without any demand.
  private static func nothingMoves(_ context: AssessmentContext) -> AssessedTopic {
    let format = context.format
    let model = context.model
    let sentence =
      "\(format.count(model.locations.count, "location")) (\(kinds(model.locations, format))) and "
      + "\(format.count(model.items.count, "item")), none of them with demand: there is nothing to plan."
    return AssessedTopic(
      section: .init(id: "structure", title: "Network structure", sentences: [sentence]), finding: nil)
  }

  private static func supplierCount(_ entry: AssessmentContext.Entry, _ context: AssessmentContext) -> Int {
    let network = context.model.networks[entry.network]
    return network.supplierLinks[entry.stage].count
  }

  /// Stages on the longest way through a network.
  private static func depth(_ context: AssessmentContext) -> Int {
    context.model.networks.reduce(0) { max($0, ($1.depths.max() ?? -1) + 1) }
  }

  /// "4 DCs, 25 stores".
  private static func kinds(_ locations: [Location], _ format: NumberFormat) -> String {
    Location.Kind.allCases.compactMap { kind -> String? in
      let count = locations.count { $0.kind == kind }
      return count == 0 ? nil : format.count(count, kind == .dc ? "DC" : kind.rawValue)
    }.joined(separator: ", ")
  }

  private static func lanes(_ planningCase: Case, _ format: NumberFormat) -> String {
    let lanes = planningCase.lanes
    let outside = lanes.count { $0.from == nil }
    let specific = lanes.count { $0.item != nil }
    return "\(format.count(lanes.count, "lane")): \(format.number(Double(outside))) from the outside supplier and "
      + "\(format.number(Double(lanes.count - outside))) between locations; "
      + (specific == 0
        ? "every lane carries all items." : "\(format.number(Double(specific))) for one item each.")
  }

  private static func tierTable(_ context: AssessmentContext) -> FindingsTable {
    let model = context.model
    let suppliers = model.supplierLocations
    let supplied = model.suppliedLocations
    let isCase = context.planningCase != nil
    let rows = context.tiers.map { tier in
      let entries = context.entries(tier: tier)
      let locations = Set(entries.map(\.location)).sorted()
      let above = Set(locations.flatMap { suppliers[$0] }.map { model.locations[$0.location].tier }).sorted()
      let fromOutside = entries.contains { supplierCount($0, context) == 0 }
      let sources = (fromOutside ? ["outside"] : []) + above.map { model.tiers[$0].name }
      return FindingsTable.Row(
        [.init(model.tiers[tier].name)] + (isCase ? [context.cell(locations.count)] : []) + [
          context.cell(entries.count), .init(sources.joined(separator: ", ")),
          .init(context.span(locations.map { supplied[$0].count })),
        ])
    }
    return FindingsTable(
      id: "structure", caption: "Tiers, from the outside supplier down",
      columns: [.init("Tier", numeric: false)] + (isCase ? [.init("Locations")] : []) + [
        .init("Stages"), .init("Supplied by", numeric: false),
        .init(isCase ? "Locations supplied by each" : "Customers"),
      ], rows: rows)
  }
}

import SupplyNetwork

extension NetworkFigure {
  /// The network of a study.
  init(_ context: FindingsContext) {
    let model = context.model
    let format = context.format
    let suppliers = model.supplierLocations
    let levels = PolicyFindings.shownLevels(context)
    // Locations of a tier stand in one column: one scale.
    var largest = [Double](repeating: 0, count: model.tiers.count)
    for location in model.locations.indices {
      let tier = model.locations[location].tier
      largest[tier] = max(largest[tier], context.optimised(context.sums(location: location)))
    }
    let scales = largest.map(context.stockScale)
    var nodes: [NetworkFigure.Node] = []
    var nodeOf = [Int?](repeating: nil, count: model.locations.count)
    for location in model.locations.indices where context.sums(location: location).stages > 0 {
      let sums = context.sums(location: location)
      nodeOf[location] = nodes.count
      let now = context.current(sums)
      let then = context.optimised(sums)
      let level = levels[location]
      let levelFigures = [level?.safetyStock, level?.baseStock].map { $0 ?? NumberFormat.none }
      let scale = scales[model.locations[location].tier]
      let stock = context.stock(then, on: scale)
      nodes.append(
        NetworkFigure.Node(
          name: model.locations[location].name, tier: model.locations[location].tier,
          group: suppliers[location].first.map { model.locations[$0.location].name } ?? "",
          size: then, change: now > 0 ? then / now - 1 : then > 0 ? 1 : 0,
          lines: [stock] + zip(["safety ", "base "], levelFigures).map { $0 + $1 },
          figures: [context.ledger.hasValue ? stock : format.scaled(then, on: scale)] + levelFigures))
    }
    var edges: [NetworkFigure.Edge] = []
    for location in model.locations.indices {
      for supplier in suppliers[location] {
        guard let from = nodeOf[supplier.location], let to = nodeOf[location] else { continue }
        let (shortest, longest) = (supplier.shortest, supplier.longest)
        edges.append(
          NetworkFigure.Edge(
            from: from, to: to, shortest: shortest, longest: longest,
            text: Self.text(shortest, longest, context.period)))
      }
    }
    let falling = nodes.count { $0.change < -Self.noticeable }
    let rising = nodes.count { $0.change > Self.noticeable }
    let noticeable = format.percent(Self.noticeable, decimals: 0)
    func locations(_ count: Int) -> String { format.count(count, "location") }
    let title =
      switch (falling, rising) {
      case (0, 0): "Stock changes by no more than \(noticeable) at any location"
      case (_, 0): "Stock falls at \(locations(falling)) and rises at none"
      case (0, _): "Stock rises at \(locations(rising)) and falls at none"
      default: "Stock falls at \(locations(falling)) and rises at \(format.number(Double(rising)))"
      }
    self.init(
      heading: FigureHeading(
        id: "network", title: title,
        subtitle: "Expected stock under the optimised plan, "
          + "\(context.ledger.hasValue ? context.settings.currency : "units"), and its changes of more than \(noticeable) "
          + "against \(context.knowsStock ? "today" : context.benchmarkName)",
        source: "Area of a mark: expected stock. On the lanes: lead times. Safety stock and base stock (order-up-to "
          + "level) in units",
        alternativeText: "Network of \(format.count(nodes.count, "location")) in "
          + "\(format.count(model.tiers.count, "tier")), \(format.count(edges.count, "lane")). "
          + "Stock falls by more than \(noticeable) at \(format.units(falling)) and rises by more than \(noticeable) at "
          + "\(format.units(rising))."),
      tiers: model.tiers.map(\.name), figureNames: ["stock", "safety", "base"], period: context.period, nodes: nodes,
      edges: edges)
  }

  /// A change of stock smaller than this share counts as none.
  public static let noticeable = 0.05

  /// What lanes that are drawn as one say: their lead times from the shortest to the longest.
  public func text(ofEdges indices: [Int]) -> String {
    let shortest = indices.map { edges[$0].shortest }.min() ?? 0
    return Self.text(shortest, indices.map { edges[$0].longest }.max() ?? shortest, period)
  }

  private static func text(_ shortest: Int, _ longest: Int, _ period: String) -> String {
    "\(shortest == longest ? "\(shortest)" : "\(shortest)–\(longest)") \(longest == 1 ? period : period + "s")"
  }
}

import SupplyNetwork

extension NetworkFigure {
  /// The network of a study.
  init(_ context: FindingsContext) {
    let model = context.model
    let format = context.format
    let suppliers = model.supplierLocations
    let levels = PolicyFindings.shownLevels(context)
    var nodes: [NetworkFigure.Node] = []
    var nodeOf = [Int?](repeating: nil, count: model.locations.count)
    for location in model.locations.indices where context.sums(location: location).stages > 0 {
      let sums = context.sums(location: location)
      nodeOf[location] = nodes.count
      let now = context.current(sums)
      let then = context.optimised(sums)
      nodes.append(
        NetworkFigure.Node(
          name: model.locations[location].name, tier: model.locations[location].tier,
          group: suppliers[location].first.map { model.locations[$0.location].name } ?? "",
          size: then, change: now > 0 ? then / now - 1 : then > 0 ? 1 : 0,
          lines: [
            context.stock(then), "safety \(levels[location]?.safetyStock ?? NumberFormat.none)",
            "base \(levels[location]?.baseStock ?? NumberFormat.none)",
          ]))
    }
    var edges: [NetworkFigure.Edge] = []
    for location in model.locations.indices {
      for supplier in suppliers[location] {
        guard let from = nodeOf[supplier.location], let to = nodeOf[location] else { continue }
        let span =
          supplier.shortest == supplier.longest ? "\(supplier.shortest)" : "\(supplier.shortest)–\(supplier.longest)"
        edges.append(
          NetworkFigure.Edge(
            from: from, to: to, text: "\(span) \(supplier.longest == 1 ? context.period : context.period + "s")"))
      }
    }
    let falling = nodes.count { $0.change < -0.05 }
    let rising = nodes.count { $0.change > 0.05 }
    let noticeable = format.percent(0.05, decimals: 0)
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
        subtitle: "Triangles: expected stock under the optimised plan, "
          + "\(context.ledger.hasValue ? context.settings.currency : "units"); colour: change of more than \(noticeable)",
        source: "Lead times on the lanes, in \(context.period)s; safety stock and "
          + "base stock (order-up-to level) in units",
        alternativeText: "Network of \(format.count(nodes.count, "location")) in "
          + "\(format.count(model.tiers.count, "tier")), \(format.count(edges.count, "lane")). "
          + "Stock falls by more than \(noticeable) at \(format.units(falling)) and rises by more than \(noticeable) at "
          + "\(format.units(rising))."),
      tiers: model.tiers.map(\.name), nodes: nodes, edges: edges)
  }
}

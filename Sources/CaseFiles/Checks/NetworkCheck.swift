import SupplyNetwork

/// Judges the network as a whole: circles, and demand that nothing supplies.
struct NetworkCheck {
  let lanes: [Lane]
  /// Line of each lane.
  let lines: [Int]
  let locations: [Location]
  /// Line of each location.
  let locationLines: [Int]
  let items: [Item]
  let components: [Component]
  /// Where demand occurs.
  let demand: [Position]
  /// Whether that is all demand: otherwise the lack of some says nothing.
  let hasAllDemand: Bool

  private var general: [Int] { lanes.indices.filter { lanes[$0].item == nil } }

  private var specialByItem: [Int: [Int]] {
    Dictionary(grouping: lanes.indices.filter { lanes[$0].item != nil }) { lanes[$0].item ?? 0 }
  }

  /// Notes all findings.
  func report(_ log: inout IssueLog) {
    guard !reportCircles(&log) else { return }
    reportUnusedLocations(&log)
    reportUnreachable(&log)
    if hasAllDemand { reportIdleItems(&log) }
  }

  /// Lanes that lead in a circle for some item.
  private func reportCircles(_ log: inout IssueLog) -> Bool {
    guard circle(Array(lanes.indices)) != nil else { return false }
    // The circle may mix lanes of different items, which is no circle for any of them.
    let general = general
    if let found = circle(general) {
      reportCircle(found, item: nil, &log)
      return true
    }
    var isFound = false
    for (item, own) in specialByItem.sorted(by: { $0.key < $1.key }) {
      guard let found = circle(general + own) else { continue }
      reportCircle(found, item: item, &log)
      isFound = true
    }
    return isFound
  }

  private func circle(_ subset: [Int]) -> [Int]? {
    let inner = subset.filter { lanes[$0].from != nil }
    let edges = inner.map { (from: lanes[$0].from ?? 0, to: lanes[$0].to) }
    return Circle.find(count: locations.count, edges: edges)?.map { inner[$0] }
  }

  private func reportCircle(_ circle: [Int], item: Int?, _ log: inout IssueLog) {
    let stops = circle.map { Quotation.of(locations[lanes[$0].to].id) }
    let path = (stops.suffix(1) + stops).joined(separator: " → ")
    log.report(
      .error, "cycle", .init(file: "lanes.csv", line: lines[circle[0]], column: "from"),
      "locations supply each other in a circle\(item.map { " for item \(Quotation.of(items[$0].id))" } ?? ""): \(path)",
      hint: "remove one of these lanes")
  }

  private func reportUnusedLocations(_ log: inout IssueLog) {
    var isUsed = [Bool](repeating: false, count: locations.count)
    var hasInbound = isUsed
    for lane in lanes {
      isUsed[lane.to] = true
      hasInbound[lane.to] = true
      if let from = lane.from { isUsed[from] = true }
    }
    for position in demand { isUsed[position.location] = true }
    for component in components { hasInbound[component.location] = true }
    for location in locations.indices {
      let place = Issue.Place(file: "locations.csv", line: locationLines[location], column: "location")
      let name = Quotation.of(locations[location].id)
      if !isUsed[location] {
        guard hasAllDemand else { continue }
        log.report(
          .warning, "unused-location", place, "no lane and no demand names \(name); it takes no part",
          hint: "add its lanes, or drop it")
      } else if !hasInbound[location], locations[location].kind != .supplier, isSource(location) {
        log.report(
          .warning, "no-inbound-lane", place,
          "no lane leads into \(name); it is taken to be supplied from outside at once",
          hint: "add a lane with an empty \"from\" and the supplier's lead time")
      }
    }
  }

  /// Whether a location supplies others.
  private func isSource(_ location: Int) -> Bool { lanes.contains { $0.from == location } }

  /// Demand, and components of what is made, that no chain of lanes from the outside supplier reaches.
  private func reportUnreachable(_ log: inout IssueLog) {
    let special = specialByItem
    let madeAt = Dictionary(grouping: components, by: \.item).mapValues { Set($0.map(\.location)) }
    let common = reachable(general, sources: [])
    var byItem: [Int: [Bool]] = [:]
    for item in Set(special.keys).union(madeAt.keys) {
      byItem[item] = reachable(general + (special[item] ?? []), sources: madeAt[item] ?? [])
    }
    func isReached(_ item: Int, _ location: Int) -> Bool { (byItem[item] ?? common)[location] }

    var missing: [Int: [Int]] = [:]
    for position in demand where !isReached(position.item, position.location) {
      missing[position.location, default: []].append(position.item)
    }
    for (location, itemsMissing) in missing.sorted(by: { $0.key < $1.key }) {
      let names = itemsMissing.prefix(3).map { Quotation.of(items[$0].id) }.joined(separator: ", ")
      log.report(
        .error, "unreachable-location",
        .init(file: "locations.csv", line: locationLines[location], column: "location"),
        "demand at \(Quotation.of(locations[location].id)) for \(names)\(itemsMissing.count > 3 ? ", …" : "") "
          + "is supplied by no chain of lanes from the outside supplier",
        hint: "add the missing lane to lanes.csv")
    }
    for component in components where !isReached(component.component, component.location) {
      log.report(
        .error, "unreachable-component", .init(file: "bom.csv", column: "component"),
        "\(Quotation.of(items[component.component].id)), a component of \(Quotation.of(items[component.item].id)), "
          + "does not reach \(Quotation.of(locations[component.location].id))",
        hint: "add a lane for it to lanes.csv")
    }
  }

  /// Locations that goods reach over some lanes from the outside, from places that only send, and from `sources`.
  private func reachable(_ subset: [Int], sources: Set<Int>) -> [Bool] {
    var reached = [Bool](repeating: false, count: locations.count)
    var hasInbound = reached
    for lane in lanes { hasInbound[lane.to] = true }
    var open: [Int] = []
    func visit(_ location: Int) {
      guard !reached[location] else { return }
      reached[location] = true
      open.append(location)
    }
    let leaving = CompressedRows(
      grouping: subset.map { lanes[$0].from ?? locations.count }, rowCount: locations.count + 1)
    for lane in leaving[locations.count] { visit(lanes[subset[lane]].to) }
    for lane in subset { if let from = lanes[lane].from, !hasInbound[from] { visit(from) } }
    for source in sources.sorted() { visit(source) }
    while let location = open.popLast() {
      for lane in leaving[location] { visit(lanes[subset[lane]].to) }
    }
    return reached
  }

  private func reportIdleItems(_ log: inout IssueLog) {
    var isUsed = [Bool](repeating: false, count: items.count)
    for position in demand { isUsed[position.item] = true }
    for component in components { isUsed[component.component] = true }
    let idle = items.indices.filter { !isUsed[$0] }
    guard !idle.isEmpty else { return }
    let names = idle.prefix(3).map { Quotation.of(items[$0].id) }.joined(separator: ", ")
    log.report(
      .note, "item-without-demand", .init(file: "items.csv"),
      "\(idle.count) of \(items.count) items \(idle.count == 1 ? "has" : "have") no demand: "
        + "\(names)\(idle.count > 3 ? ", …" : "")")
  }
}

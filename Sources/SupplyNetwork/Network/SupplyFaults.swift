/// Faults in the supply of items, gathered so that a missing lane is told once and not for every item.
struct SupplyFaults {
  private var unsupplied: [(location: Int, item: Int)] = []
  private var madeAndDelivered: [(location: Int, item: Int)] = []
  private var structural: [Issue] = []

  mutating func add(unsupplied item: Int, location: Int) { unsupplied.append((location, item)) }
  mutating func add(madeAndDelivered item: Int, location: Int) { madeAndDelivered.append((location, item)) }

  /// Lanes for all items make the same circle in every item's network: the first says it all.
  mutating func add(structural issues: [Issue]) {
    if structural.isEmpty { structural = issues }
  }

  /// One issue per kind and location, by location.
  func issues(of planningCase: Case) -> [Issue] {
    let missing = byLocation(unsupplied).map { location, items in
      let place = planningCase.locations[location]
      return Issue(
        .error, code: "no-supply", at: Issue.Place(file: "lanes.csv"),
        "no lane brings \(names(items, planningCase)) to \(label(place.id, place.name)), so that demand for it "
          + "cannot be served",
        hint: "add a lane to \(place.id), from a location or (from left empty) from the outside supplier")
    }
    let doubled = byLocation(madeAndDelivered).map { location, items in
      let place = planningCase.locations[location]
      return Issue(
        .error, code: "made-and-delivered", at: Issue.Place(file: "bom.csv"),
        "\(names(items, planningCase)) is made at \(label(place.id, place.name)) and has a lane of its own that "
          + "brings it there",
        hint: "remove the lane, or the bill of materials at \(place.id)")
    }
    return missing + doubled + structural
  }

  private func byLocation(_ faults: [(location: Int, item: Int)]) -> [(location: Int, items: [Int])] {
    Dictionary(grouping: faults, by: \.location).sorted { $0.key < $1.key }
      .map { (location: $0.key, items: $0.value.map(\.item).sorted()) }
  }

  private func names(_ items: [Int], _ planningCase: Case) -> String {
    let first = items.prefix(3).map { label(planningCase.items[$0].id, planningCase.items[$0].name) }
    let rest = items.count - first.count
    return first.joined(separator: ", ") + (rest > 0 ? " and \(rest) more \(rest == 1 ? "item" : "items")" : "")
  }

  private func label(_ id: String, _ name: String) -> String { id == name ? id : "\(id) (\(name))" }
}

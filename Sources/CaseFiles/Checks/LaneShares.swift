import SupplyNetwork

/// Makes the sourcing shares of every location add up to 1, for every item.
///
/// Lanes for all items and lanes for one item stand side by side at a location: an item uses its own lanes and, from
/// suppliers it has no own lane from, the lanes for all items.
struct LaneShares {
  private(set) var lanes: [Lane]
  private(set) var lines: [Int]
  private let locations: [String]
  private let items: [String]
  /// Shares as the file gives them; NaN where it gives none.
  private let givenShares: [Double]

  private static let tolerance = 1e-6

  init(lanes: [Lane], lines: [Int], locations: [String], items: [String]) {
    self.lanes = lanes
    self.lines = lines
    self.locations = locations
    self.items = items
    givenShares = lanes.map(\.share)
  }

  /// Fills the shares that the file leaves open and scales those that do not add up to 1, with a warning.
  mutating func resolve(_ log: inout IssueLog) {
    var general = [[Int]](repeating: [], count: locations.count)
    var special = [[Int: [Int]]](repeating: [:], count: locations.count)
    for (lane, entry) in lanes.enumerated() {
      if let item = entry.item {
        special[entry.to][item, default: []].append(lane)
      } else {
        general[entry.to].append(lane)
      }
    }
    for location in locations.indices {
      fill(general[location], item: nil, &log)
      for (item, own) in special[location].sorted(by: { $0.key < $1.key }) {
        let suppliers = Set(own.map { lanes[$0].from })
        let others = general[location].filter { !suppliers.contains(lanes[$0].from) }
        resolve(item, own: own, others: others, &log)
      }
    }
  }

  /// Shares of one item at a location where it has lanes of its own.
  private mutating func resolve(_ item: Int, own: [Int], others: [Int], _ log: inout IssueLog) {
    guard !others.isEmpty else { return fill(own, item: item, &log) }
    // The lanes for all items keep their shares for the other items: this one gets copies, with the shares of the file.
    var group = own
    for other in others {
      var copy = lanes[other]
      copy.item = item
      copy.share = givenShares[other]
      lanes.append(copy)
      lines.append(lines[other])
      group.append(lanes.count - 1)
    }
    fill(group, item: item, &log)
  }

  /// Fills and scales the shares of lanes that together serve a location.
  private mutating func fill(_ group: [Int], item: Int?, _ log: inout IssueLog) {
    guard let first = group.first else { return }
    let place = Issue.Place(file: "lanes.csv", line: lines[first], column: "share")
    let subject =
      "the lanes into \(Quotation.of(locations[lanes[first].to]))"
      + (item.map { " for item \(Quotation.of(items[$0]))" } ?? "")
    let open = group.filter { lanes[$0].share.isNaN }
    if !open.isEmpty {
      let given = group.filter { !lanes[$0].share.isNaN }.map { lanes[$0].share }.reduce(0, +)
      let rest = 1 - given
      guard rest > Self.tolerance else {
        log.report(
          .error, "share-missing", .init(file: "lanes.csv", line: lines[open[0]], column: "share"),
          "the share is missing, and the other shares of \(subject) already add up to \(given)",
          hint: "give every lane its share of the orders")
        return
      }
      for lane in open { lanes[lane].share = rest / Double(open.count) }
      if group.count > 1 {
        log.report(
          .warning, "share-missing", place,
          "\(open.count) of the \(group.count) shares of \(subject) \(open.count == 1 ? "is" : "are") missing; "
            + "what the others leave is split evenly", hint: "give every lane its share of the orders")
      }
    }
    let sum = group.map { lanes[$0].share }.reduce(0, +)
    guard abs(sum - 1) > Self.tolerance else { return }
    log.report(
      .warning, "share-sum", place,
      "the shares of \(subject) add up to \(sum); expected 1, they are scaled to it",
      hint: "give shares that add up to 1")
    for lane in group { lanes[lane].share /= sum }
  }
}

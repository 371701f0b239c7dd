/// The lanes of a case by receiver and item.
struct LaneIndex {
  private let lanes: [Lane]
  /// Receiving location → its lanes for every item.
  private let general: CompressedRows
  /// Item → its own lanes, as positions in `specificLanes`.
  private let specific: CompressedRows
  /// Lanes of one item each, by item, receiver and position in the file.
  private let specificLanes: [Int]

  init(_ lanes: [Lane], locationCount: Int, itemCount: Int) {
    self.lanes = lanes
    general = CompressedRows(
      grouping: lanes.map { $0.item == nil ? $0.to : locationCount }, rowCount: locationCount + 1)
    specificLanes = lanes.indices.filter { lanes[$0].item != nil }.sorted { left, right in
      (lanes[left].item ?? 0, lanes[left].to, left) < (lanes[right].item ?? 0, lanes[right].to, right)
    }
    specific = CompressedRows(grouping: specificLanes.map { lanes[$0].item ?? 0 }, rowCount: itemCount)
  }

  /// Appends the lanes over which an item comes to a location: its own, and the general ones between locations that
  /// have none of its own. Complexity: O(log(own lanes) + lanes of the location).
  func appendInbound(item: Int, location: Int, to list: inout [Int]) {
    let first = list.count
    let own = specific.range(item)
    if !own.isEmpty {
      var lower = own.lowerBound
      var upper = own.upperBound
      while lower < upper {
        let middle = (lower + upper) / 2
        if lanes[specificLanes[middle]].to < location { lower = middle + 1 } else { upper = middle }
      }
      while lower < own.upperBound, lanes[specificLanes[lower]].to == location {
        list.append(specificLanes[lower])
        lower += 1
      }
    }
    let afterOwn = list.count
    for position in general.range(location) {
      let lane = general.values[position]
      let from = lanes[lane].from
      if !list[first..<afterOwn].contains(where: { lanes[$0].from == from }) { list.append(lane) }
    }
  }
}

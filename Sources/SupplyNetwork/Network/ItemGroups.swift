/// Items that a bill of materials joins: each group is one network.
struct ItemGroups {
  /// Items of each group, ascending; groups by their first item.
  let groups: [[Int]]

  /// Merges the items of every component line. Complexity: O(items + components), nearly.
  init(itemCount: Int, components: [Component]) {
    var joined = DisjointSets(count: itemCount)
    for line in components { _ = joined.merge(line.item, line.component) }
    let rows = CompressedRows(grouping: (0..<itemCount).map { joined.representative(of: $0) }, rowCount: itemCount)
    groups = (0..<itemCount).map { Array(rows[$0]) }.filter { !$0.isEmpty }
  }
}

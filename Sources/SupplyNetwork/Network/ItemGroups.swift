/// Items that a bill of materials joins: each group is one network.
struct ItemGroups {
  /// Items of each group, ascending; groups by their first item.
  let groups: [[Int]]

  /// Union–find over the component lines. Complexity: O(items + components), nearly.
  init(itemCount: Int, components: [Component]) {
    var root = Array(0..<itemCount)
    func find(_ start: Int) -> Int {
      var item = start
      while root[item] != item {
        root[item] = root[root[item]]
        item = root[item]
      }
      return item
    }
    for line in components {
      let left = find(line.item)
      let right = find(line.component)
      // The smallest item stands for its group.
      if left != right { root[max(left, right)] = min(left, right) }
    }
    let rows = CompressedRows(grouping: (0..<itemCount).map { find($0) }, rowCount: itemCount)
    groups = (0..<itemCount).map { Array(rows[$0]) }.filter { !$0.isEmpty }
  }
}

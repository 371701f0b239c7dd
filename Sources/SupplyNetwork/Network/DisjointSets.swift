/// Sets of indices that merge: union–find with path halving (Tarjan & van Leeuwen 1984, doi:10.1145/62.2160).
///
/// Finding costs O(log n) at worst; the smallest index stands for its set.
struct DisjointSets {
  private var parent: [Int]

  /// Every index alone.
  init(count: Int) { parent = Array(0..<count) }

  /// The index that stands for the set of another.
  mutating func representative(of index: Int) -> Int {
    var index = index
    while parent[index] != index {
      parent[index] = parent[parent[index]]
      index = parent[index]
    }
    return index
  }

  /// Merges two sets; `false` where the two were in one set already.
  mutating func merge(_ first: Int, _ second: Int) -> Bool {
    let left = representative(of: first)
    let right = representative(of: second)
    guard left != right else { return false }
    parent[max(left, right)] = min(left, right)
    return true
  }
}

/// Whether, directions forgotten, every two stages are joined by one path at most.
///
/// Union–find with path halving (Tarjan & van Leeuwen 1984, doi:10.1145/62.2160); O(links × log stages).
func isForest(stageCount: Int, links: [Link]) -> Bool {
  var root = Array(0..<stageCount)
  func find(_ start: Int) -> Int {
    var stage = start
    while root[stage] != stage {
      root[stage] = root[root[stage]]
      stage = root[stage]
    }
    return stage
  }
  for link in links {
    let left = find(link.supplier)
    let right = find(link.customer)
    if left == right { return false }
    root[left] = right
  }
  return true
}

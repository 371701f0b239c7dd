/// Whether, directions forgotten, every two stages are joined by one path at most.
func isForest(stageCount: Int, links: [Link]) -> Bool {
  var joined = DisjointSets(count: stageCount)
  return links.allSatisfy { joined.merge($0.supplier, $0.customer) }
}

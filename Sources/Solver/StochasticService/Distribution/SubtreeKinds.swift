/// Which subtrees of a distribution network are alike in all numbers, so that they need to be solved once only.
struct SubtreeKinds {
  /// Stages with the same number have subtrees alike.
  private(set) var kind: [Int]
  /// Number of kinds.
  private(set) var count = 0
  /// Unlike customers of a stage, with how many are alike.
  private(set) var customers: [[(stage: Int, count: Double)]]
  /// The first stage that has a subtree alike and all whose suppliers are alike, up to the source: both have the same
  /// outstanding orders and the same best base stock.
  private(set) var representative: [Int]

  /// All that the cost of a subtree depends on.
  private struct Signature: Hashable {
    var numbers: [Double]
    var customerKinds: [Int]
  }

  /// Finds them. Complexity: O(stages), expected.
  init(_ tree: DistributionTree) {
    kind = [Int](repeating: 0, count: tree.stageCount)
    customers = [[(stage: Int, count: Double)]](repeating: [], count: tree.stageCount)
    representative = Array(0..<tree.stageCount)
    var kinds: [Signature: Int] = [:]
    for stage in tree.upstreamFirst.reversed() {
      let signature = Signature(
        numbers: [
          tree.demandRate[stage], tree.demandVariance[stage], tree.sharingVariance[stage], tree.leadTime[stage],
          tree.holdingCostRate[stage], tree.ownBackorderCostRate(stage),
        ], customerKinds: tree.customers[stage].map { kind[$0] }.sorted())
      kind[stage] = kinds[signature] ?? kinds.count
      kinds[signature] = kind[stage]
      var place: [Int: Int] = [:]
      for customer in tree.customers[stage] {
        if let known = place[kind[customer]] {
          customers[stage][known].count += 1
        } else {
          place[kind[customer]] = customers[stage].count
          customers[stage].append((customer, 1))
        }
      }
    }
    count = kinds.count
    var first: [[Int]: Int] = [:]
    for stage in tree.upstreamFirst {
      let key = [tree.supplier[stage].map { representative[$0] } ?? -1, kind[stage]]
      representative[stage] = first[key] ?? stage
      first[key] = representative[stage]
    }
  }
}

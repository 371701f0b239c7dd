import SupplyNetwork

/// A forest of stages taken apart from its leaves: every stage but the roots has one link to a stage taken later.
struct EliminationOrder {
  /// Stages, each before the stage that hangs from it; roots first. The programme runs it backwards.
  private(set) var rootsFirst: [Int]
  /// Link to the stage it hangs from, by stage; `nil` at roots.
  private(set) var parentLink: [Int?]

  /// Orders a forest breadth first, without recursion. Complexity: O(stages + links).
  init(of network: StageNetwork) {
    parentLink = Array(repeating: nil, count: network.stageCount)
    rootsFirst = []
    rootsFirst.reserveCapacity(network.stageCount)
    var isListed = [Bool](repeating: false, count: network.stageCount)
    for root in 0..<network.stageCount where !isListed[root] {
      var next = rootsFirst.count
      isListed[root] = true
      rootsFirst.append(root)
      while next < rootsFirst.count {
        let stage = rootsFirst[next]
        next += 1
        for link in network.supplierLinks[stage] where link != parentLink[stage] {
          let supplier = network.links[link].supplier
          parentLink[supplier] = link
          isListed[supplier] = true
          rootsFirst.append(supplier)
        }
        for link in network.customerLinks[stage] where link != parentLink[stage] {
          let customer = network.links[link].customer
          parentLink[customer] = link
          isListed[customer] = true
          rootsFirst.append(customer)
        }
      }
    }
  }
}

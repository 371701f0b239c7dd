import SupplyNetwork

extension StageNetwork {
  /// Why the network cannot be solved exactly, naming two stages; `nil` where it can.
  var shapeIssue: Issue? {
    guard !isForest, let (supplier, customer) = stagesJoinedTwice else { return nil }
    return Issue(
      .error, code: "not-yet-supported",
      "\(name): the network is no tree: “\(supplier.id)” and “\(customer.id)” are joined by more than one path, "
        + "directions forgotten; exact solution of networks that are no tree is not supported yet",
      hint: "`meio solve --model independent` plans every stage on its own, whatever the shape of the network")
  }

  /// Supplier and customer of the first link that joins what other links before it have joined.
  private var stagesJoinedTwice: (Stage, Stage)? {
    var parent = Array(stages.indices)
    func root(_ stage: Int) -> Int {
      var stage = stage
      while parent[stage] != stage {
        parent[stage] = parent[parent[stage]]
        stage = parent[stage]
      }
      return stage
    }
    for link in links {
      let (supplier, customer) = (root(link.supplier), root(link.customer))
      if supplier == customer { return (stages[link.supplier], stages[link.customer]) }
      parent[supplier] = customer
    }
    return nil
  }
}

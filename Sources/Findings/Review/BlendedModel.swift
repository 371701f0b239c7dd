import SupplyNetwork

/// A model on the way from then to now: the network of now, with the values of then for every cause that has not been
/// replaced yet. Stages and lanes that were not there then have the values of now.
struct BlendedModel {
  let match: ModelMatch

  /// The causes in which a network now differs from what it was, the network itself included.
  ///
  /// Complexity: O(stages + links).
  func causes(of network: Int) -> Set<ReviewCause> {
    var causes: Set<ReviewCause> = match.hasSameShape(network) ? [] : [.network]
    let content = match.now.networks[network]
    if let before = match.networkBefore(network), before.correlation != content.correlation { causes.insert(.demand) }
    for (index, stage) in content.stages.enumerated() {
      guard let before = match.before(network, index) else { continue }
      if stage.demand != before.demand || stage.givenPooledDemandSD != before.givenPooledDemandSD {
        causes.insert(.demand)
      }
      if match.hasSameSuppliers[network][index], !stage.hasTimes(of: before) { causes.insert(.leadTime) }
      if stage.holdingCostRate != before.holdingCostRate || unitCost(stage.item, []) != unitCost(stage.item, [.cost]) {
        causes.insert(.cost)
      }
      if stage.service != before.service { causes.insert(.service) }
      if !stage.hasLimits(of: before)
        || (stage.demand == nil) == (before.demand == nil)
          && stage.maximumCommittedServiceTime != before.maximumCommittedServiceTime
      {
        causes.insert(.settings)
      }
    }
    for (index, link) in content.links.enumerated() where match.hasSameSuppliers[network][link.customer] {
      if let before = match.linksBefore[network][index], before.leadTime != link.leadTime { causes.insert(.leadTime) }
    }
    if maximumServiceTime(taking: []) != maximumServiceTime(taking: [.settings]) { causes.insert(.settings) }
    return causes
  }

  /// The causes in which anything differs, what joins networks included.
  func causesOfAll() -> Set<ReviewCause> {
    var all: Set<ReviewCause> = []
    for network in match.now.networks.indices {
      all.formUnion(causes(of: network))
      if match.predecessors[network] != [network] { all.insert(.network) }
    }
    if !match.removed.isEmpty { all.insert(.network) }
    let (then, now) = (match.then, match.now)
    let capacityDiffers = now.locations.indices.contains { location in
      match.locations[location].map { then.locations[$0].storageCapacity != now.locations[location].storageCapacity }
        ?? false
    }
    if capacityDiffers || then.settings.optimization.budget != now.settings.optimization.budget {
      all.insert(.settings)
    }
    return all
  }

  /// A network with the causes replaced.
  func network(_ index: Int, taking causes: Set<ReviewCause>) throws(StudyError) -> StageNetwork {
    let content = match.now.networks[index]
    let correlation =
      causes.contains(.demand) ? content.correlation : match.networkBefore(index)?.correlation ?? content.correlation
    do throws(IssueList) {
      return try StageNetwork(
        name: content.name, stages: stages(of: index, taking: causes), links: links(of: index, taking: causes),
        correlation: correlation)
    } catch {
      throw StudyError(
        isInfeasible: false, message: "\(content.name): \(error.issues.map(\.message).joined(separator: "; "))")
    }
  }

  /// Money for a unit of an item of now; `nil` where it is unknown.
  func unitCost(_ item: Int, _ causes: Set<ReviewCause>) -> Double? {
    guard !causes.contains(.cost), let before = match.items[item] else { return match.now.items[item].unitCost }
    return match.then.items[before].unitCost
  }

  /// The whole model, for what joins networks: storage capacity and budget.
  func model(taking causes: Set<ReviewCause>) throws(StudyError) -> NetworkModel {
    var model = match.now
    for index in model.networks.indices { model.networks[index] = try network(index, taking: causes) }
    for item in model.items.indices { model.items[item].unitCost = unitCost(item, causes) }
    if !causes.contains(.settings) {
      model.settings.optimization = match.then.settings.optimization
      for (index, before) in match.locations.enumerated() {
        if let before { model.locations[index].storageCapacity = match.then.locations[before].storageCapacity }
      }
    }
    return model
  }

  /// Longest committed service time any stage may quote, in periods.
  func maximumServiceTime(taking causes: Set<ReviewCause>) -> Int? {
    (causes.contains(.settings) ? match.now : match.then).settings.optimization.maximumServiceTime
  }

  private func stages(of network: Int, taking causes: Set<ReviewCause>) -> [Stage] {
    var stages = match.now.networks[network].stages
    for index in stages.indices {
      guard let before = match.before(network, index) else { continue }
      // What may be promised follows from whether customers are served: then from that, else from settings.
      let serves = (stages[index].demand == nil) == (before.demand == nil)
      if !causes.contains(serves ? .settings : .demand) {
        stages[index].maximumCommittedServiceTime = before.maximumCommittedServiceTime
      }
      if !causes.contains(.demand) {
        stages[index].demand = before.demand
        stages[index].givenPooledDemandSD = before.givenPooledDemandSD
      }
      // A stage that gets its goods from elsewhere takes their times along.
      if !causes.contains(.leadTime), match.hasSameSuppliers[network][index] {
        stages[index].processingTime = before.processingTime
        stages[index].processingTimeSD = before.processingTimeSD
        stages[index].reviewPeriod = before.reviewPeriod
        stages[index].externalInboundServiceTime = before.externalInboundServiceTime
      }
      if !causes.contains(.cost) { stages[index].holdingCostRate = before.holdingCostRate }
      if !causes.contains(.service) { stages[index].service = before.service }
      if !causes.contains(.settings) { stages[index].takeLimits(of: before) }
    }
    return stages
  }

  private func links(of network: Int, taking causes: Set<ReviewCause>) -> [Link] {
    var links = match.now.networks[network].links
    guard !causes.contains(.leadTime) else { return links }
    for index in links.indices where match.hasSameSuppliers[network][links[index].customer] {
      if let before = match.linksBefore[network][index] { links[index].leadTime = before.leadTime }
    }
    return links
  }
}

extension Stage {
  /// Whether goods take as long, and are ordered as often.
  func hasTimes(of other: Stage) -> Bool {
    processingTime == other.processingTime && processingTimeSD == other.processingTimeSD
      && reviewPeriod == other.reviewPeriod && externalInboundServiceTime == other.externalInboundServiceTime
  }

  /// Whether stock and orders have the same bounds.
  func hasLimits(of other: Stage) -> Bool {
    maximumInboundServiceTime == other.maximumInboundServiceTime && minimumStock == other.minimumStock
      && maximumStock == other.maximumStock && mayHoldStock == other.mayHoldStock && shelfLife == other.shelfLife
      && fixedBaseStock == other.fixedBaseStock && orderMultiple == other.orderMultiple
      && minimumOrder == other.minimumOrder
  }

  /// Takes what bounds stock and orders from another stage.
  fileprivate mutating func takeLimits(of other: Stage) {
    maximumInboundServiceTime = other.maximumInboundServiceTime
    minimumStock = other.minimumStock
    maximumStock = other.maximumStock
    mayHoldStock = other.mayHoldStock
    shelfLife = other.shelfLife
    fixedBaseStock = other.fixedBaseStock
    orderMultiple = other.orderMultiple
    minimumOrder = other.minimumOrder
  }
}

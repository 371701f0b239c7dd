import Probability
public import SupplyNetwork

extension PlanningBasis {
  /// The model that was taken down, as far as plans heed it: its plan is the same to the last bit.
  ///
  /// - Throws: ``ReviewError`` where columns do not fit or hold what they cannot: the record was damaged. Nothing that a
  ///   solver trusts is taken on trust.
  ///
  /// Complexity: O(stages + links) where stages form trees (``PooledDemand``).
  public func model() throws(ReviewError) -> NetworkModel {
    var settings = CaseSettings()
    settings.period = period
    settings.currency = currency
    settings.currentPolicy = currentPolicy
    settings.optimization = optimization
    guard PackedColumns.isTimeOrNone(optimization.maximumServiceTime),
      PackedColumns.isAmountOrNone(optimization.budget)
    else { throw ReviewError("the settings of the plan hold what they cannot") }
    var lastStages = Stages()
    var lastLinks = Links()
    var networks: [StageNetwork] = []
    var inventory: [[InventoryRecord?]] = []
    let places = try placesAndItems()
    for network in self.networks {
      guard (0...Self.mostStages).contains(network.stageCount), (0...Self.mostStages).contains(network.linkCount),
        (0...1).contains(network.correlation)
      else { throw ReviewError("network \(network.name) holds what it cannot") }
      let stages = try network.stages.stages(
        network.stageCount, after: &lastStages, locations: places.locations, items: places.items)
      let links = try network.links.links(network.linkCount, after: &lastLinks)
      do throws(IssueList) {
        networks.append(
          try StageNetwork(
            name: network.name, stages: stages.stages, links: links, correlation: network.correlation))
      } catch {
        throw ReviewError(error.issues.map(\.message).joined(separator: "; "))
      }
      inventory.append(stages.inventory)
    }
    return NetworkModel(
      settings: settings, tiers: tiers, locations: places.locations, items: places.items, networks: networks,
      inventory: inventory)
  }

  /// Most stages, or links, of a network that a record may state.
  private static let mostStages = 10_000_000

  private func placesAndItems() throws(ReviewError) -> (locations: [Location], items: [Item]) {
    let count = locations.ids.count
    guard locations.names.count == count, locations.tiers.count == count,
      locations.capacities.map({ $0.count == count && $0.allSatisfy(PackedColumns.isAmountOrNone) }) ?? true,
      locations.tiers.allSatisfy(tiers.indices.contains), Set(locations.ids).count == count
    else { throw ReviewError("the locations do not fit together") }
    guard items.names.count == items.ids.count, items.unitCosts.count == items.ids.count,
      items.unitCosts.allSatisfy(PackedColumns.isAmountOrNone), Set(items.ids).count == items.ids.count
    else { throw ReviewError("the items do not fit together") }
    return (
      (0..<count).map { index in
        Location(
          id: locations.ids[index], name: locations.names[index], tier: locations.tiers[index],
          kind: tiers[locations.tiers[index]].kind, storageCapacity: locations.capacities?[index])
      },
      items.ids.indices.map { Item(id: items.ids[$0], name: items.names[$0], unitCost: items.unitCosts[$0]) }
    )
  }
}

extension PlanningBasis.Stages {
  /// The stages and what is known of today at each.
  fileprivate func stages(
    _ count: Int, after last: inout Self, locations: [Location], items: [Item]
  ) throws(ReviewError) -> (stages: [Stage], inventory: [InventoryRecord?]) {
    typealias Columns = PackedColumns
    let location = try Columns.unpack(
      location, &last.location, count: count, "location", where: locations.indices.contains)
    let item = try Columns.unpack(item, &last.item, count: count, "item", where: items.indices.contains)
    let time = try Columns.unpack(
      processingTime, &last.processingTime, count: count, "processingTime", where: Columns.isTime)
    let timeSD = try Columns.unpack(
      processingTimeSD, &last.processingTimeSD, count: count, "processingTimeSD", where: Columns.isAmount)
    let review = try Columns.unpack(
      reviewPeriod, &last.reviewPeriod, count: count, "reviewPeriod"
    ) { $0 >= 1 && Columns.isTime($0) }
    let rate = try Columns.unpack(
      holdingCostRate, &last.holdingCostRate, count: count, "holdingCostRate", where: Columns.isAmount)
    let inbound = try Columns.unpack(
      inboundServiceTime, &last.inboundServiceTime, count: count, "inboundServiceTime", where: Columns.isTime)
    let maximumInbound = try Columns.unpack(
      maximumInboundServiceTime, &last.maximumInboundServiceTime, count: count, "maximumInboundServiceTime",
      where: Columns.isTimeOrNone)
    let maximumCommitted = try Columns.unpack(
      maximumCommittedServiceTime, &last.maximumCommittedServiceTime, count: count, "maximumCommittedServiceTime",
      where: Columns.isTimeOrNone)
    let family = try Columns.unpack(demand, &last.demand, count: count, "demand") {
      PlanningBasis.DemandFamily(rawValue: $0) != nil
    }
    let mean = try Columns.unpack(
      demandMean, &last.demandMean, count: count, "demandMean", where: Columns.isSigned)
    let sd = try Columns.unpack(demandSD, &last.demandSD, count: count, "demandSD", where: Columns.isAmount)
    let pooled = try Columns.unpack(
      pooledDemandSD, &last.pooledDemandSD, count: count, "pooledDemandSD", where: Columns.isAmountOrNone)
    let measure = try Columns.unpack(
      serviceMeasure, &last.serviceMeasure, count: count, "serviceMeasure",
      where: PlanningBasis.measures.indices.contains)
    let target = try Columns.unpack(serviceTarget, &last.serviceTarget, count: count, "serviceTarget")
    guard zip(measure, target).allSatisfy({ PlanningBasis.isTarget(PlanningBasis.measures[$0], $1) }) else {
      throw ReviewError("serviceTarget holds what it cannot")
    }
    let multiple = try Columns.unpack(
      orderMultiple, &last.orderMultiple, count: count, "orderMultiple", where: Columns.isAmount)
    let minimumOrder = try Columns.unpack(
      minimumOrder, &last.minimumOrder, count: count, "minimumOrder", where: Columns.isAmount)
    let minimum = try Columns.unpack(
      minimumStock, &last.minimumStock, count: count, "minimumStock", where: Columns.isAmount)
    let maximum = try Columns.unpack(
      maximumStock, &last.maximumStock, count: count, "maximumStock", where: Columns.isAmountOrNone)
    let mayHold = try Columns.unpack(mayHoldStock, &last.mayHoldStock, count: count, "mayHoldStock")
    let shelfLife = try Columns.unpack(
      shelfLife, &last.shelfLife, count: count, "shelfLife", where: Columns.isTimeOrNone)
    let fixed = try Columns.unpack(
      fixedBaseStock, &last.fixedBaseStock, count: count, "fixedBaseStock", where: Columns.isSignedOrNone)
    let onHand = try Columns.unpack(
      onHand, &last.onHand, count: count, "onHand", where: Columns.isSignedOrNone)
    let level = try Columns.unpack(
      orderUpTo, &last.orderUpTo, count: count, "orderUpTo", where: Columns.isSignedOrNone)
    let stages = (0..<count).map { index in
      Stage(
        id: locations[location[index]].id + "/" + items[item[index]].id, name: locations[location[index]].name,
        location: location[index], item: item[index], processingTime: time[index], processingTimeSD: timeSD[index],
        reviewPeriod: review[index], holdingCostRate: rate[index], externalInboundServiceTime: inbound[index],
        maximumInboundServiceTime: maximumInbound[index], maximumCommittedServiceTime: maximumCommitted[index],
        demand: PlanningBasis.Demand(family: .init(rawValue: family[index]) ?? .none, mean: mean[index], sd: sd[index])
          .distribution,
        service: ServiceTarget(PlanningBasis.measures[measure[index]], target[index]),
        givenPooledDemandSD: pooled[index], orderMultiple: multiple[index], minimumOrder: minimumOrder[index],
        minimumStock: minimum[index], maximumStock: maximum[index], mayHoldStock: mayHold[index],
        shelfLife: shelfLife[index], fixedBaseStock: fixed[index])
    }
    let inventory = (0..<count).map { index in
      onHand[index].map {
        InventoryRecord(location: location[index], item: item[index], onHand: $0, orderUpTo: level[index])
      }
    }
    return (stages, inventory)
  }
}

extension PlanningBasis.Links {
  fileprivate func links(_ count: Int, after last: inout Self) throws(ReviewError) -> [Link] {
    typealias Columns = PackedColumns
    let supplier = try Columns.unpack(supplier, &last.supplier, count: count, "supplier")
    let customer = try Columns.unpack(customer, &last.customer, count: count, "customer")
    let units = try Columns.unpack(units, &last.units, count: count, "units", where: Columns.isAmount)
    let leadTime = try Columns.unpack(leadTime, &last.leadTime, count: count, "leadTime", where: Columns.isTime)
    let share = try Columns.unpack(share, &last.share, count: count, "share") { (0...1).contains($0) }
    return (0..<count).map { index in
      Link(
        supplier: supplier[index], customer: customer[index], units: units[index], leadTime: leadTime[index],
        share: share[index])
    }
  }
}

extension PlanningBasis {
  /// Whether a target is one: a fraction between 0 and 1, or a z.
  fileprivate static func isTarget(_ measure: ServiceTarget.Measure, _ target: Double) -> Bool {
    measure == .safetyFactor ? abs(target) <= 40 : target > 0 && target < 1
  }
}

extension PlanningBasis.Demand {
  init(_ demand: DemandDistribution?) {
    guard let demand else { return }
    mean = demand.mean
    switch demand {
    case .deterministic: family = .deterministic
    case .normal(_, let given): (family, sd) = (.normal, given)
    case .gamma(_, let given): (family, sd) = (.gamma, given)
    case .poisson: family = .poisson
    case .negativeBinomial(_, let given): (family, sd) = (.negativeBinomial, given)
    }
  }

  var distribution: DemandDistribution? {
    switch family {
    case .none: nil
    case .deterministic: .deterministic(mean: mean)
    case .normal: .normal(mean: mean, sd: sd)
    case .gamma: .gamma(mean: mean, sd: sd)
    case .poisson: .poisson(mean: mean)
    case .negativeBinomial: .negativeBinomial(mean: mean, sd: sd)
    }
  }
}

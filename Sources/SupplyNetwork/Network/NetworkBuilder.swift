import Probability

/// Builds the networks of a case one after another, with tables and scratch space shared between them.
struct NetworkBuilder {
  /// A network with what is known of its stages.
  struct Part {
    var network: StageNetwork
    var inventory: [InventoryRecord?]
  }

  /// An item at a location, and its supply.
  private struct Place {
    /// Position of the item in its group.
    var member: Int
    var location: Int
    /// Positions of the inbound lanes in `inbound`.
    var lanes: Range<Int>
    /// Positions in the case's component lines of what the item is made of here.
    var components: [Int]
  }

  private let planningCase: Case
  private let laneIndex: LaneIndex
  private let demandOfItem: CompressedRows
  private let componentsOfItem: CompressedRows
  private let inventoryOfItem: CompressedRows
  private let overridesOfItem: CompressedRows
  private let stockLimits: StockLimitIndex
  private let courses: DemandCourses
  private var faults = SupplyFaults()

  /// Lanes of the places of the network at hand.
  private var inbound: [Int] = []
  /// Member of the group × location → stage, or −1; −2 while the place waits for its stage.
  private var stageAt: [Int] = []
  /// Places found and not yet looked at.
  private var waiting: [(member: Int, location: Int)] = []

  init(_ planningCase: Case) {
    self.planningCase = planningCase
    let count = planningCase.items.count
    laneIndex = LaneIndex(planningCase.lanes, locationCount: planningCase.locations.count, itemCount: count)
    demandOfItem = CompressedRows(grouping: planningCase.demand.map(\.item), rowCount: count)
    componentsOfItem = CompressedRows(grouping: planningCase.components.map(\.item), rowCount: count)
    inventoryOfItem = CompressedRows(grouping: planningCase.inventory.map(\.item), rowCount: count)
    overridesOfItem = CompressedRows(grouping: planningCase.overrides.map(\.item), rowCount: count)
    stockLimits = StockLimitIndex(planningCase.stockLimits, itemCount: count)
    courses = DemandCourses(planningCase)
  }

  /// Everything found wrong so far.
  var issues: [Issue] { faults.issues(of: planningCase) }

  private func slot(_ member: Int, _ location: Int) -> Int { member * planningCase.locations.count + location }

  /// The network of a group of items; `nil` where nobody asks for any of them, or where it has faults.
  mutating func network(of group: [Int]) -> Part? {
    let slots = group.count * planningCase.locations.count
    if stageAt.count < slots { stageAt = [Int](repeating: -1, count: slots) }
    inbound.removeAll(keepingCapacity: true)
    var places = places(of: group)
    defer { for place in places { stageAt[slot(place.member, place.location)] = -1 } }
    guard !places.isEmpty else { return nil }
    let locations = planningCase.locations
    places.sort { left, right in
      (locations[left.location].tier, left.location, left.member)
        < (locations[right.location].tier, right.location, right.member)
    }
    for (index, place) in places.enumerated() { stageAt[slot(place.member, place.location)] = index }

    var (stages, links) = stagesAndLinks(of: group, places)
    let fixed = aligned(group, places.count, planningCase.overrides, overridesOfItem, \.location)
    for (index, line) in fixed.enumerated() { stages[index].fixedBaseStock = line?.baseStock }
    for index in links.indices { links[index].priority = locations[places[links[index].customer].location].priority }
    disrupt(&stages, &links)
    let name = name(of: group)
    do throws(IssueList) {
      let network = try StageNetwork(
        name: name, stages: stages, links: links, correlation: correlation(of: group),
        transshipments: Transshipment.groups(in: planningCase, stages, links))
      return Part(
        network: try expedite(network),
        inventory: aligned(group, places.count, planningCase.inventory, inventoryOfItem, \.location))
    } catch {
      faults.add(structural: error.issues)
      return nil
    }
  }

  /// Notes a place for a visit, once.
  private mutating func visit(_ member: Int, _ location: Int) {
    let slot = slot(member, location)
    guard stageAt[slot] == -1 else { return }
    stageAt[slot] = -2
    waiting.append((member, location))
  }

  /// All items and locations upstream of a demand, in no particular order.
  private mutating func places(of group: [Int]) -> [Place] {
    var found: [Place] = []
    waiting.removeAll(keepingCapacity: true)
    for (member, item) in group.enumerated() {
      for profile in demandOfItem[item] where planningCase.demand[profile].mean > 0 {
        visit(member, planningCase.demand[profile].location)
      }
    }
    while let (member, location) = waiting.popLast() {
      let item = group[member]
      let components = componentsOfItem[item].filter { planningCase.components[$0].location == location }
      let first = inbound.count
      laneIndex.appendInbound(item: item, location: location, to: &inbound)
      if !components.isEmpty {
        // General lanes into the location bring the components; the item itself comes into being here.
        let delivering = inbound[first...].filter { planningCase.lanes[$0].from != nil }
        if delivering.contains(where: { planningCase.lanes[$0].item != nil }) {
          faults.add(madeAndDelivered: item, location: location)
        }
        inbound.replaceSubrange(first..., with: inbound[first...].filter { planningCase.lanes[$0].from == nil })
      } else if inbound.count == first {
        faults.add(unsupplied: item, location: location)
      }
      found.append(
        Place(member: member, location: location, lanes: first..<inbound.count, components: components))
      for lane in inbound[first...] {
        if let from = planningCase.lanes[lane].from { visit(member, from) }
      }
      for line in components {
        let component = planningCase.components[line].component
        if let supplier = group.firstIndex(of: component) { visit(supplier, location) }
      }
    }
    return found
  }

  private func stagesAndLinks(of group: [Int], _ places: [Place]) -> (stages: [Stage], links: [Link]) {
    let settings = planningCase.settings
    let targets = group.map { planningCase.serviceTargets(item: $0) }
    let limits = group.map { stockLimits.limits(item: $0, locationCount: planningCase.locations.count) }
    let rates = group.map { item in
      settings.holdingCostRate(
        unitCost: planningCase.items[item].unitCost ?? 0, carryingRate: planningCase.items[item].carryingRate)
    }
    var links: [Link] = []
    var stages: [Stage] = []
    stages.reserveCapacity(places.count)
    for (index, place) in places.enumerated() {
      let item = group[place.member]
      let location = planningCase.locations[place.location]
      let supply = InboundSupply(inbound[place.lanes].map { planningCase.lanes[$0] })
      let limit = limits[place.member][place.location]
      for line in place.components {
        let component = planningCase.components[line]
        guard let member = group.firstIndex(of: component.component) else { continue }
        links.append(
          Link(supplier: stageAt[slot(member, place.location)], customer: index, units: component.units))
      }
      for source in supply.sources {
        links.append(
          Link(
            supplier: stageAt[slot(place.member, source.location)], customer: index, leadTime: source.excess,
            share: source.share))
      }
      stages.append(
        Stage(
          id: location.id + "/" + planningCase.items[item].id, name: location.name, location: place.location,
          item: item, processingTime: supply.leadTime, processingTimeSD: supply.leadTimeSD,
          reviewPeriod: supply.reviewPeriod,
          holdingCostRate: rates[place.member], externalInboundServiceTime: supply.outsideExcess,
          maximumCommittedServiceTime: settings.optimization.maximumServiceTime,
          service: targets[place.member][place.location], fixedOrderCost: supply.fixedOrderCost,
          orderMultiple: supply.orderMultiple,
          minimumOrder: supply.minimumOrder, maximumOrder: supply.maximumOrder,
          minimumStock: limit.minimumStock ?? 0, maximumStock: limit.maximumStock,
          mayHoldStock: limit.mayHoldStock ?? true, shelfLife: planningCase.items[item].shelfLife))
    }
    for (member, item) in group.enumerated() {
      for position in demandOfItem[item] where planningCase.demand[position].mean > 0 {
        let profile = planningCase.demand[position]
        let stage = stageAt[slot(member, profile.location)]
        stages[stage].demand = profile.distribution
        stages[stage].demandCourse = courses.course(of: profile)
        stages[stage].maximumCommittedServiceTime = 0
      }
    }
    return (stages, links)
  }

  /// Gives stages and links the disruptions of their locations and lanes.
  private func disrupt(_ stages: inout [Stage], _ links: inout [Link]) {
    for entry in planningCase.settings.simulation.disruptions {
      func isAt(_ id: String, _ stage: Stage) -> Bool { planningCase.locations[stage.location].id == id }
      for index in links.indices {
        guard let to = entry.to, isAt(to, stages[links[index].customer]),
          isAt(entry.from, stages[links[index].supplier])
        else { continue }
        links[index].disruptions.append(entry.disruption)
      }
      for index in stages.indices {
        if entry.to == nil, isAt(entry.from, stages[index]) { stages[index].disruptions.append(entry.disruption) }
        if entry.from.isEmpty, let to = entry.to, isAt(to, stages[index]) {
          stages[index].outsideDisruptions.append(entry.disruption)
        }
      }
    }
  }

  /// The same network with the fast ways of its locations.
  private func expedite(_ network: StageNetwork) throws(IssueList) -> StageNetwork {
    let entries = planningCase.settings.simulation.expediting
    guard !entries.isEmpty else { return network }
    var stages = network.stages
    for index in stages.indices where StageInputs(of: index, in: network).count == 1 {
      let location = planningCase.locations[stages[index].location]
      let ofTier = entries.last { $0.destination == .tier(planningCase.tiers[location.tier].name) }
      guard let entry = entries.last(where: { $0.destination == .location(location.id) }) ?? ofTier else { continue }
      stages[index].expediting = Expediting(
        leadTime: entry.leadTime, below: entry.belowPeriods * network.meanDemand[index],
        costPerUnit: entry.costPerUnit)
    }
    return try StageNetwork(
      name: network.name, stages: stages, links: network.links, correlation: network.correlation,
      transshipments: network.transshipments)
  }

  /// Records by stage; the last one of a stage counts, and those of places outside the network fall away.
  private func aligned<Record>(
    _ group: [Int], _ count: Int, _ records: [Record], _ rows: CompressedRows, _ location: KeyPath<Record, Int>
  ) -> [Record?] {
    var result = [Record?](repeating: nil, count: count)
    for (member, item) in group.enumerated() {
      for position in rows[item] {
        let stage = stageAt[slot(member, records[position][keyPath: location])]
        if stage >= 0 { result[stage] = records[position] }
      }
    }
    return result
  }

  /// The item in demand; of several, the first and how many more.
  private func name(of group: [Int]) -> String {
    let wanted = group.filter { item in demandOfItem[item].contains { planningCase.demand[$0].mean > 0 } }
    guard let first = wanted.first else { return "" }
    let name = planningCase.items[first].name
    return wanted.count == 1 ? name : "\(name) and \(wanted.count - 1) more"
  }

  /// The correlation of the item; of several, the average weighted by the standard deviations of their demands.
  private func correlation(of group: [Int]) -> Double {
    let measured: [Double?] = group.map { item in
      planningCase.correlation.indices.contains(item) ? planningCase.correlation[item] : 0
    }
    if group.count == 1 { return measured[0] ?? 0 }
    let weights = group.map { item in
      demandOfItem[item].reduce(0) { $0 + planningCase.demand[$1].distribution.sd }
    }
    return CorrelationEstimate.average(measured, weights: weights) ?? 0
  }
}

import Probability
import SupplyNetwork

/// What differs in the data of two models, counted.
public struct DataChanges: Sendable, Codable, Equatable {
  /// Things that came and went.
  public struct Membership: Sendable, Codable, Equatable {
    /// Names of what is new, in the order of the model.
    public var added: [String] = []
    /// Names of what is gone.
    public var removed: [String] = []
  }

  /// How many differ of how many.
  public struct Count: Sendable, Codable, Equatable {
    /// That differ.
    public var changed = 0
    /// That are in both models.
    public var total = 0

    mutating func add(_ differs: Bool) {
      total += 1
      if differs { changed += 1 }
    }
  }

  /// Relative change from which a demand, its deviation, or a cost counts as changed.
  public static let threshold = 0.05

  /// Locations.
  public var locations = Membership()
  /// Items.
  public var items = Membership()
  /// Lanes between locations, as "from → to".
  public var lanes = Membership()
  /// Stages: one item at one location.
  public var stagesAdded = 0
  /// Stages that are gone.
  public var stagesRemoved = 0
  /// Stages with external demand at both times whose mean, deviation or distribution is another at all, or with demand at
  /// one time only.
  public var demand = Count()
  /// Stages with external demand whose mean changed by more than ``threshold``.
  public var demandMean = Count()
  /// The same, whose standard deviation did.
  public var demandSD = Count()
  /// Demand in all, in money at the unit costs of before (units where these are unknown), before and now, of the stages
  /// that have demand at both times.
  public var demandThen = 0.0
  /// The same now.
  public var demandNow = 0.0
  /// Networks whose correlation of demand is another.
  public var correlation = Count()
  /// Stages whose lead time, its spread or review period is another.
  public var leadTimes = Count()
  /// Items whose unit cost changed.
  public var unitCosts = Count()
  /// Items whose carrying rate changed.
  public var carryingRates = Count()
  /// Stages whose service target is another.
  public var targets = Count()
  /// Stages whose limits, fixed levels or order sizes are another.
  public var limits = Count()
  /// Whether the budget, the longest service time or a storage capacity is another.
  public var hasOtherSettings = false
  /// Stages whose stock was measured before, or is now, and is another.
  public var stock = Count()

  /// Counts them. Complexity: O(locations + items + stages + links), sorting of lanes aside.
  init(_ match: ModelMatch) {
    let (then, now) = (match.then, match.now)
    locations.added = now.locations.indices.filter { match.locations[$0] == nil }.map { now.locations[$0].name }
    let keptLocations = Set(match.locations.compactMap { $0 })
    locations.removed = then.locations.indices.filter { !keptLocations.contains($0) }.map { then.locations[$0].name }
    items.added = now.items.indices.filter { match.items[$0] == nil }.map { now.items[$0].name }
    let keptItems = Set(match.items.compactMap { $0 })
    items.removed = then.items.indices.filter { !keptItems.contains($0) }.map { then.items[$0].name }
    let (lanesThen, lanesNow) = (Self.lanes(then), Self.lanes(now))
    lanes.added = Self.names(Set(lanesNow.keys).subtracting(lanesThen.keys), lanesNow)
    lanes.removed = Self.names(Set(lanesThen.keys).subtracting(lanesNow.keys), lanesThen)
    let kept = match.stages.reduce(0) { $0 + $1.count { $0 != nil } }
    stagesAdded = now.networks.reduce(0) { $0 + $1.stageCount } - kept
    stagesRemoved = then.networks.reduce(0) { $0 + $1.stageCount } - kept
    countItems(match)
    for network in now.networks.indices { countStages(match, network) }
    hasOtherSettings =
      then.settings.optimization.budget != now.settings.optimization.budget
      || then.settings.optimization.maximumServiceTime != now.settings.optimization.maximumServiceTime
      || now.locations.indices.contains { index in
        match.locations[index].map { then.locations[$0].storageCapacity != now.locations[index].storageCapacity }
          ?? false
      }
  }

  private mutating func countItems(_ match: ModelMatch) {
    for (index, item) in match.now.items.enumerated() {
      guard let before = match.items[index] else { continue }
      unitCosts.add(match.then.items[before].unitCost != item.unitCost)
    }
  }

  private mutating func countStages(_ match: ModelMatch, _ network: Int) {
    let (then, now) = (match.then, match.now)
    let content = now.networks[network]
    if let before = match.networkBefore(network) { correlation.add(before.correlation != content.correlation) }
    var ratedItems: Set<Int> = []
    for (index, stage) in content.stages.enumerated() {
      guard let place = match.stages[network][index], let before = match.before(network, index) else { continue }
      if let demand = stage.demand, let demandBefore = before.demand {
        self.demand.add(demand != demandBefore)
        demandMean.add(Self.differs(demandBefore.mean, demand.mean))
        demandSD.add(Self.differs(demandBefore.sd, demand.sd))
        let cost = then.hasValue ? then.items[before.item].unitCost ?? 0 : 1
        demandThen += demandBefore.mean * cost
        demandNow += demand.mean * cost
      } else if stage.demand != nil || before.demand != nil {
        demand.add(true)
        demandMean.add(true)
        demandSD.add(true)
      }
      let linksDiffer = content.supplierLinks[index].contains { link in
        match.linksBefore[network][link].map { $0.leadTime != content.links[link].leadTime } ?? false
      }
      leadTimes.add(linksDiffer || !stage.hasTimes(of: before))
      targets.add(stage.service != before.service)
      limits.add(!stage.hasLimits(of: before))
      if ratedItems.insert(stage.item).inserted,
        let rate = Self.carryingRate(stage, now), let rateBefore = Self.carryingRate(before, then)
      {
        carryingRates.add(abs(rate - rateBefore) > 1e-9 * max(rate, rateBefore))
      }
      let onHand = now.inventory[network][index]?.onHand
      let onHandBefore = then.inventory[place.network][place.stage]?.onHand
      if onHand != nil || onHandBefore != nil { stock.add(onHand != onHandBefore) }
    }
  }

  private static func differs(_ before: Double, _ now: Double) -> Bool {
    abs(now - before) > threshold * abs(before)
  }

  /// Carrying rate in the holding cost rate of a stage, per year; `nil` without a unit cost.
  private static func carryingRate(_ stage: Stage, _ model: NetworkModel) -> Double? {
    guard let cost = model.items[stage.item].unitCost, cost > 0 else { return nil }
    return stage.holdingCostRate / cost * model.settings.period.perYear
  }

  /// Lanes between locations by their identifiers, with names.
  private static func lanes(_ model: NetworkModel) -> [[String]: String] {
    var lanes: [[String]: String] = [:]
    var seen: Set<Int> = []
    for network in model.networks {
      for link in network.links {
        let (from, to) = (network.stages[link.supplier].location, network.stages[link.customer].location)
        guard from != to, seen.insert(from * model.locations.count + to).inserted else { continue }
        lanes[[model.locations[from].id, model.locations[to].id]] =
          "\(model.locations[from].name) → \(model.locations[to].name)"
      }
    }
    return lanes
  }

  private static func names(_ keys: Set<[String]>, _ names: [[String]: String]) -> [String] {
    keys.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { names[$0] }
  }
}

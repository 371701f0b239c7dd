import Probability

extension Case {
  /// The case as a scenario would have it: demand first, then lanes, costs, promises, rules, and last what is gone or out.
  ///
  /// Classes of items, today's stock and levels that planners have fixed stay as they are, and indices keep their meaning.
  /// Complexity: O(demand + history + lanes × items + places of a service change).
  public func applying(_ scenario: Scenario) -> Case {
    var changed = self
    for change in scenario.demand { changed.apply(change) }
    for change in scenario.leadTimes {
      changed.changeLanes(from: change.from, change.scope) { lane in
        lane.leadTime = change.changed(lane.leadTime)
        lane.leadTimeSD *= change.factor
      }
    }
    for change in scenario.reviewPeriods {
      changed.changeLanes(from: change.from, change.scope) { $0.reviewPeriod = max(1, change.periods) }
    }
    for change in scenario.unitCosts {
      let isIn = itemsIn(change.scope)
      for item in changed.items.indices where isIn[item] {
        changed.items[item].unitCost = changed.items[item].unitCost.map { $0 * change.factor }
      }
    }
    if let rate = scenario.carryingRate { changed.settings.carryingRate = rate }
    for change in scenario.service { changed.apply(change) }
    changed.apply(scenario.optimization)
    if let policy = scenario.currentPolicy { changed.settings.currentPolicy = policy }
    changed.close(Set(scenario.closed))
    for outage in scenario.outages { changed.apply(outage) }
    changed.settings.scenarios = []
    return changed
  }

  /// Per location, whether it is in a scope.
  private func locationsIn(_ scope: Scenario.Scope) -> [Bool] {
    locations.map { location in
      (scope.location ?? location.id) == location.id
        && (scope.region == nil || scope.region == location.region)
        && (scope.tier == nil || (tiers.indices.contains(location.tier) && tiers[location.tier].name == scope.tier))
    }
  }

  /// Per item, whether it is in a scope.
  private func itemsIn(_ scope: Scenario.Scope) -> [Bool] {
    items.map { (scope.item ?? $0.id) == $0.id && (scope.valueClass ?? $0.valueClass) == $0.valueClass }
  }

  private mutating func apply(_ change: Scenario.DemandChange) {
    let (places, wanted) = (locationsIn(change.scope), itemsIn(change.scope))
    for index in demand.indices where places[demand[index].location] && wanted[demand[index].item] {
      let before = demand[index].distribution
      let after = before.scaled(by: change.factor).spread(by: change.variabilityFactor)
      demand[index].distribution = after
      demand[index].mean *= change.factor
      demand[index].sd *= before.sd > 0 ? after.sd / before.sd : change.factor * change.variabilityFactor
    }
    if change.factor != 1 || change.variabilityFactor != 1 {
      history?.scale(by: change.factor, spread: change.variabilityFactor) { places[$0.location] && wanted[$0.item] }
    }
    for index in forecast.indices where places[forecast[index].location] && wanted[forecast[index].item] {
      forecast[index].quantity *= change.factor
    }
    guard let value = change.correlation else { return }
    for item in correlation.indices where wanted[item] { correlation[item] = value }
    if change.scope.isEveryItem { settings.demand.correlation = .fixed(value) }
  }

  /// Changes the lanes of a scope. Where it names items, general lanes get a lane of its own for each of them, save where
  /// the item is made.
  private mutating func changeLanes(
    from supplier: Scenario.LeadTimeChange.Supplier, _ scope: Scenario.Scope, _ change: (inout Lane) -> Void
  ) {
    let (places, wanted) = (locationsIn(scope), itemsIn(scope))
    func isIn(_ lane: Lane) -> Bool {
      guard places[lane.to] else { return false }
      switch supplier {
      case .any: return true
      case .outside: return lane.from == nil
      case .location(let id): return lane.from.map { locations[$0].id == id } ?? false
      }
    }
    var own: [Lane] = []
    for index in lanes.indices where isIn(lanes[index]) {
      if let item = lanes[index].item {
        if wanted[item] { change(&lanes[index]) }
      } else if scope.isEveryItem {
        change(&lanes[index])
      } else {
        let lane = lanes[index]
        for item in items.indices where wanted[item] && !isMade(item, at: lane.to) {
          let hasOwn = lanes.contains { $0.item == item && $0.from == lane.from && $0.to == lane.to }
          guard !hasOwn else { continue }
          var copy = lane
          copy.item = item
          change(&copy)
          own.append(copy)
        }
      }
    }
    lanes += own
  }

  private func isMade(_ item: Int, at location: Int) -> Bool {
    components.contains { $0.item == item && $0.location == location }
  }

  private mutating func apply(_ change: Scenario.ServiceChange) {
    if let measure = change.measure { settings.service.measure = measure }
    if let standard = change.standard { settings.service.standard = standard }
    settings.service.byClass.merge(change.byClass) { $1 }
    guard change.target != nil || change.gapFactor != nil else { return }
    func changed(_ target: ServiceTarget) -> ServiceTarget {
      var result = change.target.map { ServiceTarget(target.measure, $0) } ?? target
      if let factor = change.gapFactor { result = result.scalingGap(by: factor) }
      return result
    }
    guard change.scope == Scenario.Scope() else {
      let (places, wanted) = (locationsIn(change.scope), itemsIn(change.scope))
      var rules: [ServiceRule] = []
      for item in items.indices where wanted[item] {
        let targets = serviceTargets(item: item)
        for location in locations.indices where places[location] {
          // As specific as can be, and the last one.
          rules.append(
            ServiceRule(
              location: location, item: item, valueClass: items[item].valueClass, target: changed(targets[location])))
        }
      }
      serviceRules += rules
      return
    }
    let measure = settings.service.measure
    settings.service.standard = changed(ServiceTarget(measure, settings.service.standard)).target
    settings.service.byClass = settings.service.byClass.mapValues { changed(ServiceTarget(measure, $0)).target }
    for index in serviceRules.indices { serviceRules[index].target = changed(serviceRules[index].target) }
  }

  private mutating func apply(_ change: Scenario.OptimizationChange) {
    if let model = change.model { settings.optimization.model = model }
    if let budget = change.budget { settings.optimization.budget = budget.value }
    if let time = change.maximumServiceTime { settings.optimization.maximumServiceTime = time.value }
  }

  /// Takes away all that happens at locations, which keep their places in the list.
  private mutating func close(_ ids: Set<String>) {
    guard !ids.isEmpty else { return }
    let isClosed = locations.map { ids.contains($0.id) }
    lanes.removeAll { lane in isClosed[lane.to] || lane.from.map { isClosed[$0] } ?? false }
    demand.removeAll { isClosed[$0.location] }
    inventory.removeAll { isClosed[$0.location] }
    scheduledReceipts.removeAll { isClosed[$0.location] }
    forecast.removeAll { isClosed[$0.location] }
    components.removeAll { isClosed[$0.location] }
    overrides.removeAll { isClosed[$0.location] }
    settings.simulation.disruptions.removeAll { ids.contains($0.from) || $0.to.map(ids.contains) ?? false }
  }

  private mutating func apply(_ outage: Scenario.Outage) {
    let receivers = receivers(of: outage)
    let served = lanes.filter { lane in
      lane.from.map { locations[$0].id } == outage.supplier && receivers.contains(lane.to)
    }
    let longest = served.map { $0.leadTime + $0.reviewPeriod - 1 }.max() ?? 1
    // The rule of the warm-up needs the networks.
    let byRule = settings.simulation.isWarmUpByRule ? try? NetworkModel(self) : nil
    let first = outage.start ?? byRule?.settings.simulation.warmUp ?? settings.simulation.warmUp
    let disruption = Disruption(.at(period: first), periods: max(1, outage.periods ?? longest))
    if let supplier = outage.supplier {
      settings.simulation.disruptions.append(.init(from: supplier, to: outage.to, disruption))
    } else {
      for location in receivers {
        settings.simulation.disruptions.append(.init(from: "", to: locations[location].id, disruption))
      }
    }
  }

  /// The locations that an outage keeps goods from.
  private func receivers(of outage: Scenario.Outage) -> [Int] {
    if let to = outage.to { return locations.indices.filter { locations[$0].id == to } }
    guard outage.supplier == nil else { return Array(locations.indices) }
    return locations.indices.filter { location in
      let inbound = lanes.filter { $0.to == location }
      return !inbound.isEmpty && inbound.allSatisfy { $0.from == nil }
    }
  }
}

extension ServiceTarget {
  /// The target with its distance from 100 % multiplied by a factor: from 1 to 99.99 %; a z by that of its probability.
  public func scalingGap(by factor: Double) -> ServiceTarget {
    func scaled(_ fraction: Double) -> Double { min(0.9999, max(0.01, 1 - (1 - fraction) * factor)) }
    switch measure {
    case .safetyFactor:
      return ServiceTarget(measure, StandardNormal.quantile(scaled(StandardNormal.cumulative(target))))
    case .cycleServiceLevel, .fillRate: return ServiceTarget(measure, scaled(target))
    }
  }
}

extension DemandHistory {
  /// Multiplies quantities, and moves them further from or closer to the mean of their series, but not below 0.
  ///
  /// - Parameters:
  ///   - factor: what all quantities are multiplied by.
  ///   - spread: what distances from the mean are multiplied by beyond that.
  ///   - isMeant: which series.
  public mutating func scale(by factor: Double, spread: Double = 1, where isMeant: (Key) -> Bool = { _ in true }) {
    for (index, key) in series.enumerated() where isMeant(key) {
      let range = index * bucketCount..<(index + 1) * bucketCount
      let mean = spread == 1 ? 0 : quantities[range].reduce(0, +) / Double(max(1, bucketCount))
      for cell in range { quantities[cell] = max(0, (mean + (quantities[cell] - mean) * spread) * factor) }
    }
  }
}

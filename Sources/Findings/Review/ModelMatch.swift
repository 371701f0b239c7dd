import SupplyNetwork

/// Which stages of two models are the same item at the same location, by their identifiers.
struct ModelMatch {
  /// A stage of a model.
  struct Place: Equatable, Sendable {
    var network: Int
    var stage: Int
  }

  let then: NetworkModel
  let now: NetworkModel
  /// Location now → location then.
  let locations: [Int?]
  /// Item now → item then.
  let items: [Int?]
  /// Per network and stage now: the stage then.
  let stages: [[Place?]]
  /// Per network and link now: the link then.
  let linksBefore: [[Link?]]
  /// Per network and stage now: whether it gets its goods from the same places as then.
  let hasSameSuppliers: [[Bool]]
  /// Network now → networks then whose stages it took over, each with its first stage that is still there.
  let predecessors: [[Int]]
  /// Networks then of which no stage is left.
  let removed: [Int]

  /// Matches two models. Complexity: O(locations + items + stages).
  init(then: NetworkModel, now: NetworkModel) {
    self.then = then
    self.now = now
    let knownLocations = Dictionary(then.locations.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let knownItems = Dictionary(then.items.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let locations = now.locations.map { knownLocations[$0.id] }
    let items = now.items.map { knownItems[$0.id] }
    let itemCount = then.items.count
    var placeOf: [Int: Place] = [:]
    for (network, content) in then.networks.enumerated() {
      for (index, stage) in content.stages.enumerated() {
        placeOf[stage.location * itemCount + stage.item] = Place(network: network, stage: index)
      }
    }
    let stages = now.networks.map { network in
      network.stages.map { stage -> Place? in
        guard let location = locations[stage.location], let item = items[stage.item] else { return nil }
        return placeOf[location * itemCount + item]
      }
    }
    self.stages = stages
    let linksBefore = zip(now.networks, stages).map { Self.linksBefore($0, $1, then: then) }
    self.linksBefore = linksBefore
    hasSameSuppliers = now.networks.indices.map {
      Self.hasSameSuppliers(now.networks[$0], stages[$0], linksBefore[$0], then: then)
    }
    self.locations = locations
    self.items = items
    // A network of before belongs to the network that holds the first of its stages that is still there.
    var heir = [(stage: Int, network: Int)?](repeating: nil, count: then.networks.count)
    for (network, places) in stages.enumerated() {
      for case let place? in places where place.stage < heir[place.network]?.stage ?? Int.max {
        heir[place.network] = (place.stage, network)
      }
    }
    var predecessors = [[Int]](repeating: [], count: now.networks.count)
    for (network, heir) in heir.enumerated() {
      if let heir { predecessors[heir.network].append(network) }
    }
    self.predecessors = predecessors
    removed = heir.indices.filter { heir[$0] == nil }
  }

  /// The stage then of a stage now.
  func before(_ network: Int, _ stage: Int) -> Stage? {
    stages[network][stage].map { then.networks[$0.network].stages[$0.stage] }
  }

  /// The network then whose correlation that of a network now replaced: the one of its first stage that was there.
  func networkBefore(_ network: Int) -> StageNetwork? {
    stages[network].lazy.compactMap { $0 }.first.map { then.networks[$0.network] }
  }

  /// Whether each stage now gets its goods from the same places as then.
  private static func hasSameSuppliers(
    _ content: StageNetwork, _ places: [Place?], _ linksBefore: [Link?], then: NetworkModel
  ) -> [Bool] {
    content.stages.indices.map { stage in
      guard let place = places[stage] else { return false }
      let links = content.supplierLinks[stage]
      return links.count == then.networks[place.network].supplierLinks[place.stage].count
        && links.allSatisfy { linksBefore[$0] != nil }
    }
  }

  /// The link then of each link now.
  private static func linksBefore(_ content: StageNetwork, _ places: [Place?], then: NetworkModel) -> [Link?] {
    content.links.map { link in
      guard let supplier = places[link.supplier], let customer = places[link.customer],
        supplier.network == customer.network
      else { return nil }
      let before = then.networks[supplier.network]
      return before.supplierLinks[customer.stage].lazy.map { before.links[$0] }.first { $0.supplier == supplier.stage }
    }
  }

  /// Whether a network now has the stages and links of one network then, in the same order.
  func hasSameShape(_ network: Int) -> Bool {
    let content = now.networks[network]
    guard predecessors[network].count == 1, let other = predecessors[network].first else { return false }
    let before = then.networks[other]
    guard content.stageCount == before.stageCount, content.links.count == before.links.count else { return false }
    for (index, place) in stages[network].enumerated() where place != Place(network: other, stage: index) {
      return false
    }
    return zip(content.links, before.links).allSatisfy {
      $0.supplier == $1.supplier && $0.customer == $1.customer && $0.units == $1.units && $0.share == $1.share
    }
  }
}

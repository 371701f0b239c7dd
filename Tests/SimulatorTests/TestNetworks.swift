import Probability
import SupplyNetwork

@testable import Simulator

extension NetworkPolicy {
  /// Base stocks, by stage, with committed service times of 0 unless given.
  static func baseStocks(_ levels: [Double], committed: [Int]? = nil) -> NetworkPolicy {
    NetworkPolicy(
      replenishment: levels.map { .installationBaseStock($0) },
      committedServiceTime: committed ?? levels.map { _ in 0 })
  }

  /// One policy for a network of one stage.
  static func single(_ policy: ReplenishmentPolicy, committed: Int = 0) -> NetworkPolicy {
    NetworkPolicy(replenishment: [policy], committedServiceTime: [committed])
  }
}

enum TestNetworks {
  /// One stage supplied from outside.
  static func single(_ stage: Stage) throws -> StageNetwork {
    try StageNetwork(name: stage.id, stages: [stage], links: [])
  }

  /// A chain, most upstream stage first; the last faces the demand.
  static func serial(leadTimes: [Int], demand: DemandDistribution) throws -> StageNetwork {
    let stages = leadTimes.indices.map { place in
      Stage(
        id: "\(place)", location: place, processingTime: leadTimes[place],
        demand: place == leadTimes.count - 1 ? demand : nil)
    }
    let links = leadTimes.indices.dropFirst().map { Link(supplier: $0 - 1, customer: $0) }
    return try StageNetwork(name: "serial", stages: stages, links: Array(links))
  }

  /// A store at location 1 under a warehouse at location 0, and as many more stores as wanted.
  static func warehouse(
    stores: [DemandDistribution], leadTime: Int = 1, storeLeadTime: Int = 1, correlation: Double = 0
  ) throws -> StageNetwork {
    var stages = [Stage(id: "warehouse", location: 0, processingTime: leadTime)]
    for (index, demand) in stores.enumerated() {
      stages.append(
        Stage(id: "store \(index)", location: index + 1, processingTime: storeLeadTime, demand: demand))
    }
    return try StageNetwork(
      name: "warehouse", stages: stages, links: stores.indices.map { Link(supplier: 0, customer: $0 + 1) },
      correlation: correlation)
  }
}

/// A random network with a random policy and random whole-unit demand, reproducible by its number.
struct RandomSystem {
  /// The shapes, in turn.
  enum Shape: Int, CaseIterable { case serial, distribution, assembly, general, shares }

  let shape: Shape
  let network: StageNetwork
  let policy: NetworkPolicy
  let demand: [[Double]]
  let unmetDemand: CaseSettings.UnmetDemand

  init(_ number: Int, periods: Int = 60) throws {
    var stream = RandomStream(seed: 17, path: [UInt64(number)])
    func whole(_ range: ClosedRange<Int>) -> Int {
      range.lowerBound + Int(stream.next() % UInt64(range.count))
    }
    func chance(_ probability: Double) -> Bool { stream.uniform() < probability }

    let shape = Shape(rawValue: number % Shape.allCases.count) ?? .serial
    let count = whole(2...7)
    var links: [Link] = []
    func join(_ supplier: Int, _ customer: Int, share: Double = 1) {
      let units = share < 1 || chance(0.7) ? 1 : Double(whole(2...3))
      links.append(Link(supplier: supplier, customer: customer, units: units, leadTime: whole(0...2), share: share))
    }
    for stage in 1..<count {
      switch shape {
      case .serial: join(stage - 1, stage)
      case .distribution: join(whole(0...stage - 1), stage)
      case .assembly: join(stage - 1, whole(stage...count - 1))
      case .general:
        for supplier in 0..<stage where supplier == stage - 1 || chance(0.3) { join(supplier, stage) }
      case .shares:
        if stage == 1 {
          join(0, 1, share: chance(0.5) ? 1 : 0.5)
        } else {
          join(stage - 1, stage, share: 0.75)
          if chance(0.7) { join(stage - 2, stage, share: 0.25) }
        }
      }
    }
    let suppliers = Set(links.map(\.supplier))
    let stages = (0..<count).map { place in
      Stage(
        id: "\(place)", location: place, item: shape == .shares ? 0 : place, processingTime: whole(0...3),
        reviewPeriod: chance(0.7) ? 1 : whole(2...7), externalInboundServiceTime: chance(0.2) ? whole(1...3) : 0,
        demand: !suppliers.contains(place) || chance(0.2) ? .poisson(mean: 5) : nil,
        orderMultiple: chance(0.2) ? Double(whole(2...6)) : 1, minimumOrder: chance(0.2) ? Double(whole(1...9)) : 0)
    }
    self.shape = shape
    network = try StageNetwork(name: "random \(number)", stages: stages, links: links)
    let mean = network.meanDemand
    policy = NetworkPolicy(
      replenishment: (0..<count).map { place in
        let level = (mean[place] * Double(whole(0...6))).rounded()
        switch whole(0...5) {
        case 0: return .reorderPointOrderUpTo(reorderPoint: level, orderUpTo: level + Double(whole(1...20)))
        case 1: return .reorderPointOrderQuantity(reorderPoint: level, quantity: Double(whole(5...40)))
        default: return .installationBaseStock(level)
        }
      },
      committedServiceTime: (0..<count).map { _ in chance(0.6) ? 0 : whole(1...4) })
    demand = stages.map { stage in
      stage.demand == nil ? [] : (0..<periods).map { _ in chance(0.3) ? 0 : Double(whole(0...12)) }
    }
    unmetDemand = chance(0.5) ? .backorder : .lostSale
  }
}

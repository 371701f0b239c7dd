import Probability
import SupplyNetwork

/// Random trees of a few stages, linked in either direction, with every kind of bound.
struct RandomTree {
  var stages: [Stage] = []
  var links: [Link] = []

  /// Draws a tree from its own stream.
  init(seed: UInt64, tightInbound: Bool = false, service: ServiceTarget = ServiceTarget(.safetyFactor, 1.5)) {
    var stream = RandomStream(seed: 42, path: [seed])
    func draw(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(stream.uniform() * Double(range.count)) }
    func chance(_ probability: Double) -> Bool { stream.uniform() < probability }

    let count = draw(3...5)
    for index in 0..<count {
      if index > 0 {
        let other = draw(0...index - 1)
        let isCustomer = chance(0.5)
        links.append(
          Link(
            supplier: isCustomer ? other : index, customer: isCustomer ? index : other,
            units: Double(draw(1...2)), leadTime: chance(0.4) ? draw(1...2) : 0))
      }
      stages.append(
        Stage(
          id: "s\(index)", processingTime: draw(0...2), reviewPeriod: chance(0.3) ? 2 : 1,
          holdingCostRate: Double(draw(1...9)), externalInboundServiceTime: chance(0.3) ? draw(1...2) : 0,
          maximumInboundServiceTime: tightInbound && chance(0.6) ? draw(0...2) : chance(0.3) ? draw(2...5) : nil,
          maximumCommittedServiceTime: chance(0.4) ? draw(0...3) : nil, service: service))
    }
    for index in 0..<count where chance(0.3) || !links.contains(where: { $0.supplier == index }) {
      let mean = Double(draw(1...8)) / 2
      let families: [DemandDistribution] = [
        .normal(mean: mean, sd: mean / 3), .gamma(mean: mean, sd: mean), .poisson(mean: mean),
        .negativeBinomial(mean: mean, sd: 1.5 * mean + 1),
      ]
      stages[index].demand = families[draw(0...3)]
    }
  }

  /// The tree as a network.
  func network(name: String = "tree", correlation: Double = 0) throws -> StageNetwork {
    try StageNetwork(name: name, stages: stages, links: links, correlation: correlation)
  }
}

extension RandomTree {
  /// Adds links from earlier to later stages of an acyclic order, at random, so that stages are joined by many paths.
  mutating func addLinks(_ count: Int, seed: UInt64) throws {
    var stream = RandomStream(seed: 43, path: [seed])
    let order = try network().upstreamFirst
    for _ in 0..<count {
      let later = 1 + Int(stream.uniform() * Double(order.count - 1))
      let earlier = Int(stream.uniform() * Double(later))
      let link = Link(
        supplier: order[earlier], customer: order[later], units: 1 + (stream.uniform() * 2).rounded(),
        leadTime: stream.uniform() < 0.3 ? 1 : 0)
      if !links.contains(where: { $0.supplier == link.supplier && $0.customer == link.customer }) { links.append(link) }
    }
  }
}

/// All committed service times of a small network, tried one by one.
struct BruteForce {
  let network: StageNetwork
  /// Cost by stage and τ.
  let costs: [[Double]]
  private(set) var best = Double.infinity
  private var committed: [Int]

  init(_ network: StageNetwork, costs: [[Double]]) {
    self.network = network
    self.costs = costs
    committed = Array(repeating: 0, count: network.stageCount)
    explore(0, cost: 0)
  }

  /// Longest τ that can occur in a network.
  static func longestPeriods(_ network: StageNetwork) -> Int {
    network.stages.reduce(0) { $0 + $1.processingTime + $1.reviewPeriod + $1.externalInboundServiceTime }
      + network.links.reduce(0) { $0 + $1.leadTime }
  }

  private mutating func explore(_ position: Int, cost: Double) {
    guard cost < best else { return }
    guard position < network.stageCount else {
      best = cost
      return
    }
    let index = network.upstreamFirst[position]
    let stage = network.stages[index]
    var inbound = stage.externalInboundServiceTime
    for link in network.supplierLinks[index] {
      inbound = max(inbound, committed[network.links[link].supplier] + network.links[link].leadTime)
    }
    guard inbound <= stage.maximumInboundServiceTime ?? .max else { return }
    let whole = inbound + stage.processingTime + stage.reviewPeriod - 1
    for choice in 0...min(whole, stage.maximumCommittedServiceTime ?? whole) {
      committed[index] = choice
      explore(position + 1, cost: cost + costs[index][whole - choice])
    }
  }
}

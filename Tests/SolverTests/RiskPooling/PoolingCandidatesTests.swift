import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// Groups of a network against the network's own pooling.
struct PoolingCandidatesTests {
  /// A central warehouse, distribution centres, stores below each.
  private static func network(correlation: Double, stores: [Int] = [3, 2]) throws -> StageNetwork {
    var stages = [Stage(id: "C", processingTime: 5, holdingCostRate: 1)]
    var links: [Link] = []
    for (centre, count) in stores.enumerated() {
      let index = stages.count
      stages.append(Stage(id: "D\(centre)", processingTime: 2 + centre, holdingCostRate: 2))
      links.append(Link(supplier: 0, customer: index, leadTime: 1))
      for store in 0..<count {
        links.append(Link(supplier: index, customer: stages.count))
        stages.append(
          Stage(
            id: "S\(centre)\(store)", processingTime: 1, reviewPeriod: 2, holdingCostRate: 3,
            demand: .normal(mean: 20, sd: Double(3 + store + centre)), service: ServiceTarget(.safetyFactor, 2)))
      }
    }
    return try StageNetwork(name: "Tree", stages: stages, links: links, correlation: correlation)
  }

  @Test("Stores of a centre and centres of the middle, by what they save", arguments: [0.0, 0.4, 1.0])
  func groups(correlation: Double) throws {
    let network = try Self.network(correlation: correlation)
    let groups = PoolingCandidates.groups(of: network)
    #expect(Set(groups.map(\.supplier)) == [0, 1, 5])
    for (first, second) in zip(groups, groups.dropFirst()) {
      #expect(first.comparison.saving >= second.comparison.saving)
    }
    for group in groups {
      #expect(group.members == network.customerLinks[group.supplier].map { network.links[$0].customer })
      // All that the group serves is all that its supplier serves.
      #expect(isClose(group.pooledDeviation, network.pooledDemandSD[group.supplier]))
      #expect(isClose(group.comparison.separateCost, group.comparison.separateStock * (group.supplier == 0 ? 2 : 3)))
      let isStores = group.supplier != 0
      let z = isStores ? 2 : StandardNormal.quantile(0.95)
      // Stores: 1 + 2 − 1 periods; centres: 1 + 2 and 1 + 3.
      let times = isStores ? [Double](repeating: 2, count: group.members.count) : [3, 4]
      let apart = zip(group.deviations, times).reduce(0) { $0 + z * $1.0 * $1.1.squareRoot() }
      #expect(isClose(group.comparison.separateStock, apart))
      #expect(isClose(group.comparison.pooledStock, z * group.pooledDeviation * (times.max() ?? 0).squareRoot()))
      if isStores {
        #expect(abs(try #require(group.correlation) - correlation) < 1e-12)
        if correlation == 1 {
          #expect(abs(group.comparison.saving) < 1e-9)
        } else {
          #expect(group.comparison.saving > 0)
        }
        guard case .at(let added) = group.addedLeadTime else {
          Issue.record("\(group.addedLeadTime)")
          continue
        }
        let ratio = apart / group.comparison.pooledStock
        #expect(abs(added - 2 * (ratio * ratio - 1)) < 1e-9)
      }
    }
  }

  @Test("Two centres that share a store move together more than their other stores say")
  func sharedStore() throws {
    let stages = [
      Stage(id: "C", processingTime: 5), Stage(id: "D0", processingTime: 2), Stage(id: "D1", processingTime: 2),
      Stage(id: "S0", demand: .normal(mean: 9, sd: 3)), Stage(id: "S1", demand: .normal(mean: 9, sd: 4)),
      Stage(id: "S2", demand: .normal(mean: 9, sd: 12)),
    ]
    let links = [
      Link(supplier: 0, customer: 1), Link(supplier: 0, customer: 2), Link(supplier: 1, customer: 3),
      Link(supplier: 2, customer: 4), Link(supplier: 1, customer: 5, share: 0.5),
      Link(supplier: 2, customer: 5, share: 0.5),
    ]
    let network = try StageNetwork(name: "Shared", stages: stages, links: links)
    let group = try #require(PoolingCandidates.groups(of: network).first { $0.supplier == 0 })
    // Apart √(9 + 36) and √(16 + 36); together √(9 + 16 + 144).
    #expect(isClose(group.deviations[0], 45.squareRoot()) && isClose(group.deviations[1], 52.squareRoot()))
    #expect(isClose(group.pooledDeviation, 13))
    #expect(isClose(try #require(group.correlation), 36 / (45 * 52).squareRoot()))
  }

  @Test("A stage that another member supplies is left out, and stages of several items are not mixed")
  func members() throws {
    func stage(_ id: String, item: Int = 0) -> Stage { Stage(id: id, item: item, demand: .normal(mean: 5, sd: 2)) }
    // A supplies B, C and D; B supplies C too; D is of another item.
    let network = try StageNetwork(
      name: "Mixed", stages: [Stage(id: "A"), stage("B"), stage("C"), stage("D", item: 1), stage("E")],
      links: [
        Link(supplier: 0, customer: 1), Link(supplier: 0, customer: 2, share: 0.5), Link(supplier: 0, customer: 3),
        Link(supplier: 1, customer: 2, share: 0.5), Link(supplier: 0, customer: 4),
      ])
    #expect(PoolingCandidates.groups(of: network).map(\.members) == [[1, 4]])
    let certain = try StageNetwork(
      name: "Certain",
      stages: [
        Stage(id: "A"), Stage(id: "B", demand: .deterministic(mean: 3)),
        Stage(id: "C", demand: .deterministic(mean: 3)),
      ],
      links: [Link(supplier: 0, customer: 1), Link(supplier: 0, customer: 2)])
    #expect(PoolingCandidates.groups(of: certain).isEmpty)
  }
}

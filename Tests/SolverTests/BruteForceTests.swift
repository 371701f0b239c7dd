import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// The dynamic programme against all service times of small trees.
struct BruteForceTests {
  /// Costs that rise and fall with τ at random: nothing but the search is under test.
  @Test func arbitraryCosts() throws {
    var infeasible = 0
    for seed in 0..<2_500 as Range<UInt64> {
      let network = try RandomTree(seed: seed, tightInbound: seed % 4 == 0).network()
      var stream = RandomStream(seed: 7, path: [seed])
      let longest = BruteForce.longestPeriods(network)
      let costs = network.stages.map { stage in
        (0...longest).map { $0 == 0 ? 0 : (stream.uniform() * 50).rounded() + Double($0) }
      }
      let reference = BruteForce(network, costs: costs).best
      if ServiceTimeRanges.obstacle(in: network, maximumServiceTime: nil) != nil {
        #expect(reference == .infinity)
        infeasible += 1
        continue
      }
      let ranges = ServiceTimeRanges(of: network, maximumServiceTime: nil)
      let table = try ServiceTimeCosts(network: network, ranges: ranges, largest: 1_000_000) { costs[$0][$1] }
      let programme = try ServiceTimeProgramme(network: network, ranges: ranges, costs: table)
      let committed = programme.cheapestCommittedServiceTimes()
      let found = Self.cost(of: committed, network: network, costs: costs)
      #expect(found == reference, "tree \(seed): \(committed) costs \(found), not \(reference)")
    }
    #expect(infeasible > 50)
  }

  /// The whole way from demand to plan, at every service measure and family, with correlation.
  @Test(arguments: [
    ServiceTarget(.safetyFactor, 1.645), ServiceTarget(.cycleServiceLevel, 0.9), ServiceTarget(.fillRate, 0.95),
  ])
  func plans(service: ServiceTarget) throws {
    var solved = 0
    for seed in 10_000..<10_060 as Range<UInt64> {
      let network = try RandomTree(seed: seed, service: service).network(correlation: Double(seed % 3) / 4)
      let plan = try GuaranteedService.optimalPlan(for: network)
      #expect(PlanVerifier.verify(plan, against: network) == [], "tree \(seed)")
      guard plan.status == .optimal else { continue }
      solved += 1
      let bounds = DirectBound(network)
      let costs = network.stages.indices.map { index in
        (0...BruteForce.longestPeriods(network)).map {
          network.stages[index].holdingCostRate
            * (bounds.baseStock(of: index, over: $0) - network.meanDemand[index] * Double($0))
        }
      }
      #expect(isClose(plan.cost, BruteForce(network, costs: costs).best), "tree \(seed)")
      let whole = WholeUnitPlan.rounded(plan, network: network)
      #expect(PlanVerifier.verify(whole, against: network, form: .wholeUnits) == [], "tree \(seed)")
    }
    #expect(solved > 40)
  }

  /// Cost of committed service times; infinite where they break a bound.
  static func cost(of committed: [Int], network: StageNetwork, costs: [[Double]]) -> Double {
    var total = 0.0
    for (index, stage) in network.stages.enumerated() {
      var inbound = stage.externalInboundServiceTime
      for link in network.supplierLinks[index] {
        inbound = max(inbound, committed[network.links[link].supplier] + network.links[link].leadTime)
      }
      let periods = inbound + stage.processingTime + stage.reviewPeriod - 1 - committed[index]
      guard periods >= 0, committed[index] >= 0, committed[index] <= stage.maximumCommittedServiceTime ?? .max,
        inbound <= stage.maximumInboundServiceTime ?? .max
      else { return .infinity }
      total += costs[index][periods]
    }
    return total
  }
}

import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// Guaranteed service where stock is limited, against all service times of small networks.
struct LimitedNetworkTests {
  @Test(arguments: [false, true]) func everyServiceTime(isGeneral: Bool) throws {
    var (solved, infeasible) = (0, 0)
    for seed in 50_000..<50_400 as Range<UInt64> {
      var tree = RandomTree(seed: seed, service: ServiceTarget(.safetyFactor, 1.5))
      if isGeneral { try tree.addLinks(2, seed: seed) }
      var stream = RandomStream(seed: 11, path: [seed])
      for index in tree.stages.indices {
        let mean = try tree.network().meanDemand[index]
        switch Int(stream.uniform() * 6) {
        case 0: tree.stages[index].mayHoldStock = false
        case 1: tree.stages[index].maximumStock = (mean * 4 * stream.uniform()).rounded()
        case 2: tree.stages[index].shelfLife = 1 + Int(stream.uniform() * 6)
        case 3: tree.stages[index].minimumStock = (mean * 2 * stream.uniform()).rounded()
        default: break
        }
      }
      let network = try tree.network()
      let result = try GuaranteedService.provenPlan(for: network)
      #expect(PlanVerifier.verify(result.plan, against: network) == [], "network \(seed)")
      let bounds = DirectBound(network)
      let costs = network.stages.indices.map { index in
        (0...BruteForce.longestPeriods(network)).map { periods in
          guard bounds.allows(index, over: periods) else { return Double.infinity }
          let mean = network.meanDemand[index] * Double(periods)
          return network.stages[index].holdingCostRate * (bounds.baseStock(of: index, over: periods) - mean)
        }
      }
      let reference = BruteForce(network, costs: costs).best
      if reference == .infinity {
        infeasible += 1
        #expect(result.plan.status == .infeasible, "network \(seed)")
        continue
      }
      solved += 1
      #expect(result.plan.status == .optimal, "network \(seed)")
      #expect(isClose(result.plan.cost, reference) || reference == 0, "network \(seed)")
      if let certificate = result.certificate {
        #expect(PlanVerifier.verify(certificate, of: result.plan, against: network) == [], "network \(seed)")
      }
    }
    #expect(solved > 100 && infeasible > 50, "\(solved) \(infeasible)")
  }

  /// A limit that cuts off the last of many periods leaves a cost that is no longer concave.
  @Test(arguments: [50_300.0, 50_100, 40_000]) func wideRangesUnderALimit(maximum: Double) throws {
    let stages = [
      Stage(id: "a", processingTime: 300, holdingCostRate: 200),
      Stage(id: "b", processingTime: 200, holdingCostRate: 1, maximumStock: maximum),
      Stage(
        id: "c", processingTime: 10, holdingCostRate: 1_000, maximumCommittedServiceTime: 0,
        demand: .normal(mean: 100, sd: 10)),
    ]
    let network = try StageNetwork(
      name: "wide", stages: stages, links: [Link(supplier: 0, customer: 1), Link(supplier: 1, customer: 2)])
    let tree = try GuaranteedService.provenPlan(for: network, method: .forest).plan
    let general = try GuaranteedService.provenPlan(for: network, method: .general)
    #expect(tree.status == .optimal && general.plan.status == .optimal)
    #expect(isClose(tree.cost, general.plan.cost), "\(tree.cost) \(general.plan.cost)")
    #expect(PlanVerifier.verify(tree, against: network) == [])
    let certificate = try #require(general.certificate)
    #expect(PlanVerifier.verify(certificate, of: tree, against: network) == [])
  }

  /// No stock may be held, and a processing time that varies needs some.
  @Test func aCrossDockCannotVary() throws {
    let network = try StageNetwork(
      name: "dock",
      stages: [
        Stage(id: "dock", processingTime: 5, processingTimeSD: 2, mayHoldStock: false),
        Stage(
          id: "shop", processingTime: 1, maximumCommittedServiceTime: 0, demand: .normal(mean: 10, sd: 3)),
      ], links: [Link(supplier: 0, customer: 1)])
    let plan = try GuaranteedService.optimalPlan(for: network)
    #expect(plan.status == .infeasible && plan.reason?.contains("dock") == true)
    #expect(PlanVerifier.verify(plan, against: network) == [])
  }
}

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
          bounds.excess(index, over: periods) > 0 ? Double.infinity : bounds.holdingCost(index, over: periods)
        }
      }
      let reference = BruteForce(network, costs: costs).best
      if reference == .infinity {
        infeasible += 1
        #expect(result.plan.status == .infeasible, "network \(seed)")
        #expect(result.plan.reason?.contains("stage s") == true, "\(result.plan.reason ?? "")")
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

  /// Fixed base stocks: the cheapest plan that keeps all targets beside them, else that which lacks least.
  @Test(arguments: [false, true]) func everyServiceTimeBesideFixedLevels(isGeneral: Bool) throws {
    var (kept, missed, gaps) = (0, 0, 0)
    for seed in 60_000..<60_400 as Range<UInt64> {
      var tree = RandomTree(seed: seed, service: ServiceTarget(.safetyFactor, 1.5))
      if isGeneral { try tree.addLinks(2, seed: seed) }
      var stream = RandomStream(seed: 12, path: [seed])
      let free = try tree.network()
      for index in tree.stages.indices where stream.uniform() < 0.4 {
        tree.stages[index].fixedBaseStock = (free.meanDemand[index] * 7 * stream.uniform()).rounded()
      }
      let network = try tree.network()
      let result = try GuaranteedService.provenPlan(for: network)
      #expect(PlanVerifier.verify(result.plan, against: network) == [], "network \(seed)")
      for (stage, decision) in zip(network.stages, result.plan.stages) {
        #expect(stage.fixedBaseStock ?? decision.installationBaseStock == decision.installationBaseStock)
      }
      let bounds = DirectBound(network)
      func reference(_ cost: (_ stage: Int, _ periods: Int) -> Double) -> Double {
        BruteForce(
          network,
          costs: network.stages.indices.map { index in
            (0...BruteForce.longestPeriods(network)).map { cost(index, $0) }
          }
        ).best
      }
      func excess(_ stage: Int, _ periods: Int) -> Double { bounds.excess(stage, over: periods) }
      let lacking = FixedBaseStocks.lacking(in: result.plan, of: network)
      let total = lacking.reduce(0, +)
      // First as little as possible is missing, then what is left to choose costs as little as possible.
      #expect(isClose(total, reference(excess)) || total == 0, "network \(seed)")
      #expect((total > 0) == (reference(excess) > 0), "network \(seed)")
      if total > 0 { missed += 1 } else { kept += 1 }
      let best = reference { stage, periods in
        excess(stage, periods) > lacking[stage] + 1e-9 ? .infinity : bounds.holdingCost(stage, over: periods)
      }
      #expect(result.plan.lowerBound <= best + 1e-9 * abs(best), "network \(seed)")
      // Costs that fall with time may leave a gap on general networks; the bound never lies.
      if abs(result.plan.cost - best) > 1e-9 * abs(best) { gaps += 1 }
      if let certificate = result.certificate {
        #expect(PlanVerifier.verify(certificate, of: result.plan, against: network) == [], "network \(seed)")
      }
    }
    #expect(kept > 80 && missed > 80 && gaps == 0, "\(kept) \(missed) \(gaps)")
  }

  /// A limit that is broken by a little and a fixed level that lacks a lot: the limit is kept, for the level may lack more.
  @Test func aFixedLevelNeverPaysForALimit() throws {
    func network(maximum: Double) throws -> StageNetwork {
      try StageNetwork(
        name: "weights",
        stages: [
          Stage(
            id: "u", processingTime: 4, holdingCostRate: 1, service: ServiceTarget(.safetyFactor, 2),
            maximumStock: maximum),
          Stage(
            id: "v", processingTime: 3, holdingCostRate: 1, maximumCommittedServiceTime: 0,
            demand: .normal(mean: 10_000, sd: 1_645), service: ServiceTarget(.safetyFactor, 2), fixedBaseStock: 30_000),
        ], links: [Link(supplier: 0, customer: 1)])
    }
    // D(4) = 46,580: one unit more than allowed, whereas v lacks thousands whatever u quotes.
    for maximum in [46_579.0, 40_000, 30_000] {
      let plan = try GuaranteedService.optimalPlan(for: network(maximum: maximum))
      #expect(plan.status == .feasible, "\(maximum) \(plan.reason ?? "")")
      #expect(PlanVerifier.verify(plan, against: try network(maximum: maximum)) == [])
    }
  }

  /// What one component lacks leaves the others as they are.
  @Test func aShortComponentLeavesTheOthersAlone() throws {
    func network(_ alone: Bool) throws -> StageNetwork {
      let stages = [
        Stage(
          id: "u", processingTime: 4, holdingCostRate: 1_000, service: ServiceTarget(.safetyFactor, 2)),
        Stage(
          id: "v", holdingCostRate: 0.001, maximumCommittedServiceTime: 0, demand: .normal(mean: 1, sd: 0.5),
          service: ServiceTarget(.safetyFactor, 2), fixedBaseStock: 0),
        Stage(
          id: "x", processingTime: 2, holdingCostRate: 1, maximumCommittedServiceTime: 0,
          demand: .normal(mean: 10, sd: 2), service: ServiceTarget(.safetyFactor, 2), fixedBaseStock: 3),
      ]
      return try StageNetwork(
        name: "parts", stages: alone ? Array(stages.dropLast()) : stages, links: [Link(supplier: 0, customer: 1)])
    }
    let (pair, all) = (try network(true), try network(false))
    let expected = try GuaranteedService.optimalPlan(for: pair)
    let plan = try GuaranteedService.optimalPlan(for: all)
    #expect(plan.stages[0].committedServiceTime == expected.stages[0].committedServiceTime)
    #expect(FixedBaseStocks.lacking(in: plan, of: all).map { $0 > 0 } == [false, false, true])
  }

  /// A level too low for a supplier that quotes a wait is enough beside one that delivers at once.
  @Test func thePlanMakesRoomForAFixedLevel() throws {
    func network(_ fixed: Double?) throws -> StageNetwork {
      try StageNetwork(
        name: "chain",
        stages: [
          Stage(id: "plant", processingTime: 4, holdingCostRate: 1, service: ServiceTarget(.safetyFactor, 2)),
          Stage(
            id: "shop", processingTime: 1, holdingCostRate: 1, maximumCommittedServiceTime: 0,
            demand: .normal(mean: 10, sd: 4), service: ServiceTarget(.safetyFactor, 2), fixedBaseStock: fixed),
        ], links: [Link(supplier: 0, customer: 1)])
    }
    // Left alone, all stock is at the shop: 5 periods, 50 + 8√5 = 67.9.
    #expect(try GuaranteedService.optimalPlan(for: network(nil)).stages[1].netReplenishmentLeadTime == 5)
    // D(2) = 31.3, D(1) = 18: 20 units cover one period.
    let plan = try GuaranteedService.optimalPlan(for: network(20))
    #expect(plan.status == .optimal && plan.stages.map(\.netReplenishmentLeadTime) == [4, 1])
    #expect(plan.stages[1].installationBaseStock == 20 && plan.stages[1].safetyStock == 10)
    #expect(isClose(plan.cost, 16 + 10))
    #expect(FixedBaseStocks.lacking(in: plan, of: try network(20)) == [0, 0])
    // Nothing helps where even one period takes more.
    let short = try GuaranteedService.optimalPlan(for: network(15))
    #expect(short.status == .feasible && short.stages[1].netReplenishmentLeadTime == 1)
    #expect(isClose(FixedBaseStocks.lacking(in: short, of: try network(15))[1], 3))
    #expect(short.method.contains("no plan keeps all service targets"))
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

import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// Branch and bound on networks in which stages are joined by many paths.
struct GeneralNetworkTests {
  /// Costs that never fall with τ, otherwise at random and infinite beyond some τ: nothing but the search is under test.
  @Test func arbitraryRisingCosts() throws {
    var (infeasible, split) = (0, 0)
    for seed in 20_000..<22_500 as Range<UInt64> {
      let network = try Self.network(seed: seed, tightInbound: seed % 5 == 0)
      var stream = RandomStream(seed: 8, path: [seed])
      let longest = BruteForce.longestPeriods(network)
      let costs = network.stages.map { _ in
        let cap = stream.uniform() < 0.2 ? 1 + Int(stream.uniform() * 6) : longest
        var cost = 0.0
        return (0...longest).map { periods in
          if periods > 0 { cost += stream.uniform() < 0.5 ? (stream.uniform() * 50).rounded() : 0 }
          return periods > cap ? .infinity : cost
        }
      }
      let reference = BruteForce(network, costs: costs).best
      guard ServiceTimeRanges.obstacle(in: network, maximumServiceTime: nil) == nil else {
        #expect(reference == .infinity)
        continue
      }
      let outcome = try Self.search(network, costs: costs)
      if reference == .infinity {
        infeasible += 1
        #expect(outcome.committed == nil, "network \(seed)")
        continue
      }
      let committed = try #require(outcome.committed, "network \(seed)")
      #expect(BruteForceTests.cost(of: committed, network: network, costs: costs) == reference, "network \(seed)")
      #expect(outcome.cost == reference, "network \(seed)")
      #expect(isClose(outcome.lowerBound, reference) || reference == 0, "network \(seed): \(outcome.lowerBound)")
      if outcome.certificate?.cases.count ?? 0 > 1 { split += 1 }
    }
    #expect(infeasible > 20 && split > 20, "\(infeasible) \(split)")
  }

  /// The whole way from demand to plan; the proof is worked out anew by the verifier.
  @Test(arguments: [ServiceTarget(.safetyFactor, 1.645), ServiceTarget(.fillRate, 0.95)])
  func plans(service: ServiceTarget) throws {
    var proven = 0
    for seed in 30_000..<30_150 as Range<UInt64> {
      let network = try Self.network(seed: seed, service: service, correlation: Double(seed % 3) / 4)
      guard !network.isForest else { continue }
      let result = try GuaranteedService.provenPlan(for: network)
      #expect(PlanVerifier.verify(result.plan, against: network) == [], "network \(seed)")
      guard result.plan.status != .infeasible else { continue }
      let bounds = DirectBound(network)
      let costs = network.stages.indices.map { index in
        (0...BruteForce.longestPeriods(network)).map {
          network.stages[index].holdingCostRate
            * (bounds.baseStock(of: index, over: $0) - network.meanDemand[index] * Double($0))
        }
      }
      let reference = BruteForce(network, costs: costs).best
      #expect(result.plan.cost >= reference * (1 - 1e-9), "network \(seed)")
      #expect(result.plan.lowerBound <= reference * (1 + 1e-9), "network \(seed)")
      guard result.plan.status == .optimal else { continue }
      proven += 1
      #expect(isClose(result.plan.cost, reference), "network \(seed): \(result.plan.cost) \(reference)")
      let certificate = try #require(result.certificate)
      #expect(PlanVerifier.verify(certificate, of: result.plan, against: network) == [], "network \(seed)")
    }
    #expect(proven > 50, "\(proven)")
  }

  /// A proof with a price, a case or the plan changed must not pass.
  @Test func forgedProofsFail() throws {
    var (caught, missed) = (0, 0)
    for seed in 30_000..<30_100 as Range<UInt64> {
      let network = try Self.network(seed: seed, service: ServiceTarget(.safetyFactor, 1.645))
      let result = try GuaranteedService.provenPlan(for: network)
      guard let certificate = result.certificate, result.plan.cost > 0 else { continue }
      var dearer = result.plan
      dearer.cost *= 1.001
      #expect(PlanVerifier.verify(certificate, of: dearer, against: network) != [], "network \(seed)")
      var unproven = certificate
      unproven.cases = [.init()]
      // Some plans need no prices: every stage is at its cheapest.
      if PlanVerifier.verify(unproven, of: result.plan, against: network) != [] { missed += 1 }
      var shorter = certificate
      shorter.cases[0].prices = [[0]]
      #expect(PlanVerifier.verify(shorter, of: result.plan, against: network) != [])
      caught += 1
    }
    #expect(caught > 40 && missed > 20, "\(caught) \(missed)")
  }

  /// A stopped search returns the plan it has and an honest bound.
  @Test func limitsLeaveAGap() throws {
    var open = 0
    for seed in 30_000..<30_400 as Range<UInt64> {
      let network = try Self.network(seed: seed, service: ServiceTarget(.fillRate, 0.95))
      guard !network.isForest else { continue }
      let stopped = try GuaranteedService.provenPlan(for: network, limits: SearchLimits(effort: 0))
      let whole = try GuaranteedService.optimalPlan(for: network)
      guard whole.status == .optimal else { continue }
      #expect(stopped.plan.lowerBound <= whole.cost * (1 + 1e-12))
      #expect(stopped.plan.cost >= whole.cost * (1 - 1e-12))
      #expect(PlanVerifier.verify(stopped.plan, against: network) == [])
      // A bound that closes before the first look at the limits is a proof all the same.
      if stopped.plan.status == .feasible {
        open += 1
        #expect(stopped.certificate == nil)
      }
    }
    #expect(open > 10)
  }

  /// On a tree, the search finds what the dynamic programme does.
  @Test func agreesWithTheProgrammeOnTrees() throws {
    for seed in 40_000..<40_200 as Range<UInt64> {
      let network = try RandomTree(seed: seed).network()
      guard ServiceTimeRanges.obstacle(in: network, maximumServiceTime: nil) == nil else { continue }
      let plan = try GuaranteedService.optimalPlan(for: network)
      let bounds = DemandBound.all(in: network)
      let costs = network.stages.indices.map { stage in
        (0...BruteForce.longestPeriods(network)).map {
          network.stages[stage].holdingCostRate * bounds[stage].safetyStock(over: $0)
        }
      }
      let outcome = try Self.search(network, costs: costs)
      #expect(isClose(outcome.cost, plan.cost) || plan.cost == 0, "tree \(seed)")
    }
  }

  private static func network(
    seed: UInt64, tightInbound: Bool = false, service: ServiceTarget = ServiceTarget(.safetyFactor, 1.5),
    correlation: Double = 0
  ) throws -> StageNetwork {
    var tree = RandomTree(seed: seed, tightInbound: tightInbound, service: service)
    try tree.addLinks(1 + Int(seed % 3), seed: seed)
    return try tree.network(correlation: correlation)
  }

  private static func search(_ network: StageNetwork, costs: [[Double]]) throws -> PlacementSearch.Outcome {
    let ranges = ServiceTimeRanges(of: network, maximumServiceTime: nil)
    let table = try ServiceTimeCosts(network: network, ranges: ranges, largest: 1_000_000) { costs[$0][$1] }
    let layout = try MessageLayout(network: network, ranges: ranges, costs: table, largest: 1_000_000)
    return PlacementSearch(
      layout: layout, pricing: PlacementPricing(network: network, ranges: ranges, costs: table), limits: SearchLimits()
    ).run()
  }
}

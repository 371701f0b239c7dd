import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// What must hold between the plans of related networks.
struct PlanIdentityTests {
  private static let seeds: Range<UInt64> = 20_000..<20_040

  private func cost(_ network: StageNetwork, maximumServiceTime: Int? = nil) throws -> Double {
    let plan = try GuaranteedService.optimalPlan(for: network, maximumServiceTime: maximumServiceTime)
    return plan.status == .infeasible ? .infinity : plan.cost
  }

  @Test func immediateServiceIsTheIndependentPlan() throws {
    for seed in Self.seeds {
      let network = try RandomTree(seed: seed).network()
      let independent = IndependentPlanner.plan(for: network)
      #expect(PlanVerifier.verify(independent, against: network) == [])
      let immediate = try GuaranteedService.optimalPlan(for: network, maximumServiceTime: 0)
      #expect(immediate.stages == independent.stages)
      #expect(try cost(network) <= independent.cost * (1 + 1e-12) || independent.status == .infeasible)
    }
  }

  @Test func tighterBoundsAreNeverCheaper() throws {
    for seed in Self.seeds {
      var tree = RandomTree(seed: seed)
      var last = try cost(tree.network())
      for bound in [6, 4, 2, 1, 0] {
        let next = try cost(tree.network(), maximumServiceTime: bound)
        #expect(next >= last * (1 - 1e-12))
        last = next
      }
      let free = try cost(tree.network())
      tree.stages[1].maximumCommittedServiceTime = min(1, tree.stages[1].maximumCommittedServiceTime ?? 1)
      tree.stages[2].maximumInboundServiceTime = min(2, tree.stages[2].maximumInboundServiceTime ?? 2)
      #expect(try cost(tree.network()) >= free * (1 - 1e-12))
    }
  }

  @Test func forestCostsTheSumOfItsTrees() throws {
    for seed in Self.seeds {
      let first = RandomTree(seed: seed)
      let second = RandomTree(seed: seed + 1_000)
      var both = first
      for stage in second.stages {
        var copy = stage
        copy.id += "'"
        both.stages.append(copy)
      }
      for link in second.links {
        var copy = link
        copy.supplier += first.stages.count
        copy.customer += first.stages.count
        both.links.append(copy)
      }
      let sum = try cost(first.network()) + cost(second.network())
      let whole = try cost(both.network())
      #expect(whole == sum || isClose(whole, sum))
    }
  }

  @Test func relabellingChangesNothing() throws {
    for seed in Self.seeds {
      let tree = RandomTree(seed: seed)
      var mirrored = tree
      let last = tree.stages.count - 1
      mirrored.stages.reverse()
      mirrored.links = tree.links.reversed().map { link in
        var copy = link
        copy.supplier = last - link.supplier
        copy.customer = last - link.customer
        return copy
      }
      let (left, right) = try (cost(tree.network()), cost(mirrored.network()))
      #expect(left == right || isClose(left, right, relative: 1e-12))
    }
  }

  @Test func fullCorrelationLeavesNothingToPool() throws {
    for seed in Self.seeds {
      var tree = RandomTree(seed: seed)
      let costs = try [0, 0.3, 0.7, 1].map { try cost(tree.network(correlation: $0)) }
      #expect(zip(costs, costs.dropFirst()).allSatisfy { $0 <= $1 * (1 + 1e-12) })
      // Standard deviations then add over links as means do.
      let network = try tree.network()
      var linear = network.stages.map { $0.demand?.sd ?? 0 }
      for stage in network.upstreamFirst.reversed() {
        for link in network.customerLinks[stage] {
          linear[stage] += network.links[link].units * linear[network.links[link].customer]
        }
      }
      for index in tree.stages.indices { tree.stages[index].givenPooledDemandSD = linear[index] }
      let added = try cost(tree.network())
      #expect(costs[3] == added || isClose(costs[3], added))
    }
  }

  @Test func longChainAndWideStar() throws {
    let chain = try StageNetwork(
      name: "chain",
      stages: (0..<20_000).map {
        Stage(
          id: "\($0)", processingTime: $0 % 3, holdingCostRate: 1 + Double($0) / 100,
          maximumCommittedServiceTime: $0 == 19_999 ? 0 : 8,
          demand: $0 == 19_999 ? .normal(mean: 10, sd: 3) : nil)
      },
      links: (1..<20_000).map { Link(supplier: $0 - 1, customer: $0) })
    let star = try StageNetwork(
      name: "star",
      stages: (0...20_000).map {
        Stage(
          id: "\($0)", processingTime: $0 == 0 ? 12 : 2, holdingCostRate: $0 == 0 ? 1 : 3,
          maximumCommittedServiceTime: $0 == 0 ? nil : 0, demand: $0 == 0 ? nil : .poisson(mean: 2))
      },
      links: (1...20_000).map { Link(supplier: 0, customer: $0, leadTime: $0 % 2) })
    for network in [chain, star] {
      let plan = try GuaranteedService.optimalPlan(for: network)
      #expect(plan.status == .optimal)
      #expect(plan.cost <= IndependentPlanner.plan(for: network).cost)
      #expect(PlanVerifier.verify(plan, against: network) == [])
    }
  }

  @Test func rangesBeyondMemoryAreRefused() throws {
    let network = try StageNetwork(
      name: "slow",
      stages: (0..<3).map { Stage(id: "\($0)", processingTime: 400_000_000, demand: .normal(mean: 1, sd: 1)) },
      links: [Link(supplier: 0, customer: 1), Link(supplier: 1, customer: 2)])
    #expect {
      try GuaranteedService.optimalPlan(for: network)
    } throws: { error in
      if case .tooLarge(let reason)? = error as? SolverError { reason.contains("slow") } else { false }
    }
    #expect(try GuaranteedService.optimalPlan(for: network, maximumServiceTime: 0).status == .optimal)
  }

  @Test func extremeTimesAndEmptyNetworks() throws {
    let stage = Stage(id: "far", processingTime: .max, demand: .normal(mean: 1, sd: 1))
    let network = try StageNetwork(name: "far", stages: [stage], links: [])
    let plan = try GuaranteedService.optimalPlan(for: network)
    #expect(plan.status == .infeasible)
    #expect(plan.reason?.contains("far") == true)
    #expect(PlanVerifier.verify(plan, against: network) == [])
    let empty = try StageNetwork(name: "empty", stages: [], links: [])
    #expect(try GuaranteedService.optimalPlan(for: empty).cost == 0)
  }

  @Test(arguments: [Double.nan, .infinity, -1])
  func oddRatesDoNotStopTheRun(rate: Double) throws {
    for seed in Self.seeds {
      var tree = RandomTree(seed: seed)
      for index in tree.stages.indices where index % 2 == 0 { tree.stages[index].holdingCostRate = rate }
      let plan = try GuaranteedService.optimalPlan(for: tree.network())
      #expect(plan.stages.allSatisfy { $0.netReplenishmentLeadTime >= 0 })
      #expect(plan.status == .infeasible || plan.stages.count == tree.stages.count)
    }
  }

  @Test func infeasibleBoundsNameTheStage() throws {
    let network = try StageNetwork(
      name: "late",
      stages: [
        Stage(id: "plant", processingTime: 2),
        Stage(id: "store", maximumInboundServiceTime: 2, demand: .normal(mean: 1, sd: 1)),
      ],
      links: [Link(supplier: 0, customer: 1, leadTime: 3)])
    for plan in [try GuaranteedService.optimalPlan(for: network), IndependentPlanner.plan(for: network)] {
      #expect(plan.status == .infeasible)
      #expect(plan.reason?.contains("store") == true)
      #expect(PlanVerifier.verify(plan, against: network) == [])
    }
  }

  /// Two paths to the same store: both suppliers' promises wait for the longer one.
  @Test func twoPathsAreSolved() throws {
    let network = try StageNetwork(
      name: "diamond",
      stages: (0..<4).map { index in
        Stage(
          id: "\(index)", processingTime: 1, holdingCostRate: [1, 2, 2, 9][index],
          maximumCommittedServiceTime: index == 3 ? 0 : nil, demand: index == 3 ? .normal(mean: 9, sd: 2) : nil,
          service: ServiceTarget(.safetyFactor, 1))
      },
      links: [(0, 1), (0, 2), (1, 3), (2, 3)].map { Link(supplier: $0.0, customer: $0.1) })
    let plan = try GuaranteedService.optimalPlan(for: network)
    #expect(plan.status == .optimal)
    // Both middle stages cover two periods at rate 2, the last one period at rate 9; its sd is 2.
    #expect(isClose(plan.cost, 2 * (2 * 2 * 2.0.squareRoot() + 9)))
    #expect(plan.stages.map(\.netReplenishmentLeadTime) == [0, 2, 2, 1])
    #expect(PlanVerifier.verify(plan, against: network) == [])
  }
}

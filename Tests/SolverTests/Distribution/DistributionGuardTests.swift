import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// Questions that distribution methods do not answer, and large ones that they do.
struct DistributionGuardTests {
  private typealias Method = @Sendable (StageNetwork) throws -> StockingPlan

  private static let methods: [(name: String, takesAnyDemand: Bool, takesAnyDepth: Bool, plan: Method)] = [
    ("exact", false, true, { try PoissonDistributionSystem.optimalPlan(for: $0) }),
    ("recursion", false, false, { try OneWarehouseRecursion.optimalPlan(for: $0) }),
    ("METRIC", false, true, { try MetricApproximation.plan(for: $0) }),
    ("two moments", false, true, { try TwoMomentApproximation.plan(for: $0) }),
    ("fitted", true, true, { try FittedDistributionSystem.plan(for: $0) }),
    ("recursive", true, true, { try RecursiveOptimisation.plan(for: $0) }),
    ("decomposition", true, true, { try DecompositionAggregation.plan(for: $0) }),
    ("restriction", false, false, { try RestrictionDecomposition.plan(for: $0) }),
    ("rule", true, true, { try SquareRootRule.plan(for: $0) }),
  ]

  private static func base() -> (stages: [Stage], links: [Link]) {
    (
      [
        Stage(id: "w", processingTime: 2, holdingCostRate: 1),
        Stage(id: "a", holdingCostRate: 2, backorderCostRate: 20, demand: .poisson(mean: 2)),
        Stage(id: "b", holdingCostRate: 2, backorderCostRate: 20, demand: .poisson(mean: 3)),
      ], [Link(supplier: 0, customer: 1, leadTime: 1), Link(supplier: 0, customer: 2, leadTime: 2)]
    )
  }

  private static func isRefused(
    _ plan: (StageNetwork) throws -> StockingPlan, _ network: StageNetwork, by matches: (SolverError) -> Bool
  ) -> Bool {
    do {
      _ = try plan(network)
      return false
    } catch let error as SolverError {
      return matches(error) && !error.reason.isEmpty
    } catch {
      return false
    }
  }

  private static func isUnsupported(_ error: SolverError) -> Bool {
    if case .unsupported = error { true } else { false }
  }
  private static func isInvalid(_ error: SolverError) -> Bool {
    if case .invalid = error { true } else { false }
  }
  private static func isTooLarge(_ error: SolverError) -> Bool {
    if case .tooLarge = error { true } else { false }
  }

  @Test func shapes() throws {
    let (stages, links) = Self.base()
    func network(_ change: (inout [Stage], inout [Link]) -> Void) throws -> StageNetwork {
      var (stages, links) = (stages, links)
      change(&stages, &links)
      return try StageNetwork(name: "n", stages: stages, links: links)
    }
    let others = [
      try network { stages, links in
        stages.append(Stage(id: "v", holdingCostRate: 1))
        links.append(Link(supplier: 3, customer: 1))
      },
      try network { stages, _ in stages[1].reviewPeriod = 2 },
      try network { _, links in links[0].units = 2 },
      try network { _, links in links[0].share = 0.5 },
      try network { stages, _ in stages[1].externalInboundServiceTime = 5 },
    ]
    let meaningless = [
      try network { stages, _ in stages[1].processingTime = -3 },
      try network { stages, _ in stages[1].holdingCostRate = .nan },
      try network { stages, _ in stages[1].backorderCostRate = -1 },
      try network { stages, _ in stages[0].holdingCostRate = .infinity },
      try network { stages, _ in stages[1].demand = .poisson(mean: -2) },
      try network { stages, _ in stages[1].demand = .poisson(mean: .nan) },
      try network { stages, _ in stages[1].backorderCostRate = 0 },
      try network { stages, _ in stages[1].holdingCostRate = 0 },
    ]
    for (name, takesAnyDemand, takesAnyDepth, plan) in Self.methods {
      for (index, network) in others.enumerated() {
        #expect(Self.isRefused(plan, network, by: Self.isUnsupported), "\(name), shape \(index)")
      }
      for (index, network) in meaningless.enumerated() {
        #expect(Self.isRefused(plan, network, by: Self.isInvalid), "\(name), number \(index)")
      }
      let normal = try network { stages, _ in stages[1].demand = .normal(mean: 2, sd: 1) }
      let tied = try StageNetwork(name: "n", stages: stages, links: links, correlation: 0.5)
      let deep = try network { stages, links in
        stages.append(Stage(id: "c", holdingCostRate: 3, backorderCostRate: 9, demand: .poisson(mean: 1)))
        links.append(Link(supplier: 1, customer: 3))
      }
      for (network, isTaken) in [(normal, takesAnyDemand), (tied, takesAnyDemand), (deep, takesAnyDepth)] {
        if isTaken {
          #expect(try plan(network).cost > 0, "\(name)")
        } else {
          #expect(Self.isRefused(plan, network, by: Self.isUnsupported), "\(name)")
        }
      }
    }
    let plain = try network { _, _ in }
    #expect(throws: SolverError.self) { try PoissonDistributionSystem.evaluate(plain, baseStocks: [1, 2]) }
    #expect(throws: SolverError.self) { try PoissonDistributionSystem.evaluate(plain, baseStocks: [1, 2, -1]) }
    #expect(throws: SolverError.self) { try OneWarehouseRecursion.cost(plain, baseStocks: [1, 2, -1]) }
    #expect(throws: SolverError.self) { try FittedDistributionSystem.evaluate(plain, baseStocks: [1, 2, .nan]) }
    #expect(throws: SolverError.self) { try SquareRootRule.plan(for: plain, safetyFactor: .nan) }
    #expect(try SquareRootRule.plan(for: plain, safetyFactor: 0).stages.map(\.safetyStock) == [0, 0, 0])
  }

  /// No demand, no lead times, no stages, several networks at once.
  @Test func degenerate() throws {
    var (stages, links) = Self.base()
    stages[1].demand = .poisson(mean: 0)
    stages[2].demand = nil
    let idle = try StageNetwork(name: "idle", stages: stages, links: links)
    (stages, links) = Self.base()
    for index in stages.indices { stages[index].processingTime = 0 }
    for index in links.indices { links[index].leadTime = 0 }
    let instant = try StageNetwork(name: "instant", stages: stages, links: links)
    for (name, _, _, plan) in Self.methods {
      for network in [idle, instant] {
        let found = try plan(network)
        #expect(found.cost == 0, "\(name)")
        #expect(found.stages.allSatisfy { $0.installationBaseStock == 0 }, "\(name)")
      }
    }
    #expect(try PoissonDistributionSystem.optimalPlan(for: StageNetwork(name: "", stages: [], links: [])).cost == 0)

    (stages, links) = Self.base()
    let single = try StageNetwork(name: "single", stages: stages, links: links)
    let twice = try StageNetwork(
      name: "twice", stages: stages + stages,
      links: links + links.map { Link(supplier: $0.supplier + 3, customer: $0.customer + 3, leadTime: $0.leadTime) })
    for (name, _, takesAnyDepth, plan) in Self.methods where takesAnyDepth {
      #expect(abs(try plan(twice).cost - 2 * plan(single).cost) < 1e-9, "\(name)")
    }
  }

  @Test func tooLarge() throws {
    let links = Self.base().links
    var stages = Self.base().stages
    let plain = try StageNetwork(name: "plain", stages: stages, links: links)
    #expect(
      Self.isRefused({ try PoissonDistributionSystem.optimalPlan(for: $0, stepLimit: 100) }, plain, by: Self.isTooLarge)
    )
    for mean in [1e11, 1e14] {
      stages[1].demand = .poisson(mean: mean)
      let busy = try StageNetwork(name: "busy", stages: stages, links: links)
      for (name, _, _, plan) in Self.methods {
        #expect(Self.isRefused(plan, busy, by: Self.isTooLarge), "\(name) at \(mean)")
      }
    }
    // A chain without end: refused or solved, but no overflow of the stack.
    let count = 3_000
    let chain = try StageNetwork(
      name: "chain",
      stages: (0..<count).map {
        Stage(
          id: "\($0)", processingTime: 1, holdingCostRate: Double($0 + 1), backorderCostRate: 9e4,
          demand: $0 == count - 1 ? .poisson(mean: 0.001) : nil)
      }, links: (1..<count).map { Link(supplier: $0 - 1, customer: $0) })
    #expect(Self.isRefused({ try PoissonDistributionSystem.optimalPlan(for: $0) }, chain, by: Self.isTooLarge))
    #expect(Self.isRefused({ try RecursiveOptimisation.plan(for: $0) }, chain, by: Self.isTooLarge))
    #expect(Self.isRefused({ try MetricApproximation.plan(for: $0) }, chain, by: Self.isTooLarge))
    #expect(try DecompositionAggregation.plan(for: chain).cost > 0)
  }

  /// A hundred unlike retailers and some 3,000 units of lead-time demand at the warehouse.
  @Test func manyRetailers() throws {
    var stages = [Stage(id: "w", processingTime: 3, holdingCostRate: 0.5)]
    var links: [Link] = []
    for index in 1...100 {
      let factor = Double((index * 7_919) % 1_000) / 1_000
      stages.append(
        Stage(
          id: "\(index)", processingTime: 1 + index % 3, holdingCostRate: 0.6 + factor,
          backorderCostRate: 5 + 20 * factor, demand: .poisson(mean: 3 + 14 * factor)))
      links.append(Link(supplier: 0, customer: index))
    }
    let network = try StageNetwork(name: "many", stages: stages, links: links)
    let plan = try PoissonDistributionSystem.optimalPlan(for: network)
    let other = try OneWarehouseRecursion.optimalPlan(for: network)
    #expect(plan.stages == other.stages)
    #expect(abs(other.lowerBound - plan.cost) <= 1e-9 * plan.cost)
    #expect(try RestrictionDecomposition.plan(for: network).cost >= plan.cost)
  }
}

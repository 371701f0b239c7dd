import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// The two exact ways through one warehouse and its retailers.
struct OneWarehouseRecursionTests {
  /// Unlike retailers, lead times of 0 and none at the warehouse among them.
  private static func networks() throws -> [StageNetwork] {
    try (0..<200 as Range<UInt64>).map { seed in
      var random = RandomDistribution(
        seed: 5_000 + seed, levels: 2, widest: 6, largestRate: seed % 4 == 0 ? 30 : 4, longest: 3)
      if seed % 10 == 0 { random.stages[0].processingTime = 0 }
      return try random.network()
    }
  }

  /// Axsäter's recursion in costs, and probabilities of backorders, at random base stocks.
  @Test func evaluations() throws {
    var stream = RandomStream(seed: 3, path: [1])
    for network in try Self.networks() {
      for _ in 0..<4 {
        let levels = network.stages.indices.map { index -> Int in
          let mean = network.meanDemand[index] * (index == 0 ? 2.0 : 4.0)
          return Int(stream.uniform() * (1.5 * mean + 4))
        }
        let exact = try PoissonDistributionSystem.evaluate(network, baseStocks: levels).cost
        let cost = try OneWarehouseRecursion.cost(network, baseStocks: levels)
        #expect(abs(cost - exact) <= 1e-10 * exact, "\(cost), not \(exact)")
      }
    }
  }

  @Test func optima() throws {
    for network in try Self.networks() {
      let plan = try OneWarehouseRecursion.optimalPlan(for: network)
      let other = try PoissonDistributionSystem.optimalPlan(for: network)
      #expect(plan.stages == other.stages)
      #expect(abs(plan.cost - other.cost) <= 1e-12 * other.cost)
      #expect(abs(plan.lowerBound - plan.cost) <= 1e-10 * plan.cost)
    }
  }

  @Test(.enabled(if: ReferenceData.isPresent)) func reference() throws {
    for fixture in try DistributionFixture.all() where fixture.name.hasPrefix("owmr") {
      let network = try fixture.network()
      for evaluation in fixture.evaluations {
        let cost = try OneWarehouseRecursion.cost(network, baseStocks: fixture.baseStocks(evaluation.baseStocks))
        #expect(abs(cost - evaluation.cost) <= 1e-10 * evaluation.cost)
      }
      let plan = try OneWarehouseRecursion.optimalPlan(for: network)
      #expect(plan.stages.map { Int($0.installationBaseStock) } == fixture.baseStocks(fixture.expected.baseStocks))
    }
  }

  @Test func otherShapes() throws {
    let deep = try RandomDistribution(seed: 1, levels: 3, widest: 1).network()
    #expect(throws: SolverError.self) { try OneWarehouseRecursion.optimalPlan(for: deep) }
  }
}

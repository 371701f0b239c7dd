import SupplyNetwork

@testable import Solver

/// The random networks on which approximations and heuristics are measured, with their optimal plans.
enum DistributionSample {
  /// One warehouse and up to 5 unlike retailers, fast and slow movers.
  static func warehouses() throws -> [(network: StageNetwork, optimum: StockingPlan)] {
    try (0..<500 as Range<UInt64>).map { seed in
      let rates = [0.5, 2, 8, 20]
      let network = try RandomDistribution(
        seed: 20_000 + seed, levels: 2, widest: 5, largestRate: rates[Int(seed % 4)], longest: 3
      ).network()
      return (network, try PoissonDistributionSystem.optimalPlan(for: network))
    }
  }

  /// Three levels, with customers from outside at the middle in half of them.
  static func trees() throws -> [(network: StageNetwork, optimum: StockingPlan)] {
    try (0..<200 as Range<UInt64>).map { seed in
      let rates = [0.5, 2, 6]
      let network = try RandomDistribution(
        seed: 30_000 + seed, levels: 3, widest: 3, largestRate: rates[Int(seed % 3)], inner: seed % 2 == 0
      ).network()
      return (network, try PoissonDistributionSystem.optimalPlan(for: network))
    }
  }

  /// Mean and largest of relative errors.
  struct Errors: CustomStringConvertible {
    var count = 0
    var sum = 0.0
    var largest = 0.0

    mutating func add(_ error: Double) {
      count += 1
      sum += error
      largest = max(largest, error)
    }

    var mean: Double { sum / Double(count) }
    var description: String { "mean \(100 * mean) %, largest \(100 * largest) % of \(count)" }
  }

  /// By how much plans cost more than the best.
  static func excess(
    _ sample: [(network: StageNetwork, optimum: StockingPlan)], _ plan: (StageNetwork) throws -> StockingPlan
  ) throws -> Errors {
    var errors = Errors()
    for (network, optimum) in sample { errors.add(try plan(network).cost / optimum.cost - 1) }
    return errors
  }
}

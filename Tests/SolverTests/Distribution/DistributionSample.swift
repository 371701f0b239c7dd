import SupplyNetwork

@testable import Solver

/// The random networks on which approximations and heuristics are measured, with their optimal plans.
///
/// One warehouse with up to 5 unlike retailers, or three levels, half of these with customers from outside in the
/// middle; slow movers and fast ones; backorder cost rates of 1 to 30. Regular: lead times of 1 to 3, holding cost rates
/// that rise by 5 to 100 % a level. Irregular: lead times from 0 on, rates that may fall by 10 %.
struct DistributionSample {
  struct Member {
    var network: StageNetwork
    var optimum: StockingPlan
    /// What goods in transit cost, whatever the plan.
    var pipeline: Double
  }

  let members: [Member]

  static let warehouses = Result { try DistributionSample(warehouses: 300, isRegular: true) }
  static let irregularWarehouses = Result { try DistributionSample(warehouses: 300, isRegular: false) }
  static let trees = Result { try DistributionSample(trees: 60, isRegular: true) }

  private init(warehouses count: UInt64, isRegular: Bool) throws {
    members = try (0..<count).map { seed in
      let rates = [0.5, 2, 8, 20]
      return try Self.member(
        RandomDistribution(
          seed: 20_000 + seed, levels: 2, widest: 5, largestRate: rates[Int(seed % 4)], longest: 3, isRegular: isRegular
        ))
    }
  }

  private init(trees count: UInt64, isRegular: Bool) throws {
    members = try (0..<count).map { seed in
      let rates = [0.5, 2, 6]
      return try Self.member(
        RandomDistribution(
          seed: 30_000 + seed, levels: 3, widest: 3, largestRate: rates[Int(seed % 3)], inner: seed % 2 == 0,
          isRegular: isRegular))
    }
  }

  private static func member(_ random: RandomDistribution) throws -> Member {
    let network = try random.network()
    let tree = try DistributionTree(network)
    return Member(
      network: network, optimum: try PoissonDistributionSystem.optimalPlan(for: network),
      pipeline: (0..<tree.stageCount).reduce(0) { $0 + tree.pipelineCost($1) })
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

  /// By how much plans cost more than the best, goods in transit apart; their costs and bounds are checked.
  func excess(_ plan: (StageNetwork) throws -> StockingPlan) throws -> Errors {
    var errors = Errors()
    for member in members {
      let best = member.optimum.cost
      let found = try plan(member.network)
      precondition(found.cost >= best * (1 - 1e-12), "cheaper than the best")
      precondition(found.lowerBound <= best * (1 + 1e-12), "a bound above the best")
      errors.add((found.cost - best) / (best - member.pipeline))
    }
    return errors
  }

  /// By how much costs stated for the best plan differ from what it costs, goods in transit apart.
  func misstatement(_ evaluate: (StageNetwork, [Int]) throws -> DistributionEvaluation) throws -> Errors {
    var errors = Errors()
    for member in members {
      let levels = member.optimum.stages.map { Int($0.installationBaseStock) }
      let stated = try evaluate(member.network, levels).cost
      errors.add(abs(stated - member.optimum.cost) / (member.optimum.cost - member.pipeline))
    }
    return errors
  }
}

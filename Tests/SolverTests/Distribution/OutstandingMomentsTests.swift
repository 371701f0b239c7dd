import Foundation
import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// Distribution networks under normal, gamma and negative binomial demand.
struct OutstandingMomentsTests {
  static let families: [(DemandDistribution, String)] = [
    (.normal(mean: 20, sd: 5), "normal"), (.gamma(mean: 20, sd: 14), "gamma"),
    (.negativeBinomial(mean: 6, sd: 4), "negative binomial"),
  ]

  /// One warehouse with unlike retailers, or three levels.
  private static func network(_ demand: DemandDistribution, deep: Bool) throws -> StageNetwork {
    var stages = [Stage(id: "0", processingTime: 3, holdingCostRate: 1)]
    var links: [Link] = []
    func scaled(_ factor: Double) -> DemandDistribution {
      switch demand {
      case .normal(let mean, let sd): .normal(mean: factor * mean, sd: factor * sd)
      case .gamma(let mean, let sd): .gamma(mean: factor * mean, sd: factor * sd)
      default: .negativeBinomial(mean: factor * demand.mean, sd: factor.squareRoot() * demand.sd)
      }
    }
    func add(to supplier: Int, _ holding: Double, _ lead: Int, _ factor: Double?) -> Int {
      links.append(Link(supplier: supplier, customer: stages.count, leadTime: lead))
      stages.append(
        Stage(
          id: "\(stages.count)", holdingCostRate: holding, backorderCostRate: factor == nil ? 0 : 20,
          demand: factor.map(scaled)))
      return stages.count - 1
    }
    for index in 0..<3 {
      let middle = deep ? add(to: 0, 1.3, 1, nil) : 0
      for factor in deep ? [0.7, 1.5] : [0.6 + 0.5 * Double(index)] { _ = add(to: middle, 1.8, 1 + index, factor) }
    }
    return try StageNetwork(name: "network", stages: stages, links: links)
  }

  /// The fitted moments against a simulation of the same orders, around the plan of recursive optimisation.
  @Test(arguments: families.indices, [false, true]) func simulation(family: Int, deep: Bool) throws {
    let (demand, name) = Self.families[family]
    let network = try Self.network(demand, deep: deep)
    let tree = try DistributionTree(network)
    let plans = [
      try FittedDistributionSystem.plan(for: network), try RecursiveOptimisation.plan(for: network),
      try DecompositionAggregation.plan(for: network), try SquareRootRule.plan(for: network),
    ]
    let pipeline = (0..<tree.stageCount).reduce(0) { $0 + tree.pipelineCost($1) }
    for plan in plans {
      let levels = plan.stages.map(\.installationBaseStock)
      let played = DistributionPeriodSimulation(tree, baseStocks: levels, periods: 60_000, seed: 5)
      let error = (plan.cost - pipeline) / played.cost - 1
      #expect(abs(error) < 0.03, "\(name) \(deep), \(plan.method): \(error)")
      #expect(plan.lowerBound - pipeline <= played.cost * 1.02)
      #expect(plan.cost >= plans[0].cost * (1 - 1e-9), "\(plan.method) is cheaper")
      #expect(try FittedDistributionSystem.evaluate(network, baseStocks: levels).cost == plan.cost)
    }
  }

  /// Partial moments of the second order against sums and integrals.
  @Test func squaredShortages() {
    for (demand, _) in Self.families + [
      (.poisson(mean: 7), ""), (.poisson(mean: 0.3), ""), (.gamma(mean: 2, sd: 5), ""),
    ] {
      for level in [-3.0, 0, 0.4, 1, 1.5, 4, 9, 20, 35] {
        var sum = 0.0
        if demand.isDiscrete {
          for number in 0..<400 where Double(number) > level {
            let probability = demand.cumulative(Double(number)) - demand.cumulative(Double(number) - 1)
            sum += probability * (Double(number) - level) * (Double(number) - level)
          }
        } else {
          // ∫ 2 E[(D − u)⁺] du from the level on, by Simpson's rule.
          let (top, pieces) = (demand.mean + 90 * demand.sd, 90_000)
          let width = (top - level) / Double(pieces)
          for piece in 0...pieces {
            let weight = piece == 0 || piece == pieces ? 1.0 : piece % 2 == 1 ? 4 : 2
            sum += weight * 2 * demand.expectedShortage(beyond: level + Double(piece) * width) * width / 3
          }
        }
        let closed = demand.squaredShortage(beyond: level)
        #expect(abs(closed - sum) <= 1e-7 * max(1, sum), "\(demand) \(level): \(closed), not \(sum)")
      }
    }
  }

  /// Recursive optimisation finds the minimum of each step: no neighbour is cheaper, the ends at their newsvendors.
  @Test func stepsAreMinima() throws {
    for (demand, name) in Self.families {
      let network = try Self.network(demand, deep: true)
      let tree = try DistributionTree(network)
      let system = OutstandingMoments(tree)
      let levels = try RecursiveOptimisation.plan(for: network).stages.map(\.installationBaseStock)
      for stage in 0..<tree.stageCount {
        let cost = system.cost(ofSubtree: stage, baseStocks: levels)
        for change in system.isWhole(stage) ? [-1.0, 1] : [-0.05, 0.05] {
          var trial = levels
          trial[stage] += change
          #expect(system.cost(ofSubtree: stage, baseStocks: trial) >= cost - 1e-9, "\(name) \(stage)")
        }
      }
    }
  }

  /// Correlated demand: the retailers' parts of what the warehouse owes are no more certain than its whole.
  @Test func correlation() throws {
    let network = try Self.network(.normal(mean: 20, sd: 5), deep: false)
    let free = try RecursiveOptimisation.plan(for: network)
    let tied = try RecursiveOptimisation.plan(for: network.withCorrelation(0.6))
    #expect(tied.stages[0].installationBaseStock > free.stages[0].installationBaseStock)
    #expect(tied.cost > free.cost)
    #expect(throws: SolverError.self) { try PoissonDistributionSystem.optimalPlan(for: network) }
  }
}

import Foundation
import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// Exact evaluation and optimisation of distribution networks.
struct PoissonDistributionSystemTests {
  private static func check(
    _ evaluation: DistributionEvaluation, _ nodes: [String: DistributionFixture.Node], cost: Double, _ name: String
  ) {
    #expect(isClose(evaluation.cost, cost, 1e-9), "\(name): \(evaluation.cost) instead of \(cost)")
    for (key, node) in nodes {
      guard let index = Int(key) else { continue }
      let stage = evaluation.stages[index]
      #expect(isClose(stage.onHand, node.onHand, 1e-9), "\(name) \(key)")
      #expect(isClose(stage.backorders, node.backorders, 1e-9), "\(name) \(key)")
      #expect(isClose(stage.readyRate, node.readyRate, 1e-9), "\(name) \(key)")
      #expect(isClose(stage.cost, node.cost, 1e-9), "\(name) \(key)")
    }
  }

  private static func isClose(_ value: Double, _ reference: Double, _ tolerance: Double) -> Bool {
    abs(value - reference) <= tolerance * max(1e-3, abs(reference))
  }

  @Test(.enabled(if: ReferenceData.isPresent)) func reference() throws {
    let fixtures = try DistributionFixture.all()
    #expect(fixtures.count >= 3)
    for fixture in fixtures {
      let network = try fixture.network()
      for evaluation in fixture.evaluations {
        let found = try PoissonDistributionSystem.evaluate(
          network, baseStocks: fixture.baseStocks(evaluation.baseStocks))
        Self.check(found, evaluation.nodes, cost: evaluation.cost, fixture.name)
      }
      let plan = try PoissonDistributionSystem.optimalPlan(for: network)
      let levels = plan.stages.map { Int($0.installationBaseStock) }
      #expect(levels == fixture.baseStocks(fixture.expected.baseStocks), "\(fixture.name)")
      #expect(plan.status == .optimal)
      let found = try PoissonDistributionSystem.evaluate(network, baseStocks: levels)
      Self.check(found, fixture.expected.nodes, cost: fixture.expected.cost, fixture.name)
      #expect(Self.isClose(plan.cost, fixture.expected.cost, 1e-9))
    }
  }

  /// All base stocks of a box around the optimum, for hundreds of trees of two, three and four ranks.
  @Test func bruteForce() throws {
    var inner = 0
    var tried = 0
    for seed in 0..<300 as Range<UInt64> {
      let levels = seed % 3 == 0 ? 2 : seed % 3 == 1 ? 3 : 2 + Int(seed % 5) / 2
      let random = RandomDistribution(
        seed: seed, levels: levels, widest: levels == 2 ? 3 : 2, largestRate: levels == 2 ? 1.2 : 0.6,
        inner: seed % 2 == 1, source: seed % 4 == 1)
      guard random.stages.count <= 6 else { continue }
      if random.stages.indices.contains(where: { i in
        random.stages[i].demand != nil && random.links.contains { $0.supplier == i }
      }) {
        inner += 1
      }
      tried += 1
      let network = try random.network()
      let plan = try PoissonDistributionSystem.optimalPlan(for: network)
      let tree = try DistributionTree(network)
      let reference = try BoxSearch(tree).leastCost()
      #expect(abs(plan.cost - reference) <= 1e-9 * reference, "tree \(seed): \(plan.cost), not \(reference)")
      let levelsFound = plan.stages.map { Int($0.installationBaseStock) }
      let again = try PoissonDistributionSystem.evaluate(network, baseStocks: levelsFound)
      #expect(abs(plan.cost - again.cost) <= 1e-12 * plan.cost)
    }
    #expect(tried > 200 && inner > 50)
  }

  /// Larger demand, where a box is too large: no neighbour of the best base stocks, one up or down at each stage, is
  /// cheaper.
  @Test func neighbours() throws {
    for seed in 0..<12 as Range<UInt64> {
      let random = RandomDistribution(
        seed: 400 + seed, levels: 3, widest: 2, largestRate: 8, longest: 3, inner: seed % 2 == 0, source: seed % 3 == 0)
      guard random.stages.count <= 5 else { continue }
      let network = try random.network()
      let plan = try PoissonDistributionSystem.optimalPlan(for: network)
      let best = plan.stages.map { Int($0.installationBaseStock) }
      var combination = Array(repeating: -1, count: best.count)
      while true {
        let levels = zip(best, combination).map { max(0, $0 + $1) }
        #expect(try PoissonDistributionSystem.evaluate(network, baseStocks: levels).cost >= plan.cost * (1 - 1e-13))
        guard let place = combination.firstIndex(where: { $0 < 1 }) else { break }
        for index in 0..<place { combination[index] = -1 }
        combination[place] += 1
      }
    }
  }
}

/// Every base stock of a box, each subtree evaluated by binomial sums of its own.
struct BoxSearch {
  let tree: DistributionTree
  /// Largest level tried at a stage.
  let largest: [Int]

  init(_ tree: DistributionTree) {
    self.tree = tree
    largest = (0..<tree.stageCount).map { stage in
      // All that may be outstanding over the whole path from the outside supplier.
      var mean = tree.leadTimeDemand(stage)
      var next = tree.supplier[stage]
      while let supplier = next {
        mean += tree.demandRate[stage] * tree.leadTime[supplier]
        next = tree.supplier[supplier]
      }
      return Int(mean + 4 * mean.squareRoot()) + 2
    }
  }

  func leastCost() throws -> Double {
    var total = (0..<tree.stageCount).reduce(0) { $0 + tree.pipelineCost($1) }
    for stage in tree.upstreamFirst where tree.supplier[stage] == nil {
      total += leastCost(stage, Self.poisson(tree.leadTimeDemand(stage)))
    }
    return total
  }

  private func leastCost(_ stage: Int, _ outstanding: [Double]) -> Double {
    (0...largest[stage]).map { level -> Double in
      var owed = [Double](repeating: 0, count: outstanding.count)
      var cost = 0.0
      for (number, probability) in outstanding.enumerated() {
        owed[max(0, number - level)] += probability
        cost +=
          probability
          * (number < level
            ? tree.holdingCostRate[stage] * Double(level - number)
            : tree.ownBackorderCostRate(stage) * Double(number - level))
      }
      return tree.customers[stage].reduce(cost) { cost, customer in
        let part = Self.thinned(owed, by: tree.shareOfSupplier(customer))
        return cost + leastCost(customer, Self.sum(part, Self.poisson(tree.leadTimeDemand(customer))))
      }
    }.min() ?? .infinity
  }

  static func poisson(_ mean: Double) -> [Double] {
    (0...Int(mean + 12 * mean.squareRoot() + 16)).map {
      mean > 0 ? exp(Double($0) * log(mean) - mean - lgamma(Double($0) + 1)) : $0 == 0 ? 1 : 0
    }
  }

  static func thinned(_ owed: [Double], by share: Double) -> [Double] {
    var part = [Double](repeating: 0, count: owed.count)
    for (number, probability) in owed.enumerated() where probability > 1e-22 {
      for own in 0...number {
        let ways = lgamma(Double(number) + 1) - lgamma(Double(own) + 1) - lgamma(Double(number - own) + 1)
        let chance =
          share >= 1
          ? (own == number ? 1 : 0)
          : share <= 0
            ? (own == 0 ? 1 : 0) : exp(ways + Double(own) * log(share) + Double(number - own) * log1p(-share))
        part[own] += probability * chance
      }
    }
    while part.count > 1, part[part.count - 1] < 1e-20 { part.removeLast() }
    return part
  }

  static func sum(_ first: [Double], _ second: [Double]) -> [Double] {
    var total = [Double](repeating: 0, count: first.count + second.count - 1)
    for (i, a) in first.enumerated() { for (j, b) in second.enumerated() { total[i + j] += a * b } }
    while total.count > 1, total[total.count - 1] < 1e-20 { total.removeLast() }
    return total
  }
}

import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// Heuristics for distribution networks against the exact optimum.
struct DistributionHeuristicTests {
  @Test func measured() throws {
    let warehouses = try DistributionSample.warehouses()
    let trees = try DistributionSample.trees()
    print("RO", try DistributionSample.excess(warehouses) { try RecursiveOptimisation.plan(for: $0) })
    print("RO", try DistributionSample.excess(trees) { try RecursiveOptimisation.plan(for: $0) })
    print("DA", try DistributionSample.excess(warehouses) { try DecompositionAggregation.plan(for: $0) })
    print("DA", try DistributionSample.excess(trees) { try DecompositionAggregation.plan(for: $0) })
    print("RD", try DistributionSample.excess(warehouses) { try RestrictionDecomposition.plan(for: $0) })
    print("RULE", try DistributionSample.excess(warehouses) { try SquareRootRule.plan(for: $0) })
    print("RULE", try DistributionSample.excess(trees) { try SquareRootRule.plan(for: $0) })
    print("METRIC", try DistributionSample.excess(warehouses) { try MetricApproximation.plan(for: $0) })
    print("METRIC", try DistributionSample.excess(trees) { try MetricApproximation.plan(for: $0) })
    print("TWO", try DistributionSample.excess(warehouses) { try TwoMomentApproximation.plan(for: $0) })
    print("TWO", try DistributionSample.excess(trees) { try TwoMomentApproximation.plan(for: $0) })
    for (name, sample) in [("owmr", warehouses), ("tree", trees)] {
      var metric = DistributionSample.Errors()
      var two = DistributionSample.Errors()
      var bound = DistributionSample.Errors()
      for (network, optimum) in sample {
        let levels = optimum.stages.map { Int($0.installationBaseStock) }
        metric.add(abs(try MetricApproximation.evaluate(network, baseStocks: levels).cost / optimum.cost - 1))
        two.add(abs(try TwoMomentApproximation.evaluate(network, baseStocks: levels).cost / optimum.cost - 1))
        bound.add(1 - (try SquareRootRule.plan(for: network)).lowerBound / optimum.cost)
      }
      print(name, "stated", metric, two, "bound", bound)
    }
  }
}

import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// Approximations and heuristics for distribution networks against the exact optimum: the figures of their doc comments.
struct DistributionHeuristicTests {
  /// Largest mean and largest single excess over the least cost, in per cent.
  private struct Limits {
    var mean: Double
    var largest: Double

    func hold(_ errors: DistributionSample.Errors) -> Bool {
      100 * errors.mean <= mean && 100 * errors.largest <= largest
    }
  }

  private static func check(
    _ name: String, warehouses: Limits, trees: Limits?, irregular: Limits,
    _ plan: (StageNetwork) throws -> StockingPlan
  ) throws {
    let regular = try DistributionSample.warehouses.get().excess(plan)
    #expect(warehouses.hold(regular), "\(name): \(regular)")
    let wild = try DistributionSample.irregularWarehouses.get().excess(plan)
    #expect(irregular.hold(wild), "\(name), irregular: \(wild)")
    guard let trees else { return }
    let deep = try DistributionSample.trees.get().excess(plan)
    #expect(trees.hold(deep), "\(name), trees: \(deep)")
  }

  @Test func recursiveOptimisation() throws {
    try Self.check(
      "recursive optimisation", warehouses: Limits(mean: 2.6, largest: 35), trees: Limits(mean: 5.2, largest: 38),
      irregular: Limits(mean: 2.4, largest: 39), RecursiveOptimisation.plan)
  }

  @Test func decompositionAggregation() throws {
    try Self.check(
      "decomposition and aggregation", warehouses: Limits(mean: 3.5, largest: 19),
      trees: Limits(mean: 8.7, largest: 81), irregular: Limits(mean: 39, largest: 710), DecompositionAggregation.plan)
  }

  @Test func restrictionDecomposition() throws {
    try Self.check(
      "restriction and decomposition", warehouses: Limits(mean: 1.2, largest: 11), trees: nil,
      irregular: Limits(mean: 3.2, largest: 45), RestrictionDecomposition.plan)
  }

  @Test func squareRootRule() throws {
    try Self.check(
      "square-root rule", warehouses: Limits(mean: 25, largest: 100), trees: Limits(mean: 31, largest: 102),
      irregular: Limits(mean: 22, largest: 80)
    ) { try SquareRootRule.plan(for: $0) }
  }

  @Test func metric() throws {
    try Self.check(
      "METRIC", warehouses: Limits(mean: 2.9, largest: 39), trees: Limits(mean: 2.7, largest: 17),
      irregular: Limits(mean: 8.8, largest: 392), MetricApproximation.plan)
  }

  @Test func twoMoments() throws {
    try Self.check(
      "two moments", warehouses: Limits(mean: 0.04, largest: 1.4), trees: Limits(mean: 0.04, largest: 0.9),
      irregular: Limits(mean: 0.1, largest: 7.2), TwoMomentApproximation.plan)
  }

  /// What METRIC and the two moments state of the best plan.
  @Test func misstatements() throws {
    for (sample, metric, moments) in [
      (
        try DistributionSample.warehouses.get(), Limits(mean: 4.7, largest: 19),
        Limits(mean: 0.8, largest: 6.9)
      ),
      (
        try DistributionSample.trees.get(), Limits(mean: 5.7, largest: 13),
        Limits(mean: 0.6, largest: 3.1)
      ),
    ] {
      let first = try sample.misstatement { try MetricApproximation.evaluate($0, baseStocks: $1) }
      let second = try sample.misstatement { try TwoMomentApproximation.evaluate($0, baseStocks: $1) }
      #expect(metric.hold(first), "METRIC: \(first)")
      #expect(moments.hold(second), "two moments: \(second)")
    }
  }
}

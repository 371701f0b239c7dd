import Probability
import Testing

@testable import Solver

/// Rules of thumb satisfy their own equations, and are as good as is proven of them.
struct ApproximationTests {
  @Test(arguments: [
    DemandDistribution.normal(mean: 100, sd: 30), .gamma(mean: 20, sd: 15), .gamma(mean: 40, sd: 4),
    .deterministic(mean: 25),
  ])
  func reorderPoints(_ demand: DemandDistribution) throws {
    var worst = 1.0
    var unsolved = 0
    for seed in 0..<80 as Range<UInt64> {
      var stream = RandomStream(seed: 51, path: [seed])
      let costs = ReplenishmentCosts(
        fixedOrderCost: 1 + stream.uniform() * 300, holdingCostRate: 0.1 + stream.uniform(),
        backorderCostRate: 1 + stream.uniform() * 20)
      let rate = 10 + stream.uniform() * 90
      let (h, p) = (costs.holdingCostRate, costs.backorderCostRate)
      let best = try ReorderPointOrderQuantity.optimalPolicy(
        leadTimeDemand: demand, demandRate: rate, costs: costs)
      for approximation in ReorderPointApproximation.allCases {
        guard let rule = try? approximation.rule(leadTimeDemand: demand, demandRate: rate, costs: costs) else {
          // Where a backorder, once paid, is cheaper than holding the lot.
          #expect(approximation == .expectedInventoryLevel)
          unsolved += 1
          continue
        }
        let policy = try ReorderPointOrderQuantity.policy(
          reorderPoint: rule.reorderPoint, quantity: rule.quantity, leadTimeDemand: demand, demandRate: rate,
          costs: costs)
        #expect(policy.costRate >= best.costRate * (1 - 1e-9))
        let short = demand.expectedShortage(beyond: rule.reorderPoint)
        switch approximation {
        case .expectedInventoryLevel:
          let quantity = (2 * rate * (costs.fixedOrderCost + p * short) / h).squareRoot()
          #expect(isClose(rule.quantity, quantity))
          if demand.sd > 0 {
            let exceedance = demand.exceedance(rule.reorderPoint)
            #expect(isClose(exceedance, quantity * h / (p * rate), relative: 1e-8))
          }
        case .economicQuantityWithBackorders:
          // Zheng (1992): at most an eighth above the best.
          worst = max(worst, policy.costRate / best.costRate)
        case .economicQuantityWithSafetyStock:
          let lot = try EconomicOrderQuantity.optimalLot(
            fixedOrderCost: costs.fixedOrderCost, holdingCostRate: h, demandRate: rate)
          #expect(rule.quantity == lot.quantity)
        case .lossFunction:
          #expect(isClose(short, h * rule.quantity / (h + p), relative: 1e-8))
          let squared = demand.expectedSquaredShortage(beyond: rule.reorderPoint)
          let right = 2 * costs.fixedOrderCost * rate / h + (h + p) / h * squared
          #expect(isClose(rule.quantity * rule.quantity, right, relative: 1e-8))
        }
      }
    }
    #expect(worst <= 1.125)
    #expect(unsolved < 20)
  }

  @Test func withoutSolution() {
    // A backorder costs less than holding a lot.
    let costs = ReplenishmentCosts(fixedOrderCost: 100, holdingCostRate: 5, backorderCostRate: 0.01)
    #expect(throws: SolverError.self) {
      try ReorderPointApproximation.expectedInventoryLevel.rule(
        leadTimeDemand: .normal(mean: 10, sd: 3), demandRate: 10, costs: costs)
    }
    #expect(throws: SolverError.self) {
      try ReorderPointApproximation.lossFunction.rule(
        leadTimeDemand: .normal(mean: 10, sd: 3), demandRate: 0, costs: costs)
    }
  }

  /// Ehrhardt and Mosier's rule over the range that it was fitted to: within 1 % of the best cost on average, 7 % at worst.
  @Test func powerApproximation() throws {
    var excess = 0.0
    var cases = 0.0
    for mean in [2.0, 4, 8, 16] {
      for spread in [1.0, 3, 9] {
        for leadTime in [1, 5] {
          for waiting in [4.0, 9, 24, 99] {
            for fixed in [32.0, 64] {
              let demand: DemandDistribution =
                spread == 1 ? .poisson(mean: mean) : .negativeBinomial(mean: mean, sd: (spread * mean).squareRoot())
              let costs = ReplenishmentCosts(
                fixedOrderCost: fixed, holdingCostRate: 1, backorderCostRate: waiting)
              let best = try ReorderPointOrderUpTo.optimalPolicy(demand: demand, leadTime: leadTime, costs: costs)
              let rule = try PowerApproximation.rule(demand: demand, leadTime: leadTime, costs: costs)
              let point = Int(rule.reorderPoint.rounded())
              let policy = try ReorderPointOrderUpTo.policy(
                reorderPoint: point, orderUpToLevel: max(point + 1, Int(rule.orderUpToLevel.rounded())),
                demand: DiscreteDemand(demand), leadTime: leadTime, costs: costs)
              let ratio = policy.costRate / best.costRate
              #expect(ratio >= 1 - 1e-12 && ratio < 1.07, "\(demand) \(leadTime) \(costs): \(rule), \(ratio)")
              excess += ratio - 1
              cases += 1
            }
          }
        }
      }
    }
    #expect(excess / cases < 0.01)
  }
}

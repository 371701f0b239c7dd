import Probability
import Testing

@testable import Solver

struct NewsvendorTests {
  static let families: [DemandDistribution] = [
    .deterministic(mean: 7), .normal(mean: 30, sd: 9), .gamma(mean: 12, sd: 8), .gamma(mean: 2, sd: 5),
    .poisson(mean: 0.4), .poisson(mean: 17), .negativeBinomial(mean: 3, sd: 4), .negativeBinomial(mean: 25, sd: 8),
  ]

  /// Every whole quantity, with the cost summed over demand one by one.
  @Test func probabilities() throws {
    for seed in 0..<300 as Range<UInt64> {
      var stream = RandomStream(seed: 11, path: [seed])
      let count = 1 + Int(stream.uniform() * 9)
      let weights = (0..<count).map { _ in stream.uniform() < 0.2 ? 0 : stream.uniform() } + [0.1]
      let least = Int(stream.uniform() * 3)
      let (p, h) = (stream.uniform() * 9, stream.uniform() * 9)
      let total = weights.reduce(0, +)
      func cost(_ quantity: Int) -> Double {
        weights.enumerated().reduce(0) { sum, entry in
          let left = Double(quantity - least - entry.offset)
          return sum + entry.element / total * max(h * left, -p * left)
        }
      }
      let order = try Newsvendor.optimalOrder(
        demand: DiscreteDemand(least: least, weights: weights), underageCost: p, overageCost: h)
      let costs = (0...20).map(cost)
      let best = costs.min() ?? 0
      #expect(isClose(order.expectedCost, best), "case \(seed)")
      #expect(order.quantity == Double(costs.firstIndex { $0 <= best * (1 + 1e-9) } ?? -1), "case \(seed)")
      let sale = try Newsvendor.mostProfitableOrder(
        demand: DiscreteDemand(least: least, weights: weights), revenue: 10 + p, purchaseCost: 10, salvageValue: 10 - h)
      // Profit by what is sold and salvaged; 10 + p − 10 is not p to the last digit.
      let profit = weights.enumerated().reduce(0.0) { sum, entry in
        let demand = Double(least + entry.offset)
        let sold = min(demand, sale.order.quantity)
        return sum + entry.element / total
          * ((10 + p) * sold + (10 - h) * (sale.order.quantity - sold) - 10 * sale.order.quantity)
      }
      #expect(abs(sale.expectedProfit - profit) < 1e-9 * (1 + abs(profit)))
    }
  }

  /// No other quantity is cheaper, by integration over the quantiles; the smallest of equals is taken.
  @Test(arguments: families) func eachFamily(_ demand: DemandDistribution) throws {
    let quantiles = (0..<40_000).map { demand.quantile((Double($0) + 0.5) / 40_000) }
    for (p, h) in [(9.0, 1.0), (1, 1), (1, 4), (0.9, 0.02)] {
      let order = try Newsvendor.optimalOrder(demand: demand, underageCost: p, overageCost: h)
      func cost(_ quantity: Double) -> Double {
        quantiles.reduce(0) { $0 + max(h * (quantity - $1), p * ($1 - quantity)) } / 40_000
      }
      #expect(abs(order.expectedCost - cost(order.quantity)) <= 1e-3 * (order.expectedCost + 1e-9))
      #expect(isClose(order.expectedCost, h * order.expectedLeftover + p * order.expectedShortage))
      for shift in [-2.0, -1, -0.3, 0.3, 1, 2] {
        let step = demand.isDiscrete ? shift.rounded(.awayFromZero) : shift
        let other = try Newsvendor.order(
          of: order.quantity + step, demand: demand, underageCost: p, overageCost: h)
        #expect(other.expectedCost >= order.expectedCost * (1 - 1e-12))
      }
      if demand.isDiscrete {
        #expect(demand.cumulative(order.quantity) >= p / (p + h) - 1e-15)
        #expect(order.quantity == 0 || demand.cumulative(order.quantity - 1) < p / (p + h))
        let listed = try Newsvendor.optimalOrder(demand: DiscreteDemand(demand), underageCost: p, overageCost: h)
        #expect(listed.quantity == order.quantity && isClose(listed.expectedCost, order.expectedCost))
      }
    }
  }

  @Test func extremes() throws {
    // A ratio that a plain p/(p + h) rounds to one.
    let dear = try Newsvendor.optimalOrder(demand: .normal(mean: 0, sd: 1), underageCost: 1e20, overageCost: 1)
    #expect(isClose(StandardNormal.cumulative(-dear.quantity), 1e-20))
    let steady = try Newsvendor.optimalOrder(demand: .deterministic(mean: 5), underageCost: 0, overageCost: 1)
    #expect(steady.quantity == 5 && steady.expectedCost == 0)
    let nothing = try Newsvendor.optimalOrder(demand: .poisson(mean: 5), underageCost: 0, overageCost: 1)
    #expect(nothing.quantity == 0 && nothing.expectedCost == 0)
    let all = try Newsvendor.optimalOrder(demand: DiscreteDemand(weights: [1, 1, 1]), underageCost: 1, overageCost: 0)
    #expect(all.quantity == 2 && all.expectedCost == 0)
    for (p, h) in [(1.0, 0.0), (0, 0), (-1, 1), (1, -1), (.nan, 1), (.infinity, 1)] {
      #expect(throws: SolverError.self) {
        try Newsvendor.optimalOrder(demand: .normal(mean: 5, sd: 1), underageCost: p, overageCost: h)
      }
    }
    #expect(throws: SolverError.self) {
      try Newsvendor.optimalOrder(demand: .normal(mean: .nan, sd: 1), underageCost: 1, overageCost: 1)
    }
    #expect(throws: SolverError.self) {
      try Newsvendor.mostProfitableOrder(
        demand: .poisson(mean: 4), revenue: 5, purchaseCost: 3, salvageValue: 4)
    }
  }
}

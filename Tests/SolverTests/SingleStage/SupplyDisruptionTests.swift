import Probability
import Testing

@testable import Solver

struct SupplyDisruptionTests {
  /// The level after n periods down, summed far beyond what can be seen; no other level is cheaper.
  @Test func baseStockOfAllLevels() throws {
    for seed in 0..<200 as Range<UInt64> {
      var stream = RandomStream(seed: 41, path: [seed])
      let costs = ReplenishmentCosts(
        fixedOrderCost: 0, holdingCostRate: 0.1 + stream.uniform(), backorderCostRate: 0.1 + stream.uniform() * 20)
      let demand = 1 + stream.uniform() * 9
      let (down, up) = (stream.uniform(), seed % 9 == 0 ? 1 : 0.05 + 0.95 * stream.uniform())
      let found = try SupplyDisruption.optimalBaseStock(
        costs: costs, demand: demand, disruptionProbability: down, recoveryProbability: up)
      func cost(_ level: Double) -> Double {
        var sum = 0.0
        var probability = up / (down + up)
        for periods in 0..<2_000 {
          let left = level - Double(periods + 1) * demand
          sum += probability * max(costs.holdingCostRate * left, -costs.backorderCostRate * left)
          probability = periods == 0 ? down * up / (down + up) : probability * (1 - up)
        }
        return sum
      }
      #expect(isClose(found.costRate, cost(found.baseStock)), "case \(seed)")
      for step in 0...200 {
        let level = demand * Double(step) * 0.25
        #expect(cost(level) >= found.costRate * (1 - 1e-9), "case \(seed): \(level) is cheaper than \(found)")
        let stated = try SupplyDisruption.costRate(
          ofBaseStock: level, costs: costs, demand: demand, disruptionProbability: down, recoveryProbability: up)
        #expect(isClose(stated, cost(level)))
      }
    }
  }

  @Test func extremes() throws {
    let costs = ReplenishmentCosts(fixedOrderCost: 0, holdingCostRate: 1, backorderCostRate: 9)
    let never = try SupplyDisruption.optimalBaseStock(
      costs: costs, demand: 4, disruptionProbability: 0, recoveryProbability: 0.5)
    #expect(never == SupplyDisruption.BaseStock(baseStock: 4, costRate: 0))
    let none = try SupplyDisruption.optimalBaseStock(
      costs: costs, demand: 0, disruptionProbability: 0.3, recoveryProbability: 0.5)
    #expect(none == SupplyDisruption.BaseStock(baseStock: 0, costRate: 0))
    for (down, up) in [(0.1, 0.0), (-0.1, 0.5), (1.1, 0.5), (0.1, 1.1), (.nan, 0.5)] {
      #expect(throws: SolverError.self) {
        try SupplyDisruption.optimalBaseStock(
          costs: costs, demand: 4, disruptionProbability: down, recoveryProbability: up)
      }
    }
    #expect(throws: SolverError.self) {
      try RandomYield.multiplicative(mean: 0, sd: 0.1).optimalLot(fixedOrderCost: 1, holdingCostRate: 1, demandRate: 1)
    }
    #expect(throws: SolverError.self) {
      try RandomYield.additive(mean: 3, sd: -1).optimalLot(fixedOrderCost: 1, holdingCostRate: 1, demandRate: 1)
    }
    // A certain yield is none at all.
    let sure = try RandomYield.multiplicative(mean: 1, sd: 0).optimalLot(
      fixedOrderCost: 8, holdingCostRate: 0.225, demandRate: 1300)
    #expect(isClose(sure.quantity, 304.0467800264368) && isClose(sure.costRate, 68.41052550594829))
  }
}

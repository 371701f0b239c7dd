import Probability
import Testing

@testable import Solver

struct FiniteHorizonTests {
  /// All of small horizons by recursion over demands, with every level far beyond need.
  @Test func allDecisions() throws {
    var orders = 0
    for seed in 0..<250 as Range<UInt64> {
      var stream = RandomStream(seed: 31, path: [seed])
      let count = 1 + Int(stream.uniform() * 4)
      var periods: [FiniteHorizon.Period] = []
      var weights: [[Double]] = []
      for _ in 0..<count {
        let own = (0..<1 + Int(stream.uniform() * 4)).map { _ in stream.uniform() } + [0.1]
        weights.append(own.map { $0 / own.reduce(0, +) })
        let costs = ReplenishmentCosts(
          fixedOrderCost: stream.uniform() < 0.3 ? 0 : stream.uniform() * 9,
          holdingCostRate: stream.uniform() < 0.15 ? 0 : stream.uniform() * 2,
          backorderCostRate: stream.uniform() < 0.15 ? 0 : stream.uniform() * 6)
        periods.append(
          FiniteHorizon.Period(
            demand: try DiscreteDemand(weights: own), costs: costs, unitCost: stream.uniform() * 4,
            discountFactor: 1 - 0.2 * stream.uniform()))
      }
      let terminal = FiniteHorizon.Terminal(
        holdingCost: stream.uniform() * 2, backorderCost: stream.uniform() < 0.3 ? 0 : stream.uniform() * 9)
      let initial = Int(stream.uniform() * 12) - 6
      let plan = try FiniteHorizon.optimalPlan(periods: periods, terminal: terminal, initialLevel: initial)

      // Levels −60 … 30: no more than 20 are ever demanded, and none falls below −26 from −6.
      let (bottom, top) = (-60, 30)
      var values = (bottom...top).map {
        $0 > 0 ? terminal.holdingCost * Double($0) : terminal.backorderCost * Double(-$0)
      }
      for index in (0..<count).reversed() {
        let period = periods[index]
        func after(_ level: Int) -> Double {
          weights[index].enumerated().reduce(0) { sum, entry in
            let left = level - entry.offset
            let cost = max(
              period.costs.holdingCostRate * Double(left), -period.costs.backorderCostRate * Double(left))
            return sum + entry.element * (cost + period.discountFactor * values[max(left, bottom) - bottom])
          }
        }
        let costs = (bottom...top).map(after)
        func cost(_ level: Int, _ target: Int) -> Double {
          (target > level ? period.costs.fixedOrderCost + period.unitCost * Double(target - level) : 0)
            + costs[target - bottom]
        }
        let next = (bottom...top).map { level in (level...top).reduce(.infinity) { min($0, cost(level, $1)) } }
        for level in -20...25 {
          let target = plan.orderUpToLevel(period: index, level: level)
          #expect(target >= level && target <= top)
          // Levels that are out of the table's reach only matter near those that can occur.
          guard level > -30, target <= top else { continue }
          #expect(
            cost(level, target) <= next[level - bottom] + 1e-9 * (1 + abs(next[level - bottom])),
            "case \(seed), period \(index), level \(level): up to \(target)")
          if target > level { orders += 1 }
        }
        if let decision = plan.decisions[index] {
          let lower = plan.orderUpToLevel(period: index, level: decision.reorderPoint - 40)
          #expect(lower == decision.orderUpToLevel)
          #expect(plan.orderUpToLevel(period: index, level: decision.reorderPoint) == decision.orderUpToLevel)
          let above = plan.orderUpToLevel(period: index, level: decision.reorderPoint + 1)
          #expect(above != decision.orderUpToLevel || decision.reorderPoint + 1 == above)
        }
        values = next
      }
      #expect(isClose(plan.expectedCost, values[initial - bottom], relative: 1e-9), "case \(seed)")
    }
    #expect(orders > 1_000)
  }

  /// Over many periods the policy becomes that of the endless horizon, and a period costs as much.
  @Test func longHorizon() throws {
    let costs = ReplenishmentCosts(fixedOrderCost: 5, holdingCostRate: 1, backorderCostRate: 4)
    let demand = DemandDistribution.poisson(mean: 6)
    let endless = try ReorderPointOrderUpTo.optimalPolicy(demand: demand, leadTime: 1, costs: costs)
    let period = try FiniteHorizon.Period(demand: demand, costs: costs)
    let long = try FiniteHorizon.optimalPlan(periods: [FiniteHorizon.Period](repeating: period, count: 80))
    let longer = try FiniteHorizon.optimalPlan(periods: [FiniteHorizon.Period](repeating: period, count: 81))
    #expect(isClose(longer.expectedCost - long.expectedCost, endless.costRate))
    let first = try #require(long.decisions[0])
    #expect(first == FiniteHorizon.Decision(reorderPoint: 4, orderUpToLevel: 10))
    #expect(first.reorderPoint == endless.reorderPoint && first.orderUpToLevel == endless.orderUpToLevel)
  }

  /// With demand that is known it is dynamic lot sizing.
  @Test func knownDemand() throws {
    for seed in 0..<60 as Range<UInt64> {
      var stream = RandomStream(seed: 33, path: [seed])
      let requirements = (0..<8).map { _ in Double(Int(stream.uniform() * 12)) }
      let setups = (0..<8).map { _ in stream.uniform() * 30 }
      let holding = (0..<8).map { _ in 0.1 + stream.uniform() * 2 }
      var periods: [FiniteHorizon.Period] = []
      for index in 0..<8 {
        periods.append(
          try FiniteHorizon.Period(
            demand: .deterministic(mean: requirements[index]),
            costs: ReplenishmentCosts(
              fixedOrderCost: setups[index], holdingCostRate: holding[index], backorderCostRate: 1_000)))
      }
      let plan = try FiniteHorizon.optimalPlan(
        periods: periods, terminal: FiniteHorizon.Terminal(backorderCost: 1_000))
      let lots = try DynamicLotSizing.optimalPlan(
        requirements: requirements, setupCosts: setups, holdingCosts: holding)
      #expect(abs(plan.expectedCost - lots.totalCost) < 1e-9, "case \(seed)")
    }
  }

  @Test func extremes() throws {
    let nothing = ReplenishmentCosts(fixedOrderCost: 0, holdingCostRate: 0, backorderCostRate: 0)
    let idle = FiniteHorizon.Period(demand: .none, costs: nothing)
    let plan = try FiniteHorizon.optimalPlan(periods: [idle, idle])
    #expect(plan.expectedCost == 0 && plan.decisions == [nil, nil])
    let free = try FiniteHorizon.Period(demand: .poisson(mean: 4), costs: nothing, unitCost: 1)
    #expect(try FiniteHorizon.optimalPlan(periods: [free]).decisions == [nil])
    // What is left at the end is bought back at any price.
    let late = try FiniteHorizon.optimalPlan(periods: [free], terminal: FiniteHorizon.Terminal(backorderCost: 1e6))
    #expect((late.decisions[0]?.orderUpToLevel ?? 0) > 10)
    let stocked = try FiniteHorizon.optimalPlan(
      periods: [free], terminal: FiniteHorizon.Terminal(holdingCost: 1), initialLevel: 500)
    #expect(isClose(stocked.expectedCost, 496))
    let owing = try FiniteHorizon.optimalPlan(
      periods: [free], terminal: FiniteHorizon.Terminal(backorderCost: 3), initialLevel: -500)
    #expect(owing.decisions[0] != nil && owing.expectedCost > 500 && owing.expectedCost < 512)
    // Waiting for the next price costs just what it saves: 0.3 − 0.2 − 0.1 is not 0 in doubles.
    let even = try FiniteHorizon.Period(
      demand: .poisson(mean: 4),
      costs: ReplenishmentCosts(fixedOrderCost: 3, holdingCostRate: 1, backorderCostRate: 0.2), unitCost: 0.3)
    let after = try FiniteHorizon.Period(
      demand: .poisson(mean: 4),
      costs: ReplenishmentCosts(fixedOrderCost: 3, holdingCostRate: 1, backorderCostRate: 5), unitCost: 0.1)
    let waiting = try FiniteHorizon.optimalPlan(periods: [even, after])
    #expect(waiting.decisions[0] == nil && waiting.decisions[1] != nil)
    #expect(throws: SolverError.self) { try FiniteHorizon.optimalPlan(periods: []) }
    #expect(throws: SolverError.self) {
      try FiniteHorizon.optimalPlan(periods: [free], terminal: FiniteHorizon.Terminal(holdingCost: -1))
    }
    let vast = try FiniteHorizon.Period(demand: .poisson(mean: 1e8), costs: nothing)
    #expect(throws: SolverError.self) { try FiniteHorizon.optimalPlan(periods: [vast]) }
    for factor in [0, -1, 1.1, .nan] {
      let odd = FiniteHorizon.Period(demand: .none, costs: nothing, discountFactor: factor)
      #expect(throws: SolverError.self) { try FiniteHorizon.optimalPlan(periods: [odd]) }
    }
  }
}

import Probability
import Testing

@testable import Solver

struct BaseStockLevelTests {
  /// The review cycle played forward for demands drawn one by one.
  @Test(arguments: [
    DemandDistribution.normal(mean: 30, sd: 6), .gamma(mean: 6, sd: 5), .poisson(mean: 1.3),
    .negativeBinomial(mean: 4, sd: 5),
  ])
  func measuresAreThoseOfPlay(_ demand: DemandDistribution) throws {
    for (leadTime, review) in [(0, 1), (1, 1), (3, 1), (0, 3), (2, 4)] {
      let mean = demand.mean * Double(leadTime + review - 1)
      for base in [mean.rounded(), (1.2 * mean).rounded() + 2] {
        let level = try BaseStockLevel(of: base, demand: demand, leadTime: leadTime, reviewPeriod: review)
        var stream = RandomStream(seed: 21, path: [UInt64(leadTime), UInt64(review)])
        let sampler = DemandSampler(demand)
        var pipeline = [Double](repeating: 0, count: leadTime + 1)
        var (stock, position) = (base, base)
        var (onHand, backorders, ready, cycles, served, demanded) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        let periods = 60_000 * review
        for period in 0..<periods {
          stock += pipeline[period % (leadTime + 1)]
          pipeline[period % (leadTime + 1)] = 0
          let units = sampler.quantity(score: stream.normal())
          let atOnce = min(max(stock, 0), units)
          stock -= units
          position -= units
          if period % review == 0 {
            // Goods of no lead time are usable at once.
            if leadTime == 0 {
              stock += base - position
            } else {
              pipeline[(period + leadTime) % (leadTime + 1)] += base - position
            }
            position = base
          }
          // Served in its period: from stock, or by what came at once.
          served += leadTime == 0 && period % review == 0 ? units : atOnce
          demanded += units
          onHand += max(0, stock)
          backorders += max(0, -stock)
          ready += stock > 0 ? 1 : 0
          if (period - leadTime - review + 1) % review == 0 { cycles += stock >= 0 ? 1 : 0 }
        }
        let count = Double(periods)
        let tolerance = 0.03 * (1 + demand.sd)
        #expect(abs(onHand / count - level.expectedOnHand) < tolerance)
        #expect(abs(backorders / count - level.expectedBackorders) < tolerance)
        #expect(abs(ready / count - level.readyRate) < 0.015)
        #expect(abs(cycles * Double(review) / count - level.cycleServiceLevel) < 0.015)
        if leadTime > 0 { #expect(abs(served / demanded - level.fillRate) < 0.01, "\(leadTime) \(review) \(base)") }
      }
    }
  }

  @Test(arguments: NewsvendorTests.families) func targetsAreMetAndNotOverMet(_ demand: DemandDistribution) throws {
    for (leadTime, review) in [(0, 1), (1, 1), (4, 1), (2, 3), (0, 5)] {
      for target in [0.3, 0.9, 0.995] {
        func check(_ level: BaseStockLevel, _ measure: KeyPath<BaseStockLevel, Double>) throws {
          #expect(level[keyPath: measure] >= target - 1e-9 || demand.sd == 0)
          let less = demand.isDiscrete ? 1 : 1e-5 * (1 + level.baseStock)
          guard level.baseStock > 0 else { return }
          let below = try BaseStockLevel(
            of: level.baseStock - less, demand: demand, leadTime: leadTime, reviewPeriod: review)
          #expect(below[keyPath: measure] < target, "\(demand) \(leadTime) \(review) \(target) \(measure)")
        }
        try check(
          BaseStockLevel.least(
            cycleServiceLevel: target, demand: demand, leadTime: leadTime, reviewPeriod: review), \.cycleServiceLevel)
        let ready = try BaseStockLevel.least(
          readyRate: target, demand: demand, leadTime: leadTime, reviewPeriod: review)
        if leadTime == 0, review == 1, !demand.isDiscrete {
          // Any stock at all would do, and there is no least: the first whole unit, which has the rate.
          #expect(ready.baseStock == 1 && ready.readyRate == 1)
        } else if demand.sd == 0 {
          let covered = demand.mean * Double(leadTime)
          #expect(ready.baseStock > covered && ready.readyRate >= target)
          let less = try BaseStockLevel(
            of: ready.baseStock - 1, demand: demand, leadTime: leadTime, reviewPeriod: review)
          #expect(less.readyRate < target)
        } else {
          try check(ready, \.readyRate)
        }
        try check(
          BaseStockLevel.least(fillRate: target, demand: demand, leadTime: leadTime, reviewPeriod: review), \.fillRate)
      }
    }
  }

  /// Against the best of a grid, or of all whole levels.
  @Test(arguments: NewsvendorTests.families) func cheapest(_ demand: DemandDistribution) throws {
    for (leadTime, review) in [(0, 1), (1, 1), (4, 1), (2, 3), (0, 5)] {
      for waiting in [0.5, 3, 40.0] {
        let costs = ReplenishmentCosts(fixedOrderCost: 0, holdingCostRate: 1, backorderCostRate: waiting)
        let best = try BaseStockLevel.cheapest(
          costs: costs, demand: demand, leadTime: leadTime, reviewPeriod: review)
        func cost(_ level: BaseStockLevel) -> Double { level.expectedOnHand + waiting * level.expectedBackorders }
        let step = demand.isDiscrete ? 1 : 0.02 * (1 + best.baseStock)
        for shift in -12...12 {
          let other = try BaseStockLevel(
            of: best.baseStock + Double(shift) * step, demand: demand, leadTime: leadTime, reviewPeriod: review)
          #expect(cost(other) >= cost(best) * (1 - 1e-12) - 1e-12)
          if shift < 0, demand.isDiscrete { #expect(cost(other) > cost(best)) }
        }
      }
    }
  }

  @Test func invalidInput() {
    for target in [0, 1, -0.1, 1.5, .nan] {
      #expect(throws: SolverError.self) {
        try BaseStockLevel.least(cycleServiceLevel: target, demand: .poisson(mean: 3), leadTime: 1)
      }
      #expect(throws: SolverError.self) {
        try BaseStockLevel.least(fillRate: target, demand: .poisson(mean: 3), leadTime: 1)
      }
    }
    #expect(throws: SolverError.self) {
      try BaseStockLevel.least(readyRate: 0.5, demand: .poisson(mean: 3), leadTime: -1)
    }
    #expect(throws: SolverError.self) {
      try BaseStockLevel.least(readyRate: 0.5, demand: .poisson(mean: 3), leadTime: 1, reviewPeriod: 0)
    }
    #expect(throws: SolverError.self) { try BaseStockLevel(of: .nan, demand: .poisson(mean: 3), leadTime: 1) }
  }
}

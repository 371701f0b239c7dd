import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// The recursions against the cost of every combination of small whole base stocks, each an expectation written out.
struct SerialBruteForceTests {
  /// A small system with its expectations: positions from the end item up.
  struct System {
    var rates: [Double]
    var leadTimes: [Int]
    var penalty: Double
    var demand: DemandDistribution
    /// P(D = d) of the demand of each lead time, from differences of cumulative probabilities.
    var masses: [[Double]]

    init(_ number: UInt64) {
      var stream = RandomStream(seed: 31, path: [number])
      func whole(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(stream.next() % UInt64(range.count)) }
      let count = number % 3 == 0 ? 2 : 3
      rates = (0..<count).map { _ in number % 5 == 0 && whole(0...2) == 0 ? 0 : 0.1 + stream.uniform() * 2 }
      // The most upstream rate keeps all levels finite; one below may be negative, where value is lost downstream.
      rates[count - 1] = 0.5 + stream.uniform()
      if number % 7 == 0 { rates[0] = -0.3 }
      leadTimes = (0..<count).map { _ in whole(number % 4 == 0 ? 0...2 : 1...2) }
      penalty = 0.3 + 12 * stream.uniform() * stream.uniform()
      let mean = 0.2 + 1.2 * stream.uniform()
      demand = number % 2 == 0 ? .poisson(mean: mean) : .negativeBinomial(mean: mean, sd: (1.6 * mean).squareRoot())
      let demand = demand
      masses = leadTimes.map { leadTime in
        let whole = demand.over(periods: leadTime)
        return leadTime == 0
          ? [1] : (0...44).map { whole.cumulative(Double($0)) - ($0 == 0 ? 0 : whole.cumulative(Double($0) - 1)) }
      }
    }

    func network() throws -> StageNetwork {
      try SerialNetworks.chain(
        echelonRates: rates, leadTimes: leadTimes, backorderCostRate: penalty, demand: demand)
    }

    /// E[h x + (p + Σh) x⁻] after the last demand, for a shipped position of the end item.
    func endCost(_ position: Int) -> Double {
      let most = penalty + rates.reduce(0, +)
      return masses[0].enumerated().reduce(0) { sum, entry in
        let level = Double(position - entry.offset)
        return sum + entry.element * (rates[0] * level + most * max(0, -level))
      }
    }

    /// Cost as a function of the shipped position of a stage from `lowest` on, the stages below having some cost.
    func cost(at stage: Int, below: [Double], baseStock: Int, lowest: Int, highest: Int) -> [Double] {
      (lowest...highest).map { position in
        masses[stage].enumerated().reduce(0) { sum, entry in
          let level = position - entry.offset
          let shipped = min(baseStock, level)
          guard shipped >= lowest else { return sum }
          return sum + entry.element * (rates[stage] * Double(level) + below[shipped - lowest])
        }
      }
    }

    /// Every combination of base stocks from 0 to `highest` with its cost.
    func forEach(highest: Int, _ body: (_ levels: [Int], _ cost: Double) -> Void) {
      let lowest = -45 * (rates.count - 1)
      let end = (lowest...highest).map(endCost)
      for first in 0...highest {
        let second = cost(at: 1, below: end, baseStock: first, lowest: lowest, highest: highest)
        for next in 0...highest {
          if rates.count == 2 {
            body([first, next], second[next - lowest])
            continue
          }
          for top in 0...highest {
            var sum = 0.0
            for (units, mass) in masses[2].enumerated() {
              let level = top - units
              sum += mass * (rates[2] * Double(level) + second[min(next, level) - lowest])
            }
            body([first, next, top], sum)
          }
        }
      }
    }
  }

  @Test func allBaseStocks() throws {
    for number in 0..<200 as Range<UInt64> {
      let system = System(number)
      let network = try system.network()
      let plan = try SerialStochasticService.optimalPlan(for: network)
      let levels = plan.stages.map { Int($0.echelonBaseStock) }.reversed() as [Int]
      let highest = (levels.max() ?? 0) + 2
      var best = Double.infinity
      var own = Double.nan
      var worst = 0.0
      var stream = RandomStream(seed: 32, path: [number])
      system.forEach(highest: highest) { combination, cost in
        best = min(best, cost)
        if combination == levels { own = cost }
        // One in some hundred is evaluated from upstream down, too.
        if stream.next() % 256 == 0 {
          let given = combination.reversed().map(Double.init) as [Double]
          guard let measures = try? EchelonPolicyMeasures(of: given, in: network) else {
            Issue.record("\(number): not evaluated")
            return
          }
          worst = max(worst, abs(measures.cost - cost) / max(1, cost))
        }
      }
      #expect(isClose(plan.cost, best, relative: 1e-10), "\(number): \(plan.cost) \(best)")
      #expect(isClose(own, best, relative: 1e-10), "\(number): \(own) \(best)")
      #expect(worst < 1e-10, "\(number): \(worst)")
    }
  }
}

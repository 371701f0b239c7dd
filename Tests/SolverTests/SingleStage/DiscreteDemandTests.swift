import Probability
import Testing

@testable import Solver

struct DiscreteDemandTests {
  @Test(arguments: NewsvendorTests.families) func familiesKeepTheirMoments(_ distribution: DemandDistribution) throws {
    // Its mean would be 1.97.
    guard distribution != .gamma(mean: 2, sd: 5) else { return }
    let demand = try DiscreteDemand(distribution)
    #expect(isClose(demand.probabilities.reduce(0, +), 1, relative: 1e-12))
    let variance = demand.probabilities.enumerated().reduce(0.0) { sum, entry in
      let difference = Double(demand.least + entry.offset) - demand.mean
      return sum + entry.element * difference * difference
    }
    if distribution.isDiscrete || distribution.sd == 0 {
      #expect(isClose(demand.mean, distribution.mean, relative: 1e-12))
      #expect(abs(variance.squareRoot() - distribution.sd) < 1e-9)
      for quantity in demand.least...demand.greatest {
        let probability = demand.probabilities[quantity - demand.least]
        #expect(abs(probability - (distribution.isDiscrete ? distribution.probability(Double(quantity)) : 1)) < 1e-14)
      }
    } else if distribution.mean > 3 * distribution.sd {
      // Rounding adds the variance of a unit's width.
      #expect(isClose(demand.mean, distribution.mean, relative: 1e-3))
      #expect(isClose(variance, distribution.sd * distribution.sd + 1.0 / 12, relative: 1e-2))
    }
    let sum = try demand.over(periods: 5)
    #expect(isClose(sum.mean, 5 * demand.mean, relative: 1e-12))
    if distribution.isDiscrete {
      let direct = distribution.over(periods: 5)
      for quantity in sum.least...sum.greatest {
        #expect(abs(sum.probabilities[quantity - sum.least] - direct.probability(Double(quantity))) < 1e-13)
      }
    }
  }

  /// The mean of rounded demand is Σ P(D > k − ½) over the whole numbers from 1 on.
  @Test func refusesWhereRoundingMakesAnotherDemand() {
    var refused = 0
    var taken = 0
    for mean in [0.3, 0.4, 0.5, 1, 2, 2.5, 7, 40] {
      for spread in [0.02, 0.2, 0.3, 0.5, 0.9, 1.5, 3] {
        for demand in [DemandDistribution.normal(mean: mean, sd: spread * mean), .gamma(mean: mean, sd: spread * mean)]
        {
          let reach = Int(60 * (mean + spread * mean * (1 + spread)))
          let rounded = (1...max(2, reach)).reduce(0.0) { $0 + demand.exceedance(Double($1) - 0.5) }
          let isOff = abs(rounded - mean) > 0.01 * mean
          do {
            let used = try DiscreteDemand(demand).mean
            taken += 1
            #expect(!isOff && abs(used - rounded) < 1e-6 * mean, "\(demand): \(rounded)")
          } catch {
            refused += 1
            #expect(
              isOff && error.reason.contains(/has a mean of|its mean is/), "\(demand): \(rounded)")
          }
        }
      }
    }
    #expect(refused > 20 && taken > 20)
    #expect(throws: SolverError.self) { try DiscreteDemand(.deterministic(mean: 2.4)) }
    #expect(throws: SolverError.self) { try DiscreteDemand(.normal(mean: 0, sd: 1)) }
    #expect(throws: SolverError.self) { try DiscreteDemand(.normal(mean: 1e-90, sd: 1e9)) }
    #expect(throws: Never.self) { try DiscreteDemand(.deterministic(mean: 0)) }
  }

  @Test func whatIsGiven() throws {
    let demand = try DiscreteDemand(least: 3, weights: [0, 2, 0, 6, 0])
    #expect(demand.least == 4 && demand.greatest == 6 && demand.probabilities == [0.25, 0, 0.75] && demand.mean == 5.5)
    #expect(try demand.over(periods: 0) == .none)
    #expect(try demand.over(periods: 2).probabilities == [0.0625, 0, 0.375, 0, 0.5625])
    #expect(try DiscreteDemand.mixture([.none, demand]).probabilities == [0.5, 0, 0, 0, 0.125, 0, 0.375])
    // Far from zero, and in units too small.
    let far = try DiscreteDemand(.poisson(mean: 1e9))
    #expect(isClose(far.mean, 1e9) && far.least > 900_000_000)
    for weights in [[], [0, 0], [1, -1], [.nan], [.infinity]] as [[Double]] {
      #expect(throws: SolverError.self) { try DiscreteDemand(weights: weights) }
    }
    #expect(throws: SolverError.self) { try DiscreteDemand(least: -1, weights: [1, 1]) }
    #expect(throws: SolverError.self) { try DiscreteDemand(.normal(mean: 1e9, sd: 1e8)) }
    #expect(throws: SolverError.self) { try DiscreteDemand(.poisson(mean: 1e30)) }
    #expect(throws: SolverError.self) { try DiscreteDemand(.gamma(mean: -1, sd: 1)) }
    #expect(throws: SolverError.self) { try DiscreteDemand(least: 1 << 50, weights: [1]).over(periods: 64) }
  }
}

import Foundation
import Probability

@testable import Solver

/// Simulations that a search can be asked to work on.
enum CostClosures {
  /// A bowl Σ w (x − c)² plus terms that join neighbouring stages, with noise that all plans share and noise of their
  /// own; the mean is known.
  struct Bowl: Sendable {
    var centre: [Double]
    var weight: [Double]
    var coupling = 0.0
    var sharedNoise = 0.0
    var ownNoise = 0.0
    var seed: UInt64 = 1

    func mean(_ levels: [Int]) -> Double {
      var cost = 0.0
      for stage in levels.indices {
        let distance = Double(levels[stage]) - centre[stage]
        cost += weight[stage] * distance * distance
        if stage > 0 { cost += coupling * distance * (Double(levels[stage - 1]) - centre[stage - 1]) }
      }
      return cost
    }

    var costs: SimulationSearch.Costs {
      { plans, replications in
        plans.map { levels in
          replications.map { replication in
            var shared = RandomStream(seed: seed, path: [UInt64(replication)])
            var own = RandomStream(
              seed: seed, path: [UInt64(replication)] + levels.map { UInt64(bitPattern: Int64($0)) })
            return mean(levels) + sharedNoise * shared.normal() + ownNoise * own.normal()
          }
        }
      }
    }

    /// By how much the best neighbour of a plan costs less.
    func advantageOfNeighbours(of levels: [Int], in lattice: BaseStockLattice, _ near: SearchNeighbourhood) -> Double {
      let here = mean(levels)
      return near.neighbours(of: lattice.point(nearest: levels), in: lattice)
        .map { here - mean(lattice.levels(of: $0)) }.max() ?? 0
    }
  }

  /// One stage against normal demand: h E(s − D)⁺ + p E(D − s)⁺ = h (s − μ) + (h + p) E(D − s)⁺.
  struct Newsvendor: Sendable {
    var mean = 100.0
    var sd = 20.0
    var holding = 1.0
    var backorder = 9.0

    func cost(_ level: Double) -> Double {
      let score = (level - mean) / sd
      let density = exp(-score * score / 2) / (2 * Double.pi).squareRoot()
      let shortage = sd * (density - score * (1 - StandardNormal.cumulative(score)))
      return holding * (level - mean) + (holding + backorder) * shortage
    }

    /// Averages of 50 periods a replication.
    var costs: SimulationSearch.Costs {
      { plans, replications in
        plans.map { levels in
          replications.map { replication in
            var stream = RandomStream(seed: 7, path: [UInt64(replication)])
            var total = 0.0
            for _ in 0..<50 {
              let stock = Double(levels[0]) - (mean + sd * stream.normal())
              total += stock > 0 ? holding * stock : -backorder * stock
            }
            return total / 50
          }
        }
      }
    }
  }

  /// A two-stage serial system: the second stage's inventory level is s₂ − (D₁ − s₁)⁺ − D₂, where D₁ and D₂ are the
  /// independent demands of the two lead times, each a sum of periods with 0, 1, 2 or 3 units.
  struct Serial: Sendable {
    static let probabilities = [0.3, 0.4, 0.2, 0.1]
    var leadTimes = (first: 2, second: 3)
    var holding = (first: 1.0, second: 3.0)
    var backorder = 20.0

    static func demand(over periods: Int) -> [Double] {
      var result = [1.0]
      for _ in 0..<periods {
        var next = [Double](repeating: 0, count: result.count + probabilities.count - 1)
        for (total, weight) in result.enumerated() {
          for (units, probability) in probabilities.enumerated() { next[total + units] += weight * probability }
        }
        result = next
      }
      return result
    }

    private func cost(_ levels: [Int], _ first: Int, _ second: Int) -> Double {
      let level = levels[1] - max(0, first - levels[0]) - second
      return holding.first * Double(max(0, levels[0] - first)) + holding.second * Double(max(0, level))
        + backorder * Double(max(0, -level))
    }

    /// By convolution.
    func exactCost(_ levels: [Int]) -> Double {
      let (first, second) = (Self.demand(over: leadTimes.first), Self.demand(over: leadTimes.second))
      var total = 0.0
      for (one, weight) in first.enumerated() {
        for (two, probability) in second.enumerated() { total += weight * probability * cost(levels, one, two) }
      }
      return total
    }

    /// Averages of 60 independent draws a replication.
    var costs: SimulationSearch.Costs {
      { plans, replications in
        let (first, second) = (Self.demand(over: leadTimes.first), Self.demand(over: leadTimes.second))
        func draw(_ masses: [Double], _ stream: inout RandomStream) -> Int {
          var left = stream.uniform()
          for (units, mass) in masses.enumerated() {
            left -= mass
            if left <= 0 { return units }
          }
          return masses.count - 1
        }
        return plans.map { levels in
          replications.map { replication in
            var stream = RandomStream(seed: 3, path: [UInt64(replication)])
            var total = 0.0
            for _ in 0..<60 { total += cost(levels, draw(first, &stream), draw(second, &stream)) }
            return total / 60
          }
        }
      }
    }
  }
}

import Probability
import SupplyNetwork

@testable import Solver

/// A distribution network under any demand, period by period: what a stage owes is its last demands, those of one
/// period in proportion, so that each customer's part is known, and its orders outstanding are that part a lead time ago
/// and its demand since.
struct DistributionPeriodSimulation {
  /// Average cost per period, goods in transit apart, and expected backorders by stage.
  private(set) var cost = 0.0
  private(set) var backorders: [Double]

  init(_ tree: DistributionTree, baseStocks: [Double], periods: Int, seed: UInt64) {
    let count = tree.stageCount
    var demand = (0..<count).map { stage -> [Double] in
      guard let own = tree.network.stages[stage].demand else { return Array(repeating: 0, count: periods) }
      var stream = RandomStream(seed: seed, path: [UInt64(stage)])
      // Normal demand is not cut off at zero here, as nowhere in the analysis.
      if case .normal(let mean, let sd) = own { return (0..<periods).map { _ in mean + sd * stream.normal() } }
      let sampler = DemandSampler(own)
      return (0..<periods).map { _ in sampler.quantity(score: stream.normal()) }
    }
    for stage in tree.upstreamFirst.reversed() {
      guard let supplier = tree.supplier[stage] else { continue }
      for period in 0..<periods { demand[supplier][period] += demand[stage][period] }
    }
    backorders = Array(repeating: 0, count: count)
    var late = [[Double]](repeating: Array(repeating: 0, count: periods), count: count)
    let warmUp = 200
    for stage in tree.upstreamFirst {
      let lead = Int(tree.leadTime[stage])
      var covered = 0.0
      for period in 0..<periods {
        covered += demand[stage][period] - (period >= lead ? demand[stage][period - lead] : 0)
        let outstanding = covered + (period >= lead ? late[stage][period - lead] : 0)
        let owed = max(0, outstanding - baseStocks[stage])
        if period >= warmUp {
          let weight = 1 / Double(periods - warmUp)
          backorders[stage] += owed * weight
          cost +=
            weight
            * (tree.holdingCostRate[stage] * max(0, baseStocks[stage] - outstanding)
              + tree.ownBackorderCostRate(stage) * owed)
        }
        var rest = owed
        var back = period
        while rest > 1e-12, back >= 0 {
          let part = demand[stage][back] > rest ? rest / demand[stage][back] : 1
          for customer in tree.customers[stage] { late[customer][period] += part * demand[customer][back] }
          rest -= demand[stage][back]
          back -= 1
        }
      }
    }
  }
}

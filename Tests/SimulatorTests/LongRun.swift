import Probability
import SupplyNetwork
import Testing

@testable import Simulator

/// A run long enough to tell averages, and how they are compared with what they should be.
struct LongRun {
  let run: SimulationRun

  init(_ network: StageNetwork, _ policy: NetworkPolicy, periods: Int = 1500) {
    var settings = CaseSettings.Simulation()
    settings.replications = 40
    settings.periods = periods
    settings.warmUp = 100
    settings.seed = 11
    run = Simulator.run(network: network, policies: [policy], settings: settings, streamIndex: 3)[0]
  }

  /// Averages of a stage by replication.
  func values(_ measure: SimulationRun.Measure, _ stage: Int) -> [Double] {
    (0..<run.replications).map { run.value(measure, replication: $0, stage: stage) }
  }

  func fillRates(_ stage: Int) -> [Double] { zip(values(.deliveredOnTime, stage), values(.due, stage)).map { $0 / $1 } }

  /// On hand less backorders.
  func levels(_ stage: Int) -> [Double] { zip(values(.onHand, stage), values(.backorders, stage)).map { $0 - $1 } }

  /// Stock on hand at the stages' rates, on its way inside the network at the rate of where it comes from, and
  /// backorders; by replication.
  func costs(_ network: StageNetwork) -> [Double] {
    var costs = [Double](repeating: 0, count: run.replications)
    for stage in network.stages.indices {
      let suppliers = network.supplierLinks[stage].map { network.stages[network.links[$0].supplier].holdingCostRate }
      for replication in costs.indices {
        costs[replication] +=
          run.value(.cost, replication: replication, stage: stage)
          + (suppliers.first ?? 0) * run.value(.inTransit, replication: replication, stage: stage)
      }
    }
    return costs
  }

  /// Expects the mean of replications within four standard errors of the difference.
  func expect(
    _ values: [Double], near mean: Double, standardError: Double = 0, _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let count = Double(values.count)
    let average = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + ($1 - average) * ($1 - average) } / (count - 1)
    let tolerance = 4 * (variance / count + standardError * standardError).squareRoot() + 1e-9
    #expect(
      abs(average - mean) <= tolerance, "\(what): \(average) ± \(tolerance), not \(mean)",
      sourceLocation: sourceLocation)
  }
}

/// A stage with a base stock under Poisson demand whose supply is late by a number of units: exact measures of its level,
/// base stock less late units less the demand of a lead time.
struct PoissonStock {
  /// Chance that the stage is short of so many units.
  let shortfall: [Double]
  let onHand: Double
  /// Chance of a level of 0 or more.
  let noStockout: Double
  var backorders: Double { shortfall.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } }

  /// - Parameters:
  ///   - mean: demand of a lead time.
  ///   - late: chance that so many units are late.
  init(level: Int, mean: Double, late: [Double] = [1]) {
    let demand = Self.masses(mean)
    var short = [Double](repeating: 0, count: max(1, demand.count + late.count - level))
    var (onHand, noStockout) = (0.0, 0.0)
    for (units, chance) in late.enumerated() where chance > 0 {
      for (asked, mass) in demand.enumerated() {
        let left = level - units - asked
        short[max(0, -left)] += chance * mass
        onHand += chance * mass * Double(max(0, left))
        if left >= 0 { noStockout += chance * mass }
      }
    }
    shortfall = short
    (self.onHand, self.noStockout) = (onHand, noStockout)
  }

  /// Chances of 0, 1, … units, until less than 1e-16 is left to come.
  private static func masses(_ mean: Double) -> [Double] {
    let distribution = DemandDistribution.poisson(mean: mean)
    guard mean > 0 else { return [1] }
    var masses: [Double] = []
    var before = 0.0
    while masses.count <= Int(mean) || masses[masses.count - 1] > 1e-17 {
      let now = distribution.cumulative(Double(masses.count))
      masses.append(now - before)
      before = now
    }
    return masses
  }
}

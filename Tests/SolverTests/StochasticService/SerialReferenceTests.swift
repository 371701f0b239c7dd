import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// Serial systems against published answers and an independent recursion.
struct SerialReferenceTests {
  @Test(.enabled(if: ReferenceData.isPresent)) func optima() throws {
    let cases = try SerialReference.all()
    #expect(cases.count >= 6)
    for reference in cases {
      let network = try reference.network()
      let plan = try SerialStochasticService.optimalPlan(for: network)
      #expect(plan.status == .optimal)
      let isDiscrete = reference.input.demand.type == "Poisson"
      // The reference's grid is good for five digits of the cost; whole numbers are counted.
      let accuracy = isDiscrete ? 1e-11 : 1e-5
      #expect(isClose(plan.cost, reference.expected.cost, relative: accuracy), "\(reference.name): \(plan.cost)")
      let tolerance = isDiscrete ? 1e-9 : 2e-3 * reference.input.demand.sd
      for (expected, found) in [
        (reference.expected.echelonBaseStock, plan.stages.map(\.echelonBaseStock)),
        (reference.expected.installationBaseStock, plan.stages.map(\.installationBaseStock)),
      ] {
        for (expected, found) in zip(reference.byStage(expected), found) {
          #expect(abs(expected - found) < tolerance, "\(reference.name): \(found) \(expected)")
        }
      }
      if let published = reference.published {
        #expect(abs(plan.cost - published.cost) < 0.011, "\(reference.name)")
        for (level, stage) in zip(reference.byStage(published.levels), plan.stages) {
          #expect(abs(level - stage.echelonBaseStock) < 0.005 + 1e-9, "\(reference.name)")
        }
      }
      // The measures of the plan's levels, found from upstream down, add up to the cost found from downstream up.
      let measures = try EchelonPolicyMeasures(of: plan.stages.map(\.echelonBaseStock), in: network)
      #expect(isClose(measures.cost, plan.cost, relative: 1e-11), "\(reference.name): \(measures.cost) \(plan.cost)")
    }
  }

  /// Snyder & Shen's example 6.1 and problem 6.1 as a quadrature of 2,360 points a stage on function values gives them.
  @Test func quadrature() throws {
    for (rates, leadTimes, penalty, demand, cost, levels) in [
      (
        [3.0, 2, 2], [1, 1, 2], 37.12, DemandDistribution.normal(mean: 5, sd: 1), 47.66014958379975,
        [22.70549777028432, 12.0176057991371, 6.490880975286958]
      ),
      (
        [1.0, 1], [1, 1], 15, .normal(mean: 100, sd: 15), 166.25062716494568, [228.41811465237208, 123.47089707042699]
      ),
    ] {
      let network = try SerialNetworks.chain(
        echelonRates: rates, leadTimes: leadTimes, backorderCostRate: penalty, demand: demand)
      let plan = try SerialStochasticService.optimalPlan(for: network)
      #expect(isClose(plan.cost, cost, relative: 1e-13), "\(plan.cost)")
      for (stage, level) in zip(plan.stages, levels) {
        #expect(isClose(stage.echelonBaseStock, level, relative: 1e-9), "\(stage.echelonBaseStock)")
      }
    }
  }
}

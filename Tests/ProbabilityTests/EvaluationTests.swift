import Testing

@testable import Probability

/// One evaluation against the functions it stands for, and the walk against the evaluation.
struct EvaluationTests {
  static let families: [DemandDistribution] = [
    .normal(mean: 7, sd: 3), .gamma(mean: 7, sd: 3), .gamma(mean: 2, sd: 5), .poisson(mean: 6.5),
    .negativeBinomial(mean: 4, sd: 4), .deterministic(mean: 5),
  ]

  @Test("Tails and shortage are those of the single functions; the density is the slope", arguments: families)
  func parts(demand: DemandDistribution) {
    for x in [-1.0, 0, 0.5, 3, 5, 7.25, 12, 30, .infinity] {
      let all = demand.evaluated(at: x)
      #expect(agree(all.lower, demand.cumulative(x), within: 1e-14))
      #expect(agree(all.upper, demand.exceedance(x), within: 1e-14))
      #expect(agree(all.expectedShortage, demand.expectedShortage(beyond: x), within: 1e-13))
      guard x > 0, x < 20 else { continue }
      if demand.isDiscrete {
        #expect(agree(all.density, demand.probability(x.rounded(.down)), within: 1e-12))
      } else if demand.sd > 0 {
        let slope = (demand.cumulative(x + 1e-5) - demand.cumulative(x - 1e-5)) / 2e-5
        #expect(agree(all.density, slope, within: 1e-6))
      }
    }
  }

  @Test("A walk keeps its digits far out", arguments: families.filter(\.isDiscrete))
  func walk(demand: DemandDistribution) throws {
    var walk = try #require(WholeNumberWalk(demand, at: 0))
    for n in 0..<80 {
      let here = demand.evaluated(at: Double(n))
      #expect(walk.level == Double(n))
      #expect(agree(walk.mass, here.density, within: 1e-11))
      #expect(agree(walk.upper, here.upper, within: 1e-9))
      #expect(agree(walk.expectedShortage, here.expectedShortage, within: 1e-9))
      #expect(agree(walk.nextMass, demand.probability(Double(n + 1)), within: 1e-11))
      walk.step()
    }
    walk.jump(to: 3)
    #expect(walk.level == 3 && agree(walk.upper, demand.exceedance(3), within: 1e-14))
    #expect(WholeNumberWalk(.normal(mean: 3, sd: 1), at: 0) == nil)
  }
}

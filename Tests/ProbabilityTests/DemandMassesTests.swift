import Testing

@testable import Probability

/// Probabilities of whole numbers and densities, against the distribution functions.
struct DemandMassesTests {
  @Test(arguments: [
    DemandDistribution.poisson(mean: 0.01), .poisson(mean: 7.3), .poisson(mean: 2e4), .negativeBinomial(mean: 3, sd: 9),
    .negativeBinomial(mean: 50, sd: 8), .negativeBinomial(mean: 0.2, sd: 0.9),
  ])
  func masses(demand: DemandDistribution) throws {
    let (first, probabilities) = try #require(demand.masses())
    var sum = 0.0
    var mean = 0.0
    for (index, probability) in probabilities.enumerated() {
      let n = Double(first + index)
      sum += probability
      mean += n * probability
      #expect(abs(sum - demand.cumulative(n)) < 1e-12, "\(n)")
      #expect(abs(probability - demand.probability(n)) <= 1e-11 * probability + 1e-300, "\(n)")
    }
    #expect(abs(sum - 1) < 1e-13 && abs(mean / demand.mean - 1) < 1e-12)
    #expect(demand.exceedance(Double(first + probabilities.count)) < 1e-17)
    #expect(first == 0 || demand.cumulative(Double(first - 2)) < 1e-17)
  }

  @Test func otherFamilies() throws {
    #expect(DemandDistribution.normal(mean: 3, sd: 1).masses() == nil)
    let none = try #require(DemandDistribution.poisson(mean: 0).masses())
    #expect(none.first == 0 && none.probabilities == [1])
    for demand in [DemandDistribution.normal(mean: 3, sd: 2), .gamma(mean: 3, sd: 2), .gamma(mean: 4e4, sd: 30)] {
      for score in [-1.2, 0.3, 2] {
        let (x, step) = (demand.mean + score * demand.sd, 1e-4 * demand.sd)
        let slope = (demand.cumulative(x + step) - demand.cumulative(x - step)) / (2 * step)
        #expect(abs(slope - demand.density(x)) < 1e-7 / demand.sd)
      }
    }
    #expect(DemandDistribution.gamma(mean: 3, sd: 2).density(-1) == 0)
  }
}

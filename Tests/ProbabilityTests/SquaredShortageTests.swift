import Testing

@testable import Probability

struct SquaredShortageTests {
  /// The shortage integrated from x on, by Simpson's rule on a fine grid over what is left of demand.
  @Test(arguments: DemandDistributionTests.families) func halfIsTheIntegralOfTheShortage(_ demand: DemandDistribution) {
    // Far beyond 1 a gamma of this spread has a tail that no even grid covers.
    guard demand.sd <= 10 * demand.mean else { return }
    let end = max(demand.quantile(1 - 1e-15), demand.mean) * 1.5 + 40 * demand.sd + 1
    let span = max(demand.mean, 1)
    for x in [-0.3 * span, 0.2 * span, demand.quantile(0.5) + 0.25, demand.quantile(0.99)] where x < end {
      var integral = 0.0
      if demand.isDiscrete {
        // Straight between whole numbers: exact by trapezia.
        var left = x
        while left < end {
          let right = left.rounded(.down) + 1
          integral +=
            (right - left) / 2
            * (demand.expectedShortage(beyond: left) + demand.expectedShortage(beyond: right))
          left = right
        }
      } else {
        // Split where gamma and deterministic demand bend.
        for (from, to) in [(x, max(x, 0)), (max(x, 0), max(x, demand.mean)), (max(x, demand.mean), end)] {
          let step = (to - from) / 40_000
          for index in 0..<40_000 {
            let left = from + step * Double(index)
            integral +=
              step / 6
              * (demand.expectedShortage(beyond: left) + 4 * demand.expectedShortage(beyond: left + step / 2)
                + demand.expectedShortage(beyond: left + step))
          }
        }
      }
      let found = demand.expectedSquaredShortage(beyond: x)
      let scale = 1e-9 * demand.sd * demand.sd
      #expect(abs(found / 2 - integral) <= 1e-7 * integral + scale, "\(demand) beyond \(x): \(found / 2), \(integral)")
    }
    #expect(demand.expectedSquaredShortage(beyond: .infinity) == 0)
  }

  /// A quantile in the upper tail is exact where 1 − p is no longer near the probability asked for.
  @Test(arguments: DemandDistributionTests.families) func quantileByTheUpperTail(_ demand: DemandDistribution) {
    #expect(demand.quantile(lower: 0.3, upper: 0.7) == demand.quantile(0.3))
    #expect(demand.quantile(lower: 1, upper: 0) == demand.quantile(1))
    #expect(demand.quantile(lower: 0, upper: 1) == demand.quantile(0))
    let x = demand.quantile(lower: 1, upper: 1e-25)
    if demand.isDiscrete {
      #expect(demand.exceedance(x) <= 1e-25 && demand.exceedance(x - 1) > 1e-25)
    } else if demand.sd > 0 {
      #expect(agree(demand.exceedance(x), 1e-25, within: 1e-9))
    }
  }
}

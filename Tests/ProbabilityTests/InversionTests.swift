import Testing

@testable import Probability

/// Drawing by comparison with thresholds.
@Suite struct InversionTests {
  @Test(arguments: [
    DemandDistribution.poisson(mean: 0.02), .poisson(mean: 3.5), .poisson(mean: 60),
    .negativeBinomial(mean: 2, sd: 3), .negativeBinomial(mean: 7, sd: 2.7),
  ])
  func everyProbabilityIsMet(demand: DemandDistribution) {
    var thresholds: [Int32] = []
    #expect(demand.appendInversionThresholds(to: &thresholds))
    #expect(thresholds == thresholds.sorted())
    for (number, threshold) in thresholds.enumerated() {
      // Of 2³² equally likely signed numbers, those above the threshold.
      let exceeding = (Double(Int32.max) - Double(threshold)) * 0x1p-32
      #expect(abs(exceeding - demand.exceedance(Double(number))) <= 0x1p-32, "P(D > \(number))")
    }
    #expect(demand.exceedance(Double(thresholds.count)) <= 0x1p-33)
  }

  @Test func whatInversionLeavesToOthers() {
    var thresholds: [Int32] = [7]
    for demand in [
      DemandDistribution.normal(mean: 5, sd: 1), .gamma(mean: 5, sd: 1), .deterministic(mean: 3),
      .poisson(mean: 200), .poisson(mean: 127), .negativeBinomial(mean: 50, sd: 60), .poisson(mean: .nan),
    ] {
      #expect(!demand.appendInversionThresholds(to: &thresholds), "\(demand)")
    }
    #expect(thresholds == [7])
  }

  @Test func lanesAreStreamsSideBySide() {
    var streams = (0..<8).map { RandomStream(seed: 3, path: [UInt64($0), 9]) }
    var lanes = RandomLanes()
    for lane in 0..<8 { lanes.set(lane, to: streams[lane]) }
    for _ in 0..<100 {
      let bits = lanes.next()
      for lane in 0..<8 { #expect(bits[lane] == streams[lane].next()) }
    }
  }
}

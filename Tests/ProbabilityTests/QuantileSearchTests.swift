import Foundation
import Testing

@testable import Probability

/// The fast quantiles against plain bisection of the distribution, at thousands of drawn parameters.
struct QuantileSearchTests {
  /// A drawn mean, from 10⁻⁴ to 10⁵.
  private static func mean(_ stream: inout RandomStream) -> Double { pow(10, -4 + 9 * stream.uniform()) }

  private static func poisson(_ stream: inout RandomStream) -> DemandDistribution { .poisson(mean: mean(&stream)) }

  /// Variances that exceed the mean by a millionth of it, up to 10⁴ times.
  private static func negativeBinomial(_ stream: inout RandomStream) -> DemandDistribution {
    let mean = Self.mean(&stream)
    let dispersion = 1 + pow(10, -6 + 10 * stream.uniform())
    return .negativeBinomial(mean: mean, sd: (mean * dispersion).squareRoot())
  }

  /// Coefficients of variation from 0.001 to 30.
  private static func gamma(_ stream: inout RandomStream) -> DemandDistribution {
    let mean = Self.mean(&stream)
    return .gamma(mean: mean, sd: mean * pow(10, -3 + 4.5 * stream.uniform()))
  }

  /// Probabilities in the middle and in both tails.
  private static func probability(_ stream: inout RandomStream) -> Double {
    switch Int(stream.uniform() * 4) {
    case 0: pow(10, -9 * stream.uniform())
    case 1: 1 - pow(10, -9 * stream.uniform())
    case 2: 0.9 + 0.0999 * stream.uniform()
    default: stream.uniform()
    }
  }

  @Test func wholeQuantilesAreThoseOfBisection() {
    var stream = RandomStream(seed: 20, path: [])
    for trial in 0..<2_000 {
      let demand = trial % 2 == 0 ? Self.poisson(&stream) : Self.negativeBinomial(&stream)
      let p = Self.probability(&stream)
      let reference = bisectedWhole(p) { demand.cumulative($0) }
      #expect(demand.quantile(p) == reference, "\(demand) at \(p)")
    }
  }

  /// At probabilities that are those of whole numbers, and the next ones on either side, rounding decides.
  @Test func wholeQuantilesAtTheirOwnProbabilities() {
    var stream = RandomStream(seed: 21, path: [])
    for trial in 0..<400 {
      let demand = trial % 2 == 0 ? Self.poisson(&stream) : Self.negativeBinomial(&stream)
      let n = demand.quantile(Self.probability(&stream))
      let p = demand.cumulative(n)
      for target in [p.nextDown, p, p.nextUp] where target > 0 && target < 1 {
        let quantile = demand.quantile(target)
        #expect(demand.cumulative(quantile) >= target, "\(demand) at \(target)")
        #expect(quantile == 0 || demand.cumulative(quantile - 1) < target, "\(demand) at \(target)")
      }
    }
  }

  @Test func gammaQuantilesAreThoseOfBisection() {
    var stream = RandomStream(seed: 22, path: [])
    for _ in 0..<1_000 {
      let demand = Self.gamma(&stream)
      let p = Self.probability(&stream)
      let quantile = demand.quantile(p)
      guard quantile > 1e-290 else { continue }
      let parameters = GammaParameters(mean: demand.mean, sd: demand.sd)
      let reference =
        parameters.scale
        * bisected(around: quantile / parameters.scale) { x in
          let tails = RegularizedGamma.both(parameters.shape, x)
          return p <= 0.5 ? tails.lower >= p : tails.upper <= 1 - p
        }
      // Where the slope is slight, the rounding of the tails themselves moves the root.
      let slope = parameters.shape * RegularizedGamma.evaluate(parameters.shape, quantile / parameters.scale).term
      let rounding = 4e-16 * 40 * min(p, 1 - p) / slope
      #expect(agree(quantile, reference, within: max(1e-12, rounding)), "\(demand) at \(p)")
    }
  }

  /// The smallest whole number that reaches p.
  private func bisectedWhole(_ p: Double, _ cumulative: (Double) -> Double) -> Double {
    var below = -1.0
    var above = 1.0
    while cumulative(above) < p { (below, above) = (above, 2 * above) }
    while above - below > 1 {
      let middle = ((below + above) / 2).rounded(.down)
      if cumulative(middle) >= p { above = middle } else { below = middle }
    }
    return above
  }

  /// Where a condition starts to hold, within a factor of 8 of a guess.
  private func bisected(around guess: Double, _ holds: (Double) -> Bool) -> Double {
    var (low, high) = (guess / 8, guess * 8)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle }
    }
    return (low + high) / 2
  }
}

import Testing

@testable import Probability

/// References computed with 50 digits.
struct StandardNormalTests {
  @Test(arguments: [
    (-37.5, 4.60535300958195484e-308), (-8, 6.22096057427178412e-16), (-1.5, 0.066807201268858066),
    (0.3, 0.617911422188952633), (2.5, 0.993790334674223865),
  ])
  func cumulative(_ x: Double, _ reference: Double) {
    // x/√2 is rounded, which Φ feels x² times as much.
    #expect(agree(StandardNormal.cumulative(x), reference, within: 4e-16 * (1 + x * x)))
  }

  @Test(arguments: [
    (1e-300, -37.0470962993611992), (1e-12, -7.03448382530113193), (0.001, -3.09023230616781354),
    (0.025, -1.95996398454005421), (0.3, -0.524400512708040816), (0.75, 0.674489750196081743),
    (0.95, 1.64485362695147228), (0.999, 3.09023230616781328),
  ])
  func quantile(_ p: Double, _ reference: Double) {
    #expect(agree(StandardNormal.quantile(p), reference, within: 5e-16))
  }

  @Test func quantileEnds() {
    #expect(StandardNormal.quantile(0) == -.infinity)
    #expect(StandardNormal.quantile(1) == .infinity)
    #expect(StandardNormal.quantile(0.5) == 0)
    #expect(StandardNormal.quantile(-0.1).isNaN)
    #expect(StandardNormal.quantile(.nan).isNaN)
  }

  @Test(arguments: [
    (-2, 2.00849070261682964), (0, 0.398942280401432678), (1.25, 0.0505868683054528329),
    (4, 7.14525843240566676e-6),
  ])
  func loss(_ z: Double, _ reference: Double) {
    #expect(agree(StandardNormal.loss(z), reference, within: 1e-13))
  }

  @Test func lossFallsByTheExceedance() {
    for z in stride(from: -3.0, through: 3, by: 0.5) {
      let h = 1e-5
      let slope = (StandardNormal.loss(z + h) - StandardNormal.loss(z - h)) / (2 * h)
      #expect(abs(slope + StandardNormal.cumulative(-z)) < 1e-9)
    }
    #expect(StandardNormal.loss(.infinity) == 0)
  }
}

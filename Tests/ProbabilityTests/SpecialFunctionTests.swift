import Testing

@testable import Probability

/// References computed with 50 digits.
struct SpecialFunctionTests {
  @Test(arguments: [
    (0.04, 1e-6, 0.588120859004861921), (0.5, 0.3, 0.561421973919000136), (2.5, 7.0, 0.984390583899733085),
    (16, 10.5, 0.068334939064760067), (16, 25.5, 0.982185081646222804), (21.5, 30, 0.955933968882502233),
    (120, 88, 0.000688358704208309832), (5000, 5200, 0.997415186504646191), (30, 22.5, 0.0747418647963259217),
    (1e4, 10_123, 0.890337095096842971),
    (2e5, 199_000, 0.0125760062913311736), (1e7, 1.0005e7, 0.943058784780495054),
  ])
  func incompleteGamma(_ a: Double, _ x: Double, _ reference: Double) {
    #expect(agree(RegularizedGamma.lower(a, x), reference, within: 1e-12))
    #expect(agree(RegularizedGamma.upper(a, x), 1 - reference, within: 1e-12))
    #expect(agree(RegularizedGamma.inverse(a, reference), x, within: a < 0.1 ? 1e-12 : 1e-13))
  }

  @Test func incompleteGammaIsContinuousWhereTheMethodChanges() {
    for x in [8.0, 16, 25] {
      let below = RegularizedGamma.both(16 - 1e-13, x)
      let above = RegularizedGamma.both(16, x)
      #expect(agree(below.lower, above.lower, within: 1e-12))
      #expect(agree(below.upper, above.upper, within: 1e-12))
    }
    for a in [16, 40, 700.0] {
      for edge in [0.4 * a, 1.6 * a] {
        let below = RegularizedGamma.both(a, edge * (1 - 1e-15))
        let above = RegularizedGamma.both(a, edge * (1 + 1e-15))
        #expect(agree(below.lower, above.lower, within: 2e-12))
        #expect(agree(below.upper, above.upper, within: 2e-12))
      }
    }
    for a in [0.3, 5, 15.9] {
      let series = RegularizedGamma.lower(a, (a + 1).nextDown)
      let fraction = RegularizedGamma.lower(a, (a + 1).nextUp)
      #expect(agree(series, fraction, within: 1e-13))
    }
  }

  @Test(arguments: [
    (0.5, 0.5, 0.2, 0.295167235300866557), (14.5, 0.5, 0.9, 0.08307466551442916),
    (0.04, 3, 1e-3, 0.804637207439249318), (250, 300, 0.48, 0.88454224192787652),
    (2, 40_000, 1e-4, 0.908440120584666024),
  ])
  func incompleteBeta(_ a: Double, _ b: Double, _ x: Double, _ reference: Double) {
    #expect(agree(RegularizedBeta.lower(a, b, x), reference, within: 1e-12))
    // 1 − x is rounded.
    #expect(agree(RegularizedBeta.lower(b, a, 1 - x), 1 - reference, within: 2e-11))
    #expect(agree(RegularizedBeta.inverse(a, b, reference), x, within: 1e-11))
  }

  @Test(arguments: [
    (1, 12.7062047361747046), (2, 4.30265272974946385), (3, 3.18244630528370959), (9, 2.26215716279820554),
    (29, 2.0452296421327043), (199, 1.97195654425175383),
  ])
  func studentT(_ freedom: Int, _ reference: Double) {
    #expect(agree(StudentT.twoSidedQuantile(0.95, degreesOfFreedom: freedom), reference, within: 1e-12))
  }

  @Test func estimateIsMeanWithStudentInterval() {
    let estimate = Estimate([3, 5, 10])
    #expect(estimate.mean == 6)
    // s² = 13, t(2) = 4.3027
    #expect(agree(estimate.halfWidth, 4.30265272974946385 * (13.0 / 3).squareRoot(), within: 1e-12))
    #expect(estimate.contains(6) && !estimate.contains(16))
    #expect(Estimate([7]).halfWidth == 0 && Estimate([7]).mean == 7)
    #expect(Estimate([]).mean == 0 && Estimate([]).count == 0)
    #expect(Estimate([0.1, 0.1, 0.1]).halfWidth < 1e-16)
  }

  @Test func demandPatterns() {
    func pattern(_ interval: Double, _ variation: Double) -> DemandPattern {
      .classify(averageInterval: interval, squaredCoefficientOfVariation: variation)
    }
    #expect(pattern(1, 0.1) == .smooth)
    #expect(pattern(1.31, 0.49) == .erratic)
    #expect(pattern(1.32, 0.48) == .intermittent)
    #expect(pattern(4, 0.5) == .lumpy)
    #expect(pattern(.infinity, 0) == .none)
    #expect(pattern(.nan, 0) == .none)
  }
}

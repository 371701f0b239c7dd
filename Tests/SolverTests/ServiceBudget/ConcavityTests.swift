import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// The shape of the curves, on which everything else rests.
struct ConcavityTests {
  @Test("Every unit gains less per money than the one before, but for fill rates of wild normal demand")
  func ratiosFall() {
    var (checked, bends) = (0, 0)
    for seed in 0..<1_500 as Range<UInt64> {
      guard let curve = RandomCurves(seed: seed, count: 1, isWhole: true).curves.first else { continue }
      guard case .stage(let demand, let periods, let review, let measure) = curve.form else { continue }
      let first = curve.firstLevel
      let outcomes = (0...60).map { curve.outcome(at: first + Double($0)) }
      var before = Double.infinity
      for index in 1...60 {
        let gain = outcomes[index].service - outcomes[index - 1].service
        let ratio = gain / (outcomes[index].stock - outcomes[index - 1].stock)
        // Beyond this, differences are rounding.
        if outcomes[index].service > 1 - 1e-8 { break }
        if ratio > before * (1 + 1e-7) {
          if case .normal = demand, measure == .fillRate {
            bends += 1
          } else {
            Issue.record(
              "\(demand) \(measure) \(curve.account) τ \(periods) R \(review) rises at unit \(index)"
            )
          }
          break
        }
        before = ratio
        checked += 1
      }
    }
    #expect(checked > 10_000 && bends > 0)
  }
}

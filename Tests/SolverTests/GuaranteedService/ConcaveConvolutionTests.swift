import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// The stack of candidates against all pairs.
struct ConcaveConvolutionTests {
  @Test func allPairs() {
    let convolution = ConcaveConvolution(capacity: 80)
    var ties = 0
    for seed in 0..<4_000 as Range<UInt64> {
      var stream = RandomStream(seed: 9, path: [seed])
      func draw(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(stream.uniform() * Double(range.count)) }
      let count = draw(1...60)
      let candidates = draw(1...80)
      let shift = draw(-5...90)
      // Slopes that fall: a root, a line, steps, or whole numbers full of ties.
      let isWhole = seed % 2 == 0
      var slope = Double(draw(1...30))
      var cost = [seed % 3 == 0 ? 0.0 : Double(draw(0...9))]
      while cost.count < count + max(0, shift) {
        cost.append(cost[cost.count - 1] + slope)
        slope = isWhole ? max(0, slope - Double(draw(0...3))) : slope * stream.uniform()
      }
      let addend = (0..<candidates).map { _ in
        stream.uniform() < 0.1 ? .infinity : isWhole ? Double(draw(0...40)) : 60 * stream.uniform()
      }
      var result = [Double](repeating: -1, count: count)
      result.withUnsafeMutableBufferPointer { output in
        addend.withUnsafeBufferPointer { candidate in
          cost.withUnsafeBufferPointer { price in
            guard let target = output.baseAddress, let own = candidate.baseAddress, let table = price.baseAddress
            else { return }
            convolution.fill(
              target, count: count, from: own, candidateCount: candidates, cost: table, shift: shift)
          }
        }
      }
      for time in 0..<count {
        var least = Double.infinity
        for candidate in 0..<candidates where time - candidate + shift >= 0 {
          let total = addend[candidate] + cost[time - candidate + shift]
          if total == least { ties += 1 }
          least = min(least, total)
        }
        let isRight = result[time] == least || abs(result[time] - least) < 1e-12 * (1 + least)
        #expect(isRight, "case \(seed), position \(time): \(result[time]), not \(least)")
      }
    }
    #expect(ties > 1_000)
  }

  /// A long chain, whose service times range far enough for the stack, against the search on general networks.
  @Test func longChain() throws {
    let count = 60
    let stages = (0..<count).map { index in
      Stage(
        id: "\(index)", processingTime: 1 + (index * 7) % 9, holdingCostRate: 1 + Double((index * 13) % 17) / 10,
        demand: index == count - 1 ? .normal(mean: 10, sd: 3) : nil, service: ServiceTarget(.safetyFactor, 1.645))
    }
    let links = (1..<count).map { Link(supplier: $0 - 1, customer: $0) }
    let network = try StageNetwork(name: "chain", stages: stages, links: links)
    let plan = try GuaranteedService.optimalPlan(for: network)
    #expect(PlanVerifier.verify(plan, against: network).isEmpty)
    // A link that says nothing new makes it a general network.
    let general = try StageNetwork(
      name: "chain", stages: stages, links: links + [Link(supplier: 3, customer: 4)], correlation: 0)
    let searched = try GuaranteedService.provenPlan(for: general)
    #expect(searched.plan.status == .optimal)
    #expect(searched.certificate != nil)
  }
}

import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// What must hold whatever the numbers are.
struct SerialIdentityTests {
  /// A random chain, reproducible by its number.
  static func chain(_ number: UInt64, _ demand: DemandDistribution) throws -> StageNetwork {
    var stream = RandomStream(seed: 29, path: [number])
    func whole(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(stream.next() % UInt64(range.count)) }
    let count = whole(1...6)
    let longest = number % 3 == 0 ? 12 : 3
    return try SerialNetworks.chain(
      echelonRates: (0..<count).map { _ in 0.05 + stream.uniform() * Double(whole(1...4)) },
      leadTimes: (0..<count).map { _ in whole(number % 4 == 0 ? 0...longest : 1...longest) },
      backorderCostRate: 0.5 * Double(1 << whole(0...9)), demand: demand)
  }

  static let families: [DemandDistribution] = [
    .normal(mean: 40, sd: 9), .gamma(mean: 10, sd: 10), .gamma(mean: 5, sd: 9), .gamma(mean: 80, sd: 20),
    .gamma(mean: 3, sd: 6), .poisson(mean: 7), .poisson(mean: 0.3), .negativeBinomial(mean: 4, sd: 4),
    .deterministic(mean: 12),
  ]

  /// The optimal cost by the recursion from downstream up is what the optimal levels cost by that from upstream down.
  @Test(arguments: families) func bothDirections(demand: DemandDistribution) throws {
    let accuracy = if case .gamma = demand { 1e-8 } else { 1e-10 }
    for number in 0..<(demand.isDiscrete ? 40 : 12) as Range<UInt64> {
      let network = try Self.chain(number, demand)
      let chain = try EchelonChain.serial(network)
      let optimum = try ChainOptimum(chain)
      let measures = EchelonPolicyMeasures(chain, ChainState(chain, levels: optimum.levels), network)
      let total = optimum.cost + chain.pipelineHoldingCost
      #expect(isClose(measures.cost, total, relative: accuracy), "\(number): \(measures.cost) \(total)")
    }
  }
}

import Probability

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Tests whether any of a few points costs less than another by more than δ, over new common replications.
///
/// Each rival is compared with the incumbent by the fully sequential procedure KN (Kim & Nelson 2001,
/// doi:10.1145/502109.502111) on the paired differences X − Y − δ/2, X the incumbent's cost, at the indifference δ/2:
/// sampling goes on while their sum stays within ±W(r), W(r) = (δ/4) (h²S²/(δ/2)² − r), with S² the variance of the
/// first n₀ differences, h² = 2η(n₀ − 1) and η = ½((2β)^(−2/(n₀ − 1)) − 1), β = a/K for K rivals at the error
/// probability a. For differences that are normal and independent between replications, a rival that costs less by δ or
/// more is found with probability 1 − β at least; and so is, that a rival that costs no less does not replace the
/// incumbent. The errors of all rivals add up to a at most (Bonferroni), however common random numbers join them.
///
/// Half of the error probability is kept for the case that the budget runs out: then a paired-t bound (Nelson &
/// Matejcik 1995, doi:10.1287/mnsc.41.12.1935), at a number of replications that the budget alone decides, says how
/// much the undecided rivals can be better at most.
struct NeighbourTest {
  /// How a test ended.
  enum Outcome: Equatable {
    /// No rival is better by more than the difference, in money per period.
    case accepted(difference: Double)
    /// The rival at a position is better.
    case beaten(by: Int)
    /// The budget ran out: no rival is better by more than the difference. `nil` = the budget told nothing.
    case exhausted(difference: Double?)
  }

  /// A rival that is not decided yet.
  private struct Pair {
    var position: Int
    /// Sum of X − Y − δ/2.
    var sum = 0.0
    /// Incumbent's cost less the rival's.
    var differences = Spread()
    /// Where the sampling ends at the latest, h²S²/(δ/2)², in replications. `nil` before the first n₀.
    var horizon: Double?
    var verdict = Verdict.open
    /// Mean and variance of Y − X at the replication at which a bound would be taken.
    var bound: Spread?
  }

  private enum Verdict { case open, isNoBetter, isBetter }

  private let incumbent: [Int]
  private let rivals: [[Int]]
  private let settings: SearchSettings
  /// a/2K: half of the error probability, for each rival.
  private let errorPerRival: Double
  private var pairs: [Pair]
  /// Replications of the incumbent so far.
  private(set) var replications = 0
  /// Whether every cost of the incumbent was finite.
  private(set) var isIncumbentFinite = true

  /// - Parameter errorProbability: of the whole test.
  init(incumbent: [Int], rivals: [[Int]], errorProbability: Double, settings: SearchSettings) {
    self.incumbent = incumbent
    self.rivals = rivals
    self.settings = settings
    errorPerRival = errorProbability / 2 / Double(max(1, rivals.count))
    pairs = rivals.indices.map { Pair(position: $0) }
  }

  /// Runs the test within the limit of the costs.
  ///
  /// - Parameter first: the first replication that no decision before has seen.
  ///
  /// Complexity: at most h²S²/(δ/2)² replications for each rival.
  mutating func run(_ costs: inout SampledCosts, first: Int) async -> Outcome {
    guard !rivals.isEmpty else { return .accepted(difference: settings.indifference) }
    let boundCount = (costs.limit - costs.simulations) / (rivals.count + 1)
    guard boundCount >= settings.firstReplications else { return .exhausted(difference: nil) }
    while !pairs.isEmpty {
      let affordable = (costs.limit - costs.simulations) / (pairs.count + 1)
      let wanted = replications == 0 ? settings.firstReplications : 8 * max(1, replications / 64)
      let count = min(wanted, affordable)
      guard count > 0 else { return .exhausted(difference: largestAdvantage(boundCount)) }
      let start = first + replications
      let drawn = await costs.simulate(
        [incumbent] + pairs.map { rivals[$0.position] }, start..<start + count)
      for step in 0..<count {
        replications += 1
        if let winner = take(step, of: drawn, boundCount: boundCount) { return .beaten(by: winner) }
      }
      pairs.removeAll { $0.verdict == .isNoBetter }
    }
    return .accepted(difference: settings.indifference)
  }

  /// Takes in one replication; the rival that is better by most, where one is found to be.
  private mutating func take(_ step: Int, of drawn: [[Double]], boundCount: Int) -> Int? {
    let own = drawn[0][step]
    if own == .infinity { isIncumbentFinite = false }
    var winner: (position: Int, advantage: Double)?
    for index in pairs.indices where pairs[index].verdict == .open {
      var pair = pairs[index]
      let cost = drawn[index + 1][step]
      // A cost without end at any replication is one without end altogether.
      let difference = cost == .infinity ? -Double.infinity : own - cost
      pair.sum += difference - settings.indifference / 2
      pair.differences.add(difference)
      if replications == settings.firstReplications { pair.horizon = horizon(variance: pair.differences.variance) }
      if replications == boundCount { pair.bound = pair.differences }
      pair.verdict = verdict(pair)
      pairs[index] = pair
      if pair.verdict == .isBetter, winner.map({ pair.sum > $0.advantage }) ?? true {
        winner = (pair.position, pair.sum)
      }
    }
    return winner?.position
  }

  /// h²S²/(δ/2)².
  private func horizon(variance: Double) -> Double {
    let freedom = Double(settings.firstReplications - 1)
    let eta = (pow(2 * errorPerRival, -2 / freedom) - 1) / 2
    let half = settings.indifference / 2
    return 2 * max(0, eta) * freedom * variance / (half * half)
  }

  private func verdict(_ pair: Pair) -> Verdict {
    if pair.sum.isInfinite { return pair.sum > 0 ? .isBetter : .isNoBetter }
    guard let horizon = pair.horizon else { return .open }
    let width = max(0, settings.indifference / 4 * (horizon - Double(replications)))
    if pair.sum > width { return .isBetter }
    return pair.sum < -width || width == 0 ? .isNoBetter : .open
  }

  /// By how much the best of the undecided rivals can be better, δ at least for those decided.
  private func largestAdvantage(_ count: Int) -> Double {
    let quantile = StudentT.twoSidedQuantile(1 - 2 * errorPerRival, degreesOfFreedom: count - 1)
    return pairs.reduce(settings.indifference) { largest, pair in
      guard let bound = pair.bound else { return .infinity }
      return max(largest, bound.mean + quantile * (bound.variance / Double(count)).squareRoot())
    }
  }
}

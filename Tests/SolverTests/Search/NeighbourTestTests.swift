import Probability
import Testing

@testable import Solver

/// The test at the end of a search, at the configurations that are hardest for it.
struct NeighbourTestTests {
  /// Runs the test of point 0 against the points 1, 2, … whose means are given, point 0 having mean 0.
  private func outcome(
    means: [Double], errorProbability: Double, seed: Int, noise: Double = 3, limit: Int = 1_000_000
  ) async throws -> (NeighbourTest.Outcome, simulations: Int) {
    let all = [0] + means
    let lattice = try BaseStockLattice(lowest: [0], highest: [means.count])
    var sampled = SampledCosts(lattice: lattice) { plans, replications in
      plans.map { plan in
        replications.map { replication in
          var shared = RandomStream(seed: UInt64(seed), path: [UInt64(replication)])
          var own = RandomStream(seed: UInt64(seed), path: [UInt64(replication), UInt64(plan[0])])
          return all[plan[0]] + 20 * shared.normal() + noise * own.normal()
        }
      }
    }
    sampled.limit = limit
    var test = NeighbourTest(
      incumbent: [0], rivals: means.indices.map { [$0 + 1] }, errorProbability: errorProbability,
      settings: SearchSettings(indifference: 1))
    return (await test.run(&sampled, first: 0), sampled.simulations)
  }

  /// A rival just better by δ slips through at most as often as stated, and does so sometimes.
  @Test func aBetterNeighbourIsFound() async throws {
    var missed = 0
    for seed in 0..<1_500 {
      if case .accepted = try await outcome(means: [-1.0001], errorProbability: 0.5, seed: seed).0 { missed += 1 }
    }
    // Half of a half: 375 is the most that may be expected, and three standard deviations are 50.
    #expect(missed <= 425)
    #expect(missed > 30)
  }

  /// Where all rivals cost the same, none of them takes over more often than stated.
  @Test func equalNeighboursDoNotTakeOver() async throws {
    var moved = 0
    for seed in 0..<500 {
      if case .beaten = try await outcome(means: [0, 0, 0, 0], errorProbability: 0.4, seed: seed).0 { moved += 1 }
    }
    // 100 and three standard deviations of 9.
    #expect(moved <= 127)
  }

  @Test func noNeighbourIsAccepted() async throws {
    #expect(try await outcome(means: [], errorProbability: 0.1, seed: 1).0 == .accepted(difference: 1))
  }

  @Test func theBestOfBetterNeighboursWins() async throws {
    let result = try await outcome(means: [3, -8, -40, -9], errorProbability: 0.1, seed: 1)
    #expect(result.0 == .beaten(by: 2))
    #expect(result.simulations == 5 * 24)
  }

  /// Large differences are decided on little, small ones take more.
  @Test func effortFollowsTheDifference() async throws {
    let clear = try await outcome(means: [10, 10], errorProbability: 0.1, seed: 4)
    let close = try await outcome(means: [0.2, 0.2], errorProbability: 0.1, seed: 4)
    #expect(clear.0 == .accepted(difference: 1) && close.0 == .accepted(difference: 1))
    #expect(clear.simulations < close.simulations / 3)
  }

  @Test func aSpentBudgetGivesABound() async throws {
    #expect(
      try await outcome(means: [1, 1], errorProbability: 0.1, seed: 2, limit: 71).0 == .exhausted(difference: nil))
    let result = try await outcome(means: [0.3, 0.3], errorProbability: 0.1, seed: 2, limit: 120)
    guard case .exhausted(let difference?) = result.0 else {
      Issue.record("expected a bound, not \(result.0)")
      return
    }
    // t at 1 − 0.025 and 39 degrees is 2.02; the deviation of a difference is √18, over √40.
    #expect(difference > 1 && difference < 3)
    #expect(result.simulations == 120)
  }

  @Test func spreadIsThatOfTwoPasses() {
    var spread = Spread()
    let values = [1e9 + 1, 1e9 + 4, 1e9 + 7.5, 1e9 - 3]
    for value in values { spread.add(value) }
    #expect(abs(spread.mean - (1e9 + 2.375)) < 1e-6)
    #expect(abs(spread.variance - 19.8958333333) < 1e-6)
  }
}

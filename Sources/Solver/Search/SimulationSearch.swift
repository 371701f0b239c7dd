import Probability

/// Base stocks by simulation alone: for networks and policies that no theory covers.
///
/// The cost of a plan is whatever a closure says, replication by replication. The search has two parts:
///
/// 1. From every start, a descent on the lattice by mean costs over common replications (``LatticeDescent``:
///    R-SPLINE, Wang, Pasupathy & Schmeiser 2013, doi:10.1145/2499913.2499916).
/// 2. The best plan found is tested against all its neighbours, and against the best plans of the other starts, over
///    replications that no decision before has seen (``NeighbourTest``: KN, Kim & Nelson 2001,
///    doi:10.1145/502109.502111). A rival found better takes its place and is tested in turn, again over new
///    replications, as in Industrial Strength COMPASS (Xu, Nelson & Hong 2010, doi:10.1145/1667072.1667075).
///
/// Round i of the second part errs with probability α ÷ i(i + 1), and these add up to α however many rounds there are.
/// So, with probability 1 − α at least, the plan returned has no neighbour that costs less by more than δ: as far as
/// cost differences between plans are normal, and independent between replications, as averages over long replications
/// nearly are. It says nothing of plans further away; several starts guard against other valleys.
///
/// The order of calls and all arguments depend on lattice and settings alone, so that a closure that is a function of
/// its arguments gives the same result whatever it does in parallel.
public enum SimulationSearch {
  /// Costs of plans, per plan and replication, in money per period.
  ///
  /// Called with base stocks in units per stage, and the numbers of the replications. The same replication of two plans
  /// should see the same demand: the less their difference varies, the less must be simulated. A cost of +∞, or none
  /// (NaN), says that a plan must not be chosen.
  public typealias Costs = @Sendable (_ plans: [[Int]], _ replications: Range<Int>) async -> [[Double]]

  /// What this method is.
  public static var description: MethodDescription {
    MethodDescription(
      name: "search", model: .search,
      summary: "integer descent by simulation, then a test that no neighbour is better by more than a stated cost",
      topologies: [.acyclic], demand: "any that can be simulated", guarantee: .heuristic,
      source: "Wang, Pasupathy & Schmeiser 2013, doi:10.1145/2499913.2499916; Kim & Nelson 2001, "
        + "doi:10.1145/502109.502111")
  }

  /// Looks for the cheapest base stocks of a lattice.
  ///
  /// - Parameters:
  ///   - lattice: the base stocks to choose from.
  ///   - settings: what matters and what may be spent.
  ///   - costs: what plans cost.
  /// - Throws: `invalid` where a setting means nothing or does not fit the lattice.
  ///
  /// Complexity: at most `budget` simulations; what is left of it when the test has come to its end is not spent.
  public static func search(
    _ lattice: BaseStockLattice, settings: SearchSettings, costs: @escaping Costs
  ) async throws(SolverError) -> SearchResult {
    try settings.check(lattice)
    let reserve = min(settings.costReplications, settings.budget / 4)
    var sampled = SampledCosts(lattice: lattice, costs: costs)
    let optima = await descents(lattice, settings, budget: (settings.budget - reserve) / 2, &sampled)
    let plansSearched = sampled.pointCount

    sampled.limit = settings.budget - reserve
    let tested = await test(optima, lattice, settings, &sampled)
    var result = SearchResult(
      levels: nil, cost: nil, guarantee: tested.guarantee, simulations: 0, plansSearched: plansSearched,
      isBudgetSpent: tested.isBudgetSpent)
    sampled.limit = settings.budget
    let count = min(settings.costReplications, sampled.limit - sampled.simulations)
    let values = await sampled.simulate([tested.point], tested.nextReplication..<tested.nextReplication + count)[0]
    result.simulations = sampled.simulations
    let isFinite = values.isEmpty ? tested.isFinite : values.allSatisfy(\.isFinite)
    if isFinite {
      result.levels = lattice.levels(of: tested.point)
      if !values.isEmpty { result.cost = Estimate(values) }
    } else {
      result.guarantee.difference = nil
    }
    return result
  }

  /// The points reached from all starts, each once, the best first.
  private static func descents(
    _ lattice: BaseStockLattice, _ settings: SearchSettings, budget: Int, _ sampled: inout SampledCosts
  ) async -> [[Int]] {
    var starts = settings.starts.map { lattice.point(nearest: $0) }
    var stream = RandomStream(seed: settings.seed, path: [0])
    for _ in 0..<settings.randomStarts {
      starts.append(lattice.stepCount.map { Int(stream.uniform() * Double($0 + 1)) })
    }
    if starts.isEmpty { starts = [lattice.stepCount.map { $0 / 2 }] }
    var optima: [[Int]] = []
    for (number, start) in starts.enumerated() {
      // What one start leaves is for the others.
      sampled.limit = sampled.simulations + (budget - sampled.simulations) / (starts.count - number)
      var descent = LatticeDescent(lattice: lattice, settings: settings, start: start, number: number)
      let optimum = await descent.run(&sampled)
      if !optima.contains(optimum) { optima.append(optimum) }
    }
    let common = optima.reduce(Int.max) { min($0, sampled.replicationCount(of: $1)) }
    let order = optima.indices.sorted { first, second in
      let costs = (sampled.mean(of: optima[first], over: common), sampled.mean(of: optima[second], over: common))
      return costs.0 == costs.1 ? first < second : costs.0 < costs.1
    }
    return order.map { optima[$0] }
  }

  /// A point with what is known of it.
  private struct Tested {
    var point: [Int]
    var guarantee: SearchResult.Guarantee
    var isBudgetSpent = false
    /// Whether every cost of it seen so far was finite, and one was seen.
    var isFinite = false
    /// The first replication that no decision has seen.
    var nextReplication: Int
  }

  /// Tests the first point against its neighbours and the other points, and goes where the test leads.
  private static func test(
    _ optima: [[Int]], _ lattice: BaseStockLattice, _ settings: SearchSettings, _ sampled: inout SampledCosts
  ) async -> Tested {
    var tested = Tested(
      point: optima[0],
      guarantee: SearchResult.Guarantee(
        errorProbability: settings.errorProbability, difference: nil, neighbourhood: settings.neighbourhood, pairs: 0,
        otherStarts: 0, rounds: 0),
      isFinite: sampled.mean(of: optima[0], over: sampled.replicationCount(of: optima[0])).isFinite,
      nextReplication: sampled.replicationCount)
    while true {
      let near = settings.neighbourhood.neighbours(of: tested.point, in: lattice)
      let others = optima.filter { $0 != tested.point && !near.contains($0) }
      let rivals = near + others
      tested.guarantee.rounds += 1
      tested.guarantee.pairs = rivals.count
      tested.guarantee.otherStarts = others.count
      let round = Double(tested.guarantee.rounds)
      var test = NeighbourTest(
        incumbent: tested.point, rivals: rivals, errorProbability: settings.errorProbability / (round * (round + 1)),
        settings: settings)
      let outcome = await test.run(&sampled, first: tested.nextReplication)
      tested.nextReplication += test.replications
      if !test.isIncumbentFinite { tested.isFinite = false }
      switch outcome {
      case .accepted(let difference):
        tested.guarantee.difference = difference
        return tested
      case .exhausted(let difference):
        tested.guarantee.difference = difference
        tested.isBudgetSpent = true
        return tested
      case .beaten(let rival):
        tested.point = rivals[rival]
        tested.isFinite = true
      }
    }
  }
}

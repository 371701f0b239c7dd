import Probability
import Synchronization
import Testing

@testable import Solver

struct SimulationSearchTests {
  @Test func findsTheNewsvendorLevel() async throws {
    let newsvendor = CostClosures.Newsvendor()
    let best = (0...300).min { newsvendor.cost(Double($0)) < newsvendor.cost(Double($1)) } ?? 0
    let lattice = try BaseStockLattice(lowest: [0], highest: [300])
    var settings = SearchSettings(indifference: 0.1)
    settings.costReplications = 400
    let result = try await SimulationSearch.search(lattice, settings: settings, costs: newsvendor.costs)
    let level = try #require(result.levels?.first)
    // The quantile at 9/10 is μ + 1.2816σ = 125.6.
    #expect(best == 126)
    #expect(newsvendor.cost(Double(level)) - newsvendor.cost(Double(best)) < 0.15)
    let cost = try #require(result.cost)
    #expect(cost.count == 400)
    #expect(abs(cost.mean - newsvendor.cost(Double(level))) < 2 * cost.halfWidth)
    #expect(!result.isBudgetSpent && result.guarantee.difference == 0.1 && result.guarantee.pairs == 2)
    #expect(result.simulations <= settings.budget)
  }

  @Test func findsTheEnumeratedOptimumOfASerialSystem() async throws {
    let serial = CostClosures.Serial()
    let plans = (0...20).flatMap { first in (0...25).map { [first, $0] } }
    let best = try #require(plans.min { serial.exactCost($0) < serial.exactCost($1) })
    let lattice = try BaseStockLattice(lowest: [0, 0], highest: [20, 25])
    var settings = SearchSettings(indifference: 0.05)
    let exact = try await SimulationSearch.search(lattice, settings: settings) { plans, replications in
      plans.map { [Double](repeating: serial.exactCost($0), count: replications.count) }
    }
    #expect(exact.levels == best)
    #expect(exact.guarantee.rounds == 1 && exact.guarantee.pairs == 6 && !exact.isBudgetSpent)
    #expect(exact.cost?.mean == serial.exactCost(best))

    settings.budget = 2_000_000
    let simulated = try await SimulationSearch.search(lattice, settings: settings, costs: serial.costs)
    let levels = try #require(simulated.levels)
    #expect(!simulated.isBudgetSpent)
    #expect(serial.exactCost(levels) - serial.exactCost(best) < 0.1)
  }

  /// The guarantee on problems drawn at random: how often a neighbour of the plan returned is better by more than δ.
  @Test(arguments: [SearchNeighbourhood.unit, .exchange])
  func guaranteeHoldsAsOftenAsStated(neighbourhood: SearchNeighbourhood) async throws {
    var broken = 0
    var spent = 0
    let problems = 200
    for problem in 0..<problems {
      var draws = RandomStream(seed: 11, path: [UInt64(problem)])
      let stages = 1 + problem % 3
      let bowl = CostClosures.Bowl(
        centre: (0..<stages).map { _ in 20 * draws.uniform() },
        weight: (0..<stages).map { _ in 0.1 + draws.uniform() },
        coupling: 0.1, sharedNoise: 10, ownNoise: 0.3 + draws.uniform(), seed: UInt64(problem))
      let lattice = try BaseStockLattice(
        lowest: [Int](repeating: 0, count: stages), highest: [Int](repeating: 20, count: stages))
      var settings = SearchSettings(indifference: 0.5)
      settings.errorProbability = 0.2
      settings.neighbourhood = neighbourhood
      settings.seed = UInt64(problem)
      settings.budget = 20_000
      let result = try await SimulationSearch.search(lattice, settings: settings, costs: bowl.costs)
      let levels = try #require(result.levels)
      let difference = result.guarantee.difference ?? .infinity
      if bowl.advantageOfNeighbours(of: levels, in: lattice, neighbourhood) > difference { broken += 1 }
      if result.isBudgetSpent { spent += 1 }
      #expect(result.simulations <= settings.budget)
      #expect(result.isBudgetSpent || difference == 0.5)
    }
    #expect(broken <= problems / 5)
    #expect(spent <= problems / 10)
  }

  @Test func sameSeedSameResultWhateverIsDoneInParallel() async throws {
    let bowl = CostClosures.Bowl(centre: [12.3, 40.7, 8], weight: [1, 0.3, 2], sharedNoise: 5, ownNoise: 1)
    let lattice = try BaseStockLattice(lowest: [0, 0, -10], highest: [50, 100, 30])
    var settings = SearchSettings(indifference: 0.4)
    settings.randomStarts = 3
    settings.budget = 20_000
    let first = try await SimulationSearch.search(lattice, settings: settings, costs: bowl.costs)
    let parallel = try await SimulationSearch.search(lattice, settings: settings) { plans, replications in
      await withTaskGroup(of: (Int, [Double]).self) { group in
        for (index, plan) in plans.enumerated() {
          group.addTask { (index, await bowl.costs([plan], replications)[0]) }
        }
        var costs = [[Double]](repeating: [], count: plans.count)
        for await (index, values) in group { costs[index] = values }
        return costs
      }
    }
    #expect(first == parallel)
    settings.seed = 2
    let other = try await SimulationSearch.search(lattice, settings: settings, costs: bowl.costs)
    #expect(other.plansSearched != first.plansSearched || other.levels != first.levels)
  }

  @Test func reachesAnOptimumThousandsOfUnitsAway() async throws {
    let bowl = CostClosures.Bowl(
      centre: [7_300, 120, 61_000, 3_000], weight: [0.01, 1, 0.0001, 0.02], coupling: 0.0005, sharedNoise: 1)
    let lattice = try BaseStockLattice(lowest: [0, 0, 0, 0], highest: [100_000, 1_000, 100_000, 50_000])
    var settings = SearchSettings(indifference: 0.05)
    settings.starts = [[0, 0, 0, 0]]
    let result = try await SimulationSearch.search(lattice, settings: settings, costs: bowl.costs)
    let levels = try #require(result.levels)
    #expect(bowl.mean(levels) < 0.5)
    #expect(!result.isBudgetSpent)
  }

  /// Two valleys: the start leads into the worse one, other starts into the better.
  @Test func moreStartsFindTheBetterValley() async throws {
    let costs: SimulationSearch.Costs = { plans, replications in
      plans.map { plan in
        let level = Double(plan[0])
        let cost = min((level - 10) * (level - 10) + 5, (level - 80) * (level - 80))
        return replications.map { replication in
          var stream = RandomStream(seed: 5, path: [UInt64(replication)])
          return cost + stream.normal()
        }
      }
    }
    let lattice = try BaseStockLattice(lowest: [0], highest: [100])
    var settings = SearchSettings(indifference: 0.5)
    settings.starts = [[9]]
    let one = try await SimulationSearch.search(lattice, settings: settings, costs: costs)
    settings.starts = [[9], [70], [11]]
    let three = try await SimulationSearch.search(lattice, settings: settings, costs: costs)
    #expect(three.levels == [80])
    #expect(three.guarantee.otherStarts == 1 && three.guarantee.pairs == 3)
    #expect(one.levels == [10] || one.levels == [80])
    #expect(three.guarantee.statement.contains("none of 3 plans"))
  }

  @Test(arguments: [1, 7, 8, 9, 30, 100, 333, 1_000, 5_000])
  func neverSpendsMoreThanTheBudget(budget: Int) async throws {
    let made = Mutex(0)
    let bowl = CostClosures.Bowl(centre: [30, 60], weight: [1, 1], ownNoise: 20)
    var settings = SearchSettings(indifference: 0.01)
    settings.budget = budget
    settings.randomStarts = 2
    let lattice = try BaseStockLattice(lowest: [0, 0], highest: [100, 100])
    let result = try await SimulationSearch.search(lattice, settings: settings) { plans, replications in
      made.withLock { $0 += plans.count * replications.count }
      return await bowl.costs(plans, replications)
    }
    #expect(made.withLock { $0 } == result.simulations)
    #expect(result.simulations <= budget)
    #expect(result.isBudgetSpent)
    if budget < 100 {
      #expect(result.guarantee.difference == nil)
      #expect(result.guarantee.statement.hasPrefix("nothing is known"))
    }
    if budget >= 1_000 { #expect(result.guarantee.difference ?? 0 > 0.01) }
  }

  /// What is said when the budget runs out holds as often as stated, too.
  @Test func boundOfASpentBudgetHolds() async throws {
    var broken = 0
    var told = 0
    for seed in 0..<150 {
      let bowl = CostClosures.Bowl(centre: [9.6, 10.2], weight: [1, 1], ownNoise: 6, seed: UInt64(seed))
      var settings = SearchSettings(indifference: 0.05)
      settings.errorProbability = 0.2
      settings.budget = 2_000
      let lattice = try BaseStockLattice(lowest: [0, 0], highest: [20, 20])
      let result = try await SimulationSearch.search(lattice, settings: settings, costs: bowl.costs)
      #expect(result.isBudgetSpent)
      guard let difference = result.guarantee.difference, let levels = result.levels else { continue }
      told += 1
      if bowl.advantageOfNeighbours(of: levels, in: lattice, .exchange) > difference { broken += 1 }
    }
    #expect(told > 100)
    #expect(broken <= told / 5)
  }
}

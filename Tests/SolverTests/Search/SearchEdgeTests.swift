import Probability
import Testing

@testable import Solver

struct SearchEdgeTests {
  private func search(
    _ lowest: [Int], _ highest: [Int], step: [Int] = [], starts: [[Int]] = [], costs: @escaping SimulationSearch.Costs
  ) async throws -> SearchResult {
    var settings = SearchSettings(indifference: 0.1)
    settings.starts = starts
    settings.budget = 20_000
    return try await SimulationSearch.search(
      BaseStockLattice(lowest: lowest, highest: highest, step: step), settings: settings, costs: costs)
  }

  /// Costs without noise.
  private func exact(_ cost: @escaping @Sendable ([Int]) -> Double) -> SimulationSearch.Costs {
    { plans, replications in plans.map { [Double](repeating: cost($0), count: replications.count) } }
  }

  @Test func boundsOfWidthZeroLeaveNothingToChoose() async throws {
    let result = try await search([4, 7], [4, 7], costs: exact { Double($0[0] + $0[1]) })
    #expect(result.levels == [4, 7])
    #expect(result.cost?.mean == 11)
    #expect(result.guarantee.pairs == 0 && result.guarantee.difference == 0.1 && !result.isBudgetSpent)
  }

  @Test func aFixedStageStaysAndTheOtherMoves() async throws {
    let result = try await search(
      [4, 0], [4, 50], costs: exact { Double($0[0]) + Double(($0[1] - 33) * ($0[1] - 33)) })
    #expect(result.levels == [4, 33])
    #expect(result.guarantee.pairs == 2)
  }

  @Test func stepsKeepLevelsInWholePacks() async throws {
    let result = try await search([10], [100], step: [24], costs: exact { Double(abs($0[0] - 60)) })
    #expect(result.levels == [58])
  }

  @Test func theOptimumMayBeACorner() async throws {
    let result = try await search([0, -5], [40, 40], costs: exact { Double($0[0] - $0[1]) })
    #expect(result.levels == [0, 40])
    // One more at the first stage, one less at the second, and both.
    #expect(result.guarantee.pairs == 3)
  }

  /// Levels below 20 cannot be carried out; a few of them have no cost at all.
  @Test func whatHasNoCostIsNotChosen() async throws {
    let costs = exact { $0[0] < 10 ? .nan : $0[0] < 20 ? .infinity : Double($0[0]) }
    #expect(try await search([0], [100], costs: costs).levels == [20])
    #expect(try await search([0], [100], costs: exact { $0[0] < 20 ? -.infinity : Double($0[0]) }).levels == [20])
  }

  @Test func whereNothingHasACostThereIsNoPlan() async throws {
    let result = try await search([0, 0], [10, 10], costs: exact { _ in .nan })
    #expect(result.levels == nil && result.cost == nil && result.guarantee.difference == nil)
  }

  /// A plan whose cost is infinite once in a while must give way to one whose cost never is.
  @Test func aRareInfiniteCostIsFoundByTheTest() async throws {
    let result = try await search([0], [1], starts: [[0]]) { plans, replications in
      plans.map { plan in replications.map { plan[0] == 0 ? ($0 >= 8 && $0 % 24 == 0 ? .infinity : 1) : 1.02 } }
    }
    #expect(result.levels == [1])
  }

  @Test func whatMeansNothingIsRefused() async throws {
    #expect(throws: SolverError.self) { try BaseStockLattice(lowest: [1], highest: [0]) }
    #expect(throws: SolverError.self) { try BaseStockLattice(lowest: [1], highest: [2, 3]) }
    #expect(throws: SolverError.self) { try BaseStockLattice(lowest: [0], highest: [9], step: [0]) }
    #expect(throws: SolverError.self) { try BaseStockLattice(lowest: [0], highest: [.max]) }
    let lattice = try BaseStockLattice(lowest: [0], highest: [9])
    var wrong: [SearchSettings] = [0, -1, .nan, .infinity].map { SearchSettings(indifference: $0) }
    for change in [
      { $0.errorProbability = 0 }, { $0.errorProbability = .nan }, { $0.budget = 0 }, { $0.starts = [[1, 2]] },
      { $0.firstReplications = 1 }, { $0.randomStarts = -1 },
    ] as [(inout SearchSettings) -> Void] {
      var settings = SearchSettings(indifference: 1)
      change(&settings)
      wrong.append(settings)
    }
    for settings in wrong {
      await #expect(throws: SolverError.self) {
        try await SimulationSearch.search(lattice, settings: settings) { plans, _ in plans.map { _ in [] } }
      }
    }
    let empty = try BaseStockLattice(lowest: [], highest: [])
    await #expect(throws: SolverError.self) {
      try await SimulationSearch.search(empty, settings: SearchSettings(indifference: 1)) { plans, _ in
        plans.map { _ in [] }
      }
    }
  }

  @Test func neighboursAreInsideAndOneStepAway() throws {
    let lattice = try BaseStockLattice(lowest: [0, 0, 5], highest: [10, 3, 5])
    #expect(lattice.neighbours(of: [0, 3, 0], exchanging: false) == [[1, 3, 0], [0, 2, 0]])
    #expect(lattice.neighbours(of: [0, 3, 0], exchanging: true) == [[1, 2, 0]])
    #expect(lattice.neighbours(of: [4, 2, 0], radius: 3, exchanging: false) == [[7, 2, 0], [1, 2, 0]])
    #expect(SearchNeighbourhood.exchange.neighbours(of: [4, 2, 0], in: lattice).count == 6)
    #expect(lattice.point(nearest: [99, -4, 7]) == [10, 0, 0])
    #expect(lattice.levels(of: [1, 2, 0]) == [1, 2, 5])
  }
}

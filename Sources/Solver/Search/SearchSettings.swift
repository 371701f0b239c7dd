/// What a search by simulation looks for, and what it may spend.
public struct SearchSettings: Sendable, Equatable {
  /// δ > 0: a cost difference that does not matter, in the money per period of the costs.
  public var indifference: Double
  /// α in (0, 1): how probable it may be that the guarantee does not hold.
  public var errorProbability: Double = 0.05
  /// The plans that the guarantee speaks of. Where stages supply each other, valleys run along exchanges between them,
  /// which single steps cannot follow; with n stages, exchanges are n² plans to compare.
  public var neighbourhood: SearchNeighbourhood = .exchange
  /// Base stocks to start from, in units, cut to the lattice. Empty = its middle.
  public var starts: [[Int]] = []
  /// Further starts, drawn evenly from the lattice.
  public var randomStarts = 0
  /// Seed of these draws and of the directions that the search looks into. Simulations have streams of their own.
  public var seed: UInt64 = 1
  /// Most simulations, each of one plan over one replication. Half of them at most go into the search itself.
  public var budget = 200_000
  /// n₀ ≥ 2: replications from which the test learns how much cost differences vary.
  public var firstReplications = 24
  /// Replications of the plan found, new ones, that its cost is estimated from.
  public var costReplications = 64

  /// Settings with every default but the indifference.
  public init(indifference: Double) { self.indifference = indifference }

  /// Throws `invalid` where a value means nothing.
  func check(_ lattice: BaseStockLattice) throws(SolverError) {
    guard indifference > 0, indifference.isFinite else {
      throw .invalid(reason: "a cost difference of \(indifference) that does not matter; expected more than 0")
    }
    guard errorProbability > 0, errorProbability < 1 else {
      throw .invalid(reason: "an error probability of \(errorProbability); expected more than 0 and less than 1")
    }
    guard budget > 0, randomStarts >= 0, firstReplications >= 2, costReplications >= 0 else {
      throw .invalid(
        reason: "budget, starts and replications are \(budget), \(randomStarts), \(firstReplications) and "
          + "\(costReplications); expected at least 1, 0, 2 and 0")
    }
    for start in starts where start.count != lattice.stageCount {
      throw .invalid(reason: "a start with \(start.count) base stocks for \(lattice.stageCount) stages")
    }
    guard lattice.stageCount > 0 else { throw .invalid(reason: "there is no stage to choose a base stock for") }
  }
}

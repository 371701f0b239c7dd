public import Probability

/// The base stocks that a search by simulation found, and what may be said of them.
public struct SearchResult: Sendable, Equatable {
  /// What is known of the plan against the plans near it.
  public struct Guarantee: Sendable, Equatable {
    /// α: the guarantee holds with probability 1 − α at least.
    public var errorProbability: Double
    /// No plan compared costs less by more than this, in money per period. `nil` = nothing is known.
    public var difference: Double?
    /// The plans compared, beside the best plans of other starts.
    public var neighbourhood: SearchNeighbourhood
    /// Plans compared with the one returned.
    public var pairs: Int
    /// Plans among them that are the best of other starts.
    public var otherStarts: Int
    /// Tests made: the last one accepted the plan returned, every earlier one led to a better plan.
    public var rounds: Int

    /// The guarantee in a sentence.
    public var statement: String {
      guard let difference else {
        return "nothing is known of how the plan compares with its neighbours: the budget ran out before the test"
      }
      let rivals = otherStarts > 0 ? ", and the best plans of \(otherStarts) other starts" : ""
      return "with probability of at least \(1 - errorProbability), none of \(pairs) plans compared "
        + "(\(neighbourhood.words)\(rivals)) costs less by more than \(difference) per period"
    }
  }

  /// Base stock per stage, in units. `nil` where no plan with a finite cost was found.
  public var levels: [Int]?
  /// Cost of the plan over new replications, in money per period, with its 95 % interval. `nil` where the budget left
  /// none.
  public var cost: Estimate?
  /// What is known of the plan against its neighbours.
  public var guarantee: Guarantee
  /// Simulations made, each of one plan over one replication.
  public var simulations: Int
  /// Plans simulated in the search itself.
  public var plansSearched: Int
  /// Whether the budget ran out before the test had come to its end.
  public var isBudgetSpent: Bool
}

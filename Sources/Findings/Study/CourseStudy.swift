public import Probability
import Simulator
import SupplyNetwork

/// What two policies do over time, on the same draws of demand: where stock stands, what customers get, and how orders
/// vary from tier to tier.
///
/// Runs start at period 0, with the stock that the policies order up to, so that what starts a trap can be seen; measures
/// that are means leave the warm-up out. Complexity: O(replications × periods × stages) for each policy.
public struct CourseStudy: Sendable, Equatable {
  /// What one policy did.
  public struct Course: Sendable, Equatable {
    /// By tier, then bucket: value on hand (units where a unit cost is unknown), mean over replications.
    public var stock: [[Double]]
    /// By bucket: share of consumers' units that were delivered on time.
    public var fillRate: [Estimate]
    /// Mean stock on hand after the warm-up, all tiers.
    public var meanStock: Estimate
    /// Share of consumers' units that were delivered on time, after the warm-up.
    public var meanFillRate: Estimate
    /// By tier: variance of orders ÷ variance of consumers' demand, by network and period, weighted by demand. `nil`
    /// where demand does not vary.
    public var orderVariance: [Estimate?]
    /// By tier: correlation of the orders of a bucket with consumers' demand in it, by network, weighted by demand.
    public var orderCorrelation: [Estimate?]
  }

  /// Periods in a bucket.
  public static let bucketPeriods = 7
  /// Replications at most: as many as are played side by side.
  static let mostReplications = 8

  /// Today's policy.
  public let current: Course
  /// The policy proposed.
  public let proposed: Course
  /// Periods played, warm-up included.
  public let periods: Int
  /// Periods before means are taken.
  public let warmUp: Int
  /// Replications.
  public let replications: Int
  /// Whether stock is in money.
  public let isValue: Bool

  /// Plays both policies of every network.
  ///
  /// - Parameters:
  ///   - networks: the plans of the networks, in the model's order.
  ///   - threads: networks at a time. The results do not depend on it.
  init(_ model: NetworkModel, networks: [NetworkStudy], threads: Int) async {
    let settings = model.settings.simulation
    let isValue = model.networks.allSatisfy { $0.stages.allSatisfy { model.unitCost(of: $0) != nil } }
    let horizon = max(1, settings.warmUp + settings.periods)
    let (warmUp, replications) = (settings.warmUp, min(settings.replications, Self.mostReplications))
    var both: [CourseTotals] = []
    for isProposed in [false, true] {
      var totals = CourseTotals(model, replications: replications)
      let parts = await parallelMap(networks.count, threads: threads) { index in
        let design = ReplenishmentDesign(model: model, index: index)
        let study = networks[index]
        let policy = isProposed ? design.proposed(study.optimised) : design.current(study.current.plan)
        return await CourseTotals(
          model, index: index, policy: policy, replications: replications, isValue: isValue)
      }
      for part in parts { totals.add(part) }
      both.append(totals)
    }
    current = both[0].course
    proposed = both[1].course
    periods = horizon
    self.warmUp = warmUp
    self.replications = replications
    self.isValue = isValue
  }
}

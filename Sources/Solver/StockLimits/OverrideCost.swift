public import SupplyNetwork

/// What the base stocks that planners have fixed cost.
public struct OverrideCost: Sendable, Equatable {
  /// One fixed base stock.
  public struct Line: Sendable, Equatable {
    /// Index of the stage.
    public var stage: Int
    /// The fixed base stock, in units.
    public var baseStock: Double
    /// What the plan would hold instead, the other fixed base stocks staying, in units. `nil` = there is no such plan.
    public var planned: Double?
    /// Cost of the plan with it less that of the plan without it, the others staying, in money per period. Negative
    /// where it saves, which a level that misses its service target does at the price of service. `nil` = one of them
    /// does not exist.
    public var cost: Double?
    /// Units that it lacks for the service target, in the plan that lacks least. 0 = the target is kept.
    public var lacking: Double
  }

  /// One line per fixed base stock, in the network's order.
  public var lines: [Line]
  /// Cost of the plan with all of them less that of the plan with none, in money per period; the lines need not add up
  /// to it, as one fixed base stock may make up for another. `nil` = one of the plans does not exist.
  public var together: Double?

  /// Works out the cost of the base stocks fixed in a network, with a plan for each choice of them.
  ///
  /// - Parameters:
  ///   - network: the network with all of them.
  ///   - plan: the plan of a network with some of them.
  ///
  /// Complexity: one plan per fixed base stock and two more.
  public init<Failure: Error>(
    of network: StageNetwork, plan: (_ network: StageNetwork) throws(Failure) -> StockingPlan
  ) throws(Failure) {
    lines = []
    together = 0
    let fixed = network.stages.indices.filter { network.stages[$0].fixedBaseStock != nil }
    guard !fixed.isEmpty else { return }
    let all = try plan(network)
    let none = try plan(network.withoutFixedBaseStocks())
    let lacking = FixedBaseStocks.lacking(in: all, of: network)
    together = Self.difference(all, none)
    for stage in fixed {
      let without = fixed.count == 1 ? none : try plan(network.withoutFixedBaseStocks(of: [stage]))
      lines.append(
        Line(
          stage: stage, baseStock: network.stages[stage].fixedBaseStock ?? 0,
          planned: without.stages.indices.contains(stage) ? without.stages[stage].installationBaseStock : nil,
          cost: Self.difference(all, without), lacking: lacking[stage]))
    }
  }

  /// Units that the base stock fixed at a stage lacks for its service target; 0 where none is fixed.
  public func lacking(_ stage: Int) -> Double { lines.first { $0.stage == stage }?.lacking ?? 0 }

  private static func difference(_ first: StockingPlan, _ second: StockingPlan) -> Double? {
    first.status == .infeasible || second.status == .infeasible ? nil : first.cost - second.cost
  }
}

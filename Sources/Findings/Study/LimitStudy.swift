public import Solver
public import SupplyNetwork

/// What the limits on stock, and the base stocks that planners have fixed, cost one network.
public struct LimitStudy: Sendable, Equatable {
  /// A limit on the stock of a stage.
  public enum Limit: Sendable, Equatable {
    /// Least safety stock, in units.
    case minimumStock(Double)
    /// Largest base stock, in units.
    case maximumStock(Double)
    /// No stock may be held.
    case noStock
    /// Longest time on hand, in periods.
    case shelfLife(Int)
  }

  /// A stage whose stock limits bind: the cheapest plan without any limit in the network would break them.
  public struct Binding: Sendable, Equatable {
    /// Index of the stage.
    public var stage: Int
    /// The limits that it would break.
    public var limits: [Limit]
    /// Cost of the plan less that of the plan without the limits of this stage, the others staying, in money per
    /// period. `nil` where it was not worked out, for the number of them.
    public var cost: Double?
  }

  /// Stages with a limit.
  public let limitedStages: Int
  /// The stages whose limits bind, in the network's order.
  public let bindings: [Binding]
  /// Cost of the plan less that of the plan without any limit, both heeding no storage capacity, in money per period;
  /// 0 or more, unless fixed base stocks then lack more for their targets. It need not be the sum over the stages, as one limit may do the work of another, or bind through others
  /// alone.
  public let limitsCost: Double
  /// The base stocks that planners have fixed; `nil` where there are none.
  public let overrides: OverrideCost?

  /// Bindings that are costed one by one: each takes a plan.
  private static let mostCosted = 200

  /// - Parameters:
  ///   - surcharges: those that the plan was made at (``CapacityStudy``), by location; empty = none.
  ///   - plan: the plan, not rounded; not asked for where nothing is limited or fixed.
  /// - Throws: ``StudyError`` where a network without limits cannot be solved.
  ///
  /// Complexity: a plan for each stage whose limits bind, and one more; none where nothing is limited.
  init(
    network: StageNetwork, maximumServiceTime: Int?, surcharges: [Double],
    plan: () throws(StudyError) -> StockingPlan
  ) throws(StudyError) {
    // A base stock that planners have fixed takes the place of the limits of its stage.
    let limited = network.stages.indices.filter {
      network.stages[$0].hasStockLimit && network.stages[$0].fixedBaseStock == nil
    }
    limitedStages = limited.count
    guard network.hasFixedBaseStock || !limited.isEmpty, case let plan = try plan(), plan.status != .infeasible else {
      self.overrides = nil
      bindings = []
      limitsCost = 0
      return
    }
    self.overrides =
      !network.hasFixedBaseStock
      ? nil
      : try OverrideCost(of: network) { (changed) throws(StudyError) in
        let exact =
          changed == network
          ? plan
          : try NetworkStudy.optimal(changed, maximumServiceTime: maximumServiceTime, surcharges: surcharges)
        return WholeUnitPlan.rounded(exact, network: changed)
      }
    guard !limited.isEmpty else {
      bindings = []
      limitsCost = 0
      return
    }
    func solved(without lifted: [Int]) throws(StudyError) -> StockingPlan {
      try NetworkStudy.solve(try network.liftingStockLimits(of: lifted), maximumServiceTime: maximumServiceTime)
    }
    let restricted = network.carries(surcharges) ? try solved(without: []) : plan
    let free = try solved(without: limited)
    limitsCost = restricted.cost - free.cost
    var bindings: [Binding] = []
    for stage in limited {
      let broken = network.stages[stage].limitsBroken(by: free.stages[stage], meanDemand: network.meanDemand[stage])
      guard !broken.isEmpty else { continue }
      var cost: Double?
      if limited.count == 1 {
        cost = limitsCost
      } else if bindings.count < Self.mostCosted {
        cost = restricted.cost - (try solved(without: [stage]).cost)
      }
      bindings.append(Binding(stage: stage, limits: broken, cost: cost))
    }
    self.bindings = bindings
  }

  /// The study of one network of a model, which is solved for it; of one without a plan, that nothing binds.
  ///
  /// - Throws: ``StudyError`` where the network cannot be solved.
  public init(_ model: NetworkModel, index: Int, capacity: CapacityStudy?) throws(StudyError) {
    let network = model.networks[index]
    let bound = model.settings.optimization.maximumServiceTime
    let surcharges = capacity?.surcharges ?? []
    try self.init(
      network: network, maximumServiceTime: bound, surcharges: surcharges
    ) { () throws(StudyError) in
      try NetworkStudy.optimal(network, maximumServiceTime: bound, surcharges: surcharges)
    }
  }
}

extension Stage {
  fileprivate var hasStockLimit: Bool {
    minimumStock > 0 || maximumStock != nil || !mayHoldStock || shelfLife != nil
  }

  /// The limits that a decision would break.
  fileprivate func limitsBroken(by decision: StockingPlan.StageDecision, meanDemand: Double) -> [LimitStudy.Limit] {
    let level = decision.installationBaseStock
    let error = 1e-9 * max(1, abs(level))
    var broken: [LimitStudy.Limit] = []
    if !mayHoldStock, decision.netReplenishmentLeadTime > 0 { broken.append(.noStock) }
    if minimumStock > 0, decision.safetyStock < minimumStock - error { broken.append(.minimumStock(minimumStock)) }
    if let maximumStock, level > maximumStock + error { broken.append(.maximumStock(maximumStock)) }
    let keeping = meanDemand * Double((shelfLife ?? 0) - reviewPeriod)
    if let shelfLife, decision.safetyStock > keeping + error { broken.append(.shelfLife(shelfLife)) }
    return broken
  }
}

extension StageNetwork {
  /// The network without the limits on the stock of some stages.
  ///
  /// - Parameter lifted: the stages; `nil` = all.
  func liftingStockLimits(of lifted: [Int]? = nil) throws(StudyError) -> StageNetwork {
    var stages = stages
    for index in lifted ?? Array(stages.indices) {
      stages[index].minimumStock = 0
      stages[index].maximumStock = nil
      stages[index].mayHoldStock = true
      stages[index].shelfLife = nil
    }
    do {
      return try StageNetwork(name: name, stages: stages, links: links, correlation: correlation)
    } catch {
      throw StudyError(isInfeasible: false, message: "\(name): \(error.issues.map(\.message).joined(separator: "; "))")
    }
  }
}

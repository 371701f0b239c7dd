import Probability
import Simulator
import Solver
public import SupplyNetwork

/// Everything found out about one network.
public struct NetworkStudy: Sendable {
  /// Index in the model.
  public let index: Int
  /// Today's base stocks and what they mean (``CurrentPlan``).
  public let current: CurrentPlan
  /// The proven plan, not rounded.
  public let exact: StockingPlan
  /// The plan in whole units that keeps the service targets at the least cost.
  public let promised: StockingPlan
  /// What is proposed: the same plan, or where a budget is set, the one with the customers' levels that it buys.
  public let optimised: StockingPlan
  /// The plan in which every stage hedges alone: it delivers at once, and a supplier adds up its customers'
  /// deviations instead of counting on them to offset each other (correlation 1).
  public let independent: StockingPlan
  /// What the verifier found against the plans: empty when all is right.
  public let verification: [Issue]
  /// Safety stock with and without pooling.
  public let pooling: PoolingStudy
  /// Cost of the plan when parameters change.
  public let sensitivity: SensitivityStudy
  /// What limits on stock and fixed base stocks cost.
  public let limits: LimitStudy
  /// What rules of practice would hold.
  public let simpleRules: SimpleRuleStudy
  /// Per stage, simulated means of today's policy.
  public let currentStages: [StageOutcome]
  /// Per stage, simulated means of the optimised plan.
  public let optimisedStages: [StageOutcome]

  /// Simulated long-run means of one stage.
  public struct StageOutcome: Sendable, Equatable {
    /// Units on hand at the end of a period.
    public var onHand: Double
    /// Units on their way to the stage.
    public var inTransit: Double
    /// Units delivered on time ÷ units due, a fraction.
    public var fillRate: Double
    /// Share of periods without a stockout.
    public var cycleServiceLevel: Double

    init(_ run: SimulationRun, stage: Int) {
      onHand = run.estimate(.onHand, stage: stage).mean
      inTransit = run.estimate(.inTransit, stage: stage).mean
      fillRate = run.fillRate(stage: stage).mean
      cycleServiceLevel = run.estimate(.periodsWithoutStockout, stage: stage).mean
    }
  }

  /// A study with the simulated totals it adds to those of the model.
  struct Result: Sendable {
    var study: NetworkStudy
    var current: PolicyTotals
    var optimised: PolicyTotals
  }

  /// What is planned for a network before anything is simulated.
  struct Plans: Sendable {
    var exact: StockingPlan
    var promised: StockingPlan
    var optimised: StockingPlan

    /// The plan that keeps the targets.
    ///
    /// - Parameter surcharges: by location, where storage is full (``CapacityStudy``); empty = none.
    init(model: NetworkModel, index: Int, surcharges: [Double] = []) throws(StudyError) {
      let network = model.networks[index]
      exact = try NetworkStudy.solve(
        network, maximumServiceTime: model.settings.optimization.maximumServiceTime, surcharges: surcharges)
      promised = WholeUnitPlan.rounded(exact, network: network)
      optimised = promised
    }
  }

  /// Verifies and simulates the plans of one network.
  ///
  /// - Parameter surcharges: those that the plans were made at.
  static func run(
    model: NetworkModel, index: Int, plans: Plans, surcharges: [Double] = []
  ) throws(StudyError) -> Result {
    let network = model.networks[index]
    let bound = model.settings.optimization.maximumServiceTime
    let (exact, optimised) = (plans.exact, plans.optimised)
    let independent = try independentPlan(of: network)
    let current = CurrentPlan(model: model, index: index, independent: independent)
    let design = ReplenishmentDesign(model: model, index: index)
    let runs = Simulator.run(
      network: network, policies: [design.current(current.plan), design.proposed(optimised)],
      settings: model.settings.simulation, streamIndex: UInt64(index), source: model.demandSource(of: index))

    let study = NetworkStudy(
      index: index, current: current, exact: exact, promised: plans.promised, optimised: optimised,
      independent: independent,
      verification: PlanVerifier.verify(exact, against: network, maximumServiceTime: bound)
        + PlanVerifier.verify(
          plans.promised, against: network, form: .wholeUnits, maximumServiceTime: bound)
        + (optimised == plans.promised
          ? []
          : PlanVerifier.verify(
            optimised, against: network, form: .wholeUnitsAtLeast, maximumServiceTime: bound)),
      pooling: try PoolingStudy(network: network, plan: exact, model: model, surcharges: surcharges),
      sensitivity: try SensitivityStudy(network: network, plan: exact, model: model, surcharges: surcharges),
      limits: try LimitStudy(
        network: network, maximumServiceTime: bound, surcharges: surcharges
      ) { exact },
      simpleRules: SimpleRuleStudy(network: network, plan: exact, model: model),
      currentStages: (0..<network.stageCount).map { StageOutcome(runs[0], stage: $0) },
      optimisedStages: (0..<network.stageCount).map { StageOutcome(runs[1], stage: $0) })
    return Result(
      study: study, current: totals(runs[0], network, model), optimised: totals(runs[1], network, model))
  }

  private static func totals(_ run: SimulationRun, _ network: StageNetwork, _ model: NetworkModel) -> PolicyTotals {
    var totals = PolicyTotals(model: model)
    totals.add(run, network: network, model: model)
    return totals
  }

  /// Simulated totals of a plan on the same draws, but with suppliers inside the network that never run short.
  static func unlimitedSupply(_ plan: StockingPlan, model: NetworkModel, index: Int) -> PolicyTotals {
    let network = model.networks[index]
    let proposed = ReplenishmentDesign(model: model, index: index).proposed(plan)
    let run = Simulator.run(
      network: network, policies: [unlimitedSupply(proposed, plan, network: network)],
      settings: model.settings.simulation, streamIndex: UInt64(index), source: model.demandSource(of: index))[0]
    return totals(run, network, model)
  }

  /// The plan in which every stage hedges alone, in whole units, whatever planners have fixed.
  static func independentPlan(of network: StageNetwork) throws(StudyError) -> StockingPlan {
    let unpooled = try NetworkStudy.network(network.withoutFixedBaseStocks(), at: 1)
    return WholeUnitPlan.rounded(IndependentPlanner.plan(for: unpooled), network: unpooled)
  }

  /// The optimal plan at surcharges, in whole units; it may be infeasible.
  static func proposed(_ model: NetworkModel, _ index: Int, surcharges: [Double]) throws(StudyError) -> StockingPlan {
    let plan = try optimal(
      model.networks[index], maximumServiceTime: model.settings.optimization.maximumServiceTime, surcharges: surcharges)
    return WholeUnitPlan.rounded(plan, network: model.networks[index])
  }

  /// The optimal plan, or why there is none.
  static func solve(
    _ network: StageNetwork, maximumServiceTime: Int? = nil, surcharges: [Double] = []
  ) throws(StudyError) -> StockingPlan {
    let plan = try optimal(network, maximumServiceTime: maximumServiceTime, surcharges: surcharges)
    guard plan.status != .infeasible else {
      throw StudyError(isInfeasible: true, message: "\(network.name): \(plan.reason ?? "no plan satisfies the bounds")")
    }
    return plan
  }

  /// The optimal plan of a network that differs from the data; where limits on stock leave none, that without them.
  static func whatIf(
    _ network: StageNetwork, maximumServiceTime: Int?, surcharges: [Double]
  ) throws(StudyError) -> (plan: StockingPlan, leavesLimitsAside: Bool) {
    let plan = try optimal(network, maximumServiceTime: maximumServiceTime, surcharges: surcharges)
    guard plan.status == .infeasible else { return (plan, false) }
    let free = try network.liftingStockLimits()
    return (try solve(free, maximumServiceTime: maximumServiceTime, surcharges: surcharges), true)
  }

  /// The optimal plan at surcharges; it may be infeasible.
  static func optimal(
    _ network: StageNetwork, maximumServiceTime: Int?, surcharges: [Double]
  ) throws(StudyError) -> StockingPlan {
    do {
      return try GuaranteedService.plan(for: network, surcharges: surcharges, maximumServiceTime: maximumServiceTime)
    } catch {
      throw StudyError(isInfeasible: false, message: "\(network.name): \(error.reason)")
    }
  }

  /// The network at another correlation.
  static func network(_ network: StageNetwork, at correlation: Double) throws(StudyError) -> StageNetwork {
    do {
      return try network.withCorrelation(correlation)
    } catch {
      throw StudyError(
        isInfeasible: false, message: "\(network.name): \(error.issues.map(\.message).joined(separator: "; "))")
    }
  }

  /// The plan with so much stock at every stage that supplies others that it never runs short.
  private static func unlimitedSupply(
    _ policy: NetworkPolicy, _ plan: StockingPlan, network: StageNetwork
  ) -> NetworkPolicy {
    var policy = policy
    for stage in 0..<network.stageCount where !network.isEnd(stage) {
      let decision = plan.stages[stage]
      let enough =
        Double(decision.netReplenishmentLeadTime + 1) * (network.meanDemand[stage] + 1)
        + 40 * (network.pooledDemandSD[stage] + 1) * Double(decision.netReplenishmentLeadTime + 1).squareRoot()
      policy.replenishment[stage] = .installationBaseStock(decision.installationBaseStock + enough)
    }
    return policy
  }
}

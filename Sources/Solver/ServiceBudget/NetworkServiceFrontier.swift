import Probability
public import SupplyNetwork

/// The efficient frontier of all items and locations of a model, promises held.
///
/// Committed service times stay as some plans have them, and stages that serve no customers of their own keep the base
/// stocks of these plans, which keep their promises. What a budget decides are the base stocks of the stages with external
/// demand: they cover τ periods of it (``DemandBound``), on time meaning within the committed service time. A stage that
/// also supplies others keeps at least its base stock.
public struct NetworkServiceFrontier: Sendable {
  /// What a budget counts.
  public enum Budget: String, Sendable, Codable, CaseIterable {
    /// Holding cost of all safety stock, in money per period.
    case holdingCost = "holding_cost"
    /// Value of all safety stock at unit cost, in money.
    case inventoryValue = "inventory_value"
  }

  /// What the service of all stages is weighted by.
  public enum Weight: String, Sendable, Codable, CaseIterable {
    /// Mean external demand in units.
    case units
    /// Its value at unit cost.
    case value
  }

  /// What may be chosen about a frontier.
  public struct Options: Sendable {
    /// What a budget counts.
    public var budget = Budget.holdingCost
    /// What service is weighted by.
    public var weight = Weight.units
    /// What counts as service everywhere. `nil` = each stage's own measure, a safety factor counting as a cycle service
    /// level.
    public var measure: ServiceTarget.Measure?
    /// Whether all base stocks decided are whole numbers of units.
    public var inWholeUnits = true
    /// Most points.
    public var pointCount = 50
    /// Demand-weighted service at which the points end.
    public var highestService = 0.9999
    /// The service that a stage must give, whatever the budget: a fraction below 1, for example by class of its item.
    public var floor: @Sendable (Stage, Item) -> Double = { _, _ in 0 }
    /// Whether every stage keeps at least the base stock of its plan, so that the first point is the plans themselves.
    public var keepsPlannedLevels = false

    /// The defaults.
    public init() {}
  }

  /// A stage that the budget decides.
  public struct DecidedStage: Sendable, Equatable {
    /// Index of its network in the model.
    public var network: Int
    /// Its index in the network.
    public var stage: Int
  }

  /// The frontier; its levels are those of ``stages``.
  public let frontier: ServiceFrontier
  /// The stages decided, in the model's order.
  public let stages: [DecidedStage]
  /// Whether inventory is valued at unit cost; else it is in units, since some unit cost is unknown.
  public let hasValue: Bool
  private let networks: [StageNetwork]
  private let plans: [StockingPlan]

  /// The frontier of a model.
  ///
  /// - Parameters:
  ///   - plans: a feasible plan per network: its promises, and the stock of the stages that serve no customers.
  /// - Throws: ``SolverError/invalid(reason:)`` where plans are missing or infeasible, where the options ask for
  ///   unit costs that are unknown, or where no stage has external demand.
  ///
  /// Complexity: that of ``ServiceBudget/frontier(of:fixedCost:fixedInventory:pointCount:highestService:)``, and O(stages +
  /// links) of all networks.
  public init(_ model: NetworkModel, plans: [StockingPlan], options: Options = Options()) throws(SolverError) {
    guard plans.count == model.networks.count else {
      throw .invalid(reason: "\(plans.count) plans for \(model.networks.count) networks")
    }
    let prices = Prices(model, options: options)
    var curves: [ServiceCurve] = []
    var decided: [DecidedStage] = []
    var held = CurveSet.Totals()
    for (index, network) in model.networks.enumerated() {
      let plan = plans[index]
      guard plan.status != .infeasible, plan.stages.count == network.stageCount else {
        throw .invalid(reason: "\(network.name): \(plan.reason ?? "the plan is of another network")")
      }
      let families = DemandBound.families(in: network)
      for (position, stage) in network.stages.enumerated() {
        guard let costRate = prices.cost(of: stage), let weight = prices.weight(of: stage) else {
          throw .invalid(reason: "item \(model.items[stage.item].id) has no unit cost")
        }
        let decision = plan.stages[position]
        guard weight > 0 else {
          held.cost += costRate * max(0, decision.safetyStock)
          held.inventory += prices.inventory(of: stage) * max(0, decision.safetyStock)
          continue
        }
        var curve = ServiceCurve(
          demand: families[position], periods: decision.netReplenishmentLeadTime, reviewPeriod: stage.reviewPeriod,
          measure: options.measure ?? stage.service.measure, weight: weight, costRate: costRate,
          inventoryRate: prices.inventory(of: stage), floor: options.floor(stage, model.items[stage.item]),
          inWholeUnits: options.inWholeUnits)
        if options.keepsPlannedLevels || !network.isEnd(position) {
          curve.leastBaseStock = max(0, decision.installationBaseStock)
        }
        curve.fixedBaseStock = stage.fixedBaseStock
        curves.append(curve)
        decided.append(DecidedStage(network: index, stage: position))
      }
    }
    frontier = try ServiceBudget.frontier(
      of: curves, fixedCost: held.cost, fixedInventory: held.inventory, pointCount: options.pointCount,
      highestService: options.highestService)
    stages = decided
    hasValue = prices.hasValue
    networks = model.networks
    self.plans = plans
  }

  /// The plans of all networks at some levels of the stages decided.
  ///
  /// Their status is `feasible`, and their lower bound 0: which service they give is no part of a plan's own model.
  public func stockingPlans(_ plan: ServicePlan) -> [StockingPlan] {
    guard plan.levels.count == stages.count else { return [] }
    var result = plans
    for (place, level) in zip(stages, plan.levels) {
      result[place.network].setBaseStock(level, of: place.stage, in: networks[place.network])
    }
    for index in result.indices {
      result[index].completeTotals(networks[index])
      result[index].status = .feasible
      result[index].lowerBound = 0
      result[index].method += "; customers' base stocks by a service budget"
    }
    return result
  }

  /// Where other base stocks stand beside the frontier: cost, inventory and service on the same terms, for the same
  /// promises. Today's levels, say, or those of the plans themselves.
  ///
  /// - Parameter baseStocks: per network and stage, in units.
  /// - Returns: `nil` where their number is not that of the stages. Its marginal cost is that of the frontier at its service.
  public func point(of baseStocks: [[Double]]) -> ServiceFrontier.Point? {
    decided(baseStocks).map(frontier.point)
  }

  /// Cost and service of the same, without looking for what more of it costs on the frontier.
  public func costAndService(of baseStocks: [[Double]]) -> (cost: Double, service: Double)? {
    decided(baseStocks).map {
      let totals = frontier.totals(ofBaseStocks: $0)
      return (totals.cost, totals.service)
    }
  }

  /// Of base stocks per network and stage those that the budget decides.
  private func decided(_ baseStocks: [[Double]]) -> [Double]? {
    guard baseStocks.count == networks.count,
      zip(baseStocks, networks).allSatisfy({ $0.count == $1.stageCount })
    else { return nil }
    return stages.map { baseStocks[$0.network][$0.stage] }
  }
}

/// What stock and demand of a model's stages are counted at.
private struct Prices {
  private let model: NetworkModel
  private let options: NetworkServiceFrontier.Options
  let hasValue: Bool

  init(_ model: NetworkModel, options: NetworkServiceFrontier.Options) {
    self.model = model
    self.options = options
    hasValue = model.networks.allSatisfy { $0.stages.allSatisfy { model.unitCost(of: $0) != nil } }
  }

  /// Money per unit of safety stock; `nil` where it is unknown.
  func cost(of stage: Stage) -> Double? {
    options.budget == .holdingCost ? stage.holdingCostRate : model.unitCost(of: stage)
  }

  /// Money, or units, per unit of safety stock.
  func inventory(of stage: Stage) -> Double { hasValue ? model.unitCost(of: stage) ?? 0 : 1 }

  /// Weight of the stage's customers; `nil` where it is unknown.
  func weight(of stage: Stage) -> Double? {
    let demand = max(0, stage.demand?.mean ?? 0)
    return options.weight == .units || demand == 0 ? demand : model.unitCost(of: stage).map { $0 * demand }
  }
}

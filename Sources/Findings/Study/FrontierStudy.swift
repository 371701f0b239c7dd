public import Solver
public import SupplyNetwork

/// What stock buys in service over all networks: the efficient frontier, and where plans stand beside it.
///
/// Stock is what a plan holds on average by the model, safety and cycle stock; it is counted at unit cost where every unit
/// cost is known, else at its holding cost per period. Service is that of customers by the model, each stage in the
/// measure of its target, weighted by units of demand. Committed service times, and the levels of stages that serve no
/// customers, are those of the plan that keeps the targets.
public struct FrontierStudy: Sendable {
  /// What every stage that serves customers gets at least.
  public enum Floors: String, Sendable, Codable, CaseIterable {
    /// Its own service target, as the case gives it by location, item and class.
    case targets
    /// Nothing.
    case none
  }

  /// A plan beside the frontier.
  public struct Point: Sendable, Codable, Equatable {
    /// Stock in money, or its holding cost per period (``FrontierStudy/measure``).
    public var stock: Double
    /// Demand-weighted service, a fraction.
    public var service: Double
    /// What another percentage point of service costs here, in the money of the stock; 0 where no more can be had.
    public var marginalCost: Double
  }

  /// The problem.
  public let model: NetworkModel
  /// What stock is counted in.
  public let measure: NetworkServiceFrontier.Budget
  /// Cycle stock, which no plan changes, in the money of the stock.
  public let cycleStock: Double
  /// The plan that keeps every target at the least cost: where the frontier of the targets starts.
  public let leastForTargets: Point
  /// Its base stocks per network and stage, in units.
  public let plannedLevels: [[Double]]
  private let byFloors: [Floors: NetworkServiceFrontier]

  /// - Parameters:
  ///   - plans: per network, the plan in whole units that keeps the targets.
  ///   - floors: which frontiers are wanted.
  ///   - pointCount: most points of each, at least 1.
  /// - Throws: ``StudyError`` where no stage has external demand, or a network has no plan.
  public init(
    _ model: NetworkModel, plans: [StockingPlan], floors: [Floors] = Floors.allCases, pointCount: Int = 50
  ) throws(StudyError) {
    let hasValue = model.items.allSatisfy { $0.unitCost != nil }
    let measure: NetworkServiceFrontier.Budget = hasValue ? .inventoryValue : .holdingCost
    var byFloors: [Floors: NetworkServiceFrontier] = [:]
    for kind in floors {
      var options = Self.options(measure)
      options.pointCount = pointCount
      options.keepsPlannedLevels = kind == .targets
      byFloors[kind] = try Self.frontier(model, plans: plans, options: options)
    }
    self.byFloors = byFloors
    self.model = model
    self.measure = measure
    cycleStock = Self.cycleStock(model, measure)
    plannedLevels = plans.map { $0.stages.map(\.installationBaseStock) }
    guard let any = floors.lazy.compactMap({ byFloors[$0] }).first, let point = any.point(of: plannedLevels) else {
      throw StudyError(isInfeasible: false, message: "a frontier needs a plan for every network")
    }
    leastForTargets = Point(point, cycleStock: cycleStock)
  }

  private static func options(_ measure: NetworkServiceFrontier.Budget) -> NetworkServiceFrontier.Options {
    var options = NetworkServiceFrontier.Options()
    options.budget = measure
    return options
  }

  private static func frontier(
    _ model: NetworkModel, plans: [StockingPlan], options: NetworkServiceFrontier.Options
  ) throws(StudyError) -> NetworkServiceFrontier {
    do {
      return try NetworkServiceFrontier(model, plans: plans, options: options)
    } catch {
      throw StudyError(isInfeasible: false, message: "the frontier of service against stock: \(error.reason)")
    }
  }

  /// Mean stock between two orders that is no safety stock: demand of half a review period, and half an order multiple.
  private static func cycleStock(_ model: NetworkModel, _ measure: NetworkServiceFrontier.Budget) -> Double {
    var total = 0.0
    for network in model.networks {
      for (index, stage) in network.stages.enumerated() {
        let rate = measure == .holdingCost ? stage.holdingCostRate : model.unitCost(of: stage) ?? 0
        total += rate * network.meanCycleStock(of: index)
      }
    }
    return total
  }

  /// The efficient frontier, cheapest first; the first point is what the floors alone take.
  public func points(_ floors: Floors) -> [Point] {
    byFloors[floors]?.frontier.points.map { Point($0, cycleStock: cycleStock) } ?? []
  }

  /// The best service that an amount of stock gives.
  ///
  /// - Returns: the plan, its cost without the cycle stock; of status `infeasible` where the floors alone take more.
  public func plan(forStock stock: Double, _ floors: Floors) -> ServicePlan? {
    byFloors[floors]?.frontier.plan(forBudget: stock - cycleStock)
  }

  /// The least stock that gives a service.
  public func plan(forService service: Double, _ floors: Floors) -> ServicePlan? {
    byFloors[floors]?.frontier.plan(forService: service)
  }

  /// Where a plan of the frontier stands.
  public func point(_ plan: ServicePlan) -> Point {
    Point(stock: plan.cost + cycleStock, service: plan.service, marginalCost: plan.marginalCost)
  }

  /// The stages that a plan of the frontier has levels of, in their order.
  public var stages: [NetworkServiceFrontier.DecidedStage] { byFloors.first?.value.stages ?? [] }

  /// The least stock that the floors allow, in its money.
  public func leastStock(_ floors: Floors) -> Double { points(floors).first?.stock ?? cycleStock }

  /// The plans of all networks at the levels of a plan of the frontier.
  public func stockingPlans(_ plan: ServicePlan, _ floors: Floors) -> [StockingPlan] {
    byFloors[floors]?.stockingPlans(plan) ?? []
  }

  /// Where plans with promises of their own stand, today's say: their service and stock by the same model.
  public func point(of plans: [StockingPlan]) throws(StudyError) -> Point? {
    var options = Self.options(measure)
    options.pointCount = 1
    options.highestService = 1e-9
    let own = try Self.frontier(model, plans: plans, options: options)
    return own.point(of: plans.map { $0.stages.map(\.installationBaseStock) }).map {
      Point($0, cycleStock: cycleStock)
    }
  }
}

extension FrontierStudy.Point {
  init(_ point: ServiceFrontier.Point, cycleStock: Double) {
    self.init(stock: point.cost + cycleStock, service: point.service, marginalCost: point.marginalCost)
  }
}

extension StageNetwork {
  /// Mean stock of a stage between two orders that is no safety stock, in units: demand of half a review period, and
  /// half an order multiple.
  func meanCycleStock(of index: Int) -> Double {
    meanDemand[index] * Double(stages[index].reviewPeriod - 1) / 2 + max(0, stages[index].orderMultiple - 1) / 2
  }
}

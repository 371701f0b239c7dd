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
    /// What the next 0.1 percentage point of service costs from here: the stock of the cheapest plan that serves so much
    /// more, less that of this one, in the money of the stock. `nil` where so much is not left to gain.
    public var nextTenthCost: Double?
  }

  /// How the points of a frontier lie.
  public enum Spacing: Sendable {
    /// At most so many (at least 1), about evenly on the curve; all best plans where there are no more.
    case count(Int)
    /// The cheapest plan for every multiple of so much service, a fraction above 0.
    case service(Double)
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
  /// Stages whose service target it misses all the same, as planners have fixed less than that takes.
  public let missedTargets: Int
  private let byFloors: [Floors: NetworkServiceFrontier]
  private let pointsByFloors: [Floors: [Point]]

  /// A tenth of a percentage point of service.
  private static let tenth = 0.001
  /// Demand-weighted service at which frontiers end.
  public static let highestService = 0.9999

  /// - Parameters:
  ///   - plans: per network, the plan in whole units that keeps the targets.
  ///   - floors: which frontiers are wanted.
  ///   - spacing: how the points of each lie.
  /// - Throws: ``StudyError`` where no stage has external demand, or a network has no plan.
  public init(
    _ model: NetworkModel, plans: [StockingPlan], floors: [Floors] = Floors.allCases, spacing: Spacing = .count(50)
  ) throws(StudyError) {
    let hasValue = model.items.allSatisfy { $0.unitCost != nil }
    let measure: NetworkServiceFrontier.Budget = hasValue ? .inventoryValue : .holdingCost
    var byFloors: [Floors: NetworkServiceFrontier] = [:]
    for kind in floors {
      var options = Self.options(measure)
      options.highestService = Self.highestService
      if case .count(let count) = spacing { options.pointCount = count } else { options.pointCount = 1 }
      options.keepsPlannedLevels = kind == .targets
      byFloors[kind] = try Self.frontier(model, plans: plans, options: options)
    }
    self.byFloors = byFloors
    self.model = model
    self.measure = measure
    let cycleStock = Self.cycleStock(model, measure)
    self.cycleStock = cycleStock
    pointsByFloors = byFloors.mapValues { found in
      Self.points(found.frontier, spacing).map { cost, service in
        Self.point(cost: cost, service: service, on: found.frontier, cycleStock: cycleStock)
      }
    }
    plannedLevels = plans.map { $0.stages.map(\.installationBaseStock) }
    missedTargets = zip(model.networks, plans).reduce(0) { sum, pair in
      sum + FixedBaseStocks.lacking(in: pair.1, of: pair.0).count { $0 > 0 }
    }
    guard let any = floors.lazy.compactMap({ byFloors[$0] }).first, let point = any.costAndService(of: plannedLevels)
    else {
      throw StudyError(isInfeasible: false, message: "a frontier needs a plan for every network")
    }
    leastForTargets = Self.point(
      cost: point.cost, service: point.service, on: byFloors[.targets]?.frontier, cycleStock: cycleStock)
  }

  /// Cost and service of the points wanted.
  private static func points(_ frontier: ServiceFrontier, _ spacing: Spacing) -> [(cost: Double, service: Double)] {
    var points = frontier.points.map { (cost: $0.cost, service: $0.service) }
    guard case .service(let step) = spacing, step > 0, var last = points.first else { return points }
    while case let next = ((last.service / step + 1e-9).rounded(.down) + 1) * step, next <= highestService + 1e-12 {
      let plan = frontier.plan(forService: next)
      guard plan.status != .infeasible, plan.service > last.service else { break }
      // Where levels are whole, the same stock may turn out to serve the next multiple too.
      if plan.cost <= last.cost, points.count > 1 { points.removeLast() }
      last = (plan.cost, plan.service)
      points.append(last)
    }
    return points
  }

  /// A point with what the next tenth costs from there on.
  private static func point(
    cost: Double, service: Double, on frontier: ServiceFrontier?, cycleStock: Double
  ) -> Point {
    // Where a tenth is not left to gain, no plan need be looked for that says so.
    let further = service + tenth < 1 ? frontier?.plan(forService: service + tenth) : nil
    let next = further.flatMap { $0.status == .infeasible ? nil : max(0, $0.cost - cost) }
    return Point(stock: cost + cycleStock, service: service, nextTenthCost: next)
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
  public func points(_ floors: Floors) -> [Point] { pointsByFloors[floors] ?? [] }

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
  public func point(_ plan: ServicePlan, _ floors: Floors) -> Point {
    Self.point(cost: plan.cost, service: plan.service, on: byFloors[floors]?.frontier, cycleStock: cycleStock)
  }

  /// The stages that a plan of the frontier has levels of, in their order.
  public var stages: [NetworkServiceFrontier.DecidedStage] { byFloors.first?.value.stages ?? [] }

  /// The least stock that the floors allow, in its money.
  public func leastStock(_ floors: Floors) -> Double { points(floors).first?.stock ?? cycleStock }

  /// The plans of all networks at the levels of a plan of the frontier.
  public func stockingPlans(_ plan: ServicePlan, _ floors: Floors) -> [StockingPlan] {
    byFloors[floors]?.stockingPlans(plan) ?? []
  }

  /// Where plans with promises of their own stand, today's say: their service and stock by the same model, beside the
  /// frontier and without a next step on it.
  public func point(of plans: [StockingPlan]) throws(StudyError) -> Point? {
    var options = Self.options(measure)
    options.pointCount = 1
    options.highestService = 1e-9
    let own = try Self.frontier(model, plans: plans, options: options)
    return own.costAndService(of: plans.map { $0.stages.map(\.installationBaseStock) }).map {
      Point(stock: $0.cost + cycleStock, service: $0.service, nextTenthCost: nil)
    }
  }
}

extension StageNetwork {
  /// Mean stock of a stage between two orders that is no safety stock, in units: demand of half a review period, and
  /// half an order multiple.
  func meanCycleStock(of index: Int) -> Double {
    meanDemand[index] * Double(stages[index].reviewPeriod - 1) / 2 + max(0, stages[index].orderMultiple - 1) / 2
  }
}

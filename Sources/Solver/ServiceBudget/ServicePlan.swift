public import SupplyNetwork

/// The levels that a budget buys, or that a service costs, and what is proven of them.
public struct ServicePlan: Sendable, Equatable {
  /// What is known of the plan: `optimal` where it meets its bound to rounding, `infeasible` where there is none.
  public var status: StockingPlan.Status
  /// Money that counts against the budget.
  public var cost: Double
  /// Stock at the curves' inventory rates, in units or money.
  public var inventory: Double
  /// Demand-weighted service, a fraction.
  public var service: Double
  /// What another percentage point of demand-weighted service costs from here on, in money; 0 where there is none.
  public var marginalCost: Double
  /// No plan of the budget serves more than this. For a plan that a service target asked for: its own service.
  public var serviceBound: Double
  /// No plan that serves the target costs less than this. For a plan that a budget asked for: its own cost.
  public var costBound: Double
  /// Per curve its base stock in units, or the position of its point. Empty where infeasible.
  public var levels: [Double]
  /// Why there is no plan, where infeasible.
  public var reason: String?

  /// The plan that says that there is none.
  init(infeasible reason: String) {
    status = .infeasible
    (cost, inventory, service, marginalCost, serviceBound, costBound) = (0, 0, 0, 0, 0, 0)
    levels = []
    self.reason = reason
  }

  /// - Parameter ratio: weighted service per money of the best next move; 0 where there is none.
  init(_ state: CurveState, ratio: Double, set: CurveSet, serviceBound: Double? = nil, costBound: Double? = nil) {
    cost = state.totals.cost
    inventory = state.totals.inventory
    service = state.totals.service
    marginalCost = ServiceFrontier.marginalCost(ratio)
    self.serviceBound = max(service, serviceBound ?? service)
    self.costBound = min(cost, costBound ?? cost)
    levels = zip(state.levels, set.curves).map { level, curve in
      curve.points.isEmpty ? level : Double(set.tables.position(at: curve.points.lowerBound + Int(level)))
    }
    let isTight = self.serviceBound - service <= 1e-10 && cost - self.costBound <= 1e-9 * abs(cost)
    status = isTight ? .optimal : .feasible
  }
}

public import SupplyNetwork

/// Recomputes everything a plan says of itself, without any code of the solvers.
///
/// Checked are, stage by stage: inbound service time and net replenishment lead time from the committed service
/// times, all bounds on them, the base stock against the demand bound (``DirectBound``, its own evaluation), safety
/// stock, echelon base stock, holding cost; and of the whole plan: size, name, cost, lower bound and status.
public enum PlanVerifier {
  /// What kind of base stocks a plan claims to have, but for those that planners have fixed.
  public enum Form: Sendable {
    /// Base stocks equal to the demand bound.
    case exact
    /// Base stocks in whole units: the demand bound rounded up.
    case wholeUnits
    /// Base stocks in whole units of at least the demand bound.
    case wholeUnitsAtLeast
  }

  /// Relative tolerance of all comparisons.
  static var tolerance: Double { 1e-9 }

  /// All deviations of a plan from what it should be; empty where it is right.
  ///
  /// - Parameters:
  ///   - form: what kind of base stocks the plan claims to have.
  ///   - maximumServiceTime: the bound on committed service times that the plan was made under, in periods.
  ///
  /// Complexity: O(stages + links) demand bounds; the family of the pooled demand adds O(stages + links).
  public static func verify(
    _ plan: StockingPlan, against network: StageNetwork, form: Form = .exact, maximumServiceTime: Int? = nil
  ) -> [Issue] {
    var check = PlanCheck(plan: plan, network: network)
    if plan.name != network.name { check.fault("plan-name", "the plan is of \(plan.name), not of \(network.name)") }
    if plan.status == .infeasible {
      check.infeasibility(maximumServiceTime: maximumServiceTime)
      return check.issues
    }
    guard plan.stages.count == network.stageCount else {
      check.fault("plan-size", "\(plan.stages.count) decisions for \(network.stageCount) stages")
      return check.issues
    }
    let bounds = DirectBound(network)
    for stage in network.stages.indices
    where check.hasRightServiceTimes(stage, maximumServiceTime: maximumServiceTime) {
      check.stock(of: stage, bounds: bounds, form: form)
    }
    check.totals()
    return check.issues
  }

  /// Works out anew the proof that no plan of a network costs less than a given one; empty where it holds.
  ///
  /// - Parameters:
  ///   - certificate: the proof (``PlacementCertificate``).
  ///   - plan: the plan, with base stocks equal to the demand bound.
  ///   - maximumServiceTime: the bound on committed service times that the plan was made under, in periods.
  ///
  /// Complexity: per case, O(range of SI × range of S) summed over the stages, and O(links × ranges).
  public static func verify(
    _ certificate: PlacementCertificate, of plan: StockingPlan, against network: StageNetwork,
    maximumServiceTime: Int? = nil
  ) -> [Issue] {
    let check = CertificateCheck(certificate, cost: plan, network: network, maximumServiceTime: maximumServiceTime)
    return check.fault().map { [Issue(.error, code: "certificate", "the proof of optimality fails: \($0)")] } ?? []
  }
}

/// One run of the verifier.
private struct PlanCheck {
  let plan: StockingPlan
  let network: StageNetwork
  var issues: [Issue] = []

  init(plan: StockingPlan, network: StageNetwork) {
    self.plan = plan
    self.network = network
  }

  mutating func fault(_ code: String, _ message: String) {
    issues.append(Issue(.error, code: code, message))
  }

  private mutating func fault(_ code: String, at stage: Int, _ message: String) {
    fault(code, "stage \(network.stages[stage].id): \(message)")
  }

  private func isClose(_ value: Double, _ reference: Double, scale: Double = 0) -> Bool {
    value.isFinite && abs(value - reference) <= PlanVerifier.tolerance * max(abs(value), abs(reference), abs(scale))
  }

  /// A time of a plan, cut to what sums of times can hold.
  private static func bounded(_ periods: Int) -> Int { min(max(periods, -(1 << 40)), 1 << 40) }

  /// Quoting 0 everywhere is a plan if there is any, as long as no stage's stock is limited.
  mutating func infeasibility(maximumServiceTime: Int?) {
    if plan.reason?.isEmpty ?? true { fault("no-reason", "an infeasible plan without a reason") }
    if !plan.stages.isEmpty { fault("plan-size", "an infeasible plan with decisions") }
    let longest = 1_000_000_000
    let hasPlan = network.stages.indices.allSatisfy { index in
      let stage = network.stages[index]
      let leadTimes = network.supplierLinks[index].map { network.links[$0].leadTime }
      let inbound = max(stage.externalInboundServiceTime, leadTimes.max() ?? 0)
      return inbound <= stage.maximumInboundServiceTime ?? .max && stage.maximumCommittedServiceTime ?? 0 >= 0
        && (0...longest).contains(stage.processingTime) && (1...longest).contains(stage.reviewPeriod)
        && (0...longest).contains(inbound)
    }
    let isLimited = network.stages.contains {
      !$0.mayHoldStock || $0.maximumStock != nil || $0.shelfLife != nil || $0.minimumStock > 0
    }
    if hasPlan, maximumServiceTime ?? 0 >= 0, !isLimited {
      fault("not-infeasible", "called infeasible, but immediate service everywhere meets all bounds")
    }
  }

  /// Checks all times of a stage; whether its net replenishment lead time is right, so that a bound can be told.
  mutating func hasRightServiceTimes(_ index: Int, maximumServiceTime: Int?) -> Bool {
    let stage = network.stages[index]
    let decision = plan.stages[index]
    var inbound = stage.externalInboundServiceTime
    for position in network.supplierLinks[index] {
      let link = network.links[position]
      inbound = max(inbound, Self.bounded(plan.stages[link.supplier].committedServiceTime) + link.leadTime)
    }
    if decision.inboundServiceTime != inbound {
      fault(
        "inbound-service-time", at: index,
        "inbound service time \(decision.inboundServiceTime); its suppliers' promises make it \(inbound)")
    }
    if let bound = stage.maximumInboundServiceTime, decision.inboundServiceTime > bound {
      fault("inbound-bound", at: index, "inbound service time \(decision.inboundServiceTime) above \(bound)")
    }
    let committed = Self.bounded(decision.committedServiceTime)
    if committed < 0 || committed > min(stage.maximumCommittedServiceTime ?? .max, maximumServiceTime ?? .max) {
      fault("committed-bound", at: index, "committed service time \(committed) outside its bounds")
    }
    let periods = inbound + stage.processingTime + stage.reviewPeriod - 1 - committed
    if decision.netReplenishmentLeadTime != periods || periods < 0 {
      fault(
        "net-replenishment-lead-time", at: index,
        "net replenishment lead time \(decision.netReplenishmentLeadTime); its service times make it \(periods)")
      return false
    }
    return true
  }

  mutating func stock(of index: Int, bounds: DirectBound, form: PlanVerifier.Form) {
    let decision = plan.stages[index]
    let stage = network.stages[index]
    let level = decision.installationBaseStock
    let mean = network.meanDemand[index] * Double(decision.netReplenishmentLeadTime)
    let needed = bounds.baseStock(of: index, over: decision.netReplenishmentLeadTime)
    if let fixed = stage.fixedBaseStock, plan.model == GuaranteedService.model {
      if level != fixed { fault("base-stock", at: index, "base stock \(level); planners have fixed \(fixed)") }
    } else {
      if plan.model == GuaranteedService.model, bounds.excess(index, over: decision.netReplenishmentLeadTime) > 0 {
        fault("stock-limit", at: index, "a base stock of \(needed) breaks the limits on the stage's stock")
      }
      self.level(of: index, needed: needed, form: form)
    }
    if !isClose(decision.safetyStock, level - mean, scale: level) {
      fault("safety-stock", at: index, "safety stock \(decision.safetyStock); the base stock has \(level - mean)")
    }
    let cost = stage.holdingCostRate * max(0, level - mean)
    if !isClose(decision.holdingCost, cost, scale: stage.holdingCostRate * level) {
      fault("holding-cost", at: index, "holding cost \(decision.holdingCost); the safety stock costs \(cost)")
    }
    var echelon = level
    for position in network.customerLinks[index] {
      let link = network.links[position]
      echelon += link.units * link.share * plan.stages[link.customer].echelonBaseStock
    }
    if !isClose(decision.echelonBaseStock, echelon) {
      fault("echelon-base-stock", at: index, "echelon base stock \(decision.echelonBaseStock), not \(echelon)")
    }
  }

  /// Checks a base stock that planners have not fixed.
  private mutating func level(of index: Int, needed: Double, form: PlanVerifier.Form) {
    let level = plan.stages[index].installationBaseStock
    let slack = 2 * max(1e-9, 1e-12 * abs(needed))
    let isCovered = level == level.rounded() && level >= needed - slack
    switch form {
    case .exact:
      if !isClose(level, needed) {
        fault("base-stock", at: index, "base stock \(level); the demand bound is \(needed)")
      }
    case .wholeUnitsAtLeast:
      if !isCovered || !level.isFinite {
        fault("base-stock", at: index, "base stock \(level) is no whole number of units from \(needed) on")
      }
    case .wholeUnits:
      if !isCovered || !(level < needed + 1 + slack) {
        fault("base-stock", at: index, "base stock \(level) is not \(needed) rounded up to whole units")
      }
      if plan.model == GuaranteedService.model, let largest = network.stages[index].maximumStock,
        level > largest.rounded(.up)
      {
        fault("stock-limit", at: index, "base stock \(level) in whole units is above the maximum stock, \(largest)")
      }
    }
  }

  mutating func totals() {
    let cost = plan.stages.reduce(0) { $0 + $1.holdingCost }
    if !isClose(plan.cost, cost) { fault("cost", "cost \(plan.cost); its stages cost \(cost)") }
    if !(plan.lowerBound <= plan.cost + PlanVerifier.tolerance * abs(plan.cost)) {
      fault("lower-bound", "lower bound \(plan.lowerBound) above the cost \(plan.cost)")
    }
    if plan.status == .optimal, !isClose(plan.lowerBound, plan.cost) {
      fault("lower-bound", "called optimal at cost \(plan.cost), but the lower bound is \(plan.lowerBound)")
    }
  }
}

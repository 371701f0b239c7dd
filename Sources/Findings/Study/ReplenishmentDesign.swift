import Probability
import Solver
import SupplyNetwork

/// How the stages of one network order, from the rules of their tiers.
///
/// Rules that follow a forecast start at the mean demand and its deviation, so that with demand as planned they begin
/// where the plan stands:
///
/// - *Local min-max*: cover of lead time and review period, with what suppliers promise and less what the stage promises,
///   at the safety factor of the service target, unless the rule says otherwise.
/// - *Point-of-sale echelon*: the target at the start is the echelon base stock of the plan. Its mean part, Σ μ_i τ_i over
///   the echelon in units of the stage, makes the cover C = that ÷ μ; the rest, the safety stock of the echelon, is
///   1.25 kd√C. From then on the target follows demand at the points of sale.
struct ReplenishmentDesign {
  typealias Rule = ReplenishmentSettings.TierRule

  private let model: NetworkModel
  private let network: StageNetwork

  init(model: NetworkModel, index: Int) {
    self.model = model
    network = model.networks[index]
  }

  /// Today's policy: the levels of a plan of today where no rule says otherwise.
  func current(_ plan: StockingPlan) -> NetworkPolicy { policy(plan, currentRule) }

  /// The policy proposed: the levels of the plan where no rule says otherwise.
  func proposed(_ plan: StockingPlan) -> NetworkPolicy {
    policy(plan) { model.settings.replenishment.proposedRule($0) }
  }

  /// The rule of today of a tier; `nil` = levels.
  func currentRule(_ tier: String) -> Rule? { model.settings.currentRule(tier) }

  /// The rule of today of a stage; `nil` = levels.
  func currentRule(of stage: Int) -> Rule? { currentRule(model.tiers[model.tier(of: network.stages[stage])].name) }

  private func policy(_ plan: StockingPlan, _ rule: (_ tier: String) -> Rule?) -> NetworkPolicy {
    var policy = NetworkPolicy(plan)
    policy.unfilledOrders = model.settings.simulation.unfilledOrders
    policy.allocation = model.settings.simulation.allocation
    let covers = meanCover(plan)
    for (index, stage) in network.stages.enumerated() {
      guard let rule = rule(model.tiers[model.tier(of: stage)].name) else { continue }
      switch rule.logic {
      case .baseStock: continue
      case .echelonBaseStock:
        policy.replenishment[index] = .echelonBaseStock(plan.stages[index].echelonBaseStock)
      case .balancedEchelonBaseStock:
        policy.replenishment[index] = .balancedEchelonBaseStock(plan.stages[index].echelonBaseStock)
      case .localMinMax:
        policy.replenishment[index] = .smoothedMinMax(minMax(rule, of: index, in: plan))
      case .pointOfSaleEchelon:
        policy.replenishment[index] = .echelonReplenishment(
          echelon(rule, of: index, cover: covers[index], baseStock: plan.stages[index].echelonBaseStock))
      }
    }
    return policy
  }

  /// The forecast that mean demand and its deviation make.
  private func forecast(_ rule: Rule, of index: Int) -> DemandSmoothing {
    DemandSmoothing(
      weight: rule.smoothing, startingMean: network.meanDemand[index],
      startingDeviation: network.pooledDemandSD[index] / DemandSmoothing.deviationFactor)
  }

  /// Minimum and maximum of a stage by its own outflow. Its orders wait for what suppliers promise, and its customers for
  /// what it promises itself.
  func minMax(_ rule: Rule, of index: Int, in plan: StockingPlan) -> SmoothedMinMax {
    let stage = network.stages[index]
    let decision = plan.stages[index]
    let transport = network.supplierLinks[index].reduce(stage.externalInboundServiceTime) {
      max($0, network.links[$1].leadTime + plan.stages[network.links[$1].supplier].committedServiceTime)
    }
    let exposed = transport + stage.processingTime + stage.reviewPeriod - decision.committedServiceTime
    return SmoothedMinMax(
      demand: forecast(rule, of: index), safetyFactor: rule.safetyFactor ?? stage.service.safetyFactor,
      coverPeriods: rule.coverPeriods ?? Double(max(stage.reviewPeriod, exposed)),
      orderPeriods: rule.orderPeriods, signal: rule.signal == .quantitiesShipped ? .quantitiesShipped : .ordersReceived)
  }

  private func echelon(_ rule: Rule, of index: Int, cover: Double, baseStock: Double) -> EchelonReplenishment {
    let demand = forecast(rule, of: index)
    let mean = network.meanDemand[index]
    let periods = rule.coverPeriods ?? (mean > 0 ? cover / mean : 0)
    let unit = DemandSmoothing.deviationFactor * demand.startingDeviation * max(0, periods).squareRoot()
    let safetyStock = max(0, baseStock - mean * periods)
    let factor = rule.safetyFactor ?? (unit > 0 ? safetyStock / unit : 0)
    // Safety stock against demand that does not vary is a fixed time of it.
    let extra = rule.safetyFactor == nil && unit <= 0 && mean > 0 ? safetyStock / mean : 0
    return EchelonReplenishment(
      demand: demand, safetyFactor: factor, coverPeriods: periods, extraPeriods: extra,
      signal: Self.heard(rule.signal),
      latency: max(0, model.settings.simulation.posLatency))
  }

  /// What is known of the points of sale: recorded sales where nothing is said.
  private static func heard(_ signal: ReplenishmentSettings.Signal?) -> EchelonReplenishment.Signal {
    switch signal {
    case .consumerDemand: .consumerDemand
    case .correctedSales: .correctedSales
    case nil, .recordedSales, .ordersReceived, .quantitiesShipped: .recordedSales
    }
  }

  /// By stage, the mean demand over the times that its echelon covers, Σ μ_i τ_i in its own units.
  private func meanCover(_ plan: StockingPlan) -> [Double] {
    var covers = [Double](repeating: 0, count: network.stageCount)
    for index in network.upstreamFirst.reversed() {
      covers[index] = network.meanDemand[index] * Double(plan.stages[index].netReplenishmentLeadTime)
      for position in network.customerLinks[index] {
        let link = network.links[position]
        covers[index] += link.units * link.share * covers[link.customer]
      }
    }
    return covers
  }
}

extension CaseSettings {
  /// The rule of today of a tier; `nil` = levels.
  func currentRule(_ tier: String) -> ReplenishmentSettings.TierRule? {
    replenishment.current[tier] ?? replenishment.currentStandard
      ?? (currentPolicy == .localMinMax ? .init(.localMinMax) : nil)
  }

  /// Whether the stages of a tier order by another rule than today.
  func changesRule(_ tier: String) -> Bool {
    func rule(_ stated: ReplenishmentSettings.TierRule?) -> ReplenishmentSettings.TierRule? {
      stated?.logic == .baseStock ? nil : stated
    }
    return rule(currentRule(tier)) != rule(replenishment.proposedRule(tier))
  }
}

extension ServiceTarget {
  /// Standard deviations of cover, z: as given, or the quantile of the target, which for a fill rate is on the safe side.
  var safetyFactor: Double {
    measure == .safetyFactor ? max(0, target) : max(0, StandardNormal.quantile(min(max(target, 0), 1 - 1e-9)))
  }
}

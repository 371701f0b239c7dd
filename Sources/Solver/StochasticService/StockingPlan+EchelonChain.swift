import Probability
import SupplyNetwork

extension StockingPlan {
  /// The plan of optimal levels.
  init(_ chain: EchelonChain, optimum: ChainOptimum, network: StageNetwork, method: String) {
    // Levels as they were found: normal demand below zero could take an echelon above the level upstream.
    let measures = EchelonPolicyMeasures(chain, ChainState(chain, levels: optimum.levels), network)
    self.init(chain, levels: optimum.effectiveLevels, measures: measures, network: network, method: method)
    lowerBound = cost
    status = .optimal
  }

  /// The feasible plan of given levels, none above one further upstream, in end units.
  ///
  /// A stage's holding cost is that of its expected stock on hand; the cost is that of ``EchelonPolicyMeasures/cost``.
  init(
    _ chain: EchelonChain, levels: [Double], measures: EchelonPolicyMeasures, network: StageNetwork, method: String
  ) {
    var decisions = [StageDecision](repeating: StageDecision(), count: network.stageCount)
    for (position, link) in chain.links.enumerated() {
      let stage = network.stages[link.stage]
      let installation = levels[position] - (link.customer < 0 ? 0 : levels[link.customer])
      let meanDemand = chain.demand.mean * Double(link.leadTime)
      decisions[link.stage] = StageDecision(
        inboundServiceTime: link.leadTime - stage.processingTime, netReplenishmentLeadTime: link.leadTime,
        safetyStock: (installation - meanDemand) * link.unitsPerEndUnit,
        installationBaseStock: installation * link.unitsPerEndUnit,
        echelonBaseStock: levels[position] * link.unitsPerEndUnit, holdingCost: measures.holdingCost[link.stage])
    }
    self.init(
      name: network.name, model: "ssm", method: method, status: .feasible, cost: measures.cost, lowerBound: 0,
      stages: decisions)
  }
}

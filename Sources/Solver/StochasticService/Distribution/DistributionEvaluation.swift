/// What given base stocks of a distribution network do in the long run.
public struct DistributionEvaluation: Sendable, Codable, Equatable {
  /// What they do at one stage.
  public struct StageMeasures: Sendable, Codable, Equatable {
    /// E[(s − X)⁺]: stock at the stage, in units.
    public var onHand: Double
    /// E[(X − s)⁺]: what the stage owes its customers, those from outside included, in units.
    public var backorders: Double
    /// Probability that the stage has stock; under Poisson demand also its fill rate, the share of demand (of
    /// customers outside and in the network) served at once: an arrival finds what there is in the long run.
    public var readyRate: Double
    /// Cost of the stock, in money per period.
    public var holdingCost: Double
    /// Cost of the goods in transit to customers in the network, which the stage owns, in money per period.
    public var pipelineCost: Double
    /// Cost of what customers from outside wait for, in money per period.
    public var backorderCost: Double

    /// Makes a record.
    public init(
      onHand: Double, backorders: Double, readyRate: Double, holdingCost: Double, pipelineCost: Double,
      backorderCost: Double
    ) {
      self.onHand = onHand
      self.backorders = backorders
      self.readyRate = readyRate
      self.holdingCost = holdingCost
      self.pipelineCost = pipelineCost
      self.backorderCost = backorderCost
    }

    /// Cost of the stage, in money per period.
    public var cost: Double { holdingCost + pipelineCost + backorderCost }
  }

  /// One record per stage, in the network's order.
  public var stages: [StageMeasures]

  /// Makes an evaluation.
  public init(stages: [StageMeasures]) {
    self.stages = stages
  }

  /// Cost of the network, goods in transit between its stages included, in money per period.
  public var cost: Double { stages.reduce(0) { $0 + $1.cost } }
}

extension DistributionEvaluation.StageMeasures {
  /// The measures of a stage of a tree.
  init(tree: DistributionTree, stage: Int, onHand: Double, backorders: Double, readyRate: Double) {
    self.init(
      onHand: onHand, backorders: backorders, readyRate: readyRate,
      holdingCost: tree.holdingCostRate[stage] * onHand, pipelineCost: tree.pipelineCost(stage),
      backorderCost: tree.ownBackorderCostRate(stage) * backorders)
  }
}

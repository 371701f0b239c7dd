import Probability

extension StageNetwork {
  /// The same network, in which every stage with demand states a backorder cost rate: its own, or the implied one.
  public func statingBackorderCostRates() -> StageNetwork {
    withStages { stage in
      if (stage.demand?.mean ?? 0) > 0, !(stage.backorderCostRate > 0) {
        stage.backorderCostRate = stage.impliedBackorderCostRate
      }
    }
  }
}

extension StageNetwork {
  /// The same network, in which a stage states another backorder cost rate, in money per unit per period.
  public func stating(backorderCostRate: Double, ofStage index: Int) -> StageNetwork {
    var position = -1
    return withStages { stage in
      position += 1
      if position == index { stage.backorderCostRate = backorderCostRate }
    }
  }
}

extension Stage {
  /// The backorder cost rate p = h × α ÷ (1 − α), in money per unit per period, at which a single stage that covers α
  /// of its periods is cheapest (the newsvendor's fractile). A fill rate is taken for α, which as a rule serves
  /// more than it asks for; the solver has the rate that just attains it in serial and assembly networks.
  public var impliedBackorderCostRate: Double {
    let share = service.measure == .safetyFactor ? StandardNormal.cumulative(service.target) : service.target
    let level = min(max(share, 0), 1 - 1e-9)
    return holdingCostRate * level / (1 - level)
  }
}

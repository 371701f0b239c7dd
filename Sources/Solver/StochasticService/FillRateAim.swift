import Probability
public import SupplyNetwork

/// A serial or assembly network whose end item has a fill rate to attain and states no backorder cost rate: the rate
/// that it takes, and the plan (``FillRateLevels``).
struct FillRateAim: Sendable {
  /// The row of the network at the backorder cost rate found.
  private let chain: EchelonChain
  private let found: FillRateLevels
  /// The network, its end item stating the backorder cost rate found.
  let network: StageNetwork

  /// Whether the network is one chain.
  var isSerial: Bool { chain.isSerial }

  /// Finds the rate; `nil` where the network has another shape or target, or no rate makes a difference.
  init?(_ network: StageNetwork) {
    guard let end = network.stages.indices.first(where: { network.isEnd($0) }) else { return nil }
    let stage = network.stages[end]
    guard stage.service.measure == .fillRate, (stage.demand?.mean ?? 0) > 0, !(stage.backorderCostRate > 0) else {
      return nil
    }
    do {
      let start = stage.impliedBackorderCostRate
      var chain = try EchelonChain(network, backorderCostRate: start)
      guard let found = try FillRateLevels(chain, fillRate: stage.service.target, start: start) else { return nil }
      chain.backorderCostRate = found.backorderCostRate
      self.chain = chain
      self.found = found
      self.network = network.stating(backorderCostRate: found.backorderCostRate, ofStage: end)
    } catch {
      return nil
    }
  }

  /// The plan, optimal at the backorder cost rate found unless levels could be lowered.
  func plan() -> StockingPlan {
    func plan(_ levels: [Double]) -> StockingPlan {
      let measures = EchelonPolicyMeasures(chain, ChainState(chain, levels: levels), network)
      return StockingPlan(
        chain, levels: levels, measures: measures, network: network,
        method: (isSerial
          ? "echelon base stocks of a serial system" : "balanced echelon base stocks of an assembly system")
          + " at the backorder cost rate that just attains the fill rate")
    }
    let optimum = plan(found.optimalLevels)
    var result = found.levels == found.optimalLevels ? optimum : plan(found.levels)
    result.lowerBound = min(optimum.cost, result.cost)
    if found.levels == found.optimalLevels { result.status = .optimal }
    return result
  }
}

extension StochasticService {
  /// The network, in which every stage with demand states a backorder cost rate: its own, or the one that its service
  /// target takes.
  ///
  /// In serial and assembly networks a fill rate takes the least rate at which the optimal plan attains it. A cycle
  /// service level α takes hα ÷ (1 − α), at which P(no backorder) of an optimal plan is α under continuous demand and at
  /// least that under whole-unit demand (van Houtum & Zijm 2000, doi:10.1111/1467-9574.00132). In other networks both
  /// take that (``SupplyNetwork/Stage/impliedBackorderCostRate``).
  ///
  /// Complexity: some tens of optimisations where a fill rate is to be attained.
  public static func statingBackorderCostRates(_ network: StageNetwork) -> StageNetwork {
    FillRateAim(network)?.network ?? network.statingBackorderCostRates()
  }
}

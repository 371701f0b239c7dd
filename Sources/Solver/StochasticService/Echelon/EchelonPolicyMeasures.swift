import Probability
public import SupplyNetwork

/// What echelon base stocks cost and do in the long run, in expectation.
///
/// Counted at the end of a period, in the sequence of events of the simulator: receive, demand, order, ship, count.
public struct EchelonPolicyMeasures: Sendable, Equatable {
  /// Stock on hand by stage, in its own units.
  public var onHand: [Double]
  /// Units that a stage owes its customer, or the end item its customers, by stage, in its own units. In an assembly
  /// what the customer is short of, whichever component is missing.
  public var backorders: [Double]
  /// Share of periods at whose end no demand waits (the ready rate, or cycle service level α).
  public var readyRate: Double
  /// Share of demand that is served in its own period, from stock or from what arrives in it (the fill rate β); 1
  /// without demand.
  public var fillRate: Double
  /// Holding cost of stock on hand, in money per period, by stage.
  public var holdingCost: [Double]
  /// Holding cost of what is on its way between stages or in processing with inputs from inside, at the rates of its
  /// parts, in money per period. What the outside supplier has on its way costs nothing.
  public var pipelineHoldingCost: Double
  /// Backorder cost at the end item, in money per period.
  public var backorderCost: Double

  /// Cost of stock on hand and of backorders: what the simulator counts, in money per period.
  public var costWithoutPipeline: Double { holdingCost.reduce(0, +) + backorderCost }
  /// The cost of the literature: with the holding cost of the pipeline between stages, in money per period.
  public var cost: Double { costWithoutPipeline + pipelineHoldingCost }

  /// Evaluates echelon base stocks of a serial network exactly, and of an assembly under the balanced policy
  /// (``AssemblyStochasticService``).
  ///
  /// Demand families as ``SerialStochasticService``. Complexity: as one optimisation.
  ///
  /// - Parameter echelonBaseStocks: by stage, in its own units. A level above one further upstream, which it cannot
  ///   reach, is as good as that. For discrete demand whole numbers in units of the end item.
  /// - Throws: ``SolverError`` where the network is none of these or the levels make no sense.
  public init(of echelonBaseStocks: [Double], in network: StageNetwork) throws(SolverError) {
    try self.init(EchelonChain(network), echelonBaseStocks, network)
  }

  init(_ chain: EchelonChain, _ echelonBaseStocks: [Double], _ network: StageNetwork) throws(SolverError) {
    guard echelonBaseStocks.count == chain.links.count else {
      throw .invalid(reason: "\(echelonBaseStocks.count) base stocks for \(chain.links.count) stages")
    }
    guard echelonBaseStocks.allSatisfy({ abs($0) < 1e15 }) else {
      throw .invalid(reason: "base stocks must be numbers below 10¹⁵")
    }
    var levels = chain.levels(echelonBaseStocks)
    if chain.demand.isDiscrete {
      for (position, level) in levels.enumerated() {
        let whole = level.rounded()
        guard abs(level - whole) <= 1e-9 * max(1, abs(level)) else {
          let stage = network.stages[chain.links[position].stage]
          throw .invalid(reason: "stage \(stage.id): under whole-unit demand base stocks are whole end items")
        }
        levels[position] = whole
      }
    }
    self.init(chain, ChainState(chain, levels: levels), network)
  }

  /// The measures of a state.
  init(_ chain: EchelonChain, _ state: ChainState, _ network: StageNetwork) {
    onHand = [Double](repeating: 0, count: chain.links.count)
    backorders = onHand
    holdingCost = onHand
    for (position, link) in chain.links.enumerated() {
      // What is in the echelon less what was sent on, the mean demands of the lead times cancelling.
      let sentOn = link.customer < 0 ? -state.backorders : state.positions[link.customer]
      let stock = max(0, state.positions[position] - sentOn)
      onHand[link.stage] = stock * link.unitsPerEndUnit
      backorders[link.stage] =
        link.unitsPerEndUnit * (link.customer < 0 ? state.backorders : state.shortfalls[link.customer])
      holdingCost[link.stage] = stock * link.holdingCostRate
    }
    readyRate = state.readyRate
    fillRate = state.fillRate(of: chain.demand.mean)
    pipelineHoldingCost = chain.pipelineHoldingCost
    backorderCost = chain.backorderCostRate * state.backorders
  }
}

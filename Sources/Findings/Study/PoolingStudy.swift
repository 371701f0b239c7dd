import Solver
import SupplyNetwork

/// Safety stock of one network, decentralised against coordinated, at several correlations.
///
/// *Decentralised*: every stage hedges alone, so that a supplier adds up its customers' standard deviations (the
/// independent plan at correlation 1). *Coordinated*: the optimal plan, in which demands offset each other as far as
/// their correlation lets them; base stocks that planners have fixed are left aside in both (Eppen 1979, doi:10.1287/mnsc.25.5.498).
public struct PoolingStudy: Sendable, Equatable {
  /// Correlations compared: independent, as measured, and no pooling at all.
  public let correlations: [Double]
  /// Index of the measured correlation.
  public static let asIs = 1
  /// Decentralised safety stock by tier, in units.
  public let decentralisedUnits: [Double]
  /// Its value, in money; by tier. Zero where unit costs are unknown.
  public let decentralisedValue: [Double]
  /// Coordinated safety stock by correlation, then tier, in units.
  public let coordinatedUnits: [[Double]]
  /// Its value, in money.
  public let coordinatedValue: [[Double]]
  /// Safety stock by correlation, then tier, when every stage quotes immediate delivery: what the correlation alone
  /// does to a tier, its placement held. In units.
  public let placedUnits: [[Double]]
  /// Its value, in money.
  public let placedValue: [[Double]]
  /// Whether limits on stock leave no plan at some correlation, where they are left aside.
  public let leavesLimitsAside: Bool

  /// - Parameters:
  ///   - plan: The optimal plan of the network as it is.
  ///   - surcharges: Those that it was made at, by location; empty = none.
  init(
    network: StageNetwork, plan: StockingPlan, model: NetworkModel, surcharges: [Double] = []
  ) throws(StudyError) {
    let bound = model.settings.optimization.maximumServiceTime
    correlations = [0, network.correlation, 1]
    func tally(_ plan: StockingPlan) -> (units: [Double], value: [Double]) {
      var units = [Double](repeating: 0, count: model.tiers.count)
      var value = units
      for (stage, decision) in zip(network.stages, plan.stages) {
        units[model.tier(of: stage)] += decision.safetyStock
        value[model.tier(of: stage)] += decision.safetyStock * (model.unitCost(of: stage) ?? 0)
      }
      return (units, value)
    }
    let unpooled = try NetworkStudy.network(network, at: 1)
    (decentralisedUnits, decentralisedValue) = tally(IndependentPlanner.plan(for: unpooled))
    var coordinated: [(units: [Double], value: [Double])] = []
    var placed: [(units: [Double], value: [Double])] = []
    let free = network.withoutFixedBaseStocks()
    var leavesLimitsAside = false
    for (index, correlation) in correlations.enumerated() {
      let isAsIs = index == Self.asIs && !network.hasFixedBaseStock
      let changed = index == Self.asIs ? free : try NetworkStudy.network(free, at: correlation)
      if isAsIs {
        coordinated.append(tally(plan))
      } else {
        let found = try NetworkStudy.whatIf(changed, maximumServiceTime: bound, surcharges: surcharges)
        coordinated.append(tally(found.plan))
        leavesLimitsAside = leavesLimitsAside || found.leavesLimitsAside
      }
      placed.append(tally(IndependentPlanner.plan(for: changed)))
    }
    self.leavesLimitsAside = leavesLimitsAside
    coordinatedUnits = coordinated.map(\.units)
    coordinatedValue = coordinated.map(\.value)
    placedUnits = placed.map(\.units)
    placedValue = placed.map(\.value)
  }
}

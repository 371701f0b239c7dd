import Foundation
import Probability
import Simulator
import SupplyNetwork

/// The network twin that the benchmarks play: one regional centre, distribution centres, stores, and items that all take
/// the same ways. Made of random numbers, by the rules that the programs beside ours follow, too.
struct NetworkTwin: Sendable {
  /// What distribution centres order by.
  enum Rule: String, Sendable, CaseIterable {
    /// Minimum and maximum that follow the orders of their stores.
    case orders = "A"
    /// Echelon replenishment that follows the sales of their stores.
    case sales = "B"
  }

  private static let safetyFactor = 1.645
  private static let regionalLeadTime = 14

  private let centreOfStore: [Int]
  private let centreLeadTimes: [Int]
  private let storeLeadTimes: [Int]
  private let storeSizes: [Double]
  private let itemMeans: [Double]
  /// What all items have in common.
  private let stages: [Stage]
  private let links: [Link]
  private let rule: Rule

  /// Number of stages of an item.
  var stageCount: Int { 1 + centreLeadTimes.count + storeSizes.count }
  /// Rank of every stage: regional centre, distribution centres, stores.
  private var tiers: [Int] { [0] + centreLeadTimes.map { _ in 1 } + storeSizes.map { _ in 2 } }

  /// Draws a twin: about 3.5 units a day, unequal centres, lead times of 1 or 2 days to stores and 3 to 5 to centres.
  init(items: Int, centres: Int, stores: Int, rule: Rule, seed: UInt64) {
    var stream = RandomStream(seed: seed, path: [0])
    func lognormal(_ mean: Double, _ sd: Double) -> Double { exp(mean + sd * stream.normal()) }
    let weights = (0..<centres).map { _ in 60 + 60 * stream.uniform() }
    let total = weights.reduce(0, +)
    var bounds = [0]
    var sum = 0.0
    for weight in weights {
      sum += weight
      bounds.append(Int((sum / total * Double(stores)).rounded()))
    }
    centreOfStore = (0..<centres).flatMap { centre in
      [Int](repeating: centre, count: bounds[centre + 1] - bounds[centre])
    }
    centreLeadTimes = (0..<centres).map { _ in 3 + Int(3 * stream.uniform()) }
    storeLeadTimes = (0..<stores).map { _ in 1 + Int(2 * stream.uniform()) }
    storeSizes = (0..<stores).map { _ in lognormal(0, 0.4) }
    itemMeans = (0..<items).map { _ in lognormal(1, 0.6) }
    self.rule = rule
    stages =
      [Stage(id: "R", processingTime: Self.regionalLeadTime)]
      + (0..<centres).map { Stage(id: "D\($0)", location: 1 + $0) }
      + (0..<stores).map { Stage(id: "S\($0)", location: 1 + centres + $0) }
    let (times, centre) = (storeLeadTimes, centreOfStore)
    links =
      centreLeadTimes.enumerated().map { Link(supplier: 0, customer: 1 + $0.offset, leadTime: $0.element) }
      + (0..<stores).map { Link(supplier: 1 + centre[$0], customer: 1 + centres + $0, leadTime: times[$0]) }
  }

  /// One item with its policy.
  func world(_ item: Int) throws(IssueList) -> SimulatedWorld {
    let centres = centreLeadTimes.count
    let means = storeSizes.map { $0 * itemMeans[item] }
    var centreMeans = [Double](repeating: 0, count: centres)
    for (store, mean) in means.enumerated() { centreMeans[centreOfStore[store]] += mean }
    var stages = stages
    for stage in stages.indices {
      stages[stage].item = item
      if stage > centres { stages[stage].demand = .poisson(mean: means[stage - 1 - centres]) }
    }
    let network = try StageNetwork(name: "item \(item)", stages: stages, links: links)
    let local = (0..<centres).map { minMax(centreMeans[$0], leadTime: centreLeadTimes[$0], orderPeriods: 3) }
    let regional = minMax(centreMeans.reduce(0, +), leadTime: Self.regionalLeadTime, orderPeriods: 7)
    let ends = means.indices.map { store in
      let cover = means[store] * Double(storeLeadTimes[store] + 1)
      let least = (cover + Self.safetyFactor * cover.squareRoot()).rounded(.up)
      return ReplenishmentPolicy.reorderPointOrderUpTo(
        reorderPoint: least, orderUpTo: least + (3 * means[store]).rounded(.up))
    }
    func policy(_ centres: [ReplenishmentPolicy]) -> NetworkPolicy {
      NetworkPolicy(
        replenishment: [regional] + centres + ends, committedServiceTime: [Int](repeating: 0, count: stageCount),
        unfilledOrders: .cancel)
    }
    let echelon = (0..<centres).map { centre in
      ReplenishmentPolicy.echelonReplenishment(
        EchelonReplenishment(
          demand: forecast(centreMeans[centre]), safetyFactor: Self.safetyFactor,
          coverPeriods: Double(centreLeadTimes[centre]) + 3.5, extraPeriods: 1.5))
    }
    var world = SimulatedWorld(
      network: network, policy: policy(rule == .orders ? local : echelon), streamIndex: UInt64(item), tiers: tiers)
    // Both rules start with the maxima of the first.
    world.startingOnHand =
      [startingStock(centreMeans.reduce(0, +), Self.regionalLeadTime, 7)]
      + (0..<centres).map { startingStock(centreMeans[$0], centreLeadTimes[$0], 3) }
      + ends.map { if case .reorderPointOrderUpTo(_, let most) = $0 { most } else { 0 } }
    return world
  }

  private func forecast(_ mean: Double) -> DemandSmoothing {
    DemandSmoothing(weight: 0.1, startingMean: mean, startingDeviation: 0.8 * mean.squareRoot())
  }

  private func minMax(_ mean: Double, leadTime: Int, orderPeriods: Double) -> ReplenishmentPolicy {
    .smoothedMinMax(
      SmoothedMinMax(
        demand: forecast(mean), safetyFactor: Self.safetyFactor, coverPeriods: Double(leadTime + 1),
        orderPeriods: orderPeriods))
  }

  private func startingStock(_ mean: Double, _ leadTime: Int, _ orderPeriods: Double) -> Double {
    let cover = Double(leadTime + 1)
    let deviation = DemandSmoothing.deviationFactor * 0.8 * mean.squareRoot()
    return mean * (cover + orderPeriods) + Self.safetyFactor * deviation * cover.squareRoot()
  }
}

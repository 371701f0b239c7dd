import Probability
import Solver
import SupplyNetwork

/// The customers of one location: demand that could be hedged together there.
struct PoolingGroup {
  /// Name of the supplying location.
  var name: String
  /// Customers.
  var members: Int
  /// Correlation of their demands, weighted by deviation.
  var correlation: Double
  /// Σ z σ √L, in the measure of stock.
  var separate: Double
  /// z √(Σ Σ ρ σ σ) √L, in the measure of stock.
  var pooled: Double

  /// z of a target; a fill-rate target counts as a probability here.
  static func safetyFactor(_ target: ServiceTarget) -> Double {
    target.measure == .safetyFactor ? target.target : StandardNormal.quantile(target.target)
  }

  /// One group per location that supplies at least two that face customers, largest saving first, at most 12.
  static func all(in context: FindingsContext) -> [PoolingGroup] {
    let model = context.model
    var separate = [Double](repeating: 0, count: model.locations.count)
    var pooled = separate
    var weight = separate
    var weighted = separate
    var members = [Set<Int>](repeating: [], count: model.locations.count)
    let histories = SeriesIndex(context.study.input.planningCase?.history)
    for network in model.networks {
      for (index, stage) in network.stages.enumerated() {
        let customers = network.customerLinks[index].map { network.links[$0].customer }
          .filter { network.stages[$0].demand != nil && network.stages[$0].location != stage.location }
        guard customers.count >= 2 else { continue }
        let together = PooledDeviation(customers.map { network.stages[$0].demand?.sd ?? 0 })
        let locations = customers.map { network.stages[$0].location }
        let correlation = histories?.correlation(item: stage.item, locations: locations) ?? network.correlation
        let time = Double(stage.processingTime + stage.reviewPeriod - 1).squareRoot()
        let scale = safetyFactor(stage.service) * time * (context.ledger.hasValue ? model.unitCost(of: stage) ?? 0 : 1)
        separate[stage.location] += scale * together.sum
        pooled[stage.location] += scale * together.value(at: min(1, max(0, correlation)))
        weight[stage.location] += together.sum
        weighted[stage.location] += together.sum * correlation
        members[stage.location].formUnion(locations)
      }
    }
    let groups = model.locations.indices.filter { separate[$0] > 0 }.map { location in
      PoolingGroup(
        name: model.locations[location].name, members: members[location].count,
        correlation: weight[location] > 0 ? weighted[location] / weight[location] : 0, separate: separate[location],
        pooled: pooled[location])
    }
    return Array(groups.sorted { $0.separate - $0.pooled > $1.separate - $1.pooled }.prefix(12))
  }
}

/// Finds the series of an item at some locations.
private struct SeriesIndex {
  private let history: DemandHistory
  private let position: [DemandHistory.Key: Int]

  init?(_ history: DemandHistory?) {
    guard let history else { return nil }
    self.history = history
    position = Dictionary(uniqueKeysWithValues: zip(history.series, history.series.indices))
  }

  func correlation(item: Int, locations: [Int]) -> Double? {
    let series = locations.compactMap { position[DemandHistory.Key(item: item, location: $0)] }
    return CorrelationEstimate.measured(history, series: series)
  }
}

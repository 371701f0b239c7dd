import Probability
import SupplyNetwork

/// The systems under base stocks that the programs beside ours simulate, too, with their costs: stock on hand at the
/// stages' rates, on its way inside the network at the rate of where it comes from, and backorders.
enum PeerSystem: String, Sendable, CaseIterable {
  /// Three stages in series: Example 6.1 of Snyder & Shen, Fundamentals of Supply Chain Theory.
  case serial
  /// A warehouse and five retailers.
  case warehouse

  /// The stages.
  func network() throws(IssueList) -> StageNetwork {
    switch self {
    case .serial:
      let stages = [
        Stage(id: "3", location: 0, processingTime: 2, holdingCostRate: 2),
        Stage(id: "2", location: 1, processingTime: 1, holdingCostRate: 4),
        Stage(
          id: "1", location: 2, processingTime: 1, holdingCostRate: 7, backorderCostRate: 37.12,
          demand: .normal(mean: 5, sd: 1)),
      ]
      return try StageNetwork(
        name: rawValue, stages: stages, links: [Link(supplier: 0, customer: 1), Link(supplier: 1, customer: 2)])
    case .warehouse:
      var stages = [Stage(id: "0", processingTime: 3, holdingCostRate: 1)]
      for retailer in 1...5 {
        stages.append(
          Stage(
            id: "\(retailer)", location: retailer, processingTime: 2, holdingCostRate: 2, backorderCostRate: 20,
            demand: .normal(mean: Double(20 + 2 * retailer), sd: 5)))
      }
      return try StageNetwork(
        name: rawValue, stages: stages, links: (1...5).map { Link(supplier: 0, customer: $0) })
    }
  }

  /// Installation base stocks by stage.
  var policy: NetworkPolicy {
    let levels: [Double] =
      switch self {
      case .serial: [10.69, 5.53, 6.49]
      case .warehouse: [430] + (1...5).map { Double(3 * (20 + 2 * $0) + 18) }
      }
    return NetworkPolicy(
      replenishment: levels.map { .installationBaseStock($0) }, committedServiceTime: levels.map { _ in 0 })
  }

  /// Mean cost per period of what was simulated.
  func cost(_ run: SimulationRun, _ network: StageNetwork) -> Double {
    network.stages.indices.reduce(0) { total, stage in
      let rates = network.supplierLinks[stage].map { network.stages[network.links[$0].supplier].holdingCostRate }
      return total + run.estimate(.cost, stage: stage).mean
        + rates.reduce(0, +) * run.estimate(.inTransit, stage: stage).mean
    }
  }
}

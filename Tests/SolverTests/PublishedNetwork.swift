import Probability
import SupplyNetwork

/// Small networks of the textbook, typed in from its tables.
enum PublishedNetwork: Sendable {
  case example65, problem67, problem69

  func network() throws -> StageNetwork {
    switch self {
    case .example65:
      try StageNetwork(
        name: "example 6.5",
        stages: [
          stage("1", 2, 1, inbound: 1, factor: 1), stage("3", 1, 2, factor: 1),
          stage("2", 1, 3, most: 0, demand: .normal(mean: 0, sd: 1), factor: 1),
          stage("4", 1, 3, most: 1, demand: .normal(mean: 0, sd: 1), factor: 1),
        ],
        links: [Link(supplier: 0, customer: 1), Link(supplier: 1, customer: 2), Link(supplier: 1, customer: 3)])
    case .problem67:
      try StageNetwork(
        name: "problem 6.7",
        stages: [
          stage("forming", 1, 2, inbound: 1, factor: 4), stage("firing", 1, 3, factor: 4),
          stage("glazing", 2, 4, most: 0, demand: .normal(mean: 45, sd: 10), factor: 4),
        ],
        links: [Link(supplier: 0, customer: 1), Link(supplier: 1, customer: 2)])
    case .problem69:
      try StageNetwork(
        name: "problem 6.9",
        stages: [
          stage("1", 7, 220 * 0.2 / 365, most: 3, demand: .normal(mean: 22, sd: 4.1), factor: 4),
          stage("2", 7, 140 * 0.2 / 365, most: 3, demand: .normal(mean: 15.3, sd: 6.2), factor: 4),
          stage("3", 21, 90 * 0.2 / 365, factor: 4), stage("4", 3, 5 * 0.2 / 365, factor: 4),
          stage("5", 8, 20 * 0.2 / 365, factor: 4), stage("6", 2, 7.5 * 0.2 / 365, factor: 4),
        ],
        links: [
          Link(supplier: 2, customer: 0), Link(supplier: 2, customer: 1), Link(supplier: 3, customer: 2),
          Link(supplier: 4, customer: 2), Link(supplier: 5, customer: 4),
        ])
    }
  }

  private func stage(
    _ id: String, _ processingTime: Int, _ rate: Double, inbound: Int = 0, most: Int? = nil,
    demand: DemandDistribution? = nil, factor: Double
  ) -> Stage {
    Stage(
      id: id, processingTime: processingTime, holdingCostRate: rate, externalInboundServiceTime: inbound,
      maximumCommittedServiceTime: most, demand: demand, service: ServiceTarget(.safetyFactor, factor))
  }
}

import Foundation
import Probability
import SupplyNetwork

@testable import Simulator

/// The small network twin as the peers' folder has it: 1 regional centre, 5 distribution centres, 60 stores, 4 items.
struct Twin: Decodable {
  private var periods: Int
  private var storeCentres: [Int]
  private var storeLeadTimes: [Int]
  private var centreLeadTimes: [Int]
  private var regionalLeadTime: Int
  /// By store, then item.
  private var means: [[Double]]
  private var minima: [[Double]]
  private var maxima: [[Double]]
  private var demandFile: String
  /// Daily totals by policy.
  var totals: [String: [[Double]]]

  private enum CodingKeys: String, CodingKey {
    case periods = "T"
    case storeCentres = "store_dc"
    case storeLeadTimes = "store_lead"
    case centreLeadTimes = "dc_lead"
    case regionalLeadTime = "rdc_lead"
    case means = "mu"
    case minima = "store_min"
    case maxima = "store_max"
    case demandFile = "demand"
    case totals = "kpi"
  }

  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "../shared/peers/instances").standardized

  /// Whether the instance is there.
  static var exists: Bool { FileManager.default.fileExists(atPath: folder.appending(path: "twin_small.json").path) }

  static func load() throws -> Twin {
    try JSONDecoder().decode(Twin.self, from: Data(contentsOf: folder.appending(path: "twin_small.json")))
  }

  /// All days are measured; unmet demand is lost.
  var settings: CaseSettings.Simulation {
    var settings = CaseSettings.Simulation()
    (settings.periods, settings.warmUp, settings.unmetDemand) = (periods, 0, .lostSale)
    return settings
  }

  /// One world an item, with its given demand; the tiers are regional centre, distribution centres, stores.
  ///
  /// - Parameter policy: A or B.
  func worlds(policy: String) throws -> [SimulatedWorld] {
    let units = try Data(contentsOf: Self.folder.appending(path: demandFile))
    return try means[0].indices.map { try world(item: $0, policy: policy, units: units) }
  }

  private func world(item: Int, policy: String, units: Data) throws -> SimulatedWorld {
    let (centres, stores, items) = (centreLeadTimes.count, storeCentres.count, means[0].count)
    var stages = [Stage(id: "R", processingTime: regionalLeadTime)]
    stages += (0..<centres).map { Stage(id: "D\($0)", location: 1 + $0) }
    stages += (0..<stores).map { store in
      Stage(id: "S\(store)", location: 1 + centres + store, demand: .poisson(mean: means[store][item]))
    }
    let links =
      (0..<centres).map { Link(supplier: 0, customer: 1 + $0, leadTime: centreLeadTimes[$0]) }
      + (0..<stores).map {
        Link(supplier: 1 + storeCentres[$0], customer: 1 + centres + $0, leadTime: storeLeadTimes[$0])
      }
    let centreMeans = (0..<centres).map { centre in
      (0..<stores).filter { storeCentres[$0] == centre }.reduce(0.0) { $0 + means[$1][item] }
    }
    func minMax(_ mean: Double, leadTime: Int, orderPeriods: Double) -> ReplenishmentPolicy {
      .smoothedMinMax(
        SmoothedMinMax(
          demand: forecast(mean), safetyFactor: 1.645, coverPeriods: Double(leadTime + 1), orderPeriods: orderPeriods))
    }
    let ordering = (0..<centres).map { minMax(centreMeans[$0], leadTime: centreLeadTimes[$0], orderPeriods: 3) }
    let echelon = (0..<centres).map { centre in
      ReplenishmentPolicy.echelonReplenishment(
        EchelonReplenishment(
          demand: forecast(centreMeans[centre]), safetyFactor: 1.645,
          coverPeriods: Double(centreLeadTimes[centre] + 1) + 2.5, extraPeriods: 1.5))
    }
    let regional = minMax(centreMeans.reduce(0, +), leadTime: regionalLeadTime, orderPeriods: 7)
    let network = try StageNetwork(name: "item \(item)", stages: stages, links: links)
    let ends = (0..<stores).map { store in
      ReplenishmentPolicy.reorderPointOrderUpTo(reorderPoint: minima[store][item], orderUpTo: maxima[store][item])
    }
    func rules(_ centres: [ReplenishmentPolicy]) -> NetworkPolicy {
      NetworkPolicy(
        replenishment: [regional] + centres + ends, committedServiceTime: stages.map { _ in 0 },
        unfilledOrders: .cancel)
    }
    return SimulatedWorld(
      network: network, policy: rules(policy == "A" ? ordering : echelon),
      // Both start with the stock of rule A.
      startingOnHand: network.startingOnHand(rules(ordering)),
      source: .recorded(
        RecordedDemand(
          quantities: stages.indices.map { stage in
            guard stage > centres else { return [] }
            return (0..<periods).map { period in
              let place = 2 * ((period * stores + stage - 1 - centres) * items + item)
              return Double(units[place]) + 256 * Double(units[place + 1])
            }
          })), tiers: [0] + (0..<centres).map { _ in 1 } + (0..<stores).map { _ in 2 })
  }

  private func forecast(_ mean: Double) -> DemandSmoothing {
    DemandSmoothing(weight: 0.1, startingMean: mean, startingDeviation: 0.8 * mean.squareRoot())
  }
}

import Foundation
import Probability
import SupplyNetwork

/// Reads what the tests need of `*.stages.json` and of the files with known optima.
struct StageNetworkFixture: Decodable {
  struct Demand: Decodable {
    var mean: Double
    var sd: Double
  }

  struct StageEntry: Decodable {
    var stage: Stage
    /// A maximum that is absent means 0 at the ends of the network; an explicit null means no bound.
    var namesMaximum: Bool

    enum Keys: String, CodingKey {
      case id, demand, service, measure, target
      case processingTime = "processing_time"
      case holdingCostRate = "holding_cost_rate"
      case inboundServiceTime = "inbound_service_time"
      case maximumCommitted = "max_committed_service_time"
      case pooledDemandSD = "pooled_demand_sd"
    }

    init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: Keys.self)
      let service = try fields.nestedContainer(keyedBy: Keys.self, forKey: .service)
      let demand = try fields.decodeIfPresent(Demand.self, forKey: .demand)
      namesMaximum = fields.contains(.maximumCommitted)
      stage = try Stage(
        id: fields.decode(String.self, forKey: .id),
        processingTime: fields.decode(Int.self, forKey: .processingTime),
        holdingCostRate: fields.decode(Double.self, forKey: .holdingCostRate),
        externalInboundServiceTime: fields.decodeIfPresent(Int.self, forKey: .inboundServiceTime) ?? 0,
        maximumCommittedServiceTime: fields.decodeIfPresent(Int.self, forKey: .maximumCommitted),
        demand: demand.map { .normal(mean: $0.mean, sd: $0.sd) },
        service: ServiceTarget(
          service.decode(ServiceTarget.Measure.self, forKey: .measure), service.decode(Double.self, forKey: .target)),
        givenPooledDemandSD: fields.decodeIfPresent(Double.self, forKey: .pooledDemandSD))
    }
  }

  struct LinkEntry: Decodable {
    var from: String
    var to: String
  }

  var name: String
  var stages: [StageEntry]
  var links: [LinkEntry]

  /// The network that the file describes.
  func network() throws -> StageNetwork {
    let index = Dictionary(uniqueKeysWithValues: stages.enumerated().map { ($1.stage.id, $0) })
    let suppliers = Set(links.map(\.from))
    return try StageNetwork(
      name: name,
      stages: stages.map { entry in
        var stage = entry.stage
        if !entry.namesMaximum, !suppliers.contains(stage.id) { stage.maximumCommittedServiceTime = 0 }
        return stage
      },
      links: links.map { Link(supplier: index[$0.from] ?? -1, customer: index[$0.to] ?? -1) })
  }
}

/// The folder of reference answers that may stand beside the package.
enum ReferenceData {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")

  /// Whether the folder is there.
  static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path(percentEncoded: false)) }

  /// Decodes a file of the folder.
  static func decode<Value: Decodable>(_ type: Value.Type, _ path: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(contentsOf: folder.appending(path: path)))
  }
}

import CaseFiles
import Foundation
import Testing

/// The small stage networks say what their names promise.
struct SampleNetworksTests {
  private struct Network: Decodable {
    struct Demand: Decodable {
      var mean: Double
      var sd: Double
    }
    struct Stage: Decodable {
      var id: String
      var processingTime: Int
      var holdingCostRate: Double
      var demand: Demand?
    }
    struct Link: Decodable {
      var from: String
      var to: String
    }
    var schema: String
    var stages: [Stage]
    var links: [Link]
  }

  private func decoded(_ file: SampleFile) throws -> Network {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Network.self, from: Data(file.text.utf8))
  }

  @Test("three stages in series")
  func serial() throws {
    let network = try decoded(SampleCase.serialThreeStage())
    #expect(network.schema == "meio.stage-network/1")
    #expect(network.stages.map(\.processingTime) == [10, 5, 2])
    #expect(network.stages.map(\.holdingCostRate) == [1, 2, 5])
    #expect(network.stages.map { $0.demand?.mean } == [nil, nil, 100])
    #expect(network.stages.map { $0.demand?.sd } == [nil, nil, 20])
    #expect(network.links.map { $0.from + $0.to } == ["12", "23"])
  }

  @Test("one warehouse and five retailers")
  func distribution() throws {
    let network = try decoded(SampleCase.oneWarehouseFiveRetailers())
    #expect(network.stages.map(\.processingTime) == [14, 2, 2, 3, 3, 4])
    #expect(network.stages.map(\.holdingCostRate) == [0.5, 2, 2, 3, 3, 4])
    #expect(network.stages.compactMap { $0.demand?.mean } == [50, 80, 30, 60, 40])
    #expect(network.stages.compactMap { $0.demand?.sd } == [10, 15, 8, 12, 10])
    #expect(network.links.map(\.to) == ["r1", "r2", "r3", "r4", "r5"])
    #expect(network.links.allSatisfy { $0.from == "w" })
  }
}

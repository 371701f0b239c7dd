import SupplyNetwork
import Testing

@testable import CaseFiles

/// Peers in case folders and stage networks.
@Suite struct TransshipmentFileTests {
  private func read(_ groups: String, simulation: String = "") throws -> LoadedCase {
    var fixture = CaseFixture()
    fixture.files["case.yaml", default: ""] += "simulation: {\(simulation)transshipments: \(groups)}\n"
    fixture.files["locations.csv"] =
      "location,tier,kind\nDC,Centres,dc\nS1,Shops,store\nS2,Shops,store\nS3,Shops,store\n"
    fixture.files["lanes.csv"] = "from,to,lead_time\n,DC,3\nDC,S1,1\nDC,S2,2\n,S3,2\n"
    fixture.files["demand.csv", default: ""] += "2026-01-05,S3,A,4\n2026-01-12,S3,A,6\n"
    return try fixture.read()
  }

  @Test func namedLocationsArePeersItemByItem() throws {
    let loaded = try read("[{between: [S3, S1, S2], lead_time: 2, reserve_periods: 1.5, cost_per_unit: 4}]")
    #expect(loaded.errors == [])
    let model = try NetworkModel(try #require(loaded.case))
    let groups = model.networks.map { network in
      network.transshipments.map { $0.stages.map { model.locations[network.stages[$0].location].id } }
    }
    // Item B is not sold in S3.
    #expect(groups == [[["S1", "S2", "S3"]], [["S1", "S2"]]])
    let group = model.networks[0].transshipments[0]
    #expect(group.leadTime == 2 && group.costPerUnit == 4 && group.reserve == .periods(1.5))
  }

  @Test func fastWaysAndPeersGoTogether() throws {
    let loaded = try read(
      "[{between: [S1, S2]}]", simulation: "expediting: [{at: S2, lead_time: 1, below_periods: 2}], ")
    #expect(loaded.errors == [])
    let model = try NetworkModel(try #require(loaded.case))
    #expect(model.networks.allSatisfy { !$0.transshipments.isEmpty })
    #expect(model.networks.allSatisfy { $0.stages.contains { $0.expediting != nil } })
  }

  @Test func peersOfATierHaveTheSameSuppliers() throws {
    let loaded = try read("{tier: Shops}")
    #expect(loaded.errors == [])
    let model = try NetworkModel(try #require(loaded.case))
    for network in model.networks {
      let stages = network.stages.indices.filter {
        ["S1", "S2"].contains(model.locations[network.stages[$0].location].id)
      }
      #expect(network.transshipments == [Transshipment(stages: stages, reserve: .periods(0))])
    }
  }

  @Test func aGroupOfOneIsNone() throws {
    let model = try NetworkModel(try #require(try read("[{tier: Centres}]").case))
    #expect(model.networks.allSatisfy { $0.transshipments.isEmpty })
  }

  @Test(arguments: [
    ("[{lead_time: 1}]", "missing-value", "either between"),
    ("[{between: [S1, S2], tier: Shops}]", "missing-value", "either between"),
    ("[{between: [S1]}]", "missing-value", "two or more"), ("[{between: [S1, S1]}]", "missing-value", "two or more"),
    ("[{between: [S1, X9]}]", "unknown-location", "X9"), ("[{tier: Stores}]", "unknown-tier", "Shops"),
    ("[{tier: Shops, lead_time: -1}]", "out-of-range", ""), ("[{tier: Shops, lead_time: 1.5}]", "wrong-type", ""),
    ("[{tier: Shops, reserve_periods: -1}]", "out-of-range", ""),
    ("[{tier: Shops, cost_per_unit: x}]", "wrong-type", ""),
    ("[7]", "wrong-type", ""),
  ])
  func faultsAreTold(groups: String, code: String, says: String) throws {
    let loaded = try read(groups)
    let issue = try #require(loaded.issues(code).first, "\(loaded.issues.map(\.code))")
    #expect(issue.severity == .error && issue.place?.file == "case.yaml")
    #expect(issue.message.contains(says), "\(issue.message)")
    #expect(loaded.case == nil)
  }

  @Test func lateGoodsSaveNoSale() throws {
    let late = try read("[{tier: Shops, lead_time: 1}]", simulation: "unmet_demand: lost_sale, ")
    #expect(late.errors == [] && late.issues("no-effect").map(\.severity) == [.warning])
    #expect(try read("[{tier: Shops}]", simulation: "unmet_demand: lost_sale, ").issues("no-effect").isEmpty)
  }

  private func network(_ groups: String) throws -> StageNetworkFile {
    let text = """
      {"schema": "meio.stage-network/1", "stages": [{"id": "A", "demand": {"mean": 1, "sd": 1}}, {"id": "B"}, {"id": "C"}],
       "transshipments": [\(groups)]}
      """
    return try StageNetworkFile.read(Array(text.utf8), name: "x.stages.json")
  }

  @Test func stageNetworksReadBack() throws {
    let file = try network(
      """
      {"stages": ["C", "A"], "lead_time": 3, "cost_per_unit": 2.5, "reserve": 7}, {"stages": ["A", "B", "C"]},
      {"stages": ["B", "A"], "reserve_periods": 0.5}
      """)
    #expect(file.issues == [])
    #expect(
      file.network.transshipments == [
        Transshipment(stages: [2, 0], leadTime: 3, costPerUnit: 2.5, reserve: .units(7)),
        Transshipment(stages: [0, 1, 2]), Transshipment(stages: [1, 0], reserve: .periods(0.5)),
      ])
    let text = try file.encoded()
    let back = try StageNetworkFile.read(Array(text.utf8), name: "x.stages.json")
    #expect(try back.network == file.network && back.encoded() == text)
  }

  @Test(arguments: [
    ("{}", "missing-value"), ("3", "wrong-type"), (#"{"stages": ["A"]}"#, "missing-value"),
    (#"{"stages": ["A", "A"]}"#, "duplicate-key"), (#"{"stages": ["A", "D"]}"#, "unknown-stage"),
    (#"{"stages": ["A", 2]}"#, "wrong-type"), (#"{"stages": ["A", "B"], "lead_time": 0.5}"#, "fractional-periods"),
    (#"{"stages": ["A", "B"], "cost_per_unit": -1}"#, "negative-number"),
    (#"{"stages": ["A", "B"], "reserve": 1, "reserve_periods": 1}"#, "contradiction"),
  ])
  func faultsOfStageNetworksAreTold(group: String, code: String) throws {
    let error = #expect(throws: IssueList.self) { try network(group) }
    #expect(error?.issues.map(\.code) == [code])
  }

  @Test func simulationsTellWhatPeersSent() throws {
    let file = try network(#"{"stages": ["A", "B"]}"#)
    var run = SimulationRun(stageCount: 3, replications: 1, periods: 10, warmUp: 0, seed: 1)
    run.set(.transshippedIn, replications: 0..<1, stage: 0, to: SIMD8(repeating: 2.5))
    let text = try SimulationFile.encoded(run, network: file.network)
    #expect(text.contains("\"transshipped_in\":{\"mean\":2.5,"))
    for key in ["transshipped_out", "transshipment_cost"] { #expect(text.contains("\"\(key)\":")) }
  }
}

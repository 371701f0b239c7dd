import Findings
import Probability
import SupplyNetwork
import Testing

/// What the report says of peers.
@Suite struct TransshipmentFindingsTests {
  /// A centre and three stores whose plans are lean, so that help is asked for.
  private func sentences(_ group: CaseSettings.LocationTransshipment?) async throws -> [String] {
    var sample = SampleModels.Distribution()
    sample.service = { _, location in .init(.cycleServiceLevel, location == 0 ? 0.95 : 0.6) }
    sample.settings = SampleModels.settings { $0.simulation.transshipments = group.map { [$0] } ?? [] }
    var model = try sample.model()
    if let group {
      model.networks = try model.networks.map { network in
        try StageNetwork(
          name: network.name, stages: network.stages, links: network.links, correlation: network.correlation,
          transshipments: [
            Transshipment(
              stages: [1, 2, 3], leadTime: group.leadTime, costPerUnit: group.costPerUnit,
              reserve: .periods(group.reservePeriods))
          ])
      }
    }
    let study = try await SampleModels.study(model)
    #expect((study.optimised.estimate(.transshipped).mean > 0.1) == (group != nil))
    return StudyFindings(study).assumptions.assumptions.filter { $0.contains("peers") }
  }

  @Test func peersAndWhatTheySentAreTold() async throws {
    let told = try await sentences(
      .init(.between(["S1", "S2", "S3"]), leadTime: 1, costPerUnit: 4, reservePeriods: 0.5))
    #expect(told.count == 2)
    #expect(
      told[0]
        == "The simulation lets peers help where one is short (“Store 1”, “Store 2”, “Store 3”): the others send stock "
        + "above 0.5 days of mean demand, which arrives 1 day later. The plan does not count on it.")
    #expect(told[1].hasPrefix("As proposed, peers send each other "))
    #expect(told[1].contains("a year, which no other figure"))
    let free = try await sentences(.init(.tier("Stores")))
    #expect(free[0].contains("locations of the tier “Stores”") && free[0].contains("what stock they have, in time for"))
    #expect(free[1].hasSuffix(")."))
  }

  @Test func withoutPeersNothingIsSaid() async throws { #expect(try await sentences(nil).isEmpty) }
}

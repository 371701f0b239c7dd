import SupplyNetwork
import Testing

@testable import CaseFiles

/// Case folders of real wholesale demand.
@Suite(.enabled(if: SharedData.isPresent))
struct RealCaseTests {
  @Test(arguments: [("iowa-24x12", 25, 12, 288), ("iowa-120x60", 121, 60, 7200)])
  func readsWithoutErrors(name: String, locations: Int, items: Int, mostSeries: Int) throws {
    let loaded = CaseReader.read(folder: "\(SharedData.folder)/\(name)")
    #expect(loaded.issues.filter { $0.severity == .error } == [])
    #expect(loaded.issues.filter { $0.severity == .warning } == [])
    let planningCase = try #require(loaded.case)
    #expect(planningCase.locations.count == locations)
    #expect(planningCase.items.count == items)
    #expect(planningCase.tiers.map(\.name) == ["Distribution centre", "Stores"])
    let history = try #require(planningCase.history)
    #expect(history.bucketDays == 7)
    #expect(history.bucketCount == 199)
    #expect(history.series.count == planningCase.demand.count)
    #expect(history.series.count <= mostSeries)
    #expect(loaded.inputs.map(\.name) == ["case.yaml", "demand.csv", "items.csv", "lanes.csv", "locations.csv"])
  }
}

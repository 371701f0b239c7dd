import SupplyNetwork
import Testing

@testable import CaseFiles

/// What planners say of the stock at a place, from the file to the stages.
@Suite struct StockLimitTests {
  private func stages(_ limits: String, _ change: (inout CaseFixture) -> Void = { _ in }) throws -> [String: Stage] {
    var fixture = CaseFixture.with("stock_limits.csv", limits)
    change(&fixture)
    let loaded = try fixture.read()
    #expect(loaded.errors == [], "\(loaded.errors)")
    let model = try NetworkModel(try #require(loaded.case))
    return Dictionary(uniqueKeysWithValues: model.networks.flatMap(\.stages).map { ($0.id, $0) })
  }

  @Test func withoutTheFileNothingIsLimited() throws {
    let loaded = try CaseFixture().read()
    let model = try NetworkModel(try #require(loaded.case))
    for stage in model.networks.flatMap(\.stages) {
      #expect(stage.minimumStock == 0 && stage.maximumStock == nil && stage.mayHoldStock && stage.shelfLife == nil)
    }
  }

  @Test func limitsReachTheStages() throws {
    let stages = try stages(
      "location,item,minimum_stock,maximum_stock,may_hold_stock,reason\nS1,A,6,40,,full shelf\nDC,B,,,no,cross-dock\n")
    #expect(stages["S1/A"]?.minimumStock == 6 && stages["S1/A"]?.maximumStock == 40)
    #expect(stages["S1/A"]?.mayHoldStock == true && stages["S2/A"]?.minimumStock == 0)
    #expect(stages["DC/B"]?.mayHoldStock == false && stages["DC/A"]?.mayHoldStock == true)
  }

  /// The more specific line wins limit by limit, wherever it stands in the file.
  @Test func theMoreSpecificLineWins() throws {
    let stages = try stages(
      """
      location,item,minimum_stock,maximum_stock,may_hold_stock
      S1,A,6,,
      ,A,2,50,
      S1,,1,70,yes
      DC,,,,no
      DC,A,0,,
      DC,B,,,true

      """)
    #expect(stages["S1/A"]?.minimumStock == 6 && stages["S1/A"]?.maximumStock == 50)
    #expect(stages["S1/B"]?.minimumStock == 1 && stages["S1/B"]?.maximumStock == 70)
    #expect(stages["S2/A"]?.minimumStock == 2 && stages["S2/A"]?.maximumStock == 50)
    #expect(stages["S2/B"]?.minimumStock == 0 && stages["S2/B"]?.maximumStock == nil)
    #expect(stages["DC/A"]?.mayHoldStock == false && stages["DC/B"]?.mayHoldStock == true)
  }

  @Test func theCaseKeepsLinesWithTheirReasons() throws {
    let text = "location,item,maximum_stock,reason\nS2,,30,\"small, cold room\"\n"
    let loaded = try CaseFixture.with("stock_limits.csv", text).read()
    #expect(
      loaded.case?.stockLimits == [StockLimit(location: 2, maximumStock: 30, reason: "small, cold room")])
    #expect(loaded.inputs.contains { $0.name == "stock_limits.csv" })
  }

  @Test func shelfLifeReachesEveryStageOfTheItem() throws {
    let stages = try stages("location,item,minimum_stock\n") {
      $0.files["items.csv"] = "item,unit_cost,shelf_life\nA,2.5,9\nB,10,\n"
    }
    for place in ["DC", "S1", "S2"] {
      #expect(stages["\(place)/A"]?.shelfLife == 9)
      #expect(stages["\(place)/B"]?.shelfLife == nil)
    }
  }

  /// Demand somewhere else does not forbid a cross-dock, and a fault in another file is not told twice.
  @Test func demandIsJudgedWhereItIsKnown() throws {
    var fixture = CaseFixture.with("stock_limits.csv", "location,may_hold_stock\nDC,no\n")
    #expect(try fixture.read().issues.filter { $0.severity != .note } == [])
    fixture.files["stock_limits.csv"] = "location,may_hold_stock\nS1,no\n"
    #expect(try fixture.read().errors.map(\.code) == ["demand-without-stock"])
    fixture.files["items.csv"] = "item,unit_cost\nA,x\nB,1\n"
    #expect(try fixture.read().errors.map(\.code) == ["not-a-number"])
  }

  /// A minimum from one line and a maximum from another leave nothing: that is told where the minimum stands.
  @Test func linesThatContradictEachOtherAreTold() throws {
    let fixture = CaseFixture.with(
      "stock_limits.csv", "location,item,minimum_stock,maximum_stock\nS1,,,5\n,A,6,\nS2,A,,40\nS2,B,9,\n")
    let issues = try fixture.read().errors
    #expect(issues.map(\.code) == ["minimum-above-maximum"])
    #expect(issues.first?.place == Issue.Place(file: "stock_limits.csv", line: 3, column: "minimum_stock"))
    #expect(issues.first?.message.contains("the maximum, 5, that line 2 gives for \"A\" at \"S1\"") == true)
    #expect(try fixture.read().case == nil)
  }

  @Test func aMinimumAtACrossDockIsTold() throws {
    let text = "location,item,minimum_stock,may_hold_stock\nDC,,,no\n,A,6,\n,B,6,\nDC,B,,yes\n"
    let issues = try CaseFixture.with("stock_limits.csv", text).read().errors
    #expect(issues.map(\.code) == ["minimum-without-stock"])
    #expect(issues.first?.place?.line == 3)
    #expect(issues.first?.message.contains("line 2 says that no stock may be held for \"A\" at \"DC\"") == true)
  }

  /// A line for that very place settles it, and places where the item never comes do not count.
  @Test func whatContradictsNothingIsNotTold() throws {
    let settled = "location,item,minimum_stock,maximum_stock\nS1,,,5\n,A,6,\nS1,A,6,40\nS2,A,6,6\n"
    #expect(try CaseFixture.with("stock_limits.csv", settled).read().errors == [])
    var elsewhere = CaseFixture.with("stock_limits.csv", "location,item,minimum_stock,maximum_stock\nS1,,,5\n,A,6,\n")
    elsewhere.files["demand.csv"] = CaseFixture.demand(weeks: 30).replacing(/.*S1,A.*\n/, with: "")
    #expect(try elsewhere.read().errors == [])
  }
}

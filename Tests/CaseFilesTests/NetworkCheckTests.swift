import SupplyNetwork
import Testing

@testable import CaseFiles

@Suite struct NetworkCheckTests {
  @Test func tiersFollowTheLanes() throws {
    var fixture = CaseFixture()
    fixture.files["locations.csv"] = "location\nS1\nS2\nR1\nR2\nDC\n"
    fixture.files["lanes.csv"] = "from,to,lead_time\n,DC,3\nDC,R1,1\nDC,R2,1\nR1,S1,1\nR2,S2,2\n"
    let planningCase = try #require(fixture.read().case)
    #expect(planningCase.tiers.map(\.name) == ["Central DC", "Regional DCs", "Stores"])
    #expect(planningCase.tiers.map(\.kind) == [.dc, .dc, .store])
    #expect(planningCase.locations.map(\.tier) == [2, 2, 1, 1, 0])
    #expect(planningCase.locations.map(\.kind) == [.store, .store, .dc, .dc, .dc])
  }

  @Test func aGivenTierNameWinsAndItsDistanceRanksIt() throws {
    var fixture = CaseFixture()
    fixture.files["locations.csv"] = "location,tier,kind\nS1,Shops,store\nS2,Shops,store\nDC,Hub,dc\n"
    let planningCase = try #require(fixture.read().case)
    #expect(planningCase.tiers.map(\.name) == ["Hub", "Shops"])
    #expect(planningCase.locations.map(\.tier) == [1, 1, 0])
  }

  @Test func aStoreServedDirectlyIsStillAStore() throws {
    var fixture = CaseFixture()
    fixture.files["locations.csv"] = "location,kind\nP,plant\nDC,dc\nS1,store\nS2,store\n"
    fixture.files["lanes.csv"] = "from,to,lead_time\n,P,5\nP,DC,3\nP,S1,1\nDC,S2,1\n"
    let planningCase = try #require(fixture.read().case)
    #expect(planningCase.tiers.map(\.name) == ["Plant", "Central DC", "Stores"])
    #expect(planningCase.locations.map(\.tier) == [0, 1, 2, 2])
  }

  @Test func sharesAreScaledToOne() throws {
    var fixture = CaseFixture()
    fixture.files["lanes.csv"] = "from,to,lead_time,share\n,DC,2,\nDC,S1,1,\nDC,S2,1,0.6\nS1,S2,1,0.6\n"
    let lanes = try #require(fixture.read().case?.lanes)
    #expect(lanes.map(\.share) == [1, 1, 0.5, 0.5])
  }

  @Test func missingSharesTakeWhatIsLeft() throws {
    var fixture = CaseFixture()
    fixture.files["lanes.csv"] = "from,to,lead_time,share\n,DC,2,\nDC,S1,1,\nDC,S2,1,0.75\nS1,S2,1,\n"
    let lanes = try #require(fixture.read().case?.lanes)
    #expect(lanes.map(\.share) == [1, 1, 0.75, 0.25])
    fixture.files["lanes.csv"] = "from,to,lead_time,share\n,DC,2,\nDC,S1,1,\nDC,S2,1,1\nS1,S2,1,\n"
    let loaded = try fixture.read()
    #expect(loaded.errors.map(\.code) == ["share-missing"])
    #expect(loaded.errors.first?.place == .init(file: "lanes.csv", line: 5, column: "share"))
  }

  @Test func anItemWithALaneOfItsOwnSplitsWithTheLanesForAll() throws {
    var fixture = CaseFixture()
    fixture.files["lanes.csv"] =
      "from,to,item,lead_time,share\n,DC,,2,\nDC,S1,,1,\nDC,S2,,1,0.4\n,S2,,5,0.6\nS1,S2,A,1,1\n"
    let lanes = try #require(fixture.read().case?.lanes)
    #expect(lanes.filter { $0.to == 2 && $0.item == nil }.map(\.share) == [0.4, 0.6])
    let own = lanes.filter { $0.to == 2 && $0.item == 0 }
    #expect(own.map(\.from) == [1, 0, nil])
    #expect(own.map(\.share) == [0.5, 0.2, 0.3])
  }

  @Test func lanesOfDifferentItemsMayCross() throws {
    let loaded = try CaseFixture.with(
      "lanes.csv", "from,to,item,lead_time\n,S1,A,1\nS1,S2,A,1\n,S2,B,1\nS2,S1,B,1\n,DC,,1\n"
    ).read()
    #expect(loaded.issues("cycle") == [])
    #expect(loaded.errors == [])
  }

  @Test func aCircleOfOneItemNamesIt() throws {
    let loaded = try CaseFixture.with(
      "lanes.csv", "from,to,item,lead_time\n,DC,,1\nDC,S1,,1\nDC,S2,,1\nS1,S2,B,1\nS2,S1,B,1\n"
    ).read()
    #expect(loaded.issues("cycle").first?.message.contains("for item \"B\"") == true)
  }

  @Test func componentsMustReachWhereTheyAreUsed() throws {
    var fixture = CaseFixture()
    fixture.files["locations.csv"] = "location,kind\nP,plant\nS1,store\nS2,store\n"
    fixture.files["items.csv"] = "item,unit_cost\nA,2\nB,3\nC,1\n"
    fixture.files["lanes.csv"] = "from,to,item,lead_time\nP,S1,,1\nP,S2,,1\n,P,B,1\n"
    fixture.files["bom.csv"] = "location,item,component,units\nP,A,C,2\n"
    let loaded = try fixture.read()
    #expect(loaded.issues("unreachable-component").map { $0.place?.file } == ["bom.csv"])
    fixture.files["lanes.csv"] = "from,to,item,lead_time\nP,S1,,1\nP,S2,,1\n,P,B,1\n,P,C,4\n"
    let mended = try fixture.read()
    #expect(mended.errors == [])
    #expect(mended.case?.components == [Component(location: 0, item: 0, component: 2, units: 2)])
  }

  @Test func findsCirclesAndNothingElse() {
    #expect(Circle.find(count: 4, edges: [(0, 1), (1, 2), (0, 2), (2, 3)]) == nil)
    #expect(Circle.find(count: 4, edges: [(0, 1), (3, 1), (1, 2), (2, 3)]) == [1, 2, 3])
    #expect(Circle.find(count: 1, edges: [(0, 0)]) == [0])
    let long = (0..<100_000).map { (from: $0, to: ($0 + 1) % 100_000) }
    #expect(Circle.find(count: 100_000, edges: long)?.count == 100_000)
  }
}

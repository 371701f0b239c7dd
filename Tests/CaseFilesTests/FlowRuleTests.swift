import Foundation
import Probability
import SupplyNetwork
import Testing

@testable import CaseFiles

/// What cases and stage networks say of flows: how short stock is shared, who waits, how much an order may bring.
@Suite struct FlowRuleTests {
  private func read(_ yaml: String) -> (simulation: CaseSettings.Simulation, issues: [CaseIssue]) {
    var log = IssueLog()
    let file = SettingsFile(InputFile(name: "case.yaml", bytes: Array(yaml.utf8)), &log)
    return (file.settings.simulation, log.sorted())
  }

  @Test(arguments: AllocationRule.allCases) func everyRuleHasAName(rule: AllocationRule) {
    let (simulation, issues) = read("simulation: {allocation: \(rule.rawValue)}\n")
    #expect(simulation.allocation == rule && issues == [])
    #expect(read("simulation: {periods: 9}\n").simulation.allocation == .proportional)
    #expect(read("simulation: {allocation: fairly}\n").issues.map(\.code) == ["unknown-word"])
  }

  @Test func someConsumersWait() {
    let (simulation, issues) = read("simulation: {unmet_demand: partial, waiting_share: 0.3}\n")
    #expect(simulation.unmetDemand == .partial && simulation.waitingShare == 0.3 && issues == [])
    let silent = read("simulation: {unmet_demand: partial}\n").issues
    #expect(silent.map(\.code) == ["missing-value"] && silent.map(\.severity) == [.error])
    let needless = read("simulation: {waiting_share: 0.3}\n").issues
    #expect(needless.map(\.code) == ["no-effect"] && needless.map(\.severity) == [.warning])
    #expect(read("simulation: {unmet_demand: partial, waiting_share: 30}\n").issues.first?.code == "out-of-range")
  }

  @Test(arguments: [
    ("unmet_demand: backorder, unfilled_orders: cancel", "", true),
    ("unmet_demand: partial, waiting_share: 0.5, unfilled_orders: cancel", "", true),
    ("unmet_demand: lost_sale, unfilled_orders: cancel", "", false),
    ("unmet_demand: backorder, unfilled_orders: wait", "", false),
    (
      "unmet_demand: backorder, unfilled_orders: cancel",
      "replenishment: {proposed: {all: {policy: point_of_sale_echelon}}}\n", false
    ),
    (
      "unmet_demand: backorder, unfilled_orders: cancel",
      "replenishment: {proposed: {all: {policy: echelon_base_stock}, Shops: {policy: base_stock}}}\n", false
    ),
    (
      "unmet_demand: backorder, unfilled_orders: cancel",
      "replenishment: {proposed: {all: {policy: echelon_base_stock}, Centres: {policy: base_stock}}}\n", true
    ),
  ]) func aBacklogThatNobodyOrdersForIsWarnedOf(simulation: String, rules: String, isWarned: Bool) throws {
    func issues(_ disruption: String) throws -> Int {
      var fixture = CaseFixture()
      fixture.files["case.yaml", default: ""] += "simulation: {\(simulation)\(disruption)}\n" + rules
      fixture.files["locations.csv"] = "location,tier,kind\nDC,Centres,dc\nS1,Shops,store\nS2,Shops,store\n"
      let loaded = try fixture.read()
      #expect(loaded.errors == [])
      return loaded.issues("unserved-backlog").count
    }
    #expect(try issues(", disruptions: [{from: DC, start: 5, periods: 9}]") == (isWarned ? 1 : 0))
    #expect(try issues("") == 0)
  }

  @Test func ranksAndLargestOrdersOfACase() throws {
    var fixture = CaseFixture.with(
      "locations.csv", "location,name,kind,priority\nDC,Centre,dc,\nS1,North,store,2\nS2,South,store,-1\n")
    fixture.files["lanes.csv"] = """
      from,to,lead_time,min_order,max_order,multiple
      ,DC,3,,500,
      DC,S1,1,12,38,12
      DC,S2,2,,,

      """
    let loaded = try fixture.read()
    #expect(loaded.errors == [] && loaded.issues("demand-above-orders") == [])
    let planningCase = try #require(loaded.case)
    #expect(planningCase.locations.map(\.priority) == [0, 2, -1])
    for network in try NetworkModel(planningCase).networks {
      #expect(network.stages.map(\.maximumOrder) == [500, 38, nil])
      #expect(network.stages[1].orderSizes.largest == 36)
      #expect(network.links.map(\.priority) == network.links.map { [0, 2, -1][$0.customer] })
    }
    fixture.files["locations.csv"] = "location,name,kind,priority\nDC,Centre,dc,1.5\nS1,N,store,\nS2,S,store,\n"
    #expect(try fixture.read().errors.map(\.code) == ["out-of-range"])
  }

  @Test(arguments: [
    (",DC,3,20,10,", "the smallest order, 20, is above the largest order, 10"),
    (",DC,3,,10,12", "no whole multiple of 12 fits into the largest order, 10"),
    (",DC,3,8,9,5", "the smallest order, 8, is above 5, the whole multiples in the largest order, 9"),
  ])
  func noOrderFits(lane: String, message: String) throws {
    let lanes = "from,to,lead_time,min_order,max_order,multiple\n\(lane)\nDC,S1,1,,,\nDC,S2,2,,,\n"
    let issue = try #require(CaseFixture.with("lanes.csv", lanes).read().errors.first)
    #expect(issue.code == "minimum-above-maximum" && issue.message == message)
    #expect(issue.place == .init(file: "lanes.csv", line: 2, column: "max_order"))
    let columns = lane.split(separator: ",", omittingEmptySubsequences: false)
    var members: [String] = []
    for (key, text) in zip(["min_order", "max_order", "order_multiple"], columns.dropFirst(3)) where !text.isEmpty {
      members.append("\"\(key)\": \(text)")
    }
    let json = #"{"schema": "meio.stage-network/1", "stages": [{"id": "a", "# + members.joined(separator: ", ") + "}]}"
    let list = #expect(throws: IssueList.self) { try StageNetworkFile.read(Array(json.utf8), name: "x") }
    #expect(list?.issues.map(\.code) == ["minimum-above-maximum"])
  }

  /// The stores draw some 15 units a week of each item, the centre twice that.
  @Test func demandAboveTheLargestOrder() throws {
    func warnings(_ lane: String) throws -> [CaseIssue] {
      let lanes = "from,to,lead_time,review_period,max_order\n\(lane)\nDC,S1,1,1,\nDC,S2,2,1,\n"
      return try CaseFixture.with("lanes.csv", lanes).read().issues("demand-above-orders")
    }
    #expect(try warnings(",DC,3,1,40") == [])
    for lane in [",DC,3,1,20", ",DC,3,2,40"] {
      let found = try warnings(lane)
      #expect(found.count == 1 && found.first?.severity == .warning)
      #expect(found.first?.message.contains("\"DC/A\"") == true && found.first?.message.contains("\"DC/B\"") == true)
    }
  }

  @Test func stageNetworks() throws {
    var stages = [Stage(id: "a", maximumOrder: 2.5), Stage(id: "b", demand: .poisson(mean: 2))]
    stages[1].orderMultiple = 3
    stages[1].maximumOrder = 9
    var links = [Link(supplier: 0, customer: 1)]
    links[0].priority = -3
    let network = try StageNetwork(name: "n", stages: stages, links: links)
    let text = try StageNetworkFile(network: network).encoded()
    #expect(text.contains(#""max_order":2.5"#) && text.contains(#""priority":-3"#))
    let back = try StageNetworkFile.read(Array(text.utf8), name: "x")
    #expect(back.network.links == links && back.network.stages.map(\.maximumOrder) == [2.5, 9])
    #expect(back.issues == [])
    let overloaded = text.replacing(#""max_order":2.5"#, with: #""max_order":1.5"#)
    let warned = try StageNetworkFile.read(Array(overloaded.utf8), name: "x").issues
    #expect(warned.map(\.code) == ["demand-above-orders"])
    #expect(warned.first?.message.contains("\"a\" (2 against 1.5)") == true)
    for (wrong, code) in [("1.5", "out-of-range"), ("\"high\"", "wrong-type")] {
      let faulty = text.replacing(#""priority":-3"#, with: "\"priority\":\(wrong)")
      let list = #expect(throws: IssueList.self) { try StageNetworkFile.read(Array(faulty.utf8), name: "x") }
      #expect(list?.issues.map(\.code) == [code])
    }
  }
}

import Foundation
import Probability
import SupplyNetwork
import Testing

@testable import CaseFiles

@Suite struct SolutionFileTests {
  private func network() throws -> StageNetwork {
    try StageNetwork(
      name: "pair", stages: [Stage(id: "P"), Stage(id: "C")], links: [Link(supplier: 0, customer: 1)])
  }

  private var plan: StockingPlan {
    StockingPlan(
      name: "pair", model: "gsm", method: "dynamic programming", status: .optimal, cost: 0.1 + 0.2, lowerBound: 0.3,
      stages: [
        .init(
          inboundServiceTime: 1, committedServiceTime: 2, netReplenishmentLeadTime: 3, safetyStock: 4.5,
          installationBaseStock: 6, echelonBaseStock: 16, holdingCost: 0.25),
        .init(installationBaseStock: 10, echelonBaseStock: 10),
      ])
  }

  @Test func writesTheKeysInTheirOrder() throws {
    let text = try SolutionFile.encoded(plan, network: network(), seconds: 0.5)
    #expect(
      text == """
        {"schema":"meio.solution/1","name":"pair","model":"gsm","method":"dynamic programming","status":"optimal",\
        "cost":0.30000000000000004,"lower_bound":0.3,"gap":\(plan.gap),"seconds":0.5,"stages":[\
        {"id":"P","inbound_service_time":1,"committed_service_time":2,"net_replenishment_lead_time":3,\
        "safety_stock":4.5,"installation_base_stock":6.0,"echelon_base_stock":16.0,"holding_cost":0.25},\
        {"id":"C","inbound_service_time":0,"committed_service_time":0,"net_replenishment_lead_time":0,\
        "safety_stock":0.0,"installation_base_stock":10.0,"echelon_base_stock":10.0,"holding_cost":0.0}]}
        """)
  }

  @Test func isAsFoundationReadsIt() throws {
    let text = try SolutionFile.encoded(plan, network: network())
    let object = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let cost = try #require(object["cost"] as? Double)
    #expect(abs(cost - 0.3) < 1e-12)
    #expect(object["status"] as? String == "optimal")
    #expect(object["seconds"] == nil)
  }

  @Test func roundTripKeepsThePlan() throws {
    let text = try SolutionFile.encoded(plan, network: network(), seconds: 1)
    #expect(try SolutionFile.read(Array(text.utf8), name: "s.json", for: network()) == plan)
  }

  @Test func anInfeasiblePlanKeepsItsReason() throws {
    let none = StockingPlan(
      name: "pair", model: "gsm", method: "m", status: .infeasible, cost: .infinity, lowerBound: .infinity, stages: [],
      reason: "too slow")
    let text = try SolutionFile.encoded(none, network: network())
    #expect(text.contains("\"cost\":null"))
    let back = try SolutionFile.read(Array(text.utf8), name: "s.json", for: network())
    #expect(back.status == .infeasible && back.reason == "too slow" && back.stages.isEmpty)
  }

  @Test func stagesMayStandInAnyOrder() throws {
    let text = """
      {"schema": "meio.solution/1", "stages": [{"id": "C", "installation_base_stock": 2},
       {"id": "P", "installation_base_stock": 1}]}
      """
    let plan = try SolutionFile.read(Array(text.utf8), name: "s.json", for: network())
    #expect(plan.stages.map(\.installationBaseStock) == [1, 2])
  }

  @Test(arguments: [
    (#"{"id": "C", "installation_base_stock": 1}"#, "missing-stage"),
    (#"{"id": "X", "installation_base_stock": 1}"#, "unknown-stage"),
    (#"{"id": "P"}, {"id": "C", "installation_base_stock": 1}"#, "missing-value"),
    (
      #"{"id": "P", "installation_base_stock": 1}, {"id": "P", "installation_base_stock": 1}"#,
      "duplicate-key"
    ),
  ])
  func tellsWhatIsWrong(stages: String, code: String) throws {
    let network = try network()
    let text = "{\"schema\": \"meio.solution/1\", \"stages\": [\(stages)]}"
    let error = #expect(throws: IssueList.self) {
      try SolutionFile.read(Array(text.utf8), name: "s.json", for: network)
    }
    #expect(error?.issues.contains { $0.code == code } == true)
  }

  @Test func whatIsNotFiniteIsRefused() throws {
    var broken = plan
    broken.stages[1].safetyStock = .infinity
    let error = #expect(throws: IssueList.self) { try SolutionFile.encoded(broken, network: network()) }
    #expect(error?.issues.first?.message.contains("stages.1.safety_stock") == true)
  }

  @Test func writesASimulation() throws {
    var run = SimulationRun(stageCount: 2, replications: 2, periods: 10, warmUp: 3, seed: .max)
    for (replication, value) in [4.0, 6.0].enumerated() {
      run.set(.onHand, replications: replication..<replication + 1, stage: 1, to: SIMD8(repeating: value))
    }
    let text = try SimulationFile.encoded(run, network: network())
    let root = try JSONParser.parse(Array(text.utf8))
    guard case .object(let members) = root.value, case .array(let stages)? = members.last?.value.value,
      case .object(let end)? = stages.last?.value
    else {
      throw IssueList([])
    }
    #expect(
      members.map(\.key) == ["schema", "name", "replications", "periods", "warm_up", "seed", "stages"])
    #expect(text.contains("\"seed\":18446744073709551615"))
    #expect(
      end.map(\.key) == [
        "id", "on_hand", "in_transit", "backorders", "orders", "fill_rate", "cycle_service_level", "ready_rate",
        "orders_placed", "cost", "order_cost",
      ])
    let interval = run.estimate(.onHand, stage: 1)
    #expect(text.contains("\"on_hand\":{\"mean\":5.0,\"half_width\":\(interval.halfWidth)}"))
  }
}

@Suite struct JSONParserTests {
  private func parse(_ text: String) throws(JSONParser.Fault) -> JSONNode.Value {
    try JSONParser.parse(Array(text.utf8)).value
  }

  @Test func readsEveryKindOfValue() throws {
    #expect(try parse(" true ") == .bool(true))
    #expect(try parse("null") == .null)
    #expect(try parse("-1.5e2") == .number(-150))
    #expect(try parse(#""a\"\\\/\b\f\n\r\té🚀""#) == .string("a\"\\/\u{8}\u{C}\n\r\té🚀"))
    #expect(try parse("[]") == .array([]))
    #expect(try parse("{}") == .object([]))
  }

  @Test func knowsTheLineOfEveryValue() throws {
    guard case .object(let members) = try parse("{\"a\": 1,\n\"b\":\n[2]}") else {
      throw JSONParser.Fault(line: 0, problem: "no object")
    }
    #expect(members.map(\.value.line) == [1, 3])
  }

  @Test(arguments: [
    "", " ", "[1,]", "{\"a\":1,}", "{a:1}", "01", "1.", ".5", "-", "+1", "1e", "nul", "\"open", "\"\t\"", #""\x""#,
    #""\ud800""#, #""\ud800\u0041""#, "1 2", "[1 2]", "{\"a\" 1}", "{\"a\":1,\"a\":2}", "NaN", "Infinity", "1e400",
    "\u{0}",
  ])
  func refusesWhatIsNoJSON(text: String) {
    #expect(throws: JSONParser.Fault.self) { try parse(text) }
  }

  @Test func deepNestingIsAFaultNotACrash() {
    #expect(throws: JSONParser.Fault.self) { try parse(String(repeating: "[", count: 1_000_000)) }
    #expect(throws: JSONParser.Fault.self) { try parse(String(repeating: "{\"a\":", count: 1_000_000)) }
  }
}

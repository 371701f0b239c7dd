import Probability
import SupplyNetwork
import Testing

@testable import CaseFiles

@Suite struct StageNetworkFileTests {
  private func read(_ json: String) throws(IssueList) -> StageNetworkFile {
    try StageNetworkFile.read(Array(json.utf8), name: "x.stages.json")
  }

  private func issues(_ json: String) -> [CaseIssue] {
    do {
      return try read(json).issues
    } catch {
      return error.issues
    }
  }

  /// A file with the stages "P" → "C" and other members of the first stage, the link and the file.
  private func file(stage: String = "", link: String = "", root: String = "") -> String {
    """
    {"schema": "meio.stage-network/1", "name": "pair",
     "stages": [
       {"id": "P"\(stage.isEmpty ? "" : ", ")\(stage)},
       {"id": "C", "demand": {"mean": 5, "sd": 1}}],
     "links": [
       {"from": "P", "to": "C"\(link.isEmpty ? "" : ", ")\(link)}]\(root.isEmpty ? "" : ", ")\(root)}
    """
  }

  @Test func absentKeysHaveTheirDefaults() throws {
    let file = try read(file())
    #expect(file.issues == [])
    #expect(file.period == .day)
    #expect(file.network.name == "pair")
    #expect(file.network.correlation == 0)
    let (upstream, end) = (file.network.stages[0], file.network.stages[1])
    #expect(upstream == Stage(id: "P"))
    #expect(upstream.maximumCommittedServiceTime == nil)
    #expect(end.maximumCommittedServiceTime == 0)
    #expect(end.demand == .normal(mean: 5, sd: 1))
    #expect(end.service == ServiceTarget(.cycleServiceLevel, 0.95))
    #expect(file.network.links == [Link(supplier: 0, customer: 1)])
  }

  @Test func aLinkGivenTwiceIsAnErrorWithItsLine() {
    let text = file(link: "\"units\": 1},\n {\"from\": \"P\", \"to\": \"C\", \"units\": 2")
    let found = issues(text)
    #expect(found.map(\.code) == ["duplicate-key"])
    #expect(found.first?.place == .init(file: "x.stages.json", line: 7, column: "to"))
    #expect(found.first?.message.contains("from \"P\" to \"C\"") == true, "\(found)")
    #expect(found.first?.hint != nil)
  }

  /// Demand of mean 0 may vary, as where the mean is planned for elsewhere.
  @Test func demandOfMeanZeroIsDemandWhereItVaries() {
    func codes(_ demand: String) -> [String] {
      issues(file().replacing("{\"mean\": 5, \"sd\": 1}", with: demand)).map(\.code)
    }
    #expect(codes("{\"mean\": 0, \"sd\": 1}") == [])
    #expect(codes("{\"mean\": 1, \"sd\": 0}") == [])
    #expect(codes("{\"mean\": 0, \"sd\": 0}") == ["no-demand"])
    #expect(codes("{\"mean\": 0, \"sd\": 0}, \"pooled_demand_sd\": 2") == [])
  }

  @Test func anExplicitNullLeavesTheEndUnbounded() throws {
    let text = file().replacing("\"sd\": 1}", with: "\"sd\": 1}, \"max_committed_service_time\": null")
    #expect(try read(text).network.stages[1].maximumCommittedServiceTime == nil)
  }

  @Test func readsEveryKey() throws {
    let stage = """
      "name": "Plant", "processing_time": 4, "review_period": 2, "holding_cost_rate": 3.5, "backorder_cost_rate": 24,
      "inbound_service_time": 1, "max_inbound_service_time": 9, "max_committed_service_time": 7,
      "demand": {"distribution": "poisson", "mean": 2}, "service": {"measure": "safety_factor", "target": 1.645},
      "pooled_demand_sd": 6, "processing_time_sd": 1.5, "fixed_order_cost": 40, "order_multiple": 12, "min_order": 24, "minimum_stock": 2.5,
      "maximum_stock": 80, "may_hold_stock": true, "shelf_life": 30, "fixed_base_stock": 44.5
      """
    let file = try read(
      file(
        stage: stage, link: #""units": 2, "lead_time": 3, "share": 0.5"#,
        root: #""correlation": 0.25, "period": "week""#))
    #expect(file.issues == [])
    #expect(file.period == .week && file.network.correlation == 0.25)
    #expect(
      file.network.stages[0]
        == Stage(
          id: "P", name: "Plant", processingTime: 4, processingTimeSD: 1.5, reviewPeriod: 2, holdingCostRate: 3.5,
          backorderCostRate: 24,
          externalInboundServiceTime: 1, maximumInboundServiceTime: 9, maximumCommittedServiceTime: 7,
          demand: .poisson(mean: 2), service: ServiceTarget(.safetyFactor, 1.645), givenPooledDemandSD: 6,
          fixedOrderCost: 40, orderMultiple: 12, minimumOrder: 24, minimumStock: 2.5, maximumStock: 80, shelfLife: 30,
          fixedBaseStock: 44.5))
    #expect(file.network.links == [Link(supplier: 0, customer: 1, units: 2, leadTime: 3, share: 0.5)])
  }

  @Test(arguments: [
    ("\"processing_time\": -1", "negative-number", "processing_time"),
    ("\"processing_time\": 1.5", "fractional-periods", "processing_time"),
    ("\"processing_time\": \"2\"", "wrong-type", "processing_time"),
    ("\"processing_time\": 1e9", "out-of-range", "processing_time"),
    ("\"review_period\": 0", "out-of-range", "review_period"),
    ("\"holding_cost_rate\": -3", "negative-number", "holding_cost_rate"),
    ("\"holding_cost_rate\": true", "wrong-type", "holding_cost_rate"),
    ("\"demand\": 5", "wrong-type", nil),
    ("\"demand\": {\"sd\": 5}", "missing-value", "mean"),
    ("\"demand\": {\"mean\": 5}", "missing-value", "sd"),
    ("\"demand\": {\"distribution\": \"norml\", \"mean\": 5, \"sd\": 1}", "unknown-word", "distribution"),
    ("\"demand\": {\"distribution\": \"negative_binomial\", \"mean\": 5, \"sd\": 1}", "out-of-range", "sd"),
    ("\"service\": {\"measure\": \"fill_rate\", \"target\": 95}", "out-of-range", "target"),
    ("\"service\": {\"target\": 1}", "out-of-range", "target"),
    ("\"procesing_time\": 2", "unknown-key", "procesing_time"),
    ("\"order_multiple\": 0", "out-of-range", "order_multiple"),
    ("\"minimum_stock\": -1", "negative-number", "minimum_stock"),
    ("\"maximum_stock\": \"ten\"", "wrong-type", "maximum_stock"),
    ("\"may_hold_stock\": 0", "wrong-type", "may_hold_stock"),
    ("\"shelf_life\": 0", "out-of-range", "shelf_life"),
    ("\"disruptions\": [{\"start\": 1}]", "missing-value", "periods"),
    ("\"disruptions\": [{\"periods\": 1}]", "missing-value", "start"),
    ("\"disruptions\": [{\"start\": 1, \"chance\": 0.5, \"periods\": 1}]", "missing-value", "start"),
    ("\"outside_disruptions\": [{\"chance\": 1, \"periods\": 1}]", "out-of-range", "chance"),
    ("\"minimum_stock\": 9, \"maximum_stock\": 8", "minimum-above-maximum", "minimum_stock"),
    ("\"minimum_stock\": 9, \"may_hold_stock\": false", "minimum-without-stock", "minimum_stock"),
    ("\"expediting\": {\"lead_time\": 1}", "missing-value", "below"),
    ("\"expediting\": {\"below\": 1}", "missing-value", "lead_time"),
    ("\"expediting\": {\"lead_time\": 1, \"below\": 2, \"cost_per_unit\": -1}", "negative-number", "cost_per_unit"),
    (
      "\"processing_time\": 3, \"processing_time_sd\": 1, \"expediting\": {\"lead_time\": 1, \"below\": 2}",
      "no-expediting", "expediting"
    ),
  ])
  func tellsFaultsOfAStageWithStageKeyAndLine(member: String, code: String, key: String?) throws {
    let issue = try #require(issues(file(stage: member)).first)
    #expect(issue.code == code)
    #expect(issue.place == .init(file: "x.stages.json", line: 3, column: key))
    #expect(issue.message.contains("stage \"P\""))
    #expect(issue.severity == (code == "unknown-key" ? .warning : .error))
  }

  @Test(arguments: [
    (#"{"from": "P", "to": "D"}"#, "unknown-stage"), (#"{"from": "C", "to": "C"}"#, "bad-link"),
    (#"{"from": "P"}"#, "missing-value"), (#"{"from": "P", "to": "C", "units": 0}"#, "out-of-range"),
    (#"{"from": "P", "to": "C", "share": 0}"#, "out-of-range"), (#"{"from": "C", "to": "P"}"#, "cycle"),
    ("7", "wrong-type"),
  ])
  func tellsFaultsOfLinks(link: String, code: String) {
    let other = "{\"from\": \"P\", \"to\": \"C\"}"
    // In the place of the other where it joins the same stages, else beside it.
    let text = file().replacing(other, with: code == "out-of-range" ? link : "\(other), \(link)")
    #expect(issues(text).map(\.code) == [code])
  }

  @Test(arguments: [
    ("{}", "missing-value"), ("[]", "wrong-type"), ("", "not-json"), ("{\"stages\": [}", "not-json"),
    (#"{"schema": "meio.stage-network/9", "stages": [{"id": "a"}]}"#, "unknown-word"),
    (#"{"schema": "meio.stage-network/1", "stages": []}"#, "no-rows"),
    (#"{"schema": "meio.stage-network/1", "stages": [{"id": "a"}, {"id": "a"}]}"#, "duplicate-key"),
    (#"{"schema": "meio.stage-network/1", "stages": [{"name": "a"}]}"#, "missing-value"),
    (#"{"schema": "meio.stage-network/1", "stages": [{"id": ""}]}"#, "wrong-type"),
    (#"{"schema": "meio.stage-network/1", "stages": [{"id": "a"}], "correlation": 2}"#, "out-of-range"),
    (#"{"schema": "meio.stage-network/1", "stages": [{"id": "a", "holding_cost_rate": NaN}]}"#, "not-json"),
    (#"{"schema": "meio.stage-network/1", "stages": [{"id": "a", "holding_cost_rate": 1e999}]}"#, "not-json"),
  ])
  func tellsFaultsOfTheFile(json: String, code: String) {
    #expect(issues(json).first?.code == code)
  }

  @Test func roundTripKeepsEverything() throws {
    var stages = [
      Stage(
        id: "a \"b\"\n", name: "é", processingTime: 3, reviewPeriod: 2, holdingCostRate: 0.1 + 0.2,
        backorderCostRate: 1, externalInboundServiceTime: 2, maximumInboundServiceTime: 5,
        maximumCommittedServiceTime: 0, demand: .gamma(mean: 1 / 3, sd: 2), givenPooledDemandSD: 4, orderMultiple: 6,
        minimumOrder: 12, minimumStock: 0.1, maximumStock: 1e6, shelfLife: 90,
        fixedBaseStock: 12),
      Stage(id: "dock", mayHoldStock: false),
      Stage(id: "end", demand: .negativeBinomial(mean: 2, sd: 3), service: ServiceTarget(.fillRate, 0.9)),
      Stage(id: "bounded", maximumCommittedServiceTime: 4, demand: .deterministic(mean: 2)),
      Stage(id: "p", demand: .poisson(mean: 1e-7)),
    ]
    stages[0].disruptions = [Disruption(.at(period: 9), periods: 3), Disruption(.atRandom(chance: 0.125), periods: 2)]
    stages[3].outsideDisruptions = [Disruption(.at(period: 0), periods: 1)]
    stages[3].expediting = Expediting(leadTime: 2, below: -1.5, costPerUnit: 0.25)
    var links = [
      Link(supplier: 0, customer: 2, units: 2, leadTime: 1, share: 0.25), Link(supplier: 0, customer: 3),
      Link(supplier: 0, customer: 1), Link(supplier: 1, customer: 4),
    ]
    links[1].disruptions = [Disruption(.atRandom(chance: 0.5), periods: 7)]
    let network = try StageNetwork(name: "n", stages: stages, links: links, correlation: 0.125)
    let text = try StageNetworkFile(network: network, period: .week).encoded()
    let back = try read(text)
    #expect(back.network == network)
    #expect(back.period == .week)
    #expect(back.issues == [])
    #expect(try back.encoded() == text)
  }

  @Test func whatIsNotFiniteIsRefused() throws {
    let network = try StageNetwork(name: "n", stages: [Stage(id: "a", holdingCostRate: .nan)], links: [])
    let error = #expect(throws: IssueList.self) { try StageNetworkFile(network: network).encoded() }
    #expect(error?.issues.map(\.code) == ["not-finite"])
    #expect(error?.issues.first?.message.contains("stages.0.holding_cost_rate") == true)
  }

  @Test(.enabled(if: SharedData.isPresent), arguments: 0..<39)
  func readsAndRewritesRealSupplyChains(number: Int) throws {
    let name = "\(number < 10 ? "0" : "")\(number).stages.json"
    let file = try StageNetworkFile.read(SharedData.bytes("willems/\(name)"), name: name)
    #expect(file.issues == [])
    #expect(file.network.stageCount > 0)
    let back = try read(file.encoded())
    #expect(back.network == file.network)
  }
}

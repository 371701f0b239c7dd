import SupplyNetwork
import Testing

@testable import CaseFiles

/// How tiers order, and what fails when, in case.yaml.
@Suite struct ReplenishmentSettingsTests {
  private func read(_ lines: String) throws -> LoadedCase {
    var fixture = CaseFixture()
    fixture.files["case.yaml", default: ""] += lines
    fixture.files["locations.csv"] = "location,tier,kind\nDC,Centres,dc\nS1,Shops,store\nS2,Shops,store\n"
    return try fixture.read()
  }

  @Test func rulesByTier() throws {
    let loaded = try read(
      """
      replenishment:
        current: {all: {policy: local_min_max, signal: quantities_shipped, safety_factor: 0.5, order_periods: 2}}
        proposed:
          Shops: {policy: point_of_sale_echelon, signal: consumer_demand, smoothing: 0.05, cover_periods: 9}
          Centres: {policy: point_of_sale_echelon, signal: corrected_sales}
      """)
    #expect(loaded.errors == [])
    let rules = try #require(loaded.case?.settings.replenishment)
    #expect(rules.isStated && rules.current.isEmpty && rules.proposedStandard == nil)
    let local = try #require(rules.currentStandard)
    #expect(local.logic == .localMinMax && local.signal == .quantitiesShipped && local.safetyFactor == 0.5)
    #expect(local.orderPeriods == 2 && local.smoothing == 0.1 && local.coverPeriods == nil)
    #expect(rules.proposed["Shops"]?.smoothing == 0.05 && rules.proposed["Shops"]?.coverPeriods == 9)
    #expect(rules.proposed["Centres"]?.signal == .correctedSales && rules.statedRules.count == 3)
  }

  @Test(arguments: ReplenishmentSettings.Logic.allCases)
  func everyLogicIsRead(logic: ReplenishmentSettings.Logic) throws {
    let rules = try #require(
      try read("replenishment: {proposed: {Centres: {policy: \(logic.rawValue)}}}\n").case?.settings.replenishment)
    #expect(rules.proposed["Centres"] == .init(logic))
  }

  @Test func theWarmUpIsStatedOrByRule() throws {
    let stated = try #require(try read("simulation: {warm_up: 30}\n").case)
    #expect(try NetworkModel(stated).settings.simulation.warmUp == 30)
    let auto = try #require(try read("simulation: {warm_up: auto}\n").case)
    let model = try NetworkModel(auto)
    let rule = WarmUpRule.periods(model.networks, rules: ReplenishmentSettings(), localSmoothing: nil)
    #expect(auto.settings.simulation.isWarmUpByRule && model.settings.simulation.warmUp == rule)
    #expect(try read("simulation: {warm_up: soon}\n").issues("wrong-type").count == 1)
  }

  @Test(arguments: [
    ("replenishment: {proposed: {Stores: {policy: base_stock}}}\n", "unknown-tier", "Centres or Shops or all"),
    ("replenishment: {proposed: {Shops: {policy: magic}}}\n", "unknown-word", "local_min_max"),
    ("replenishment: {proposed: {Shops: {smoothing: 0.1}}}\n", "missing-value", "no policy"),
    ("replenishment: {current: {all: {policy: local_min_max, smoothing: 2}}}\n", "out-of-range", ""),
    (
      "replenishment: {proposed: {all: {policy: balanced_echelon_base_stock, signal: recorded_sales}}}\n",
      "unknown-word", "no forecast is made"
    ),
    (
      "replenishment: {current: {all: {policy: local_min_max, signal: consumer_demand}}}\n", "unknown-word",
      "makes no forecast from consumer_demand"
    ),
    (
      "replenishment: {current: {all: {policy: local_min_max, signal: corrected_sales}}}\n", "unknown-word",
      "makes no forecast from corrected_sales"
    ),
    ("simulation: {disruptions: [{from: X9, start: 1, periods: 2}]}\n", "unknown-location", "X9"),
    ("simulation: {disruptions: [{start: 1, periods: 2}]}\n", "missing-value", "names neither"),
    ("simulation: {disruptions: [{from: DC, start: 1}]}\n", "missing-value", "how many periods"),
    ("simulation: {disruptions: [{from: DC, periods: 1}]}\n", "missing-value", "either start"),
    ("simulation: {disruptions: [{from: DC, start: 1, chance: 0.1, periods: 1}]}\n", "missing-value", "either start"),
    ("simulation: {disruptions: [{from: DC, chance: 1.5, periods: 1}]}\n", "out-of-range", ""),
    ("simulation: {disruptions: [{from: S1, to: S2, start: 1, periods: 1}]}\n", "unknown-lane", "no lane from"),
    ("simulation: {disruptions: [{to: S2, start: 1, periods: 1}]}\n", "unknown-lane", "outside"),
    ("simulation: {unfilled_orders: forget}\n", "unknown-word", "wait, cancel"),
    ("simulation: {expediting: [{at: X9, lead_time: 1, below_periods: 2}]}\n", "unknown-location", "X9"),
    ("simulation: {expediting: [{lead_time: 1, below_periods: 2}]}\n", "missing-value", "which location"),
    ("simulation: {expediting: [{at: S1, below_periods: 2}]}\n", "missing-value", "how many periods"),
    ("simulation: {expediting: [{at: S1, lead_time: 1}]}\n", "missing-value", "below how many periods"),
    ("simulation: {expediting: [{at: S1, lead_time: -1, below_periods: 2}]}\n", "out-of-range", ""),
    ("simulation: {expediting: [{tier: Shop, lead_time: 0, below_periods: 2}]}\n", "unknown-tier", "Shop"),
    (
      "simulation: {expediting: [{at: S1, tier: Shops, lead_time: 0, below_periods: 2}]}\n", "missing-value",
      "either at"
    ),
    (
      "simulation: {disruptions: [{from: outside, to: DC, start: 1, periods: 2}]}\n", "unknown-location",
      "leave out from"
    ),
    ("simulation: {disruptions: [{from: outside, start: 1, periods: 2}]}\n", "unknown-location", "write {to:"),
    (
      "simulation: {expediting: [{at: S1, lead_time: 0, below_periods: 2}, {at: S1, lead_time: 0, below_periods: 1}]}\n",
      "duplicate-key", "two fast ways"
    ),
  ])
  func faultsAreTold(lines: String, code: String, says: String) throws {
    let loaded = try read(lines)
    let issue = try #require(loaded.issues(code).first, "\(loaded.issues.map(\.code))")
    #expect(issue.severity == .error && issue.place?.file == "case.yaml")
    #expect(issue.place?.line != nil && issue.place?.column != nil, "\(issue.message)")
    #expect((issue.message + (issue.hint ?? "")).contains(says), "\(issue.message)")
    #expect(loaded.case == nil)
  }

  @Test func whatStartsTooLateIsAWarning() throws {
    let loaded = try read("simulation: {periods: 20, warm_up: 5, disruptions: [{from: DC, start: 25, periods: 1}]}\n")
    #expect(loaded.errors == [] && loaded.issues("no-effect").map(\.severity) == [.warning])
  }

  @Test func faultsOfListsNameTheEntry() throws {
    let loaded = try read(
      """
      simulation:
        disruptions:
          - {from: DC, start: 5, periods: 3}
          - {from: X9, start: 5, periods: 3}
        expediting: [{at: X8, lead_time: 0, below_periods: 1}]
        transshipments:
          - {between: [S1, X7]}
        promotions:
          - {item: X6, start: 3, periods: 2, factor: 2}
      """)
    let lines = try Dictionary(
      uniqueKeysWithValues: loaded.errors.map { (try #require($0.place?.column), try #require($0.place?.line)) })
    let first = try #require(lines["simulation.disruptions[2].from"])
    #expect(
      lines == [
        "simulation.disruptions[2].from": first, "simulation.expediting[1].at": first + 1,
        "simulation.transshipments[1].between": first + 3, "simulation.promotions[1].item": first + 5,
      ])
  }

  @Test(arguments: [("local_min_max", 1), ("point_of_sale_echelon", 0)])
  func aDelayThatNobodyHearsIsAWarning(policy: String, count: Int) throws {
    let loaded = try read(
      "simulation: {pos_latency: 3}\nreplenishment: {proposed: {all: {policy: \(policy)}}}\n")
    #expect(loaded.errors == [])
    #expect(loaded.issues("no-effect").map(\.place?.column) == .init(repeating: "simulation.pos_latency", count: count))
    #expect(try read("simulation: {pos_latency: 0}\n").issues("no-effect").isEmpty)
  }

  @Test func disruptionsReachStagesAndLanes() throws {
    let loaded = try read(
      """
      simulation:
        disruptions:
          - {from: DC, start: 5, periods: 3}
          - {from: DC, to: S1, chance: 0.01, periods: 2}
          - {to: DC, start: 7, periods: 4}
      """)
    #expect(loaded.errors == [])
    let model = try NetworkModel(try #require(loaded.case))
    for network in model.networks {
      #expect(network.stages[0].disruptions == [Disruption(.at(period: 5), periods: 3)])
      #expect(network.stages[0].outsideDisruptions == [Disruption(.at(period: 7), periods: 4)])
      let lanes = network.links.map(\.disruptions)
      #expect(lanes == [[Disruption(.atRandom(chance: 0.01), periods: 2)], []])
      #expect(network.stages[1].disruptions.isEmpty && network.stages[1].outsideDisruptions.isEmpty)
    }
  }

  @Test func fastWaysReachStages() throws {
    let text = "simulation: {expediting: [{at: S1, lead_time: 0, below_periods: 1.5, cost_per_unit: 0.5}]}\n"
    let loaded = try read(text)
    #expect(loaded.errors == [])
    let model = try NetworkModel(try #require(loaded.case))
    for network in model.networks {
      for (index, stage) in network.stages.enumerated() {
        let expected = Expediting(leadTime: 0, below: 1.5 * network.meanDemand[index], costPerUnit: 0.5)
        #expect(stage.expediting == (stage.id.hasPrefix("S1/") ? expected : nil))
      }
    }
    // One that takes as long as the lanes is never used.
    let slow = try read("simulation: {expediting: [{at: S1, lead_time: 50, below_periods: 2}]}\n")
    #expect(slow.errors == [] && slow.issues("no-effect").map(\.severity) == [.warning])
  }

  @Test func fastWaysOfATierReachEveryLocationWithoutOneOfItsOwn() throws {
    let loaded = try read(
      "simulation: {expediting: [{at: S1, lead_time: 0, below_periods: 2}, {tier: Shops, lead_time: 0, below_periods: 1}]}\n"
    )
    #expect(loaded.errors == [])
    let model = try NetworkModel(try #require(loaded.case))
    for network in model.networks {
      for (index, stage) in network.stages.enumerated() {
        let periods = stage.id.hasPrefix("S1/") ? 2.0 : stage.id.hasPrefix("DC/") ? nil : 1.0
        let expected = periods.map { Expediting(leadTime: 0, below: $0 * network.meanDemand[index]) }
        #expect(stage.expediting == expected)
      }
    }
  }

  @Test func nothingIsExpeditedWhereLeadTimesVary() throws {
    var fixture = CaseFixture()
    fixture.files["case.yaml", default: ""] += "simulation: {expediting: [{at: S1, lead_time: 0, below_periods: 1}]}\n"
    fixture.files["locations.csv"] = "location,tier,kind\nDC,Centres,dc\nS1,Shops,store\nS2,Shops,store\n"
    fixture.files["lanes.csv"] = "from,to,lead_time,lead_time_sd\n,DC,5,1\nDC,S1,2,0.5\nDC,S2,2,0.5\n"
    let loaded = try fixture.read()
    #expect(loaded.issues("no-expediting").map(\.severity) == [.error] && loaded.case == nil)
  }

  @Test func theSignalTrapReadsBack() throws {
    var size = SampleCase.SignalTrapSize()
    (size.stores, size.dcs, size.items) = (12, 2, 3)
    let files = SampleCase.signalTrap(seed: 5, size: size)
    #expect(files.map(\.text) == SampleCase.signalTrap(seed: 5, size: size).map(\.text))
    let loaded = try CaseFixture(files: Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.text) })).read()
    #expect(loaded.issues.filter { $0.severity != .note } == [])
    let found = try #require(loaded.case)
    #expect(found.tiers.map(\.name) == ["Regional centre", "DCs", "Stores"])
    #expect(found.locations.count == 15 && found.demand.count == 36)
    #expect(found.settings.replenishment.currentStandard?.logic == .localMinMax)
    #expect(found.settings.simulation.disruptions.count == 1)
  }
}

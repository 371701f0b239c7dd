import Probability
import SupplyNetwork
import Testing

/// What a scenario makes of a case.
@Suite struct ScenarioTests {
  /// An outside supplier, a centre, two stores; items A (class A) and B (class C).
  private func planningCase(_ change: (inout Case) -> Void = { _ in }) -> Case {
    var settings = CaseSettings()
    settings.simulation.warmUp = 50
    func profile(_ item: Int, _ location: Int, _ mean: Double) -> DemandProfile {
      DemandProfile(
        item: item, location: location, mean: mean, sd: mean / 4, pattern: nil,
        distribution: .normal(mean: mean, sd: mean / 4))
    }
    var planningCase = Case(
      settings: settings, tiers: [Tier(name: "Centres", kind: .dc), Tier(name: "Stores", kind: .store)],
      locations: [
        Location(id: "DC", tier: 0, kind: .dc), Location(id: "S1", tier: 1, kind: .store, region: "N"),
        Location(id: "S2", tier: 1, kind: .store, region: "S"),
      ],
      items: [Item(id: "A", unitCost: 10, valueClass: .a), Item(id: "B", unitCost: 2, valueClass: .c)],
      lanes: [
        Lane(from: nil, to: 0, leadTime: 5, leadTimeSD: 1, reviewPeriod: 7), Lane(from: 0, to: 1, leadTime: 2),
        Lane(from: 0, to: 2, leadTime: 3), Lane(from: 0, to: 2, item: 1, leadTime: 1),
      ],
      demand: [profile(0, 1, 20), profile(0, 2, 40), profile(1, 1, 8), profile(1, 2, 4)], correlation: [0.2, 0.6],
      serviceRules: [
        ServiceRule(location: 0, target: .init(.cycleServiceLevel, 0.9)),
        ServiceRule(item: 1, target: .init(.fillRate, 0.96)),
      ])
    change(&planningCase)
    return planningCase
  }

  private func applied(_ change: (inout Scenario) -> Void, to planningCase: Case? = nil) -> Case {
    var scenario = Scenario("test")
    change(&scenario)
    return (planningCase ?? self.planningCase()).applying(scenario)
  }

  @Test func nothingChangesNothing() throws {
    let same = applied { _ in }
    let before = planningCase()
    #expect(same.settings == before.settings && same.demand == before.demand && same.lanes == before.lanes)
    #expect(same.items == before.items && same.serviceRules == before.serviceRules)
    #expect(try NetworkModel(same).networks == NetworkModel(before).networks)
    #expect(try NetworkModel(applied { $0.demand = [.init(factor: 1)] }).networks == NetworkModel(before).networks)
  }

  @Test func demandGrowsWhereItIsMeant() {
    let all = applied { $0.demand = [.init(factor: 1.5)] }
    #expect(all.demand.map(\.mean) == [30, 60, 12, 6])
    #expect(all.demand.map(\.distribution.sd) == [7.5, 15, 3, 1.5] && all.demand.map(\.sd) == [7.5, 15, 3, 1.5])
    let some = applied { $0.demand = [.init(factor: 2, scope: .init(region: "N", valueClass: .a))] }
    #expect(some.demand.map(\.mean) == [40, 40, 8, 4])
    let tier = applied { $0.demand = [.init(factor: 2, scope: .init(tier: "Stores", location: "S2", item: "B"))] }
    #expect(tier.demand.map(\.mean) == [20, 40, 8, 8])
    let both = applied { $0.demand = [.init(factor: 2), .init(factor: 0.5, scope: .init(item: "A"))] }
    #expect(both.demand.map(\.mean) == [20, 40, 16, 8])
  }

  @Test func variabilityLeavesTheMean() {
    let wide = applied { $0.demand = [.init(variabilityFactor: 2)] }
    #expect(wide.demand.map(\.mean) == [20, 40, 8, 4] && wide.demand.map(\.sd) == [10, 20, 4, 2])
    let counted = planningCase { $0.demand[0].distribution = .poisson(mean: 20) }
    let wider = applied({ $0.demand = [.init(variabilityFactor: 2)] }, to: counted)
    #expect(wider.demand[0].distribution == .negativeBinomial(mean: 20, sd: 2 * 20.0.squareRoot()))
    let narrower = applied({ $0.demand = [.init(variabilityFactor: 0.5)] }, to: counted)
    #expect(narrower.demand[0].distribution == .gamma(mean: 20, sd: 20.0.squareRoot() / 2))
  }

  @Test func historyMovesWithDemand() throws {
    let recorded = planningCase {
      $0.history = DemandHistory(
        firstDate: CalendarDate(dayNumber: 20_000), bucketDays: 1, bucketCount: 3,
        series: [.init(item: 0, location: 1), .init(item: 1, location: 1)], quantities: [1, 2, 3, 4, 5, 6])
    }
    let scaled = applied({ $0.demand = [.init(factor: 2, scope: .init(item: "A"))] }, to: recorded)
    #expect(scaled.history?.quantities == [2, 4, 6, 4, 5, 6])
    let spread = applied({ $0.demand = [.init(factor: 2, variabilityFactor: 3)] }, to: recorded)
    // Never below 0.
    #expect(spread.history?.quantities == [0, 4, 10, 4, 10, 16])
  }

  @Test func correlationIsThatOfItems() {
    let one = applied { $0.demand = [.init(correlation: 0.9, scope: .init(item: "B"))] }
    #expect(one.correlation == [0.2, 0.9] && one.settings.demand.correlation == .estimate)
    let all = applied { $0.demand = [.init(correlation: 0.1)] }
    #expect(all.correlation == [0.1, 0.1] && all.settings.demand.correlation == .fixed(0.1))
  }

  @Test func leadTimesAreWholeAndRoundOutward() {
    let longer = Scenario.LeadTimeChange(factor: 1.5)
    #expect([0, 1, 2, 3, 10].map(longer.changed) == [0, 2, 3, 5, 15])
    let shorter = Scenario.LeadTimeChange(factor: 0.5, addedPeriods: -1)
    #expect([0, 1, 2, 3, 10].map(shorter.changed) == [0, 0, 0, 0, 4])
    #expect(Scenario.LeadTimeChange(factor: 1.1).changed(10) == 11)
    #expect(Scenario.LeadTimeChange(factor: 0.9).changed(10) == 9)
    let all = applied { $0.leadTimes = [longer] }
    #expect(all.lanes.map(\.leadTime) == [8, 3, 5, 2] && all.lanes[0].leadTimeSD == 1.5)
    let outside = applied { $0.leadTimes = [.init(addedPeriods: 2, from: .outside)] }
    #expect(outside.lanes.map(\.leadTime) == [7, 2, 3, 1])
    let lane = applied { $0.leadTimes = [.init(addedPeriods: 2, from: .location("DC"), scope: .init(location: "S2"))] }
    #expect(lane.lanes.map(\.leadTime) == [5, 2, 5, 3])
  }

  @Test func lanesOfSomeItemsBecomeTheirOwn() throws {
    let changed = applied { $0.leadTimes = [.init(addedPeriods: 4, scope: .init(tier: "Stores", item: "A"))] }
    #expect(changed.lanes.prefix(4).map(\.leadTime) == [5, 2, 3, 1])
    #expect(changed.lanes.dropFirst(4).map(\.item) == [0, 0])
    let networks = try NetworkModel(changed).networks
    #expect(networks[0].stages.map(\.processingTime) == [5, 6, 7])
    #expect(networks[1].stages.map(\.processingTime) == [5, 2, 1])
    // Of an item with a lane of its own, that one changes.
    let own = applied { $0.leadTimes = [.init(addedPeriods: 4, scope: .init(location: "S2", item: "B"))] }
    #expect(own.lanes.map(\.leadTime) == [5, 2, 3, 5])
  }

  @Test func reviewsCostsAndRules() {
    let changed = applied {
      $0.reviewPeriods = [.init(periods: 3, scope: .init(tier: "Stores"))]
      $0.unitCosts = [.init(factor: 2, scope: .init(valueClass: .c))]
      $0.carryingRate = 0.4
      $0.currentPolicy = .independent
      $0.optimization.maximumServiceTime = .at(3)
      $0.optimization.budget = .at(500)
    }
    #expect(changed.lanes.map(\.reviewPeriod) == [7, 3, 3, 3])
    #expect(changed.items.map(\.unitCost) == [10, 4])
    #expect(changed.settings.carryingRate == 0.4 && changed.settings.currentPolicy == .independent)
    #expect(changed.settings.optimization.maximumServiceTime == 3 && changed.settings.optimization.budget == 500)
    let lifted = applied({ $0.optimization.budget = Scenario.Limit.none }, to: changed)
    #expect(lifted.settings.optimization.budget == nil && lifted.settings.optimization.maximumServiceTime == 3)
  }

  @Test func promises() {
    func targets(_ change: (inout Scenario.ServiceChange) -> Void) -> [[Double]] {
      var service = Scenario.ServiceChange()
      change(&service)
      let changed = applied { $0.service = [service] }
      return (0..<2).map { item in
        (0..<3).map { (changed.serviceTarget(item: item, location: $0).target * 1e6).rounded() / 1e6 }
      }
    }
    #expect(targets { _ in } == [[0.9, 0.98, 0.98], [0.96, 0.96, 0.96]])
    #expect(targets { $0.byClass = [.a: 0.99] } == [[0.9, 0.99, 0.99], [0.96, 0.96, 0.96]])
    #expect(targets { $0.gapFactor = 0.5 } == [[0.95, 0.99, 0.99], [0.98, 0.98, 0.98]])
    #expect(targets { $0.target = 0.8 } == [[0.8, 0.8, 0.8], [0.8, 0.8, 0.8]])
    #expect(
      targets {
        $0.target = 0.8
        $0.scope = .init(tier: "Stores", item: "B")
      } == [[0.9, 0.98, 0.98], [0.96, 0.8, 0.8]])
    #expect(
      targets {
        $0.gapFactor = 2
        $0.scope = .init(location: "S1")
      } == [[0.9, 0.96, 0.98], [0.96, 0.92, 0.96]])
  }

  @Test func aClosedLocationIsGone() throws {
    let closed = applied { $0.closed = ["S2"] }
    #expect(closed.locations.count == 3 && closed.lanes.count == 2 && closed.demand.map(\.location) == [1, 1])
    #expect(try NetworkModel(closed).networks.map { $0.stages.map(\.location) } == [[0, 1], [0, 1]])
    // Stores that nobody supplies any more have no network.
    let centre = applied { $0.closed = ["DC"] }
    #expect(throws: IssueList.self) { try NetworkModel(centre) }
  }

  @Test func anOutageLastsAsLongAsGoodsTake() throws {
    let outside = applied { $0.outages = [.init()] }
    // 5 and 7 less one, from the first period measured.
    #expect(
      outside.settings.simulation.disruptions == [.init(from: "", to: "DC", Disruption(.at(period: 50), periods: 11))])
    let stated = applied { $0.outages = [.init(supplier: "DC", to: "S1", start: 3, periods: 9)] }
    #expect(
      stated.settings.simulation.disruptions == [.init(from: "DC", to: "S1", Disruption(.at(period: 3), periods: 9))])
    let networks = try NetworkModel(outside).networks
    #expect(networks[0].stages.map(\.outsideDisruptions.count) == [1, 0, 0])
    let byRule = planningCase { $0.settings.simulation.isWarmUpByRule = true }
    let ruled = applied({ $0.outages = [.init()] }, to: byRule)
    let warmUp = try NetworkModel(byRule).settings.simulation.warmUp
    #expect(ruled.settings.simulation.disruptions.map(\.disruption.beginning) == [.at(period: warmUp)])
  }

  @Test func builtInScenariosAreFoundByName() {
    var settings = CaseSettings()
    settings.scenarios = [Scenario("Peak")]
    #expect(Scenario.named("peak", in: settings)?.name == "Peak")
    #expect(Scenario.named("demand-up", in: settings) == .demandUp)
    #expect(Scenario.named("do-nothing", in: settings) == nil)
  }
}

import Foundation
import SupplyNetwork
import Testing

@testable import CaseFiles

/// `scenarios` of case.yaml.
@Suite struct ScenarioSettingsTests {
  private func read(_ yaml: String) throws -> LoadedCase {
    var fixture = CaseFixture.adding(yaml, to: "case.yaml")
    fixture.files["locations.csv"] =
      "location,name,tier,kind,region\nDC,Centre,Centres,dc,\nS1,North,Stores,store,N\nS2,South,Stores,store,S\n"
    return try fixture.read()
  }

  @Test func readsEveryKey() throws {
    let loaded = try read(
      """
      scenarios:
        - name: peak
          description: A strong season
          demand: [{factor: 1.2, variability_factor: 1.1, region: N}, {correlation: 0.4, item: A}]
          lead_time: {factor: 1.5, add: 2, from: outside, to: DC}
          review_period: {periods: 3, tier: Stores}
          unit_cost: {factor: 1.1, class: A}
          carrying_rate: 0.3
          service: [{measure: fill_rate, default: 0.97, by_class: {A: 0.99}}, {target: 0.9, location: S1}, {gap_factor: 0.5}]
          optimization: {max_service_time: none, budget: 1000}
          current_policy: independent
          closed: [S2]
          supplier_out: {location: DC, to: S1, start: 10, periods: 5}
        - name: slow
          review_period: 2
          lead_time: {add: 1, from: DC}
      report: {stress: false}

      """)
    #expect(loaded.issues.filter { $0.severity != .note } == [])
    let settings = try #require(loaded.case?.settings)
    #expect(!settings.report.includesStress)
    #expect(settings.scenarios.map(\.name) == ["peak", "slow"])
    let peak = settings.scenarios[0]
    #expect(peak.description == "A strong season")
    #expect(
      peak.demand == [
        .init(factor: 1.2, variabilityFactor: 1.1, scope: .init(region: "N")),
        .init(correlation: 0.4, scope: .init(item: "A")),
      ])
    #expect(
      peak.leadTimes == [.init(factor: 1.5, addedPeriods: 2, from: .outside, scope: .init(location: "DC"))])
    #expect(peak.reviewPeriods == [.init(periods: 3, scope: .init(tier: "Stores"))])
    #expect(peak.unitCosts == [.init(factor: 1.1, scope: .init(valueClass: .a))])
    #expect(peak.carryingRate == 0.3)
    #expect(peak.service.map(\.measure) == [.fillRate, nil, nil])
    #expect(peak.service[0].standard == 0.97 && peak.service[0].byClass == [.a: 0.99])
    #expect(peak.service[1].target == 0.9 && peak.service[1].scope == .init(location: "S1"))
    #expect(peak.service[2].gapFactor == 0.5)
    #expect(peak.optimization.maximumServiceTime == Scenario.Limit.none && peak.optimization.budget == .at(1000))
    #expect(peak.currentPolicy == .independent && peak.closed == ["S2"])
    #expect(peak.outages == [.init(supplier: "DC", to: "S1", start: 10, periods: 5)])
    let slow = settings.scenarios[1]
    #expect(slow.reviewPeriods == [.init(periods: 2)])
    #expect(slow.leadTimes == [.init(addedPeriods: 1, from: .location("DC"))])
  }

  @Test func namesMayBeKeys() throws {
    let loaded = try read("scenarios:\n  peak: {demand: {factor: 1.2}}\n  low: {demand: {factor: 0.8}}\n")
    #expect(loaded.case?.settings.scenarios.map(\.name) == ["peak", "low"])
    let one = try read("scenarios: {name: peak, demand: {factor: 1.2}}\n")
    #expect(one.case?.settings.scenarios.map(\.name) == ["peak"])
  }

  @Test(arguments: [
    ("[{name: p, demand: {factor: -1}}]", "out-of-range", "scenarios[1].demand[1].factor"),
    ("[{name: p, demand: {factor: much}}]", "wrong-type", "scenarios[1].demand[1].factor"),
    ("[{name: p, demand: {location: S1}}]", "missing-value", "scenarios[1].demand[1]"),
    ("[{name: p, demand: {factor: 2, location: S9}}]", "unknown-location", "scenarios[1].demand[1].location"),
    ("[{name: p, demand: {factor: 2, tier: Stors}}]", "unknown-tier", "scenarios[1].demand[1].tier"),
    ("[{name: p, demand: {factor: 2, region: X}}]", "unknown-region", "scenarios[1].demand[1].region"),
    ("[{name: p, demand: {factor: 2, item: Z}}]", "unknown-item", "scenarios[1].demand[1].item"),
    ("[{name: p, demand: {factor: 2, class: D}}]", "unknown-word", "scenarios[1].demand[1].class"),
    ("[{name: p, demand: {correlation: 0.5, tier: Stores}}]", "missing-value", "scenarios[1].demand[1].correlation"),
    ("[{name: p, lead_time: {add: 1, from: S9}}]", "unknown-location", "scenarios[1].lead_time[1].from"),
    ("[{name: p, review_period: 0}]", "out-of-range", "scenarios[1].review_period"),
    ("[{name: p, review_period: {tier: Stores}}]", "missing-value", "scenarios[1].review_period[1]"),
    ("[{name: p, service: {default: 98}}]", "out-of-range", "scenarios[1].service[1].default"),
    ("[{name: p, service: {default: 0.9, tier: Stores}}]", "out-of-range", "scenarios[1].service[1].default"),
    ("[{name: p, optimization: {budget: -1}}]", "out-of-range", "scenarios[1].optimization.budget"),
    ("[{name: p, current_policy: whatever}]", "unknown-word", "scenarios[1].current_policy"),
    ("[{name: p, closed: [S9]}]", "unknown-location", "scenarios[1].closed"),
    ("[{name: p, supplier_out: {location: S1, to: S2}}]", "unknown-lane", "scenarios[1]"),
    ("[{name: p, supplier_out: {periods: 0}}]", "out-of-range", "scenarios[1].supplier_out[1].periods"),
    ("[{demand: {factor: 2}}]", "missing-value", "scenarios[1]"),
    ("[{name: Stretch, demand: {factor: 2}}]", "reserved-name", "scenarios[1]"),
    ("[{name: Stretched targets, demand: {factor: 2}}]", "reserved-name", "scenarios[1]"),
    ("[{name: demand +20 %, demand: {factor: 2}}]", "reserved-name", "scenarios[1]"),
    ("[{name: 'Supplier out, 14 days', demand: {factor: 2}}]", "reserved-name", "scenarios[1]"),
    ("[{name: p, demand: {factor: 2, regio: N}}]", "unknown-key", "scenarios[1].demand[1].regio"),
    ("[{name: p, demand: {factor: 2}, carying_rate: 0.2}]", "unknown-key", "scenarios[1].carying_rate"),
    ("[{name: p, demand: {factor: 2}}, {name: P, demand: {factor: 3}}]", "duplicate-key", "scenarios[2]"),
    ("high", "wrong-type", "scenarios"),
  ])
  func tellsWhatIsWrongWithLineAndKey(yaml: String, code: String, key: String) throws {
    let loaded = try read("scenarios: \(yaml)\n")
    #expect(loaded.errors.map(\.code) == [code])
    let place = try #require(loaded.errors.first?.place)
    #expect(place == .init(file: "case.yaml", line: 4, column: key))
    #expect(loaded.case == nil)
  }

  @Test func tellsAllAtOnceWithSuggestions() throws {
    let loaded = try read(
      """
      scenarios:
        - name: p
          demand: {factr: 1.2, factor: 2, tier: Stors}
          lead_tme: {add: 1}
        - name: q

      """)
    #expect(loaded.issues("unknown-key").map { $0.place?.line } == [6, 7])
    #expect(
      loaded.issues("unknown-key").map(\.hint) == ["did you mean \"factor\"?", "did you mean \"lead_time\"?"])
    #expect(loaded.issues("unknown-tier").map(\.hint) == ["did you mean \"Stores\"?"])
    #expect(loaded.issues("no-effect").map { $0.place?.column } == ["scenarios[2]"])
  }

  @Test func percentagesAndRegionsGetAHint() throws {
    let loaded = try read("scenarios: [{name: p, carrying_rate: 25, demand: {factor: 2, region: Nowhere}}]\n")
    #expect(loaded.issues("out-of-range").map(\.hint) == ["a percentage is written as a fraction: 25 % is 0.25"])
    let hint = try #require(loaded.issues("unknown-region").first?.hint)
    #expect(hint.hasPrefix("regions: ") || hint == "give locations.csv a column region")
  }

  @Test func theExampleOfTheTemplateIsRead() throws {
    let text = try #require(CaseFolderTemplate.files.first { $0.name == "case.yaml" }?.text)
    let start = try #require(text.range(of: "# - name: peak"))
    var lines = text[start.lowerBound...].split(separator: "\n").map { $0.drop { $0 == " " }.dropFirst() }
    lines = Array(lines.prefix { !$0.hasPrefix(" Filters") })
    let yaml = "scenarios:\n" + lines.map { " " + $0 + "\n" }.joined()
    var log = IssueLog()
    let file = SettingsFile(InputFile(name: "case.yaml", bytes: Array(yaml.utf8)), &log)
    #expect(log.sorted() == [])
    let peak = try #require(file.settings.scenarios.first)
    #expect(peak.name == "peak" && peak.changesTheWorld)
    #expect(!peak.leadTimes.isEmpty && !peak.unitCosts.isEmpty && !peak.service.isEmpty && !peak.outages.isEmpty)
  }
}

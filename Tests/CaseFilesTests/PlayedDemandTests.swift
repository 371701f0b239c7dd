import Probability
import SupplyNetwork
import Testing

@testable import CaseFiles

/// What demand simulations play, in case.yaml and in stage networks.
@Suite struct PlayedDemandTests {
  private func read(_ lines: String, _ change: (inout CaseFixture) -> Void = { _ in }) throws -> LoadedCase {
    var fixture = CaseFixture()
    fixture.files["case.yaml", default: ""] += lines
    change(&fixture)
    return try fixture.read()
  }

  /// Daily records and periods.
  private static func daily(_ fixture: inout CaseFixture) {
    var text = "date,location,item,quantity\n"
    for day in 0..<20 {
      guard let date = CalendarDate(year: 2026, month: 3, day: day + 1) else { continue }
      text += "\(date),S1,A,\(5 + day % 7)\n\(date),S2,B,\(3 + day % 5)\n"
    }
    fixture.files["demand.csv"] = text
    fixture.files["case.yaml"] = fixture.files["case.yaml"]?.replacing("period: week", with: "period: day")
  }

  @Test func settingsAreRead() throws {
    let loaded = try read(
      """
      simulation:
        season: weekday
        promotions:
          - {item: A, location: S1, start: 2026-03-25, periods: 3, factor: 1.5}
          - {start: 7, periods: 2, factor: 0}
      """, Self.daily)
    #expect(loaded.errors == [] && loaded.issues("no-effect") == [])
    let found = try #require(loaded.case)
    #expect(found.settings.simulation.season == .weekday)
    let date = try #require(CalendarDate(year: 2026, month: 3, day: 25))
    #expect(
      found.settings.simulation.promotions == [
        .init(item: "A", location: "S1", .date(date), periods: 3, factor: 1.5),
        .init(.period(7), periods: 2, factor: 0),
      ])
    let model = try NetworkModel(found)
    let course = try #require(model.networks[0].stages.first { $0.demand != nil }?.demandCourse)
    #expect(course.season.count == 7 && course.phase == 5)
    #expect(course.promotions.map(\.firstPeriod) == [4, 7])

    let blocks = try read("simulation: {demand: bootstrap, block_periods: 2.5}\n")
    #expect(blocks.errors == [] && blocks.issues("no-effect") == [] && blocks.issues("spread-history") == [])
    let settings = try #require(blocks.case?.settings.simulation)
    #expect(settings.demand == .bootstrap && settings.blockPeriods == 2.5 && settings.season == .none)
    let whole = try NetworkModel(try #require(try read("simulation: {demand: history, warm_up: 3}\n").case))
    #expect(whole.settings.simulation.periods == 27 && whole.settings.simulation.replications == 1)
  }

  @Test(arguments: [
    ("demand: magic", "unknown-word", "model, bootstrap, history"), ("season: year", "unknown-word", "weekday"),
    ("block_periods: 0", "out-of-range", "1 to"), ("block_periods: x", "wrong-type", ""),
    ("promotions: [{item: Z, start: 1, periods: 1, factor: 2}]", "unknown-item", "\"Z\" is not in items.csv"),
    ("promotions: [{location: Z, start: 1, periods: 1, factor: 2}]", "unknown-location", "locations.csv"),
    ("promotions: [{start: soon, periods: 1, factor: 2}]", "not-a-date", "soon"),
    ("promotions: [{start: -1, periods: 1, factor: 2}]", "out-of-range", "0 to"),
    ("promotions: [{start: 1, factor: 2}]", "missing-value", "its periods"),
    ("promotions: [{periods: 1, factor: 2}]", "missing-value", "when it begins"),
    ("promotions: [{start: 1, periods: 1}]", "missing-value", "its factor"),
    ("promotions: [{start: 1, periods: 1, factor: -2}]", "out-of-range", ""),
    ("promotions: [{start: 1, periods: 0, factor: 2}]", "out-of-range", ""), ("promotions: [7]", "wrong-type", ""),
  ])
  func faultsAreTold(setting: String, code: String, says: String) throws {
    let loaded = try read("simulation: {\(setting)}\n")
    let issue = try #require(loaded.issues(code).first, "\(loaded.issues.map(\.code))")
    #expect(issue.severity == .error && issue.place?.file == "case.yaml")
    #expect((issue.message + (issue.hint ?? "")).contains(says), "\(issue.message)")
    #expect(loaded.case == nil)
  }

  @Test(arguments: [
    ("season: weekday", "no-season", "daily records"), ("season: month", "no-season", "records of a year"),
    ("block_periods: 4", "no-effect", "only demand: bootstrap"),
    ("demand: bootstrap, season: weekday", "no-effect", "recorded demand has the season"),
    ("promotions: [{location: DC, start: 1, periods: 1, factor: 2}]", "no-effect", "nobody asks"),
    ("periods: 9, warm_up: 0, promotions: [{start: 9, periods: 1, factor: 2}]", "no-effect", "the 9 periods"),
    ("promotions: [{start: 2026-01-05, periods: 4, factor: 2}]", "no-effect", "over before"),
  ])
  func whatDoesNothingIsAWarning(setting: String, code: String, says: String) throws {
    let loaded = try read("simulation: {\(setting)}\n")
    #expect(loaded.errors == [] && loaded.case != nil)
    #expect(loaded.issues(code).contains { $0.severity == .warning && $0.message.contains(says) }, "\(loaded.issues)")
  }

  @Test func aHistoryThatIsNotWhatItShouldBe() throws {
    let spread = try read("simulation: {demand: history}\n") {
      $0.files["case.yaml"] = $0.files["case.yaml"]?.replacing("period: week", with: "period: day")
    }
    #expect(spread.errors == [] && spread.issues("spread-history").map(\.severity) == [.warning])
    let rates = "location,item,mean,sd\nS1,A,4,2\nS2,A,9,2\n"
    let none = try read("simulation: {demand: bootstrap, season: month}\n") {
      ($0.files["demand.csv"], $0.files["demand_rates.csv"]) = (nil, rates)
    }
    #expect(none.errors == [] && none.issues("no-history").count == 1 && none.issues("no-season").count == 1)
    #expect(try NetworkModel(try #require(none.case)).settings.simulation.demand == .model)
    let partly = try read("simulation: {demand: bootstrap}\n") {
      $0.files["demand.csv"] = $0.files["demand.csv"]?.split(separator: "\n").filter { !$0.contains("S2,A") }
        .joined(separator: "\n")
      $0.files["demand_rates.csv"] = rates
    }
    #expect(partly.errors == [])
    #expect(partly.issues("drawn-demand").first?.message.contains("1 of 4 demands") == true)
    #expect(try NetworkModel(try #require(partly.case)).unrecordedDemands == 1)
    // A date means nothing where today is not known.
    let undated = try read("simulation: {promotions: [{start: 2026-01-05, periods: 4, factor: 2}]}\n") {
      ($0.files["demand.csv"], $0.files["demand_rates.csv"]) = (nil, rates)
    }
    #expect(undated.errors.map(\.code) == ["missing-value"])
  }

  private func file(_ member: String) throws -> StageNetworkFile {
    let text = """
      {"schema": "meio.stage-network/1", "stages": [{"id": "P", "demand": {"mean": 5, "sd": 1},
      \(member)}]}
      """
    return try StageNetworkFile.read(Array(text.utf8), name: "x.stages.json")
  }

  @Test func coursesRoundTrip() throws {
    let courses = [
      DemandCourse(season: [0.3, 0.9, 1.1], phase: -1), DemandCourse(season: [1, 1]),
      DemandCourse(
        season: [2, 0, 1, 4], phase: 3, promotions: [.init(firstPeriod: -2, periods: 3, factor: 0.5)],
        deviationShare: 0.7), DemandCourse(promotions: [.init(firstPeriod: 4, periods: 1, factor: 0)]), DemandCourse(),
    ]
    for course in courses {
      var stage = Stage(id: "a", demand: .gamma(mean: 3, sd: 1))
      stage.demandCourse = course
      let network = try StageNetwork(name: "n", stages: [stage], links: [])
      let text = try StageNetworkFile(network: network).encoded()
      let back = try StageNetworkFile.read(Array(text.utf8), name: "n")
      #expect(try back.encoded() == text && back.issues == [])
      let found = try #require(back.network.stages[0].demandCourse)
      #expect(found.promotions == course.promotions && found.deviationShare == course.deviationShare)
      for period in 0..<20 { #expect(abs(found.factor(at: period) - course.factor(at: period)) < 1e-9) }
    }
    #expect(
      try file(#""demand_course": {"season": [2, 6], "phase": 5}"#).network.stages[0].demandCourse?.season == [
        0.5, 1.5,
      ])
  }

  @Test(arguments: [
    ("7", "wrong-type"), (#"{"season": [1, -1]}"#, "out-of-range"), (#"{"season": [1, "a"]}"#, "out-of-range"),
    (#"{"season": [0, 0]}"#, "out-of-range"), (#"{"season": 1}"#, "wrong-type"),
    (#"{"phase": -1}"#, "negative-number"), (#"{"phase": 1.5}"#, "fractional-periods"),
    (#"{"deviation_share": 2}"#, "out-of-range"), (#"{"promotions": [{"periods": 1, "factor": 2}]}"#, "missing-value"),
    (#"{"promotions": [{"period": 1, "factor": 2}]}"#, "missing-value"),
    (#"{"promotions": [{"period": 1, "periods": 1}]}"#, "missing-value"),
    (#"{"promotions": [{"period": 0.5, "periods": 1, "factor": 1}]}"#, "fractional-periods"),
    (#"{"promotions": [{"period": 1, "periods": 1, "factor": -1}]}"#, "negative-number"),
  ])
  func faultsOfCoursesAreTold(course: String, code: String) throws {
    let error = #expect(throws: IssueList.self) { try file("\"demand_course\": \(course)") }
    let issue = try #require(error?.issues.first)
    #expect(issue.code == code && issue.place?.line == 2 && issue.message.contains("\"P\""))
  }
}

import Probability
import SupplyNetwork
import Testing

@testable import CaseFiles

@Suite struct DemandTests {
  private func history(_ rows: String, period: String = "week") throws -> LoadedCase {
    var fixture = CaseFixture.with("demand.csv", "date,location,item,quantity\n" + rows)
    fixture.files["case.yaml"] = "period: \(period)\ncurrent_policy: independent\n"
    return try fixture.read()
  }

  @Test func weeklyDatesMakeWeeklyBucketsAndGapsAreZero() throws {
    let loaded = try history("2026-01-19,S2,B,5\n2026-01-05,S1,A,3\n2026-01-05,S2,A,4\n", period: "day")
    let history = try #require(loaded.case?.history)
    #expect(history.firstDate.description == "2026-01-05")
    #expect(history.bucketDays == 7 && history.bucketCount == 3)
    #expect(history.series == [.init(item: 0, location: 1), .init(item: 0, location: 2), .init(item: 1, location: 2)])
    #expect(history.quantities == [3, 0, 0, 4, 0, 0, 0, 0, 5])
    #expect(loaded.issues("short-history").count == 1)
    #expect(loaded.issues("history-span").first?.message.contains("66.7%") == true)
  }

  @Test func dailyRecordsStayDailyOrAreAddedUpToWeeks() throws {
    let rows = (1...16).map { "2026-01-\($0 < 10 ? "0" : "")\($0),S1,A,\($0)\n" }.joined()
    let daily = try #require(history(rows, period: "day").case?.history)
    #expect(daily.bucketDays == 1 && daily.bucketCount == 16)
    #expect(daily.quantities == (1...16).map(Double.init))
    let loaded = try history(rows)
    let weekly = try #require(loaded.case?.history)
    #expect(weekly.bucketDays == 7 && weekly.bucketCount == 2)
    #expect(weekly.quantities == [28, 77])
    #expect(loaded.issues("weekly-buckets").first?.message.contains("the last 2 days make") == true)
  }

  @Test func seriesThatBeginLateAreNoted() throws {
    let rows = CaseFixture.demand(weeks: 30).split(separator: "\n").dropFirst().filter { !$0.contains("S2,B") }
      .joined(separator: "\n")
    let onTime = try history(rows + "\n2026-03-02,S2,B,1\n")
    #expect(onTime.issues("late-series") == [])
    let late = try history(rows + "\n2026-03-09,S2,B,1\n")
    #expect(late.issues("late-series").first?.message.contains("1 of 4 series") == true)
    #expect(late.issues("late-series").first?.message.contains("\"B\" at \"S2\" from 2026-03-09") == true)
  }

  @Test func aHistoryTooLargeForMemoryIsAnError() throws {
    var records = DemandRecords()
    records.keys = (0..<5000).map { Position(item: $0, location: 0) }
    records.days = [0, 100_000]
    var log = IssueLog()
    let builder = HistoryBuilder(records, file: "demand.csv", period: .day, locations: [], items: [])
    #expect(builder.build(&log) == nil)
    #expect(log.sorted().map(\.code) == ["history-too-long"])
    #expect(log.hasErrors)
  }

  @Test func ratesStandAloneOrFillTheHistory() throws {
    let rates = "location,item,mean,sd,distribution\nS1,A,10,3,gamma\nS2,B,4,2,\n"
    var alone = CaseFixture.with("demand_rates.csv", rates)
    alone.files["demand.csv"] = nil
    let first = try alone.read()
    #expect(first.errors == [])
    #expect(first.case?.history == nil)
    #expect(first.case?.demand.map(\.mean) == [10, 4])
    #expect(first.case?.demand.first?.distribution == .gamma(mean: 10, sd: 3))
    #expect(first.issues("correlation-assumed").count == 1)

    var both = CaseFixture.with("demand_rates.csv", rates)
    both.files["demand.csv"] = CaseFixture.demand(weeks: 30).split(separator: "\n").filter { !$0.contains("S2,B") }
      .joined(separator: "\n")
    let second = try both.read()
    #expect(second.issues("rates-fill-history").first?.message.hasPrefix("1 of 2 rates") == true)
    let demand = try #require(second.case?.demand)
    #expect(demand.map(\.item) == [0, 0, 1, 1] && demand.map(\.location) == [1, 2, 1, 2])
    #expect(demand.last?.mean == 4)
    #expect(demand.first?.mean != 10)
  }

  @Test func columnsMayStandInAnyOrderAndFieldsInQuotes() throws {
    let plain = try #require(CaseFixture().read().case?.history)
    let rows = CaseFixture.demand(weeks: 30).split(separator: "\n").dropFirst().map { row in
      let fields = row.split(separator: ",")
      return "\"\(fields[3])\", \(fields[2]) ,\"\(fields[1])\",\(fields[0])"
    }
    let text = "\u{FEFF}quantity,item,location,date\r\n" + rows.joined(separator: "\r\n")
    #expect(try CaseFixture.with("demand.csv", text).read().case?.history == plain)
  }

  @Test func classesFollowAnnualValueWhereNotGiven() throws {
    var fixture = CaseFixture()
    fixture.files["items.csv"] = "item,unit_cost,class\nA,1,\nB,1000,C\n"
    let items = try #require(fixture.read().case?.items)
    #expect(items[1].valueClass == .c)
    #expect(
      items[0].valueClass
        == ABCClassification.classes(annualValues: [1, 1000])[0])
  }

  @Test("a case that nobody draws from is told with its file; what other errors hide is not")
  func noDemand() throws {
    var fixture = CaseFixture.with("demand.csv", nil)
    fixture.files["demand_rates.csv"] = "location,item,mean,sd\nS1,A,0,0\nS2,B,0,0\n"
    let found = try #require(try fixture.read().issues("no-demand").first)
    #expect(found.severity == .warning && found.place?.file == "demand_rates.csv" && found.hint != nil)
    fixture.files["demand_rates.csv"]? += "S1,B,1,0\n"
    #expect(try fixture.read().issues("no-demand") == [])
    fixture.files["demand_rates.csv"] = "location,item,mean,sd\nS1,A,x,0\n"
    #expect(try fixture.read().issues("no-demand") == [])
    #expect(try CaseFixture().read().issues("no-demand") == [])
  }
}

import SupplyNetwork
import Testing

@testable import CaseFiles

/// `scheduled_receipts.csv` and `forecast.csv`.
@Suite struct RequirementsFilesTests {
  /// Demand up to the week of 2026-07-27, so that today is 2026-08-02.
  private static let today = "2026-08-02"

  private func read(receipts: String? = nil, forecast: String? = nil, inventory: String? = nil) throws -> LoadedCase {
    var fixture = CaseFixture()
    fixture.files["scheduled_receipts.csv"] = receipts.map { "location,item,date,quantity,from\n" + $0 }
    fixture.files["forecast.csv"] = forecast.map { "date,location,item,quantity\n" + $0 }
    fixture.files["inventory.csv"] = inventory.map { "location,item,on_hand,on_order\n" + $0 }
    return try fixture.read()
  }

  @Test func readsReceipts() throws {
    let loaded = try read(receipts: "S1,A,2026-08-03,20,DC\nS1,A,2026-09-01,5,\nDC,B,2026-08-10,7.5,\n")
    #expect(loaded.issues.filter { $0.severity != .note } == [])
    let planningCase = try #require(loaded.case)
    #expect(planningCase.dataCutOff?.description == Self.today)
    let receipts = planningCase.scheduledReceipts
    #expect(receipts.map(\.location) == [1, 1, 0] && receipts.map(\.item) == [0, 0, 1])
    #expect(receipts.map(\.quantity) == [20, 5, 7.5] && receipts.map(\.from) == [0, nil, nil])
    #expect(receipts.map(\.date.description) == ["2026-08-03", "2026-09-01", "2026-08-10"])
    #expect(loaded.inputs.contains { $0.name == "scheduled_receipts.csv" })
  }

  @Test func aQuantityIsForTheDaysToTheNextDate() throws {
    let loaded = try read(
      forecast: "2026-09-01,S1,A,310\n2026-08-03,S1,A,50\n2026-08-03,S2,B,7\n2026-10-01,S2,B,9\n")
    #expect(loaded.issues.filter { $0.severity != .note } == [])
    let records = try #require(loaded.case?.forecast)
    #expect(records.map(\.days) == [30, 29, 29, 30])
    #expect(records.map(\.quantity) == [310, 50, 7, 9])
    // One date alone is for a period.
    #expect(try read(forecast: "2026-08-03,S1,A,50\n").case?.forecast.map(\.days) == [7])
    #expect(try read(forecast: "").case?.forecast == [])
  }

  @Test(arguments: [
    ("scheduled_receipts.csv", "S9,A,2026-08-03,20,", "unknown-location", "location"),
    ("scheduled_receipts.csv", "S1,Z,2026-08-03,20,", "unknown-item", "item"),
    ("scheduled_receipts.csv", "S1,A,03.08.2026,20,", "not-a-date", "date"),
    ("scheduled_receipts.csv", "S1,A,2026-08-03,-1,", "negative-number", "quantity"),
    ("scheduled_receipts.csv", "S1,A,2026-08-03,,", "missing-value", "quantity"),
    ("scheduled_receipts.csv", "S1,A,2026-08-03,20,S7", "unknown-location", "from"),
    ("scheduled_receipts.csv", "S1,A,2026-08-03,20,S1", "self-lane", "from"),
    ("forecast.csv", "2026-08-03,S9,A,5", "unknown-location", "location"),
    ("forecast.csv", "2026-08-03,S1,Z,5", "unknown-item", "item"),
    ("forecast.csv", "soon,S1,A,5", "not-a-date", "date"),
    ("forecast.csv", "2026-08-03,S1,A,1e13", "out-of-range", "quantity"),
  ])
  func anUnusableRowIsAnError(file: String, row: String, code: String, column: String) throws {
    let loaded =
      file == "forecast.csv"
      ? try read(forecast: "2026-08-10,S1,A,5\n\(row)\n") : try read(receipts: "S1,B,2026-08-10,5,\n\(row)\n")
    #expect(loaded.case == nil)
    #expect(loaded.errors.map(\.code) == [code])
    #expect(loaded.errors.first?.place == .init(file: file, line: 3, column: column))
  }

  @Test func aSecondForecastOfADayIsAnError() throws {
    let loaded = try read(forecast: "2026-08-03,S1,A,5\n2026-08-03,S1,B,5\n2026-08-03,S1,A,6\n")
    #expect(loaded.errors.map(\.code) == ["duplicate-key"])
    #expect(loaded.errors.first?.place == .init(file: "forecast.csv", line: 4, column: "date"))
    // Two orders may well come on one day.
    #expect(try read(receipts: "S1,A,2026-08-03,5,\nS1,A,2026-08-03,5,\n").errors == [])
  }

  @Test func unknownColumnsAreLeftOut() throws {
    var fixture = CaseFixture()
    fixture.files["scheduled_receipts.csv"] = "location,item,date,quantity,order\nS1,A,2026-08-03,5,PO7\n"
    let loaded = try fixture.read()
    #expect(loaded.issues("unknown-column").map(\.place?.column) == ["order"])
    #expect(loaded.case?.scheduledReceipts.count == 1)
  }

  @Test func whatLiesBehindTodayIsTold() throws {
    let receipts = try read(receipts: "S1,A,2026-08-02,5,\nS1,A,2026-08-03,5,\n")
    #expect(receipts.issues("overdue-receipt").map(\.place?.line) == [2])
    #expect(receipts.issues("overdue-receipt").map(\.severity) == [.warning])
    #expect(receipts.case?.scheduledReceipts.count == 2)
    // The first week ends on the 2nd, the second is yet to come.
    let forecast = try read(forecast: "2026-07-27,S1,A,5\n2026-08-03,S1,A,5\n")
    #expect(forecast.issues("past-forecast").map(\.severity) == [.warning])
    #expect(forecast.issues("past-forecast").first?.message.hasPrefix("1 of 2 rows") == true)
    #expect(try read(forecast: "2026-07-28,S1,A,5\n2026-08-04,S1,A,5\n").issues("past-forecast") == [])
  }

  @Test func sumsAreHeldAgainstWhatIsOnOrder() throws {
    let receipts = "S1,A,2026-08-03,5,\nS1,A,2026-08-10,6,\nS2,A,2026-08-10,4,\n"
    let loaded = try read(receipts: receipts, inventory: "S1,A,9,12\nS2,A,9,4\nS2,B,9,3\n")
    let issue = try #require(loaded.issues("on-order-mismatch").first)
    #expect(loaded.issues("on-order-mismatch").count == 1)
    #expect(issue.severity == .warning)
    #expect(issue.place == .init(file: "scheduled_receipts.csv", line: 2, column: "quantity"))
    #expect(issue.message.hasPrefix("11 of \"A\" are scheduled for \"S1\", inventory.csv has 12 on order"))
    #expect(try read(receipts: receipts, inventory: "S1,A,9,11\nS2,A,9,\n").issues("on-order-mismatch") == [])
  }

  @Test func datesNeedToKnowToday() throws {
    var fixture = CaseFixture.with("demand.csv", nil)
    fixture.files["demand_rates.csv"] = "location,item,mean,sd\nS1,A,5,1\n"
    #expect(try fixture.read().errors == [])
    fixture.files["forecast.csv"] = "date,location,item,quantity\n2026-08-03,S1,A,5\n"
    fixture.files["scheduled_receipts.csv"] = "location,item,date,quantity\nS1,A,2026-08-03,5\n"
    let loaded = try fixture.read()
    #expect(loaded.errors.map(\.code) == ["unknown-today", "unknown-today"])
    #expect(loaded.errors.allSatisfy { $0.place == .init(file: "case.yaml", column: "as_of") })
    fixture.files["case.yaml", default: ""] += "as_of: 2026-08-02\n"
    #expect(try fixture.read().errors == [])
    // Where demand.csv itself is wrong, the rest only follows.
    fixture.files["case.yaml"] = "period: week\ncurrent_policy: independent\n"
    fixture.files["demand_rates.csv"] = nil
    #expect(try fixture.read().errors.map(\.code) == ["missing-file"])
  }
}

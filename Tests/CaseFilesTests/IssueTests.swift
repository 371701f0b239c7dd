import SupplyNetwork
import Testing

@testable import CaseFiles

/// Every kind of fault in a case folder is told with its file, line and column.
@Suite struct IssueTests {
  struct Fault: Sendable {
    var file: String
    var text: String
    var severity: CaseIssue.Severity = .error
    var code: String
    var line: Int?
    var column: String?
    var says = ""
  }

  @Test func aValidCaseHasNoErrorsOrWarnings() throws {
    let loaded = try CaseFixture().read()
    #expect(loaded.issues.filter { $0.severity != .note } == [])
    #expect(loaded.case != nil)
  }

  static let tableFaults: [Fault] = [
    Fault(
      file: "items.csv", text: "item,unit_cost\nA,\"1,5\"\nB,1\n", code: "not-a-number", line: 2, column: "unit_cost",
      says: "\"1,5\""),
    Fault(
      file: "items.csv", text: "item,unit_cost\nA,\"1.234,50\"\nB,1\n", code: "not-a-number", line: 2,
      column: "unit_cost"),
    Fault(file: "items.csv", text: "item,unit_cost\nA,NaN\nB,1\n", code: "not-a-number", line: 2, column: "unit_cost"),
    Fault(file: "items.csv", text: "item,unit_cost\nA,inf\nB,1\n", code: "not-a-number", line: 2, column: "unit_cost"),
    Fault(
      file: "items.csv", text: "item,unit_cost\nA,1e999\nB,1\n", code: "out-of-range", line: 2, column: "unit_cost"),
    Fault(
      file: "items.csv", text: "item,unit_cost\nA,-2\nB,1\n", code: "negative-number", line: 2, column: "unit_cost"),
    Fault(file: "items.csv", text: "item,unit_cost\nA,\nB,1\n", code: "missing-value", line: 2, column: "unit_cost"),
    Fault(file: "items.csv", text: "item,name\nA,x\nB,y\n", code: "missing-column", line: 1, column: "unit_cost"),
    Fault(file: "items.csv", text: "item,unit_cost,item\nA,1,A\n", code: "duplicate-column", line: 1, column: "item"),
    Fault(
      file: "items.csv", text: "item,unit_cost,colour\nA,1,red\nB,1,red\n", severity: .warning, code: "unknown-column",
      line: 1, column: "colour"),
    Fault(file: "items.csv", text: "item,unit_cost\nA,1\nB,2\nA,3\n", code: "duplicate-key", line: 4, column: "item"),
    Fault(
      file: "items.csv", text: "item,unit_cost,class\nA,1,D\nB,1,B\n", code: "unknown-word", line: 2, column: "class"),
    Fault(
      file: "items.csv", text: "item,unit_cost\nA,0\nB,1\n", severity: .warning, code: "zero-cost", line: 2,
      column: "unit_cost"),
    Fault(file: "items.csv", text: "item,unit_cost\nA,1,2\nB,1\n", code: "field-count", line: 2),
    Fault(file: "items.csv", text: "item,unit_cost\nA,1\n\"B,1\n", code: "unclosed-quote", line: 3, column: "item"),
    Fault(
      file: "items.csv", text: "item,unit_cost\nA,1\n\"B\"b,1\n", code: "text-after-quote", line: 3, column: "item"),
    Fault(file: "items.csv", text: "item,unit_cost\nA\u{0},1\n", code: "nul-byte", line: 2),
    Fault(file: "items.csv", text: "", code: "empty-file"),
    Fault(file: "items.csv", text: "item,unit_cost\n", code: "no-rows"),
    Fault(file: "items.csv", text: "item;unit_cost\nA;1\n", code: "wrong-separator", line: 1),
    Fault(
      file: "locations.csv", text: "location,kind\nDC,warehouse\nS1,store\nS2,store\n", code: "unknown-word", line: 2,
      column: "kind", says: "supplier, plant, dc, store"),
    Fault(
      file: "locations.csv", text: "location,latitude\nDC,91\nS1,1\nS2,1\n", code: "out-of-range", line: 2,
      column: "latitude"),
    Fault(
      file: "locations.csv", text: "location\nDC\nS1\nS2\nX\n", severity: .warning, code: "unused-location", line: 5,
      column: "location"),
    Fault(
      file: "lanes.csv", text: "from,to,lead_time\n,DC,3\nDC,S1,1\nDC,S3,1\nDC,S2,1\n", code: "unknown-location",
      line: 4, column: "to", says: "S3"),
    Fault(
      file: "lanes.csv", text: "from,to,lead_time\n,DC,2.5\nDC,S1,1\nDC,S2,1\n", severity: .warning,
      code: "fractional-periods", line: 2, column: "lead_time", says: "3 is used"),
    Fault(
      file: "lanes.csv", text: "from,to,lead_time,review_period\n,DC,2,0\nDC,S1,1,1\nDC,S2,1,1\n",
      code: "out-of-range", line: 2, column: "review_period"),
    Fault(
      file: "lanes.csv", text: "from,to,lead_time\n,DC,2\nDC,S1,1\nDC,S2,1\nDC,S1,1\n", code: "duplicate-key", line: 5,
      column: "to", says: "line 3"),
    Fault(
      file: "lanes.csv", text: "from,to,lead_time\n,DC,2\nDC,S1,1\nDC,S2,1\nS2,S2,1\n", code: "self-lane", line: 5,
      column: "to"),
    Fault(
      file: "lanes.csv", text: "from,to,lead_time\n,DC,2\nDC,S1,1\nS1,S2,1\nS2,DC,1\n", code: "cycle", line: 3,
      column: "from", says: "\"DC\" → \"S1\" → \"S2\" → \"DC\""),
    Fault(
      file: "lanes.csv", text: "from,to,lead_time\n,DC,2\nDC,S1,1\n", code: "unreachable-location", line: 4,
      column: "location", says: "S2"),
    Fault(
      file: "lanes.csv",
      text: "from,to,lead_time,share\n,DC,2,\nDC,S1,1,\nDC,S2,1,0.5\nS1,S2,1,0.7\n", severity: .warning,
      code: "share-sum", line: 4, column: "share", says: "1.2"),
    Fault(
      file: "lanes.csv", text: "from,to,lead_time\n,DC,2\nDC,S1,1\nDC,S2,1\nS1,S2,1\n", severity: .warning,
      code: "share-missing", line: 4, column: "share"),
    Fault(
      file: "lanes.csv", text: "from,to,lead_time\nDC,S1,1\nDC,S2,1\n", severity: .warning, code: "no-inbound-lane",
      line: 2, column: "location"),
    Fault(
      file: "inventory.csv", text: "location,item,on_hand,fill_rate\nS1,A,5,95\n", code: "out-of-range", line: 2,
      column: "fill_rate"),
    Fault(
      file: "inventory.csv", text: "location,item,on_hand\nS1,A,5\nS1,A,6\n", code: "duplicate-key", line: 3,
      column: "item"),
    Fault(
      file: "service.csv", text: "location,item,class,measure,target\n,,A,fill_rate,1\n", code: "out-of-range", line: 2,
      column: "target"),
    Fault(
      file: "service.csv", text: "location,item,class,measure,target\n,,A,ready_rate,0.9\n", code: "unknown-word",
      line: 2, column: "measure"),
    Fault(
      file: "overrides.csv", text: "location,item,base_stock,reason\nS1,A,5,\n", code: "missing-value", line: 2,
      column: "reason"),
    Fault(
      file: "bom.csv", text: "location,item,component,units\nDC,A,B,1\nDC,B,A,1\n", code: "cycle", line: 2,
      column: "component"),
    Fault(
      file: "demand_rates.csv", text: "location,item,mean,sd\nS1,Z,5,1\n", code: "unknown-item", line: 2,
      column: "item"),
    Fault(
      file: "demand_rates.csv", text: "location,item,mean,sd\nS1,A,2e12,1\n", code: "out-of-range", line: 2,
      column: "mean", says: "at most 1e12"),
    Fault(
      file: "demand_rates.csv", text: "location,item,mean,sd\nS1,A,5,1e200\n", code: "out-of-range", line: 2,
      column: "sd"),
    Fault(
      file: "inventory.csv", text: "location,item,on_hand\nS1,A,5\nS1,B,1e13\n", code: "out-of-range", line: 3,
      column: "on_hand"),
    Fault(
      file: "items.csv", text: "item,unit_cost\nA,1\nB,2e9\n", code: "out-of-range", line: 3, column: "unit_cost",
      says: "at most 1e9"),
    Fault(
      file: "lanes.csv", text: "from,to,lead_time\n,DC,2\nDC,S1,10001\nDC,S2,1\n", code: "out-of-range", line: 3,
      column: "lead_time", says: "0 to 10000"),
    Fault(
      file: "lanes.csv", text: "from,to,lead_time,fixed_order_cost\n,DC,2,1e10\nDC,S1,1,\nDC,S2,1,\n",
      code: "out-of-range", line: 2, column: "fixed_order_cost"),
    Fault(
      file: "stock_limits.csv", text: "location,item,minimum_stock\nS1,A,-1\n", code: "negative-number", line: 2,
      column: "minimum_stock"),
    Fault(
      file: "stock_limits.csv", text: "location,item,maximum_stock\nS1,A,5\nS9,A,5\n", code: "unknown-location",
      line: 3, column: "location"),
    Fault(
      file: "stock_limits.csv", text: "location,item,maximum_stock\n,A,5\n,A,6\n", code: "duplicate-key", line: 3,
      column: "item", says: "line 2"),
    Fault(
      file: "stock_limits.csv", text: "location,item,maximum_stock\n,,5\n", code: "missing-value", line: 2,
      column: "location"),
    Fault(
      file: "stock_limits.csv", text: "location,item,minimum_stock,maximum_stock\nS1,A,5,4.5\n",
      code: "minimum-above-maximum", line: 2, column: "minimum_stock", says: "above the maximum, 4.5"),
    Fault(
      file: "stock_limits.csv", text: "location,minimum_stock,may_hold_stock\nDC,5,no\n",
      code: "minimum-without-stock", line: 2, column: "minimum_stock"),
    Fault(
      file: "stock_limits.csv", text: "location,may_hold_stock\nDC,never\n", code: "unknown-word", line: 2,
      column: "may_hold_stock", says: "yes, no, true, false"),
    Fault(
      file: "stock_limits.csv", text: "location,item,minimum_stock\nS1,A,\n", severity: .warning, code: "no-limit",
      line: 2, column: "minimum_stock"),
    Fault(
      file: "stock_limits.csv", text: "location,item,may_hold_stock\nDC,,no\nS1,,FALSE\n",
      code: "demand-without-stock", line: 3, column: "may_hold_stock", says: "\"A\" at \"S1\", and 1 more"),
    Fault(file: "extra.csv", text: "a\n", severity: .warning, code: "unknown-file"),
    Fault(file: "location.csv", text: "a\n", severity: .warning, code: "unknown-file"),
  ]

  @Test(arguments: tableFaults)
  func tellsFaultsOfTables(fault: Fault) throws {
    let loaded = try CaseFixture.with(fault.file, fault.text).read()
    let issue = try #require(loaded.issues(fault.code).first, "\(loaded.issues.map { IssueFormatter.text($0) })")
    #expect(issue.severity == fault.severity)
    #expect(issue.place?.line == fault.line)
    #expect(issue.place?.column == fault.column)
    #expect(issue.message.contains(fault.says))
    #expect((loaded.case == nil) == (fault.severity == .error))
  }

  @Test(arguments: [
    ("2026-13-01,S1,A,1", "not-a-date", "date"), ("01/02/2026,S1,A,1", "not-a-date", "date"),
    ("0026-01-05,S1,A,1", "out-of-range", "date"), ("2026-01-05,S9,A,1", "unknown-location", "location"),
    ("2026-01-05,S1,C,1", "unknown-item", "item"), ("2026-01-05,S1,A,-1", "negative-number", "quantity"),
    ("2026-01-05,S1,A,\"1,5\"", "not-a-number", "quantity"), ("2026-01-05,S1,A,", "missing-value", "quantity"),
    ("2026-01-05,S1,A,1e13", "out-of-range", "quantity"), ("2026-01-05,S1,A,nan", "not-a-number", "quantity"),
    ("2026-01-05,S1,A,7", "duplicate-key", "date"),
  ])
  func aDirtyDemandRowIsToldAndLeftOut(row: String, code: String, column: String) throws {
    let clean = try #require(CaseFixture().read().case?.history)
    let loaded = try CaseFixture.adding(row + "\n", to: "demand.csv").read()
    let issue = try #require(loaded.issues(code).first)
    #expect(issue.severity == .warning)
    #expect(issue.place == .init(file: "demand.csv", line: 122, column: column))
    #expect(loaded.errors == [])
    #expect(loaded.issues("unusable-rows").count == 1)
    #expect(loaded.case?.history == clean)
  }

  @Test func wrongFieldCountInDemandIsDirtyToo() throws {
    let loaded = try CaseFixture.adding("2026-01-05,S1,A,1,5\n", to: "demand.csv").read()
    #expect(loaded.issues("field-count").first?.severity == .warning)
    #expect(loaded.case != nil)
  }

  @Test func tooManyDirtyRowsAreAnError() throws {
    let loaded = try CaseFixture.adding("x,S1,A,1\ny,S1,A,1\n", to: "demand.csv").read()
    #expect(loaded.errors.map(\.code) == ["too-many-unusable-rows"])
    #expect(loaded.errors.first?.message.contains("2 of 122 rows (1.6%)") == true)
  }

  @Test func repeatsAreCountedAfterTwenty() throws {
    let rows = String(repeating: "x,S1,A,1\n", count: 45)
    let loaded = try CaseFixture.adding(rows, to: "demand.csv").read()
    let repeats = loaded.issues("not-a-date")
    #expect(repeats.count == 21)
    #expect(repeats.last?.message.contains("25 more") == true)
    #expect(repeats.last?.place?.line == nil)
  }

  @Test func issuesOfAllFilesAreToldTogetherInOrder() throws {
    var fixture = CaseFixture()
    fixture.files["items.csv"] = "item,unit_cost\nA,x\nB,y\n"
    fixture.files["lanes.csv"] = "from,to,lead_time\n,DC,-1\nDC,S1,1\nDC,S2,1\n"
    fixture.files["case.yaml"] = "period: month\n"
    let loaded = try fixture.read()
    #expect(loaded.errors.map { $0.place?.file } == ["case.yaml", "items.csv", "items.csv", "lanes.csv"])
    #expect(loaded.errors.map { $0.place?.line } == [1, 2, 3, 2])
  }

  @Test(arguments: ["case.yaml", "locations.csv", "lanes.csv", "items.csv", "demand.csv"])
  func aMissingFileIsToldOnce(name: String) throws {
    let loaded = try CaseFixture.with(name, nil).read()
    #expect(loaded.errors.map(\.code) == ["missing-file"])
    #expect(loaded.errors.first?.place?.file == name)
  }

  @Test(arguments: [
    ("locations.csv", nil), ("locations.csv", "location,name\nDC,Centre\nS1,North\nS2,South,3\n"),
    ("locations.csv", "location,name\nDC,Centre\nS1,North\n,South\n"), ("items.csv", nil),
    ("items.csv", "item,unit_cost\nA,1\nB,2,3\n"), ("items.csv", "item;unit_cost\n"), ("lanes.csv", nil),
    ("lanes.csv", "from,to,lead_time\n,DC,soon\nDC,S1,1\n"), ("demand.csv", nil), ("demand.csv", ""),
    ("demand.csv", "date,location,item\n2026-01-05,S1,A\n"),
    ("demand.csv", "date,location,item,quantity\nsoon,S1,A,1\n"),
  ])
  func whatOnlyFollowsFromAnErrorIsNotTold(name: String, text: String?) throws {
    var fixture = CaseFixture.with(name, text)
    fixture.files["case.yaml"] = "period: week\n"
    fixture.files["inventory.csv"] = "location,item,on_hand,order_up_to\nS2,B,5,9\n"
    let loaded = try fixture.read()
    #expect(!loaded.errors.isEmpty)
    #expect(loaded.issues.allSatisfy { $0.place?.file == name || $0.code == "history-span" }, "\(loaded.issues)")
  }

  @Test func theLackOfAHistoryIsTold() throws {
    var fixture = CaseFixture.with("demand.csv", nil)
    fixture.files["demand_rates.csv"] = "location,item,mean,sd\nS1,A,5,1\nS2,B,5,1\n"
    #expect(try fixture.read().issues("correlation-assumed").map(\.severity) == [.warning])
  }

  @Test func aMissingFolderIsAnError() {
    let loaded = CaseReader.read(folder: "/nowhere/at/all")
    #expect(loaded.case == nil)
    #expect(loaded.errors.map(\.code) == ["missing-folder"])
  }

  @Test func unknownNamesComeWithASuggestion() throws {
    let loaded = try CaseFixture.adding("DC,s1,1,1\n", to: "lanes.csv").read()
    #expect(loaded.issues("unknown-location").first?.hint == "did you mean \"S1\"?")
  }

  @Test func formatsForATerminal() {
    let issue = CaseIssue(
      .error, code: "not-a-number", at: .init(file: "demand.csv", line: 17, column: "quantity"),
      "\"1,5\" is not a number\u{1B}[31m", hint: "write 1.5")
    #expect(
      IssueFormatter.text(issue)
        == "error: demand.csv:17: quantity: \"1,5\" is not a number\\u{1b}[31m\n  hint: write 1.5")
    #expect(IssueFormatter.summary([issue, issue]) == "2 errors")
    #expect(IssueFormatter.summary([]) == "no issues")
  }
}

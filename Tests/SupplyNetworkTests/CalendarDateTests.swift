import Testing

@testable import SupplyNetwork

struct CalendarDateTests {
  @Test func everyDayOfFourCenturiesGoesThereAndBack() {
    var days = 0
    for number in stride(from: -80_000, through: 80_000, by: 37) {
      let date = CalendarDate(dayNumber: number)
      let (year, month, day) = date.civil
      #expect(CalendarDate(year: year, month: month, day: day) == date)
      #expect(CalendarDate(iso8601: date.description) == date)
      days += 1
    }
    #expect(days > 4000)
  }

  @Test func knownDays() {
    #expect(CalendarDate(iso8601: "1970-01-01")?.dayNumber == 0)
    #expect(CalendarDate(iso8601: "2000-02-29")?.dayNumber == 11_016)
    #expect(CalendarDate(iso8601: "2026-11-01")?.description == "2026-11-01")
  }

  @Test(arguments: ["2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "01/02/2026", "2026-11-1x", ""])
  func whatIsNoDay(_ text: String) {
    #expect(CalendarDate(iso8601: text) == nil)
  }

  @Test func monthsEndWhereTheyEnd() throws {
    let january = try #require(CalendarDate(iso8601: "2027-01-31"))
    #expect(january.adding(months: 1).description == "2027-02-28")
    #expect(january.adding(months: 13).description == "2028-02-29")
    #expect(january.adding(months: -2).description == "2026-11-30")
    #expect(january.adding(days: 1).description == "2027-02-01")
  }
}

import Findings
import Testing

@testable import Reporting

@Suite struct CSVWriterTests {
  @Test func fieldsAreQuotedWhereTheyMustBe() {
    let rows = [["a", "b,c", "d \"e\"", "f\ng"], ["", "h\r\ni", " j ", "k\rl"]]
    #expect(
      String(decoding: CSVWriter.bytes(rows), as: UTF8.self)
        == "a,\"b,c\",\"d \"\"e\"\"\",\"f\ng\"\r\n,\"h\r\ni\", j ,\"k\rl\"\r\n")
  }

  @Test func anyTextReadsBack() throws {
    var random = SplitMix(state: 2)
    let pieces = ["a", ",", "\"", "\"\u{301}", "\n", "\r\n", "\r", " ", "店", "=", ";", "'", "\t", ""]
    for _ in 0..<500 {
      let rows = (0..<3).map { _ in
        (0..<4).map { _ in (0..<4).map { _ in pieces.randomElement(using: &random) ?? "" }.joined() }
      }
      #expect(try #require(CSVText.rows(CSVWriter.bytes(rows))) == rows)
    }
  }

  @Test(
    "no text is a formula",
    arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1", "=\u{301}"])
  func formula(text: String) {
    #expect(CSVWriter.text(text) == "'" + text)
    let table = FindingsTable(id: "t", caption: "", columns: [.init("A", numeric: false)], rows: [.init([.init(text)])])
    #expect(CSVText.rows(CSVWriter.bytes(table)) == [["A"], ["'" + text]])
  }

  @Test("other texts stay", arguments: ["", "a=b", " =1", "−30 %", "'quoted'", "1-2"])
  func harmless(text: String) { #expect(CSVWriter.text(text) == text) }

  @Test(
    "figures read back to ten digits, which leave out what summing in binary adds",
    arguments: [
      0, -0.0, 1, -1, 0.1, 1.0 / 3, 1e-12, -2.5e-300, 123_456_789.123, 999_999_999_999_999, 1e15, 1e22,
      .leastNonzeroMagnitude, .greatestFiniteMagnitude, -.pi,
    ])
  func figures(value: Double) throws {
    let text = CSVWriter.number(value)
    #expect(abs(try #require(Double(text)) - value) <= 5e-10 * abs(value))
    #expect(value == value.rounded() || text.prefix { $0 != "e" }.count(where: \.isNumber) <= 12)
  }

  @Test func noiseOfSumsIsLeftOut() {
    #expect(CSVWriter.number(283_828.39999999997) == "283828.4")
    #expect(CSVWriter.number(189.60000000000002) == "189.6")
    #expect(CSVWriter.number(2999.9999999999995) == "3000")
    #expect(CSVWriter.number(0.9695749129218626) == "0.9695749129")
  }

  @Test func wholeFiguresHaveNoFraction() {
    #expect(CSVWriter.number(1_200) == "1200")
    #expect(CSVWriter.number(-3) == "-3")
    #expect(CSVWriter.number(.nan) == "")
    #expect(CSVWriter.number(-.infinity) == "")
  }

  @Test func tablesHoldFiguresAndNotTheirTexts() {
    let table = FindingsTable(
      id: "t", caption: "Caption", columns: [.init("Tier", numeric: false), .init("Value, USD")],
      rows: [
        .init([.init("Stores, North"), .init(1_234.56, "$1.2k")]), .init([.init("-"), .init("–")], isTotal: true),
      ])
    #expect(
      CSVText.rows(CSVWriter.bytes(table)) == [["Tier", "Value, USD"], ["Stores, North", "1234.56"], ["'-", ""]])
  }

  /// Changes have a text alone.
  @Test(arguments: [
    ("−6.8%", "-0.068"), ("+31%", "0.31"), ("−2,010,700", "-2010700"), ("+3.2 pts", "0.032"), ("+4.6", "4.6"),
    ("no clear difference", "no clear difference"), ("–", ""), ("+$2.01M", "'+$2.01M"),
  ])
  func changesAreNumbers(text: String, expected: String) {
    let table = FindingsTable(
      id: "t", caption: "Caption", columns: [.init("Change"), .init("Text", numeric: false)],
      rows: [.init([.init(text), .init("–")])])
    let format = NumberFormat(currency: "USD")
    #expect(CSVText.rows(CSVWriter.bytes(table, format: format))?.last == [expected, "–"])
  }
}

import Findings
import Testing

@testable import meio

/// Plain text for a terminal.
struct TextTableTests {
  private static let table = FindingsTable(
    id: "t", caption: "c",
    columns: [.init("Tier", numeric: false), .init("Units a year"), .init("Issue", numeric: false)],
    rows: [
      .init([.init("Stores"), .init(5, "5"), .init("Overstocked since the spring")]),
      .init([.init("All"), .init(12_345, "12,345"), .init("")], isTotal: true),
    ])

  @Test("figures stand to the right, texts to the left, a rule over totals")
  func alignment() {
    #expect(
      TextTable(Self.table, width: 80).lines == [
        "Tier    Units a year  Issue", "------  ------------  ----------------------------",
        "Stores             5  Overstocked since the spring", "------  ------------  ----------------------------",
        "All           12,345",
      ])
  }

  @Test("where room is short, texts break between words and heads do too")
  func narrow() {
    let lines = TextTable(Self.table, width: 32).lines
    #expect(
      lines == [
        "         Units", "Tier    a year  Issue", "------  ------  ----------------",
        "Stores       5  Overstocked", "                since the spring", "------  ------  ----------------",
        "All     12,345",
      ])
  }

  @Test("what would steer a terminal is made visible")
  func controlCharacters() {
    var table = Self.table
    table.rows[0].cells[0].text = "\u{1B}[2J"
    #expect(TextTable(table, width: 80).lines[2].hasPrefix("\\u{1b}[2J"))
  }

  @Test("text breaks between words, and inside those that are longer than a line")
  func wrapping() {
    #expect(TextLines.wrap("one two three", width: 7) == ["one two", "three"])
    #expect(TextLines.wrap("- one two", width: 6, indent: "  ") == ["- one", "  two"])
    #expect(TextLines.wrap("abcdefgh ij", width: 5) == ["abcde", "fgh", "ij"])
    #expect(TextLines.wrap("", width: 5) == [""])
    #expect(TextLines.withoutTrailingSpaces("a b  ") == "a b")
  }
}

import Testing

@testable import Spreadsheet

/// Texts and names as Excel takes them.
struct CellTextTests {
  @Test(
    "what a cell cannot hold is taken out, and nothing else",
    arguments: [
      ("=1+1", "=1+1"), ("plain", "plain"), ("", ""), ("a\u{0}b\u{7}c\u{1B}", "abc"), ("\tx", " x"),
      ("a\r\nb\rc\nd", "a\nb\nc\nd"), ("\u{FFFE}q\u{FFFF}", "q"), ("é\u{85}ü\u{7F}", "éü"),
      ("中文 العربية 🚚", "中文 العربية 🚚"),
      ("A_x0041_B", "A_x005F_x0041_B"), ("_x004_", "_x004_"), ("_xyzzy_", "_xyzzy_"),
      ("_x0041_x0042_", "_x005F_x0041_x005F_x0042_"), ("_x005F_", "_x005F_x005F_"),
    ])
  func cleans(text: String, cleaned: String) { #expect(CellText.clean(text) == cleaned) }

  @Test("a text that is too long is cut with a mark, no character in two")
  func cuts() {
    let fits = String(repeating: "x", count: CellText.limit)
    #expect(CellText.clean(fits) == fits)
    for letter in ["x", "é", "中", "🚚"] {
      let cut = CellText.clean(String(repeating: letter, count: CellText.limit + 1))
      #expect(cut.hasSuffix(CellText.cutMark))
      #expect((CellText.limit - 1...CellText.limit).contains(cut.utf16.count))
      #expect(Set(cut.dropLast(CellText.cutMark.count)) == Set(letter))
    }
  }

  @Test(
    "sheets have legal names",
    arguments: [
      ("Policy", "Policy"), ("a[b]:c*d?e/f\\g", "abcdefg"), ("'quoted'", "quoted"), ("", "Sheet"), ("///", "Sheet"),
      ("history", "Sheet history"), ("  x\u{0} ", "x"), ("it's", "it's"),
      ("Service against inventory, all locations", "Service against inventory, all"),
    ])
  func namesSheets(wanted: String, name: String) { #expect(SheetName.legal(wanted, taken: []) == name) }

  @Test("sheets have names of their own, whatever the case and the length")
  func distinctSheets() {
    var taken: Set<String> = []
    for _ in 0..<120 {
      for wanted in ["Policy", "POLICY", String(repeating: "long 🚚 ", count: 9)] {
        let name = SheetName.legal(wanted, taken: taken)
        #expect(name.utf16.count <= SheetName.limit && !name.isEmpty)
        #expect(taken.insert(name.lowercased()).inserted)
      }
    }
    #expect(taken.contains("policy 240"))
  }

  @Test(
    "tables have names that are no cells",
    arguments: [
      ("policy", "policy"), ("stock-rises", "stock_rises"), ("DC1", "Table_DC1"), ("R1C1", "Table_R1C1"),
      ("1a", "Table_1a"),
      ("", "Table_"), ("c", "Table_c"), ("é=1", "Table___1"),
    ])
  func namesTables(wanted: String, name: String) { #expect(TableName.legal(wanted, taken: []) == name) }

  @Test func tablesAndColumnsAreToldApart() {
    #expect(TableName.legal("policy", taken: ["policy", "policy_2"]) == "policy_3")
    #expect(
      TableName.distinct(["Reduction", "reduction", "a\nb", " ", "Reduction (2)"])
        == ["Reduction", "reduction (2)", "a b", "Column 4", "Reduction (2) (2)"])
  }

  @Test func addressesAreThoseOfExcel() {
    #expect([0, 25, 26, 701, 702, 16_383].map(CellAddress.column) == ["A", "Z", "AA", "ZZ", "AAA", "XFD"])
    #expect(CellAddress.range(rows: 4...8, column: 2) == "$C$5:$C$9")
  }
}

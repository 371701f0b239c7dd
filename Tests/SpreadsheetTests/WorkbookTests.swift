import Foundation
import Testing
import WorkbookFile

@testable import Spreadsheet

/// Files as they read back.
struct WorkbookTests {
  static let hostile = [
    "=HYPERLINK(\"http://example.org\",\"x\")", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0",
    "http://example.org", "mailto:a@example.org", "<b>&amp;</b>", "\"quoted\"", "007", "1e9", "TRUE", "2026-01-01",
    "مستودع الرياض", "上海配送中心", "a\u{0}b", "]]>", "'", "{=1}", "", "_x0041_",
  ]

  private func properties() -> Workbook.Properties {
    var properties = Workbook.Properties()
    properties.title = "Review <1> & \u{1}more"
    properties.author = "=Author"
    properties.creationTime = 1_700_000_000
    return properties
  }

  private func file(rows: [String]) throws -> [UInt8] {
    var book = try Workbook(properties())
    let sheet = try book.addSheet("Policy")
    let plain = book.format(CellStyle())
    for (row, text) in rows.enumerated() {
      book.put(text, sheet, row + 1, 0, plain)
      book.put(Double(row) / 3, sheet, row + 1, 1, plain)
    }
    book.makeTable("policy", sheet, rows: 0...rows.count, heads: [("=name", plain), ("value", plain)])
    book.put(formula: "SUM(B2:B\(rows.count + 1))", giving: 7, sheet, rows.count + 2, 1, plain)
    book.put(.infinity, sheet, rows.count + 3, 1, plain)
    book.freeze(sheet, rows: 1, columns: 1)
    let other = try book.addSheet("policy")
    book.putLink(to: sheet, "=there", other, 0, 0, plain)
    book.putAcross("=wide", other, 2, columns: 0...3, plain)
    return try book.bytes()
  }

  @Test func textsStayTexts() throws {
    let file = try #require(WorkbookFile(try file(rows: Self.hostile)))
    let sheet = try #require(file["Policy"])
    for (row, text) in Self.hostile.enumerated() where !text.isEmpty {
      let cell = try #require(sheet.cells["A\(row + 2)"], "\(text)")
      #expect(cell.isText && cell.formula == nil && cell.text == CellText.clean(text))
    }
    // The only formula and the only link are ours.
    let formulas = file.sheets.flatMap { $0.cells.values.compactMap(\.formula) }
    #expect(formulas == ["SUM(B2:B\(Self.hostile.count + 1))"])
    #expect(file.sheets.flatMap(\.links) == ["'Policy'!A1"])
    #expect(file["policy 2"]?.cells["A1"]?.text == "=there")
    #expect(file["policy 2"]?.cells["A3"]?.text == "=wide")
    #expect(file.properties["dc:title"] == "Review <1> & more" && file.properties["dc:creator"] == "=Author")
    #expect(file.properties["dcterms:created"] == "2023-11-14T22:13:20Z")
  }

  @Test func tablesCanBeFilteredUnderFrozenHeads() throws {
    let sheet = try #require(WorkbookFile(try file(rows: ["a", "b"]))?["Policy"])
    let table = try #require(sheet.tables.first)
    #expect(sheet.tables.count == 1 && table.name == "policy" && table.heads == ["=name", "value"])
    #expect(table.range == "A1:B3" && table.filter == "A1:B3")
    #expect(sheet.frozenAt == "B2")
    #expect(sheet.cells["B5"]?.formula == "SUM(B2:B3)" && sheet.cells["B5"]?.value == 7)
    // What is no number leaves its cell empty.
    #expect(sheet.cells["B6"]?.text == "")
  }

  @Test func theSameCallsGiveTheSameBytes() async throws {
    let first = try file(rows: Self.hostile)
    // The clock of ZIP archives counts in steps of two seconds.
    try await Task.sleep(for: .milliseconds(2_100))
    #expect(try file(rows: Self.hostile) == first)
    #expect(ZipArchive(first)?.times.count == 1)
  }

  @Test func nothingIsLeftBehind() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("spreadsheet-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path) }
    do {
      var book = try Workbook(properties(), below: folder.path)
      _ = try book.addSheet("Sheet")
      #expect(try names().count == 1)
      #expect(try !book.bytes().isEmpty)
    }
    #expect(try names() == [])
    // Dropped before it is written.
    do {
      var book = try Workbook(properties(), below: folder.path)
      _ = try book.addSheet("Sheet")
    }
    #expect(try names() == [])
    #expect(throws: WorkbookError.self) { _ = try Workbook(properties(), below: folder.path + "/none") }
  }

  @Test func whatGoesWrongIsTold() throws {
    var book = try Workbook(properties())
    let sheet = try book.addSheet("Sheet")
    let plain = book.format(CellStyle())
    book.put("below the last row", sheet, Workbook.rowLimit, 0, plain)
    var error: WorkbookError?
    do throws(WorkbookError) { _ = try book.bytes() } catch let thrown { error = thrown }
    #expect(error?.message.isEmpty == false)
  }
}

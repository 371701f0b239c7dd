import Assets
import Drawing
import Findings
import Foundation
import SupplyNetwork
import Testing
import WorkbookFile

@testable import Reporting

/// The workbook of small studies, read back.
struct PolicyWorkbookTests {
  static func bytes(
    _ study: Study, rowLimit: Int = 1_048_576,
    change: (inout StudyFindings, inout WorkbookFindings) -> Void = { _, _ in }
  ) throws -> [UInt8] {
    var findings = StudyFindings(study)
    var workbook = WorkbookFindings(study, findings: findings)
    change(&findings, &workbook)
    var options = ReportOptions()
    options.creationTime = 1_700_000_000
    return try PolicyWorkbook.bytes(
      findings, workbook, theme: try Theme(json: Assets.theme), options: options, rowLimit: rowLimit)
  }

  static func file(
    _ name: String = "consumer-goods", rowLimit: Int = 1_048_576,
    change: (inout StudyFindings, inout WorkbookFindings) -> Void = { _, _ in }
  ) async throws -> WorkbookFile {
    let study = try #require(try await SmallStudies.study(name))
    return try #require(WorkbookFile(try bytes(study, rowLimit: rowLimit, change: change)))
  }

  /// Names of the sheets before the tables of the report.
  static let own = ["Contents", "Summary", "Policy", "Upload", "Checks", "Parameters", "Assumptions"]

  @Test("every table of the report is a table of the workbook", arguments: SmallStudies.all.keys.sorted())
  func everyTable(name: String) async throws {
    let file = try await Self.file(name)
    let findings = StudyFindings(try #require(try await SmallStudies.study(name)))
    #expect(file.sheets.prefix(Self.own.count).map(\.name) == Self.own)
    let rest = file.sheets.dropFirst(Self.own.count)
    #expect(rest.count == findings.tables.count)
    #expect(Set(file.sheets.flatMap { $0.tables.map(\.name) }).count == file.sheets.count - 1)
    for (sheet, table) in zip(rest, findings.tables) {
      #expect(sheet.cells["A1"]?.text == table.caption)
      let filter = try #require(sheet.tables.first)
      #expect(filter.range.hasPrefix("A4:") && filter.filter == filter.range)
      #expect(filter.range.hasSuffix("\(4 + table.rows.count { !$0.isTotal })"))
      #expect(sheet.frozenAt == "A5")
      #expect(sheet.row(4) == filter.heads && filter.heads.count >= table.columns.count)
      // Every figure behind the table is a number; every text of a column of texts is as it was.
      for (line, row) in zip(5..., table.rows.filter { !$0.isTotal } + table.rows.filter(\.isTotal)) {
        let cells = sheet.cells.filter { $0.key.drop { $0.isLetter } == "\(line)" }.values
        for (column, cell) in zip(table.columns, row.cells) {
          if let value = cell.value, value.isFinite {
            #expect(
              cells.contains { $0.value.map { abs($0 - value) <= 1e-9 * abs(value) } ?? false }, "\(table.id) \(line)")
          } else if !column.isNumeric, !cell.text.isEmpty {
            #expect(cells.contains { $0.isText && $0.text == cell.text }, "\(table.id) \(line)")
          }
        }
      }
    }
  }

  @Test("the contents lead to every sheet, and every sheet back", arguments: SmallStudies.all.keys.sorted())
  func links(name: String) async throws {
    let file = try await Self.file(name)
    let targets = file.sheets.dropFirst().map { "'\($0.name)'!A1" }
    #expect(file.sheets[0].links == Array(targets))
    #expect(file.sheets.dropFirst().allSatisfy { $0.links == ["'Contents'!A1"] })
    #expect(file.sheets.allSatisfy { $0.name.utf16.count <= 31 })
  }

  @Test func figuresHaveTheFormatsOfTheirTexts() async throws {
    let file = try await Self.file()
    let policy = try #require(file["Policy"])
    let heads = policy.row(4)
    func format(_ head: String) -> String? {
      heads.firstIndex(of: head).flatMap { policy.cells["\(UnicodeScalar(UInt8(65 + $0)))5"]?.numberFormat }
    }
    #expect(heads.count == 25 && heads.first == "Location" && heads.last == "Unit cost")
    #expect(format("Location") == "@" && format("Item") == "@")
    #expect(format("Order up to") == "#,##0" && format("Expected fill rate")?.hasSuffix("%") == true)
    let impact = try #require(file["Financial impact"])
    #expect(impact.cells["C5"]?.numberFormat.hasPrefix("\"$\"#,##0") == true)
    #expect(impact.cells["E5"]?.numberFormat.hasPrefix("+#,##0") == true)
    let state = try #require(file["Current state"])
    #expect(state.row(4).firstIndex(of: "Share") == 4 && state.cells["E5"]?.numberFormat == "#,##0%")
    // Intervals stand beside what they are of.
    let evidence = try #require(file["Model against simulation"])
    #expect(evidence.row(4).contains("Fill rate of all units, ± 95%"))
  }

  @Test func totalsAreFormulas() async throws {
    let file = try await Self.file()
    var sums = 0
    for sheet in file.sheets {
      for (address, cell) in sheet.cells {
        guard let formula = cell.formula,
          let range = formula.wholeMatch(of: /SUBTOTAL\(109,\$(\w+)\$(\d+):\$\w+\$(\d+)\)/)
        else { continue }
        sums += 1
        let (column, first, last) = (range.1, Int(range.2) ?? 0, Int(range.3) ?? 0)
        #expect(address == "\(column)\(last + 1)")
        let sum = (first...last).reduce(0) { $0 + (sheet.cells["\(column)\($1)"]?.value ?? 0) }
        #expect(abs(sum - (cell.value ?? .nan)) <= 1e-6 * max(1, abs(sum)), "\(sheet.name) \(address)")
      }
    }
    #expect(sums >= 12)
    // Means are no sums.
    #expect(file["Optimised policy"]?.cells["I8"]?.formula == nil)
    #expect(file["Optimised policy"]?.cells["I8"]?.value != nil)
  }

  @Test("all checks are met", arguments: SmallStudies.all.keys.sorted())
  func checks(name: String) async throws {
    let file = try await Self.file(name)
    let sheet = try #require(file["Checks"])
    #expect(sheet.cells["F3"]?.text == "OK")
    let results = (5...).prefix { sheet.cells["F\($0)"] != nil }.map { sheet.cells["F\($0)"]?.text }
    // Those by meaning, and those of the totals.
    #expect(results.count >= (name == "consumer-goods" ? 25 : 12))
    #expect(results.allSatisfy { $0 == "OK" })
    let study = try #require(try await SmallStudies.study(name))
    let asked = WorkbookFindings(study, findings: StudyFindings(study)).checks
    // None of them is lost for want of its table or column.
    #expect(asked.map(\.name) == (5..<(5 + asked.count)).map { sheet.cells["A\($0)"]?.text })
    #expect(file["Contents"]?.cells.values.contains { $0.formula == "'Checks'!$F$3" && $0.text == "OK" } == true)
  }

  @Test("a figure that is wrong anywhere fails a check", arguments: ["order_up_to", "expected_on_hand", "unit_cost"])
  func checksCanFail(column: String) async throws {
    let file = try await Self.file { _, workbook in
      let position = workbook.policy.columns.firstIndex { $0.title == column } ?? 0
      let value = workbook.policy.rows[3].cells[position].value ?? 0
      workbook.policy.rows[3].cells[position] = .init(value + 1, "")
    }
    let sheet = try #require(file["Checks"])
    #expect(sheet.cells["F3"]?.text == "not OK")
    #expect(sheet.cells.contains { $0.key.hasPrefix("F") && $0.key != "F3" && $0.value.text == "not OK" })
  }

  @Test func uploadHoldsThePlan() async throws {
    let study = try await SmallStudies.consumerGoods.value
    let sheet = try #require(try await Self.file()["Upload"])
    #expect(sheet.row(4) == ["location", "item", "order_up_to", "safety_stock"])
    var row = 5
    for result in study.networks {
      for (stage, decision) in zip(study.model.networks[result.index].stages, result.optimised.stages) {
        #expect(sheet.cells["A\(row)"]?.text == study.model.locations[stage.location].id)
        #expect(sheet.cells["B\(row)"]?.text == study.model.items[stage.item].id)
        #expect(sheet.cells["A\(row)"]?.isText == true && sheet.cells["A\(row)"]?.numberFormat == "@")
        #expect(sheet.cells["C\(row)"]?.value == decision.installationBaseStock)
        #expect(sheet.cells["D\(row)"]?.value == decision.safetyStock.rounded())
        row += 1
      }
    }
    #expect(sheet.cells["A\(row)"] == nil)
  }

  @Test(
    "names from the data stay what they are",
    arguments: [
      "=HYPERLINK(\"http://example.org\",\"x\")", "+1+1", "-2", "@SUM(A1:A9)", "\t=1", "007", "http://example.org",
      "مستودع الرياض الرئيسي", "上海配送中心", "<a>&\"'", String(repeating: "long name ", count: 40), "x\u{0}\u{B}y",
      String(repeating: "é", count: 40_000),
    ])
  func hostileNames(name: String) async throws {
    let file = try await Self.file { findings, workbook in
      findings.cover.title = name
      findings.cover.organisation = name
      findings.cover.notice = name
      findings.currentState.byTier.rows[0].cells[0] = .init(name)
      findings.optimisedPolicy.byTier.caption = name
      findings.optimisedPolicy.byTier.note = name
      findings.assumptions.inputIssues = [name]
      for row in workbook.upload.rows.indices {
        workbook.upload.rows[row].cells[0] = .init(name)
        workbook.policy.rows[row].cells[0] = .init(name)
      }
      workbook.summary.note = name
    }
    for sheet in file.sheets {
      #expect(sheet.links.allSatisfy { $0.hasSuffix("!A1") })
      for cell in sheet.cells.values {
        guard let formula = cell.formula else { continue }
        #expect(
          [
            "SUBTOTAL(109,$", "SUM('", "SUMIF('", "SUMPRODUCT(", "COUNT('", "IF(ABS(", "IF(COUNTIF(", "'", "B", "-",
            "0",
          ]
          .contains { formula.hasPrefix($0) } || Double(formula) != nil, "\(formula)")
        #expect(!formula.contains("HYPERLINK") && !formula.contains("example"))
      }
      #expect(sheet.cells.values.allSatisfy { $0.text.utf16.count <= 32_767 })
    }
    #expect(file["Checks"]?.cells["F3"]?.text == "OK")
    let place = try #require(file["Upload"]?.cells["A5"])
    #expect(
      place.isText && place.formula == nil
        && place.text.hasPrefix(name.prefix(1) == "\t" ? " =1" : String(name.prefix(1))))
  }

  @Test func moreLinesThanFitAreTold() async throws {
    let file = try await Self.file(rowLimit: 20)
    let policy = try #require(file["Policy"])
    let table = try #require(policy.tables.first)
    // 21 stages, of which what 20 rows hold.
    let last = try #require(Int(table.range.split(separator: ":").last?.drop { $0.isLetter } ?? ""))
    #expect(last < 20 && last > 10)
    let told = policy.cells.values.filter { $0.text.contains("of 21 lines fit") }
    #expect(
      told.map(\.text) == ["Only the first \(last - 4) of 21 lines fit on a sheet; all are in tables/policy.csv."])
    // What is missing is missing from the sums, and the checks say so.
    #expect(file["Checks"]?.cells["F3"]?.text == "not OK")
    let rows = policy.cells.keys.compactMap { Int($0.drop { $0.isLetter }) }
    #expect(rows.max() ?? 0 <= 20)
  }

  @Test func theSameStudyGivesTheSameBytes() async throws {
    let study = try await SmallStudies.consumerGoods.value
    #expect(try Self.bytes(study) == Self.bytes(study))
    let file = try #require(WorkbookFile(try Self.bytes(study)))
    #expect(file.properties["dc:title"] == StudyFindings(study).cover.title)
    #expect(file.properties["dcterms:created"] == "2023-11-14T22:13:20Z")
    #expect(file.properties["dcterms:modified"] == "2023-11-14T22:13:20Z")
  }

  @Test func parametersAreThoseOfTheRun() async throws {
    let sheet = try #require(try await Self.file()["Parameters"])
    let rows = (5...).prefix { sheet.cells["A\($0)"] != nil }
      .map { (sheet.cells["A\($0)"]?.text ?? "", sheet.cells["B\($0)"]) }
    let values = Dictionary(rows) { first, _ in first }
    #expect(values.count == rows.count && rows.count > 20)
    #expect(values["carrying_rate"]??.value == 0.25 && values["carrying_rate"]??.numberFormat == "#,##0%")
    #expect(values["simulation.replications"]??.value == 4 && values["simulation.periods"]??.value == 60)
    #expect(values["service.by_class.A"]??.value == 0.98)
    #expect(values["simulation.seed"]??.text == "1" && values["period"]??.text == "day")
  }
}

import Findings
import Foundation
import Testing

@testable import Reporting

/// What another program makes of the workbook; only where LibreOffice is installed.
@Suite(.enabled(if: Program.named("soffice") != nil))
struct SpreadsheetProgramTests {
  /// Has every formula computed anew: files keep what formulas gave when they were written.
  private static let settings = """
    <?xml version="1.0" encoding="UTF-8"?>
    <oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" \
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
    <item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">\
    <value>0</value></prop></item></oor:items>
    """
  /// UTF-8 with commas, the figures as stored, a file for each sheet.
  private static let form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"

  /// The sheets as another program computes them, by name.
  private func sheets(_ bytes: [UInt8]) throws -> [String: [[String]]] {
    try Scratch.use { scratch in
      try scratch.put("policy.xlsx", bytes)
      try scratch.put("profile/user/registrymodifications.xcu", Array(Self.settings.utf8))
      let program = try #require(Program.named("soffice"))
      let outcome = try program.run([
        "-env:UserInstallation=file://\(scratch.path("profile"))", "--headless", "--convert-to", Self.form, "--outdir",
        scratch.path("out"), scratch.path("policy.xlsx"),
      ])
      #expect(outcome.isContent, "\(outcome.output)")
      var found: [String: [[String]]] = [:]
      for name in scratch.names(in: "out") {
        let text = String(decoding: scratch.tree["out/\(name)"] ?? [], as: UTF8.self).replacing("\n", with: "\r\n")
        found[name.replacing("policy-", with: "").replacing(".csv", with: "")] = CSVText.rows(Array(text.utf8))
      }
      return found
    }
  }

  @Test func anotherProgramComputesTheSame() async throws {
    let study = try await SmallStudies.consumerGoods.value
    let bytes = try PolicyWorkbookTests.bytes(study) { findings, workbook in
      findings.currentState.byTier.rows[0].cells[0] = .init("=1+1")
      workbook.upload.rows[0].cells[0] = .init("007")
      workbook.upload.rows[1].cells[0] = .init("_x0041_")
    }
    let sheets = try sheets(bytes)
    let checks = try #require(sheets["Checks"])
    #expect(checks[2].last == "OK")
    #expect(checks.count > 30)
    #expect(checks.dropFirst(4).allSatisfy { $0.last == "OK" })
    #expect(sheets["Current state"]?[4].first == "=1+1")
    #expect(sheets["Upload"]?[4].first == "007" && sheets["Upload"]?[5].first == "_x0041_")
    #expect(sheets["Policy"]?.count == 4 + 21)
  }

  @Test func anotherProgramFindsWhatIsWrong() async throws {
    let study = try await SmallStudies.consumerGoods.value
    let bytes = try PolicyWorkbookTests.bytes(study) { _, workbook in
      workbook.upload.rows[2].cells[2] = .init(-5, "")
    }
    let checks = try #require(try sheets(bytes)["Checks"])
    #expect(checks[2].last == "not OK")
    #expect(checks.dropFirst(4).count { $0.last == "not OK" } == 1)
  }
}

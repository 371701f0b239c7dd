import Assets
import Findings
import Foundation
import SupplyNetwork
import Testing

@testable import Reporting

/// A report made over the output of the run before: the same bytes, with less work.
@Suite struct RegenerationTests {
  /// The report of the small case, drawn once.
  private static let first = Task {
    try await ReportWriter.report(
      of: await ReportMaterial(try await SmallStudies.consumerGoods.value), options: ReportOptions())
  }

  private static func inputs(_ change: (inout ReportInputs) -> Void = { _ in }) throws -> ReportInputs {
    var inputs = try ReportInputs(
      toolVersion: "1.0.0", files: [.init(name: "items.csv", contentHash: "1")], unknownNames: [],
      options: ["--seed": "1"], templatesFolder: nil)
    change(&inputs)
    return inputs
  }

  /// A folder with the first report, and what a second run makes of it.
  private func second(
    programTime: Date? = nil, damage: (Scratch) throws -> Void = { _ in },
    change: (inout StudyFindings) -> Void = { _ in }
  ) async throws -> (made: MadeReport, written: [String], fresh: MadeReport) {
    let scratch = Scratch()
    defer { scratch.remove() }
    let folder = scratch.path("out")
    try ReportWriter.write(try await Self.first.value, from: try Self.inputs(), to: folder)
    try damage(scratch)
    let study = try await SmallStudies.consumerGoods.value
    var findings = StudyFindings(study)
    change(&findings)
    let material = ReportMaterial(
      findings: findings,
      details: .found(StudyFindings.detailTables(study), WorkbookFindings(study, findings: findings)),
      source: ReportMaterial.source(of: study.input))
    let previous = PreviousOutput(folder: folder, programTime: programTime)
    let made = try await ReportWriter.report(of: material, options: ReportOptions(), reusing: previous)
    let written = try ReportWriter.write(made, from: try Self.inputs(), to: folder, over: previous)
    // What stands there now is what was made, whether it was written or left.
    for file in made.files { #expect(scratch.tree["out/" + file.path] == file.bytes, "\(file.path)") }
    return (made, written, try await ReportWriter.report(of: material, options: ReportOptions()))
  }

  private func expectSame(_ made: MadeReport, _ fresh: MadeReport) {
    #expect(made.files.map(\.path) == fresh.files.map(\.path))
    #expect(zip(made.files, fresh.files).filter { $0.bytes != $1.bytes }.map(\.0.path) == [])
    #expect(fresh.drawnFigures == fresh.figures)
  }

  @Test func nothingIsDrawnWhereNothingChanged() async throws {
    let (made, written, fresh) = try await second()
    #expect(made.drawnFigures == [] && made.figures.count > 7)
    #expect(written == [])
    expectSame(made, fresh)
  }

  @Test func onlyAFigureWhoseDataChangedIsDrawn() async throws {
    let (made, written, fresh) = try await second(change: { $0.financialImpact.sensitivity.parameters[0].high *= 1.5 })
    #expect(made.drawnFigures == ["sensitivity"])
    #expect(Set(written).isSubset(of: Set(fresh.files.map(\.path))))
    #expect(written.contains("report.pdf") && written.contains("report.html") && !written.contains("report.md"))
    #expect(written.filter { $0.hasPrefix("figures/") }.allSatisfy { $0.hasPrefix("figures/sensitivity.") })
    expectSame(made, fresh)
  }

  @Test func aTextOfTheReportDrawsNothing() async throws {
    let (made, written, fresh) = try await second(change: { $0.summary.recommendation += " Begin now." })
    #expect(made.drawnFigures == [])
    #expect(written == ["findings.json", "policy.xlsx", "report.html", "report.md", "report.pdf"])
    expectSame(made, fresh)
  }

  @Test func anotherCurrencyDrawsEverything() async throws {
    let (made, _, fresh) = try await second(change: { $0.cover.currency = "CHF" })
    #expect(made.drawnFigures == made.figures)
    expectSame(made, fresh)
  }

  @Test func whatWasChangedOrRemovedIsMadeAgain() async throws {
    let (made, written, fresh) = try await second(damage: { scratch in
      try FileManager.default.removeItem(atPath: scratch.path("out/report.pdf"))
      try FileManager.default.removeItem(atPath: scratch.path("out/policy.xlsx"))
      try FileManager.default.removeItem(atPath: scratch.path("out/figures/network.svg"))
      let table = try #require(scratch.tree["out/tables/policy.csv"])
      // Of the same size.
      try scratch.put("out/tables/policy.csv", table.dropLast() + [0x20])
    })
    #expect(made.drawnFigures == ["network"])
    #expect(written == ["figures/network.svg", "policy.xlsx", "report.pdf", "tables/policy.csv"])
    expectSame(made, fresh)
  }

  @Test func aProgramBuiltSinceTakesNothingOver() async throws {
    let (made, written, fresh) = try await second(programTime: Date.distantFuture)
    #expect(made.drawnFigures == made.figures)
    #expect(written == fresh.files.map(\.path))
    expectSame(made, fresh)
  }

  @Test func findingsAreTakenOverUnderNewLabels() async throws {
    let scratch = Scratch()
    defer { scratch.remove() }
    let folder = scratch.path("out")
    try ReportWriter.write(try await Self.first.value, from: try Self.inputs(), to: folder)
    var input = try SmallStudies.input()
    input.model.settings.title = "Another title"
    input.model.settings.notice = nil
    input.model.settings.report.page = .letter
    let index = try #require(input.files.firstIndex { $0.name == "case.yaml" })
    input.files[index].contentHash = String(repeating: "7", count: 64)
    let previous = PreviousOutput(folder: folder, programTime: nil)
    // The workbook, which would show them, is not asked for.
    var options = ReportOptions()
    options.formats = [.md, .pdf]
    let kept = try #require(try previous.material(for: input, options: options))
    let found = await ReportMaterial(try await Study.run(input))
    #expect(kept.isKept && !found.isKept)
    #expect(kept.findings.cover.title == "Another title" && kept.findings.cover.runID != previous.runID)
    #expect(StableJSON.bytes(kept.findings) == StableJSON.bytes(found.findings))
    let sorted = { (files: [OutputFolder.File]) in files.sorted { $0.path < $1.path } }
    #expect(sorted(kept.files).map(\.path) == sorted(found.files).map(\.path))
    #expect(sorted(kept.files).map(\.bytes) == sorted(found.files).map(\.bytes))
    // Anything that figures depend on takes a study.
    let keeps = { (input: StudyInput) in try previous.material(for: input, options: options) != nil }
    #expect(try keeps(input))
    let changes: [(inout StudyInput) -> Void] = [
      { $0.model.settings.simulation.seed += 1 }, { $0.model.settings.simulation.waitingShare = 0.5 },
      { $0.model.settings.simulation.allocation = .fairShare }, { $0.model.settings.scenarios = [Scenario("peak")] },
      { $0.model.settings.report.includesStress = false }, { $0.files[$0.files.count - 1].contentHash = "0" },
    ]
    for change in changes {
      var other = input
      change(&other)
      #expect(try !keeps(other))
      #expect(other.runID != input.runID)
    }
    // So does a table that is lost.
    try scratch.put("out/tables/policy.csv", [1])
    #expect(try !keeps(input))
    let stillReads = previous.findings != nil
    #expect(stillReads)
    try scratch.put("out/findings.json", [1])
    let readsDamaged = previous.findings != nil
    #expect(!readsDamaged)
  }

  @Test func aWorkbookIsTakenOverAsItIsOrTakesAStudy() async throws {
    let scratch = Scratch()
    defer { scratch.remove() }
    let folder = scratch.path("out")
    try ReportWriter.write(try await Self.first.value, from: try Self.inputs(), to: folder)
    let input = try SmallStudies.input()
    let previous = PreviousOutput(folder: folder, programTime: nil)
    // Templates have no part in it.
    try scratch.put("templates/executive.md.mustache", Array("# {{cover.title}}\n".utf8))
    var options = ReportOptions()
    options.templatesFolder = scratch.path("templates")
    let kept = try #require(try previous.material(for: input, options: options))
    let made = try await ReportWriter.report(of: kept, options: options, reusing: previous)
    let written = try ReportWriter.write(made, from: try Self.inputs(), to: folder, over: previous)
    #expect(written == ["report.html", "report.md", "report.pdf"])
    let found = await ReportMaterial(try await SmallStudies.consumerGoods.value)
    expectSame(made, try await ReportWriter.report(of: found, options: options))
    // The next run takes it over again.
    let next = PreviousOutput(folder: folder, programTime: nil)
    #expect(try next.material(for: input, options: options) != nil)

    func keeps(_ change: (inout StudyInput, inout ReportOptions) throws -> Void) throws -> Bool {
      var (input, options) = (input, options)
      try change(&input, &options)
      return try next.material(for: input, options: options) != nil
    }
    #expect(try !keeps { $1.creationTime += 1 })
    #expect(try !keeps { $1.usesLetterPaper = true })
    #expect(try !keeps { input, _ in input.model.settings.organisation = "Another" })
    let theme = String(decoding: Assets.theme, as: UTF8.self)
    try scratch.put("templates/theme.json", Array((theme + "\n").utf8))
    #expect(try !keeps { _, _ in })
    #expect(try keeps { $1.templatesFolder = nil })
    try scratch.put("out/policy.xlsx", [1])
    #expect(try !keeps { $1.templatesFolder = nil })
    #expect(try keeps { $1.formats = [.md, .html, .pdf, .png] })
    let error = #expect(throws: ReportError.self) { try keeps { $1.templatesFolder = scratch.path("none") } }
    #expect(error?.isOutput == false)
  }

  @Test func whatChangedIsNamed() throws {
    let before = try Self.inputs()
    #expect(before.changes(since: before) == [])
    let after = try Self.inputs {
      $0.toolVersion = "1.1.0"
      $0.files = [.init(name: "bom.csv", contentHash: "1"), .init(name: "items.csv", contentHash: "2")]
      $0.unknownNames = ["item.csv"]
      $0.options = ["--formats": "md"]
      $0.templates = "other"
      $0.libraries = "other"
    }
    #expect(
      after.changes(since: before) == [
        "the program is version 1.1.0, it was 1.0.0", "bom.csv is new", "items.csv changed",
        "the case folder holds other unknown files", "--formats is md, it was not given",
        "--seed is not given, it was 1", "the templates or their look changed",
        "the fonts or libraries of this machine changed",
      ])
    #expect(before.changes(since: after).contains("bom.csv is gone"))
  }

  @Test func aManifestNamesNothingOutsideItsFolder() async throws {
    let scratch = Scratch()
    defer { scratch.remove() }
    try scratch.put("findings.json", [1])
    let report = MadeReport(files: [("findings.json", [1])], runID: "a run")
    try ReportWriter.write(report, from: try Self.inputs(), to: scratch.path("out"))
    let text = String(decoding: try #require(scratch.tree["out/manifest.json"]), as: UTF8.self)
    try scratch.put("out/manifest.json", Array(text.replacing("findings.json", with: "../findings.json").utf8))
    let previous = PreviousOutput(folder: scratch.path("out"), programTime: nil)
    #expect(previous.staleness(against: try Self.inputs()) == ["../findings.json is not as it was written"])
  }
}

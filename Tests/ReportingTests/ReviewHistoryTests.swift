import Findings
import Foundation
import SupplyNetwork
import Testing

@testable import Reporting

/// What is kept of earlier runs, and which of them a report is compared with.
@Suite struct ReviewHistoryTests {
  /// A record of the small case under another run id and data cut-off.
  private static let record = Task {
    let study = try await SmallStudies.consumerGoods.value
    return ReviewRecord(study.input, findings: StudyFindings(study), study: "study")
  }

  private func key(_ day: Int?, _ run: Int, study: String? = nil) -> ReviewRecord.Key {
    let digits = String(run, radix: 16)
    return ReviewRecord.Key(
      dataCutOff: day.map { CalendarDate(dayNumber: 20_000 + $0) },
      runID: String(repeating: "0", count: 16 - digits.count) + digits, study: study ?? "study \(run)")
  }

  /// Adds runs one after the other, each as a report would, and gives the runs kept.
  private func history(_ keys: [ReviewRecord.Key], in scratch: Scratch) async throws -> ReviewHistory {
    var record = try await Self.record.value
    for key in keys {
      let history = ReviewHistory(folder: scratch.path("out"))
      record.key = key
      let update = history.update(
        adding: record, comparedWith: try history.baseline(for: key, choice: nil).baseline)
      try OutputFolder(path: scratch.path("out")).write(update.files, replacing: update.removed)
    }
    return ReviewHistory(folder: scratch.path("out"))
  }

  private func run(_ baseline: ReviewBaseline?) -> String? { baseline?.record?.key.runID }

  @Test func theFirstAndTheLastRunOfEachCutOffAreKept() async throws {
    let scratch = Scratch()
    defer { scratch.remove() }
    let keys = [key(1, 1), key(1, 2), key(1, 3), key(2, 4), key(1, 5), key(2, 6), key(2, 7)]
    let history = try await history(keys, in: scratch)
    #expect(history.runs == [key(1, 1), key(2, 4), key(1, 5), key(2, 7)])
    #expect(scratch.names(in: "out/history").count == 5)
    // A run made again leaves all as it was.
    let before = scratch.tree
    #expect(try await self.history([key(1, 1)], in: scratch).runs == history.runs)
    #expect(scratch.tree == before)
  }

  @Test func ofManyCutOffsTheLatestStay() async throws {
    let scratch = Scratch()
    defer { scratch.remove() }
    let history = try await history((1...30).map { key($0, $0) }, in: scratch)
    #expect(history.runs.map(\.runID) == (7...30).map { key(0, $0).runID })
    #expect(scratch.names(in: "out/history").count == ReviewHistory.mostCutOffs + 1)
    // An old one made now is kept itself.
    let old = try await self.history([key(2, 99)], in: scratch)
    #expect(old.runs.count == 25 && old.runs.last == key(2, 99))
  }

  @Test func aReportIsComparedWithTheLastRunOfOlderData() async throws {
    let scratch = Scratch()
    defer { scratch.remove() }
    let history = try await history([key(1, 1), key(3, 2), key(3, 3), key(5, 4), key(5, 5, study: "a")], in: scratch)
    func baseline(_ key: ReviewRecord.Key?, _ choice: String? = nil) throws -> String? {
      run(try history.baseline(for: key, choice: choice).baseline)
    }
    #expect(try baseline(key(5, 9)) == key(0, 3).runID)
    #expect(try baseline(key(4, 9)) == key(0, 3).runID)
    #expect(try baseline(key(2, 9)) == key(0, 1).runID)
    // None is older: the first with other figures of the same cut-off, if any.
    #expect(try baseline(key(1, 9)) == key(0, 1).runID)
    #expect(try baseline(key(1, 1)) == nil)
    #expect(try baseline(key(1, 9, study: "study 1")) == nil)
    #expect(try baseline(key(0, 9)) == nil && baseline(nil) == nil)
    // As asked for.
    #expect(try baseline(key(5, 9), "none") == nil)
    #expect(try baseline(key(5, 9), key(0, 1).runID) == key(0, 1).runID)
    #expect(try baseline(key(5, 5), key(0, 5).runID) == nil)
    #expect(try baseline(key(5, 9), "\(CalendarDate(dayNumber: 20_002))") == key(0, 1).runID)
    #expect(try baseline(key(5, 9), "\(CalendarDate(dayNumber: 20_005))") == key(0, 5).runID)
    let path = scratch.path("out/history/\(CalendarDate(dayNumber: 20_001))-\(key(0, 1).runID).json")
    #expect(try baseline(key(5, 9), path) == key(0, 1).runID && baseline(key(1, 1), path) == nil)
    for choice in ["2020-01-01", "abcd", "no-such-file", "0000"] {
      let error = #expect(throws: ReportError.self) { try baseline(key(5, 9), choice) }
      #expect(error?.message.hasPrefix("--since \(choice)") == true && error?.isOutput == false)
    }
  }

  @Test func aDamagedOrForeignRecordGivesWayToTheNextOlder() async throws {
    let scratch = Scratch()
    defer { scratch.remove() }
    let history = try await history([key(1, 1), key(2, 2), key(3, 3), key(4, 4)], in: scratch)
    func path(_ day: Int) -> String { "out/history/\(key(day, day).fileName)" }
    func choice(_ since: String? = nil, _ measure: ReviewMeasure? = nil) throws -> ReviewHistory.Choice {
      try history.baseline(for: key(4, 4), choice: since, measure: measure)
    }
    let last = try choice()
    #expect(run(last.baseline) == key(0, 3).runID && last.warnings == [])

    let whole = try await Self.record.value.bytes
    try scratch.put(path(3), Array(whole.prefix(whole.count / 2)))
    let cut = try choice()
    #expect(run(cut.baseline) == key(0, 2).runID && cut.warnings.count == 1)
    #expect(cut.warnings.first?.hasPrefix("history/\(key(3, 3).fileName): the record is damaged: ") == true)
    #expect(cut.warnings.first?.contains("--since") == true)
    #expect(cut.warnings.first?.contains("since history/\(key(2, 2).fileName) instead") == true)

    // Of another currency than the run itself, whose record says what it counts in.
    var foreign = try await Self.record.value
    foreign.key = key(2, 2)
    foreign.basis.currency = "CHF"
    try scratch.put(path(2), foreign.bytes)
    let other = try choice()
    #expect(run(other.baseline) == key(0, 1).runID && other.warnings.count == 2)
    #expect(other.warnings.last?.contains("amounts are in CHF there and in USD here") == true)
    let own = try ReviewSide(try await Self.record.value).measure
    #expect(try choice(nil, own).warnings == other.warnings)
    let theirs = try ReviewSide(foreign).measure
    #expect(run(try choice(nil, theirs).baseline) == key(0, 2).runID)
    #expect(run(try choice("\(CalendarDate(dayNumber: 20_003))").baseline) == key(0, 1).runID)

    // Who asks for a run gets it, and where none is left the first stays to be told of.
    #expect(try choice(key(0, 3).runID).baseline?.name == "history/\(key(3, 3).fileName)")
    try scratch.put(path(1), [])
    let none = try choice()
    #expect(none.baseline?.name == "history/\(key(3, 3).fileName)" && none.warnings == [])
  }

  @Test func theRunComparedWithIsNeverRemovedByItsReport() async throws {
    let scratch = Scratch()
    defer { scratch.remove() }
    // Two runs of the same figures, then others: these are compared with the first of other figures and stay so.
    let keys = [key(1, 1, study: "a"), key(1, 2, study: "b"), key(1, 3, study: "a")]
    let history = try await history(keys, in: scratch)
    #expect(run(try history.baseline(for: keys[2], choice: nil).baseline) == keys[1].runID)
    #expect(history.runs.contains(keys[1]))
    let before = scratch.tree
    _ = try await self.history([keys[2]], in: scratch)
    #expect(scratch.tree == before)
  }

  @Test func undatedRunsAndLostIndicesAreRead() async throws {
    let scratch = Scratch()
    defer { scratch.remove() }
    let history = try await history([key(nil, 1), key(nil, 2), key(1, 3)], in: scratch)
    #expect(run(try history.baseline(for: key(nil, 2), choice: nil).baseline) == key(0, 1).runID)
    try scratch.put("out/history/index.json", Array("{".utf8))
    try scratch.put("out/history/notes.json", Array("{}".utf8))
    try scratch.put("out/history/2026-10-01-xyz.json", Array("{}".utf8))
    try scratch.put("out/history/2026-10-01-00000000000000ff.json", Array("no record".utf8))
    let again = ReviewHistory(folder: scratch.path("out"))
    #expect(Set(again.runs.map(\.runID)) == Set([1, 2, 3, 255].map { key(0, $0).runID }))
    #expect(again.runs.first { $0.runID == key(0, 3).runID } == key(1, 3))
    // Files of others stay.
    _ = try await self.history([key(7, 9)], in: scratch)
    #expect(scratch.exists("out/history/notes.json") && scratch.exists("out/history/2026-10-01-xyz.json"))
    #expect(ReviewHistory(folder: scratch.path("none")).runs == [])
  }

  @Test func whatCannotBeComparedIsTold() async throws {
    let study = try await SmallStudies.consumerGoods.value
    var record = try await Self.record.value
    record.key = key(1, 1)
    let good = await ReportMaterial.of(study, since: ReviewBaseline(name: "a.json", bytes: record.bytes))
    #expect(good.warning == nil && good.material.findings.sinceReview != nil)
    #expect(good.material.source != (await ReportMaterial(study)).source)
    let damaged = await ReportMaterial.of(study, since: ReviewBaseline(name: "a.json", bytes: [0x7B]))
    #expect(damaged.warning?.hasPrefix("a.json: the record is damaged: it is no complete JSON; ") == true)
    #expect(damaged.warning?.contains("--since") == true)
    #expect(damaged.material.findings.sinceReview == nil)
    record.basis.currency = "CHF"
    let foreign = await ReportMaterial.of(study, since: ReviewBaseline(name: "b.json", bytes: record.bytes))
    #expect(foreign.warning?.contains("amounts are in CHF there and in USD here") == true)
    record.basis.currency = "USD"
    record.basis.period = .week
    let weekly = await ReportMaterial.of(study, since: ReviewBaseline(name: "b.json", bytes: record.bytes))
    #expect(weekly.warning?.contains("the periods are weeks there") == true)
    #expect(await ReportMaterial.of(study, since: nil).material.findings.sinceReview == nil)
  }

  @Test func theSectionStandsAfterTheSummaryAndBindsEveryTag() async throws {
    let study = try await SmallStudies.consumerGoods.value
    var record = try await Self.record.value
    record.key = key(1, 1)
    var model = study.input.model
    model.items[0].unitCost = (model.items[0].unitCost ?? 1) * 1.4
    record.basis = PlanningBasis(model, currency: "USD")
    let material = await ReportMaterial.of(study, since: ReviewBaseline(name: "a.json", bytes: record.bytes)).material
    let report = try await ReportWriter.report(of: material, options: ReportOptions())
    let text = String(
      decoding: try #require(report.files.first { $0.path == "report.md" }).bytes, as: UTF8.self)
    let headings = text.split(separator: "\n").filter { $0.hasPrefix("## ") }.map(String.init)
    #expect(headings.prefix(3) == ["## Executive summary", "## Since the last review", "## Current state"])
    for path in [
      "figures/review-inventory.png", "tables/review-bridge.csv", "tables/review-key-figures.csv",
      "tables/review-follow-up.csv",
    ] {
      #expect(report.files.contains { $0.path == path }, "\(path)")
    }
    // Holding cost, which follows rates and not unit costs, is as it was: two equal bars would tell nothing.
    #expect(!report.files.contains { $0.path == "figures/review-holding-cost.svg" })
    let without = try await ReportWriter.report(of: await ReportMaterial(study), options: ReportOptions())
    #expect(!without.files.contains { $0.path.contains("review") })
  }
}

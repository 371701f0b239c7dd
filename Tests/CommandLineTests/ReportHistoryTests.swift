import Foundation
import Testing

/// `meio report` over several reviews: what is kept, and what the section "Since the last review" rests on.
struct ReportHistoryTests {
  private func report(_ folder: TemporaryFolder, _ arguments: [String] = []) throws -> Program.Outcome {
    try Program.run(
      ["report", folder.path, "--out", folder.file("out"), "--formats", "md"] + arguments)
  }

  private func text(_ folder: TemporaryFolder) throws -> String { try folder.text("out/report.md") }

  private func hasSection(_ folder: TemporaryFolder) throws -> Bool {
    try text(folder).contains("Since the last review")
  }

  private func runs(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.file("out/history")).sorted()
  }

  @Test("a first run has no section, the next review has, and making it again changes nothing")
  func reviews() throws {
    let folder = try Inputs.briefCase()
    #expect(try report(folder).status == 0)
    #expect(try !hasSection(folder))
    #expect(try runs(folder).count == 2)
    let first = try #require(try runs(folder).first)

    // Labels are no other review.
    try folder.edit("case.yaml") { $0.replacing(/title: .*/, with: "title: Another title") }
    #expect(try report(folder).messages.contains("findings taken over"))
    #expect(try !hasSection(folder))

    try folder.edit("case.yaml") {
      $0.replacing("as_of: 2026-11-01", with: "as_of: 2026-12-01").replacing(
        "carrying_rate: 0.25", with: "carrying_rate: 0.30")
    }
    let second = try report(folder)
    #expect(second.status == 0 && second.messages.contains("charts drawn"))
    #expect(
      try text(folder).contains(/## Since the last review\n\n\*\*Since 2026-11-01 \(run [0-9a-f]{16}\) the plan's/))
    #expect(try text(folder).contains("Carrying rates differ for all 4 items."))
    #expect(try runs(folder).count == 4)
    let tree = try folder.tree("out")
    #expect(try report(folder).messages.hasPrefix("Nothing changed"))
    #expect(try report(folder, ["--check"]).output == "current\n")
    #expect(try report(folder, ["--all"]).status == 0)
    #expect(try folder.tree("out") == tree)
    #expect(try report(folder, ["--threads", "1", "--all"]).status == 0)
    #expect(try folder.tree("out") == tree)

    // An old entry that nobody uses is no output; the one compared with is an input.
    try FileManager.default.removeItem(atPath: folder.file("out/history/" + first))
    #expect(try report(folder, ["--check"]).output == "current\n")
    let baseline = try #require(try runs(folder).first)
    try folder.edit("out/history/" + baseline) { $0 + "\n" }
    #expect(try report(folder, ["--check"]).lines == ["stale", "  history/\(baseline) changed"])
    _ = try folder.write("{}", as: "out/history/" + baseline)
    let damaged = try report(folder)
    #expect(damaged.status == 0)
    #expect(damaged.messages.contains("warning: history/\(baseline): this is no record of a review; "))
    #expect(damaged.messages.contains("(--since names another run)"))
    #expect(try !hasSection(folder))
    #expect(try report(folder).messages.hasPrefix("Nothing changed"))
    try FileManager.default.removeItem(atPath: folder.file("out/history/" + baseline))
    #expect(
      try report(folder, ["--check"]).lines == [
        "stale", "  there is no earlier review to compare with, it was history/\(baseline)",
      ])
  }

  @Test("a damaged record costs a warning, and the report goes by the one before it")
  func damage() throws {
    let folder = try Inputs.briefCase()
    for (month, rate) in [("10", "0.25"), ("11", "0.27"), ("12", "0.30")] {
      try folder.edit("case.yaml") {
        $0.replacing(/as_of: .*/, with: "as_of: 2027-\(month)-01")
          .replacing(/carrying_rate: [0-9.]+/, with: "carrying_rate: \(rate)")
      }
      #expect(try report(folder).status == 0)
    }
    #expect(try text(folder).contains("**Since 2027-11-01"))
    let middle = try #require(try runs(folder).first { $0.hasPrefix("2027-11-01") })
    try folder.edit("out/history/" + middle) { String($0.prefix($0.count / 2)) }
    let damaged = try report(folder)
    #expect(damaged.status == 0)
    #expect(damaged.messages.contains("warning: history/\(middle): the record is damaged: it is no complete JSON; "))
    #expect(damaged.messages.contains("(--since names another run)"))
    #expect(try text(folder).contains("**Since 2027-10-01"))
    #expect(try report(folder, ["--check"]).output == "current\n")
    #expect(try report(folder).messages.hasPrefix("Nothing changed"))
    let help = try Program.run(["help", "report"]).output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(help.contains("where there is none, the first run of the same data cut-off with other data"))
  }

  @Test("--since chooses another run, and history survives other formats and failed runs")
  func since() throws {
    let folder = try Inputs.briefCase()
    #expect(try report(folder).status == 0)
    let first = try #require(try runs(folder).first)
    try folder.edit("case.yaml") { $0.replacing("as_of: 2026-11-01", with: "as_of: 2026-12-01") }
    #expect(try report(folder).status == 0)
    #expect(try text(folder).contains("nothing that the plan rests on has changed"))
    let none = try report(folder, ["--since", "none"])
    #expect(none.status == 0)
    #expect(try !hasSection(folder))
    #expect(try report(folder, ["--since", "none", "--check"]).output == "current\n")
    #expect(
      try report(folder, ["--check"]).lines == [
        "stale", "  --since is not given, it was none",
        "  there is an earlier review to compare with, history/\(first)",
      ])
    for choice in ["2026-11-05", String(first.dropFirst(11).prefix(6)), folder.file("out/history/" + first)] {
      #expect(try report(folder, ["--since", choice]).status == 0)
      #expect(try text(folder).contains("**Since 2026-11-01"), "\(choice)")
    }
    for choice in ["2020-01-01", "no-such"] {
      let outcome = try report(folder, ["--since", choice])
      #expect(outcome.status == 2 && outcome.messages.contains("error: --since \(choice): there is no such"))
    }
    let kept = try runs(folder)
    _ = try folder.write("item\n", as: "items.csv")
    #expect(try report(folder).status == 2)
    #expect(try runs(folder) == kept)
  }
}

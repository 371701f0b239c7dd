import Foundation
import Testing

/// `meio report`: what a second run does, and that its files are those of a first one.
struct ReportCommandTests {
  /// The report of a case in a folder of its own, as a first run writes it that finds the same history.
  private func fresh(_ arguments: [String], beside out: String) throws -> [String: Data] {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.file("fresh"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: out + "/history", toPath: folder.file("fresh/history"))
    let outcome = try Program.run(["report"] + arguments + ["--out", folder.file("fresh")])
    #expect(outcome.status == 0)
    return try folder.tree("fresh")
  }

  private func differences(_ left: [String: Data], _ right: [String: Data]) -> [String] {
    Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }.sorted()
  }

  @Test("nothing is done where nothing changed, and --check tells without writing")
  func current() throws {
    let folder = try Inputs.briefCase()
    let out = folder.file("out")
    let missing = try Program.run(["report", folder.path, "--out", out, "--check"])
    #expect(missing.status == 1)
    #expect(missing.lines == ["stale", "  there is no report of this program in \(out)"])
    #expect(!FileManager.default.fileExists(atPath: out))

    let first = try Program.run(["report", folder.path, "--out", out])
    #expect(first.status == 0 && first.output == "")
    let files = try folder.tree("out")
    #expect(first.messages.contains("Wrote \(files.count) files"))
    let second = try Program.run(["report", folder.path, "--out", out, "--threads", "1"])
    #expect(second.status == 0)
    #expect(second.messages.hasPrefix("Nothing changed since run ") && second.messages.hasSuffix("/report.pdf\n"))
    #expect(second.messages.split(separator: "\n").count == 1)
    let check = try Program.run(["report", folder.path, "--out", out, "--check"])
    #expect(check.status == 0 && check.output == "current\n" && check.messages == "")

    try folder.edit("demand.csv") { $0 + "2026-10-31,S1,nothing,1\n" }
    try folder.edit("case.yaml") { $0.replacing("title:", with: "# A remark\ntitle:") }
    _ = try folder.write("location,item,class,measure,target\n", as: "service.csv")
    _ = try folder.write("date,location,item,quantity\n", as: "forecast.csv")
    let stale = try Program.run(["report", folder.path, "--out", out, "--seed", "9", "--check"])
    #expect(stale.status == 1)
    #expect(
      stale.lines == [
        "stale", "  case.yaml changed", "  demand.csv changed", "  forecast.csv is new", "  service.csv changed",
        "  --seed is 9, it was not given",
      ])
    #expect(differences(try folder.tree("out"), files) == [])
    #expect(try Program.run(["report", folder.path + "/none", "--check"]).status == 2)
    #expect(try Program.run(["report", folder.path, "--check", "--all"]).status == 64)
  }

  @Test("a changed input gives what a first run gives, and leaves what it does not reach")
  func changedInput() throws {
    let folder = try Inputs.briefCase()
    let out = folder.file("out")
    #expect(try Program.run(["report", folder.path, "--out", out]).status == 0)
    try folder.edit("demand.csv") { $0.replacing(/(?m)^(2026-10-..,S1,.*),\d+$/) { "\($0.1),40" } }
    let demand = try Program.run(["report", folder.path, "--out", out])
    #expect(demand.status == 0 && demand.messages.contains(/Wrote \d+ of \d+ files .*\d+ of \d+ charts drawn/))
    #expect(!demand.messages.contains("taken over"))
    #expect(differences(try folder.tree("out"), try fresh([folder.path], beside: out)) == [])

    // When the change begins is in the plan, in the months of its cash and in their charts, and nowhere else.
    try folder.edit("case.yaml") { $0.replacing("start: 2027-01-01", with: "start: 2027-03-01") }
    let start = try Program.run(["report", folder.path, "--out", out])
    #expect(start.messages.contains(/, 2 of \d+ charts drawn/) && !start.messages.contains("taken over"))
    #expect(differences(try folder.tree("out"), try fresh([folder.path], beside: out)) == [])
  }

  @Test("labels, templates, formats and lost outputs take no study, and give what a first run gives")
  func withoutStudy() throws {
    let folder = try Inputs.briefCase()
    let out = folder.file("out")
    let templates = folder.file("templates")
    #expect(try Program.run(["report", folder.path, "--out", out]).status == 0)
    #expect(try Program.run(["templates", "eject", templates]).status == 0)
    // The built-in templates from a folder are the same templates.
    #expect(try Program.run(["report", folder.path, "--out", out, "--templates", templates, "--check"]).status == 0)

    func expectNoStudy(_ arguments: [String] = [], drawn: Int?, _ place: SourceLocation = #_sourceLocation) throws {
      let run = try Program.run(["report", folder.path, "--out", out] + arguments)
      #expect(run.status == 0 && run.messages.contains("findings taken over"), sourceLocation: place)
      #expect(run.messages.contains("charts drawn") == (drawn != nil), sourceLocation: place)
      if let drawn { #expect(run.messages.contains(", \(drawn) of "), sourceLocation: place) }
      #expect(
        differences(try folder.tree("out"), try fresh([folder.path] + arguments, beside: out)) == [],
        sourceLocation: place)
    }
    try folder.edit("case.yaml") {
      $0.replacing(/title: .*/, with: "title: Another title").replacing("page: A4", with: "page: Letter")
    }
    try expectNoStudy(drawn: 0)
    try folder.edit("templates/summary.mustache") { $0.replacing("## ", with: "## Part: ") }
    try expectNoStudy(["--templates", templates], drawn: 0)
    try FileManager.default.removeItem(atPath: folder.file("out/figures/network.png"))
    try folder.edit("out/report.html") { $0 + " " }
    try expectNoStudy(["--templates", templates], drawn: 1)
    try expectNoStudy(["--formats", "html"], drawn: nil)
    #expect(try folder.names().contains("out") && !FileManager.default.fileExists(atPath: out + "/figures"))
    #expect(FileManager.default.fileExists(atPath: out + "/history/index.json"))
  }

  @Test("a workbook comes along as it is, or takes a study, and is that of a first run")
  func workbook() throws {
    let folder = try Inputs.briefCase()
    let out = folder.file("out")
    let templates = folder.file("templates")
    let arguments = [folder.path, "--formats", "html,xlsx", "--templates", templates]
    #expect(try Program.run(["templates", "eject", templates]).status == 0)
    #expect(try Program.run(["report"] + arguments + ["--out", out]).status == 0)
    #expect(try folder.tree("out")["policy.xlsx"] != nil)
    func expect(takenOver: Bool, _ place: SourceLocation = #_sourceLocation) throws {
      let run = try Program.run(["report"] + arguments + ["--out", out])
      #expect(run.status == 0 && run.messages.contains("taken over") == takenOver, sourceLocation: place)
      #expect(differences(try folder.tree("out"), try fresh(arguments, beside: out)) == [], sourceLocation: place)
    }
    try folder.edit("templates/summary.mustache") { $0.replacing("## ", with: "## Part: ") }
    try expect(takenOver: true)
    try folder.edit("case.yaml") { $0.replacing(/title: .*/, with: "title: Another title") }
    try expect(takenOver: false)
    try FileManager.default.removeItem(atPath: folder.file("out/policy.xlsx"))
    try expect(takenOver: false)
  }

  @Test("input that cannot be used leaves the report, which is then stale; --all makes everything")
  func badInput() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Inputs.serial(name: "serial"), as: "serial.stages.json")
    let out = folder.file("out")
    #expect(try Program.run(["report", file, "--out", out, "--replications", "2"]).status == 0)
    let files = try folder.tree("out")
    let command = ["report", file, "--out", out, "--replications", "2"]
    #expect(try Program.run(command).messages.hasPrefix("Nothing changed"))
    let all = try Program.run(command + ["--all"])
    #expect(all.status == 0 && all.messages.contains("Wrote \(files.count) files"))
    #expect(differences(try folder.tree("out"), files) == [])
    _ = try folder.write("{", as: "serial.stages.json")
    #expect(try Program.run(command).status == 2)
    #expect(try Program.run(command + ["--check"]).status == 1)
    #expect(differences(try folder.tree("out"), files) == [])
    #expect(try Program.run(command + ["--templates", folder.file("none")]).status == 2)
    #expect(try Program.run(command + ["--formats", "docx"]).status == 64)
  }
}

import Foundation
import Testing

/// `meio check`.
struct CheckCommandTests {
  @Test("prints issues, then every topic, within a terminal's width")
  func text() throws {
    let outcome = try Program.run(["check", try Inputs.smallCase().path])
    #expect(outcome.status == 0)
    #expect(outcome.messages == "")
    let headings = [
      "Issues in the input", "Network structure", "Items and classes", "Demand patterns", "Variability", "Correlation",
      "Season and trend", "Flows", "Lead times", "Costs", "Stock today", "Service", "What the data say",
      "What the data lack", "What is assumed",
    ]
    #expect(outcome.lines.filter(headings.contains) == headings)
    let tables = outcome.lines.filter { !$0.hasPrefix("warning:") && !$0.hasPrefix("note:") }
    #expect(tables.allSatisfy { $0.count <= 100 })
    #expect(outcome.lines.allSatisfy { $0.last != " " })
  }

  @Test("prints JSON that names every section and issue")
  func json() throws {
    let outcome = try Program.run(["check", try Inputs.smallCase().path, "--json"])
    #expect(outcome.status == 0)
    let document = try outcome.object()
    #expect(document["schema"] as? String == "meio.assessment/1")
    let issues = try #require(document["issues"] as? [[String: Any]])
    #expect(issues.contains { $0["severity"] as? String == "warning" })
    let assessment = try #require(document["assessment"] as? [String: Any])
    let sections = try #require(assessment["sections"] as? [[String: Any]])
    #expect(
      sections.compactMap { $0["id"] as? String } == [
        "structure", "items", "demand", "variability", "correlation", "season", "flows", "lead-times", "costs", "stock",
        "service", "findings", "lacks", "assumptions",
      ])
  }

  @Test("all errors together, and status 2")
  func errors() throws {
    let folder = try Inputs.smallCase()
    try FileManager.default.removeItem(atPath: folder.file("items.csv"))
    _ = try folder.write("from,to,lead_time\n,NOWHERE,two\n", as: "lanes.csv")
    let text = try Program.run(["check", folder.path])
    #expect(text.status == 2)
    #expect(text.output.contains("error: items.csv: the case folder holds no items.csv"))
    #expect(text.output.contains("error: lanes.csv:2:"))
    let json = try Program.run(["check", folder.path, "--json"])
    #expect(json.status == 2)
    let document = try json.object()
    #expect(document["assessment"] == nil)
    #expect((document["issues"] as? [[String: Any]])?.contains { $0["severity"] as? String == "error" } == true)
  }

  @Test("a folder without a case, and paths that lead nowhere")
  func noCase() throws {
    let folder = try TemporaryFolder()
    let empty = try Program.run(["check", folder.path])
    #expect(empty.status == 2)
    #expect(empty.output.contains("case.yaml") && empty.output.contains("locations.csv"))
    let file = try folder.write("x", as: "notes.txt")
    for path in [folder.file("missing"), file, file + "/below", ""] {
      let outcome = try Program.run(["check", path])
      #expect(outcome.status == 2, "\(path)")
      #expect(outcome.output.hasPrefix("error: "), "\(path)")
    }
  }

  @Test("a folder that may not be read", .enabled(if: geteuid() != 0))
  func noPermission() throws {
    let folder = try Inputs.smallCase()
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: folder.path)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path) }
    let outcome = try Program.run(["check", folder.path])
    #expect(outcome.status == 2)
    #expect(outcome.output.contains("no folder that can be read"))
  }

  @Test("a stage network")
  func network() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Inputs.serial(name: "three"), as: "three.stages.json")
    let outcome = try Program.run(["check", file])
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("three\n=====\n"))
    #expect(outcome.output.replacing("\n", with: " ").contains("it takes 17 days."))
  }

  @Test("a reader that goes away ends the command quietly")
  func closedPipe() throws {
    let outcome = try Program.runWithoutReader(["check", try Inputs.smallCase().path])
    #expect(outcome.messages == "")
    #expect(outcome.wasSignalled ? outcome.status == SIGPIPE : outcome.status == 0)
  }
}

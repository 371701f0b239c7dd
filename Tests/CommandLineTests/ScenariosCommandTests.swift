import Foundation
import Testing

/// `meio scenarios`, and `--scenario` of other commands.
@Suite("meio scenarios")
struct ScenariosCommandTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try Inputs.smallCase()
    try folder.edit("case.yaml") {
      $0 + "scenarios:\n  - {name: peak, description: A strong season, demand: {factor: 1.5}}\n"
        + "  - {name: cut, closed: [DC1]}\n"
    }
    return folder
  }

  private let short = ["--periods", "30", "--warm-up", "10", "--replications", "2"]

  @Test("text and JSON say the same of every scenario")
  func both() throws {
    let folder = try folder()
    let text = try Program.run(["scenarios", folder.path] + short)
    #expect(text.status == 0)
    for name in ["Proposal", "Do nothing", "peak", "cut has no plan"] { #expect(text.output.contains(name)) }
    let json = try Program.run(["scenarios", folder.path, "--json"] + short)
    #expect(json.status == 0 && json.lines.count == 1)
    let object = try json.object()
    #expect(object["schema"] as? String == "meio.scenarios/1" && object["replications"] as? Int == 2)
    let rows = try #require(object["scenarios"] as? [[String: Any]])
    let peak = rows.filter { $0["scenario"] as? String == "peak" }
    #expect(peak.map { $0["levels"] as? String } == ["proposed", "planned"])
    #expect(peak.allSatisfy { ($0["stock_value"] as? Double ?? 0) > 0 && $0["no_plan"] == nil })
    let cut = try #require(rows.first { $0["scenario"] as? String == "cut" })
    #expect((cut["no_plan"] as? String)?.contains("no lane brings") == true && cut["stock_value"] == nil)
    #expect(try Program.run(["scenarios", folder.path, "--json", "--threads", "1"] + short).output == json.output)
  }

  @Test("check lists the scenarios of a case")
  func check() throws {
    let outcome = try Program.run(["check", try folder().path])
    #expect(outcome.output.contains("Scenarios\n---------") && outcome.output.contains("- peak: A strong season"))
  }

  @Test("solve and simulate take a scenario by name")
  func byName() throws {
    let folder = try folder()
    func cost(_ arguments: [String]) throws -> Double {
      let outcome = try Program.run(["solve", folder.path, "--json"] + arguments)
      #expect(outcome.status == 0)
      return try outcome.objects().reduce(0) { $0 + ($1["cost"] as? Double ?? 0) }
    }
    let plain = try cost([])
    #expect(try cost(["--scenario", "peak"]) > plain && cost(["--scenario", "stretch"]) > plain)
    let simulated = try Program.run(["simulate", folder.path, "--scenario", "Peak", "--json"] + short)
    #expect(simulated.status == 0)
    #expect(try Program.run(["simulate", folder.path, "--json"] + short).output != simulated.output)
    let unknown = try Program.run(["solve", folder.path, "--scenario", "paek"])
    #expect(unknown.status == 2 && unknown.messages.contains("did you mean “peak”?"))
    let plan = try Program.run(["solve", folder.path, "--scenario", "do-nothing"])
    #expect(plan.status == 2 && plan.messages.contains("is a plan, and no change of the case"))
    let broken = try Program.run(["solve", folder.path, "--scenario", "cut"])
    #expect(broken.status == 2 && broken.messages.contains("no lane brings"))
    let file = try folder.write(Inputs.serial(name: "three"), as: "three.stages.json")
    #expect(try Program.run(["solve", file, "--scenario", "stretch"]).status == 2)
  }
}

import Foundation
import Testing

/// `meio charts`: the charts of the report alone.
struct ChartsCommandTests {
  @Test("charts are those of the report, all or some, in the formats asked for")
  func charts() throws {
    let folder = try Inputs.briefCase()
    let whole = ["report", folder.path, "--template", "technical", "--out", folder.file("out")]
    #expect(try Program.run(whole).status == 0)
    let report = try folder.tree("out/figures")
    let all = try Program.run(["charts", folder.path, "--out", folder.file("all")])
    #expect(all.status == 0 && all.messages.contains("Wrote \(report.count) files"))
    #expect(try folder.tree("all") == report)
    let some = try Program.run([
      "charts", folder.path, "--only", "network", "inventory-by-tier", "--formats", "svg,csv", "--out",
      folder.file("some"),
    ])
    #expect(some.status == 0)
    #expect(
      try folder.tree("some").keys.sorted() == [
        "inventory-by-tier.csv", "inventory-by-tier.svg", "network.csv", "network.svg",
      ])
    #expect(try folder.tree("some").allSatisfy { report[$0.key] == $0.value })
  }

  @Test("a name that no chart has is told with those there are, and nothing is written")
  func unknownName() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Inputs.serial(name: "serial"), as: "serial.stages.json")
    let out = folder.file("charts")
    let command = ["charts", file, "--replications", "2", "--out", out]
    let unknown = try Program.run(command + ["--only", "network,netwrok"])
    #expect(unknown.status == 2)
    #expect(unknown.messages.contains("there is no chart “netwrok”"))
    #expect(unknown.messages.contains("there are stock-by-role, inventory-by-tier, "))
    #expect(!FileManager.default.fileExists(atPath: out))
    #expect(try Program.run(command + ["--formats", "gif"]).status == 64)
    #expect(try Program.run(["charts", folder.file("none")]).status == 2)
    let blocked = try folder.write("a file", as: "charts")
    #expect(try Program.run(command + ["--only", "network"]).status == 4)
    #expect(try String(contentsOfFile: blocked, encoding: .utf8) == "a file")
  }
}

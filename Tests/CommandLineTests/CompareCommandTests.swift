import Foundation
import Testing

/// `meio compare`.
struct CompareCommandTests {
  @Test("cases, reports and records are compared in any combination, the same way")
  func combinations() throws {
    let folder = try Inputs.briefCase()
    let out = folder.file("out")
    #expect(try Program.run(["report", folder.path, "--out", out, "--formats", "md"]).status == 0)
    let record = try #require(
      try FileManager.default.contentsOfDirectory(atPath: out + "/history").first { $0 != "index.json" })
    let other = try Inputs.briefCase()
    try other.edit("case.yaml") { $0.replacing("carrying_rate: 0.25", with: "carrying_rate: 0.30") }
    try other.edit("lanes.csv") { $0.replacing(",14,", with: ",20,") }
    var bridges: [String] = []
    for before in [folder.path, out, out + "/history/" + record] {
      let text = try Program.run(["compare", before, other.path])
      #expect(text.status == 0 && text.output.contains("Lead times") && text.output.contains("Carrying rates differ"))
      #expect(text.lines.allSatisfy { $0.count <= 96 })
      let json = try Program.run(["compare", before, other.path, "--json", "--threads", "1"])
      let object = try json.object()
      #expect(json.lines.count == 1 && object["schema"] as? String == "meio.comparison/1")
      let bridge = try #require(object["bridge"] as? [String: Any])
      let steps = try #require(bridge["steps"] as? [[String: Any]])
      #expect(
        steps.map { $0["cause"] as? String } == [
          "program", "network", "demand", "lead_time", "cost", "service", "settings",
        ])
      for step in steps {
        let change = try #require((step["change"] as? [String: Double])?["annual_holding"])
        let isExpected = ["lead_time", "cost"].contains(step["cause"] as? String)
        #expect((change != 0) == isExpected, "\(step)")
      }
      let data = try JSONSerialization.data(withJSONObject: bridge, options: .sortedKeys)
      bridges.append(String(decoding: data, as: UTF8.self))
    }
    #expect(Set(bridges).count == 1)
    let scenario = try Program.run(["compare", folder.path, folder.path + ":demand-up", "--json"]).object()
    let steps = (scenario["bridge"] as? [String: Any])?["steps"] as? [[String: Any]] ?? []
    let moved = steps.filter { (($0["change"] as? [String: Double])?["value"] ?? 0) != 0 }
    #expect(moved.map { $0["cause"] as? String } == ["demand"])
    let unknown = try Program.run(["compare", folder.path, folder.path + ":no-such"])
    #expect(unknown.status == 2 && unknown.messages.contains("there is no scenario “no-such”"))
    let same = try Program.run(["compare", out, folder.path])
    #expect(same.status == 0 && same.output.contains("nothing that the plan rests on has changed"))
  }

  @Test("an outage of outside supply is planned as the report does, others are only played, and told so")
  func outages() throws {
    let folder = try Inputs.briefCase()
    let out = try Program.run(["compare", folder.path, folder.path + ":supplier-out"])
    #expect(out.status == 0 && !out.output.contains("nothing that the plan rests on"))
    #expect(out.output.contains("rose by $") && out.output.contains("all of it by lead times"))
    let object = try Program.run(["compare", folder.path, folder.path + ":supplier-out", "--json"]).object()
    let bridge = try #require(object["bridge"] as? [String: Any])
    let steps = try #require(bridge["steps"] as? [[String: Any]])
    let moved = steps.filter { (($0["change"] as? [String: Double])?["value"] ?? 0) > 0 }
    #expect(moved.map { $0["cause"] as? String } == ["lead_time"])
    #expect((object["note"] as? String)?.contains("as long as it fails") == true)

    try folder.edit("case.yaml") { $0 + "\nscenarios:\n  - {name: strike, supplier_out: {periods: 9}}\n" }
    let strike = try Program.run(["compare", folder.path, folder.path + ":strike"])
    #expect(strike.status == 0 && !strike.output.contains("nothing that") && !strike.output.contains("Nothing that"))
    let words = strike.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("strike changes no data of a plan: it is only played"))
  }

  @Test("what cannot be compared is told")
  func errors() throws {
    let folder = try Inputs.smallCase()
    let other = try Inputs.smallCase()
    try other.edit("case.yaml") { $0.replacing("currency: USD", with: "currency: CHF") }
    let currencies = try Program.run(["compare", folder.path, other.path])
    #expect(currencies.status == 2 && currencies.output == "")
    #expect(currencies.messages.contains("amounts are in USD there and in CHF here"))
    let file = try folder.write(Inputs.serial(name: "serial"), as: "serial.stages.json")
    #expect(try Program.run(["compare", file, file]).status == 0)
    #expect(try Program.run(["compare", folder.path, file]).status == 2)
    for missing in ["none", "none:stress"] {
      let outcome = try Program.run(["compare", folder.path, folder.file(missing)])
      #expect(outcome.status == 2 && outcome.messages.contains("there is no file or folder"))
    }
    let damaged = try folder.write("{\"schema\":\"meio.review/1\"}", as: "damaged.json")
    let outcome = try Program.run(["compare", damaged, folder.path])
    #expect(outcome.status == 2 && outcome.messages.contains("the record is damaged"))
    let empty = try TemporaryFolder()
    #expect(try Program.run(["compare", empty.path, folder.path]).messages.contains("holds no record of a report"))
    #expect(try Program.run(["compare", folder.path]).status == 64)
    let impossible = try folder.write(Inputs.infeasible(), as: "late.stages.json")
    #expect(try Program.run(["compare", impossible, impossible]).status == 3)
  }
}

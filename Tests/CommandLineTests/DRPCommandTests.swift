import Foundation
import Testing

/// `meio drp`.
struct DRPCommandTests {
  @Test("a case as text, JSON and tables, whatever the number of threads")
  func smallCase() throws {
    let folder = try Inputs.smallCase()
    let text = try Program.run(["drp", folder.path, "--stage", "S1/L01"])
    #expect(text.status == 0, "\(text.messages)")
    #expect(text.output.contains("Exceptions of the next") && text.output.contains("Orders to be released"))
    #expect(text.output.contains("S1/L01: on hand"))
    #expect(try Program.run(["drp", folder.path, "--stage", "S1/L01", "--threads", "1"]).output == text.output)
    let outcome = try Program.run(["drp", folder.path, "--json", "--periods", "20"])
    #expect(outcome.lines.count == 4)
    for plan in try outcome.objects() {
      #expect(plan["schema"] as? String == "meio.requirements/1")
      #expect(plan["first_day"] as? String == "2026-11-02")
      let stages = try #require(plan["stages"] as? [[String: Any]])
      #expect(stages.count == 5)
      for stage in stages {
        func row(_ key: String) throws -> [Double] { try #require(stage[key] as? [Double]) }
        var stock = try #require(stage["on_hand"] as? Double)
        for period in 0..<20 {
          stock += try row("scheduled_receipts")[period] + row("planned_receipts")[period]
          stock -= try row("gross_requirements")[period]
          #expect(try abs(row("projected_on_hand")[period] - stock) < 1e-6)
        }
      }
    }
    let out = folder.file("tables")
    let written = try Program.run(["drp", folder.path, "--periods", "20", "--out", out])
    #expect(written.status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: out).sorted()
    #expect(names == ["exceptions.csv", "planned-orders.csv", "planned-shipments.csv", "requirements.csv"])
    #expect(try folder.text("tables/requirements.csv").split(separator: "\r\n").count == 1 + 4 * 5 * 20)
    let again = try Program.run(["drp", folder.path, "--out", out])
    #expect(again.status == 4)
    #expect(again.output == "")
    #expect(try Program.run(["drp", folder.path, "--out", out, "--force"]).status == 0)
  }

  @Test("receipts and forecast of the case count, and their faults stop it")
  func files() throws {
    let folder = try Inputs.smallCase()
    _ = try folder.write(
      "location,item,date,quantity,from\nS1,L01,2026-11-04,1000,DC1\n", as: "scheduled_receipts.csv")
    _ = try folder.write("date,location,item,quantity\n2026-11-02,S1,L01,77\n2026-11-03,S1,L01,0\n", as: "forecast.csv")
    let outcome = try Program.run(["drp", folder.path, "--json", "--periods", "5"])
    #expect(outcome.status == 0, "\(outcome.messages)")
    let stages = try outcome.objects().flatMap { $0["stages"] as? [[String: Any]] ?? [] }
    let store = try #require(stages.first { $0["id"] as? String == "S1/L01" })
    let gross = try #require(store["gross_requirements"] as? [Double])
    #expect(gross[0] == 77 && gross[1] == 0 && gross[2] > 0)
    #expect(store["scheduled_receipts"] as? [Double] == [0, 0, 1000, 0, 0])
    _ = try folder.write("location,item,date,quantity\nS1,L01,soon,10\n", as: "scheduled_receipts.csv")
    let refused = try Program.run(["drp", folder.path])
    #expect(refused.status == 2)
    #expect(refused.messages.contains("scheduled_receipts.csv:2: date:"))
  }

  @Test("a stage network starts in balance")
  func network() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Inputs.serial(name: "three"), as: "three.stages.json")
    let outcome = try Program.run(["drp", file, "--json", "--periods", "30"])
    #expect(outcome.status == 0)
    let plan = try outcome.object()
    #expect(plan["first_day"] == nil)
    #expect((plan["exceptions"] as? [Any])?.isEmpty == true)
    for stage in try #require(plan["stages"] as? [[String: Any]]) {
      #expect(stage["planned_releases"] as? [Double] == Array(repeating: 100, count: 30))
    }
    let text = try Program.run(["drp", file, "--stage", "3"])
    #expect(text.output.contains("3: on hand") && text.output.contains("in balance"))
  }

  @Test("lot rules of the command line")
  func lots() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Inputs.serial(name: "three"), as: "three.stages.json")
    func releases(_ lots: String) throws -> [Double] {
      let outcome = try Program.run(["drp", file, "--json", "--periods", "6", "--lots", lots])
      let stages = try #require(try outcome.object()["stages"] as? [[String: Any]])
      return try #require(stages.last?["planned_releases"] as? [Double])
    }
    #expect(try releases("review") == Array(repeating: 100, count: 6))
    #expect(try releases("lot-for-lot") == Array(repeating: 100, count: 6))
    // Nothing is said of what an order costs.
    #expect(try releases("least-cost") == Array(repeating: 100, count: 6))
    #expect(try releases("periods:3") == [300, 0, 0, 300, 0, 0])
    #expect(try releases("quantity:150") == [150, 150, 0, 150, 150, 0])
  }

  @Test("what cannot be planned ends with its status")
  func refusals() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Inputs.serial(name: "three"), as: "three.stages.json")
    for options in [
      ["--periods", "0"], ["--periods", "10001"], ["--firm", "-1"], ["--periods", "5", "--firm", "5"],
      ["--stage", "1", "--json"], ["--model", "guess"], ["--lots", "periods:0"], ["--lots", "quantity:x"],
      ["--lots", "weekly"], ["--lots", "lot-for-lot:1"],
    ] {
      #expect(try Program.run(["drp", file] + options).status == 64)
    }
    #expect(
      try Program.run(["drp", file, "--lots", "periods:0"]).messages.contains("a whole number of periods from 1 to"))
    #expect(try Program.run(["drp", file, "--lots", "weekly"]).messages.contains("expected review, lot-for-lot"))
    let unknown = try Program.run(["drp", file, "--stage", "nothing"])
    #expect(unknown.status == 2 && unknown.output == "")
    #expect(unknown.messages.contains("there is no stage “nothing”"))
    let late = try folder.write(Inputs.infeasible(), as: "late.stages.json")
    #expect(try Program.run(["drp", late, "--out", folder.file("out")]).status == 3)
    let diamond = try folder.write(Inputs.diamond(), as: "diamond.stages.json")
    #expect(try Program.run(["drp", diamond]).status == 0)
    #expect(try Program.run(["drp", diamond, "--model", "independent"]).status == 0)
    #expect(try Program.run(["drp", folder.file("none")]).status == 2)
    #expect(try folder.names() == ["diamond.stages.json", "late.stages.json", "three.stages.json"])
  }
}

import Foundation
import Testing

/// `meio solve`.
struct SolveCommandTests {
  @Test("three stages in a row hold √T each where every stage hedges alone is best")
  func serial() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Inputs.serial(name: "three"), as: "three.stages.json")
    let outcome = try Program.run(["solve", file, "--json", "--verify"])
    #expect(outcome.status == 0)
    let plan = try #require(try outcome.objects().first)
    // z · 20 · (1 √10 + 2 √5 + 5 √2): no stage gains by quoting time.
    let expected = 1.6448536269514722 * 20 * (10.0.squareRoot() + 2 * 5.0.squareRoot() + 5 * 2.0.squareRoot())
    let cost = try #require(plan["cost"] as? Double)
    #expect(abs(cost / expected - 1) < 1e-9)
    #expect(plan["status"] as? String == "optimal")
    #expect(plan["schema"] as? String == "meio.solution/1")
    #expect(plan["seconds"] == nil)
  }

  @Test("a network that nobody draws from is told, by check and solve")
  func withoutDemand() throws {
    let folder = try TemporaryFolder()
    let text = Inputs.serial(name: "idle").replacing(
      ",\"demand\":{\"distribution\":\"normal\",\"mean\":100,\"sd\":20}", with: "")
    let file = try folder.write(text, as: "idle.stages.json")
    let warning = "warning: idle.stages.json:1: stages: no stage has external demand, so that the plan is empty"
    #expect(try Program.run(["check", file]).output.contains(warning))
    let solved = try Program.run(["solve", file])
    #expect(solved.status == 0 && solved.messages.contains(warning) && solved.messages.contains("hint: "))
    #expect(!solved.messages.contains("in the input"))
    let fed = try folder.write(Inputs.serial(name: "fed"), as: "fed.stages.json")
    #expect(try Program.run(["solve", fed]).messages == "")
  }

  @Test("what limits cost is stated for the network's period, as its plan is")
  func costsOfLimits() throws {
    let folder = try TemporaryFolder()
    let limited = Inputs.serial(name: "limited").replacing("\"id\":\"3\"", with: "\"minimum_stock\":90,\"id\":\"3\"")
    let file = try folder.write(limited, as: "limited.stages.json")
    func cost(_ file: String) throws -> Double {
      try #require(try Program.run(["solve", file, "--json"]).objects().first?["cost"] as? Double)
    }
    let free = try folder.write(Inputs.serial(name: "free"), as: "free.stages.json")
    let added = try cost(file) - cost(free)
    #expect(added > 1)
    let output = try Program.run(["solve", file]).output.replacing("\n", with: " ").replacing("  ", with: " ")
    #expect(!output.contains("a year"))
    let found = try #require(output.firstMatch(of: /it adds ([\d.,]+) per day to the holding cost/))
    #expect(abs((Double(found.1) ?? 0) - added) < 0.06)
  }

  @Test("where stochastic service gives up for any reason, search is named")
  func searchInstead() throws {
    let folder = try TemporaryFolder()
    let changes = [
      ("\"id\":\"2\"", "\"review_period\":2,\"id\":\"2\""), ("\"id\":\"3\"", "\"minimum_stock\":9,\"id\":\"3\""),
      ("\"id\":\"1\"", "\"processing_time_sd\":1,\"id\":\"1\""),
      ("\"id\":\"3\"", "\"fixed_base_stock\":9,\"id\":\"3\""),
    ]
    for (index, change) in changes.enumerated() {
      let text = Inputs.serial(name: "odd", times: [1, 1, 1], mean: 4, sd: 2).replacing(change.0, with: change.1)
      let file = try folder.write(text, as: "odd\(index).stages.json")
      let refused = try Program.run(["solve", file, "--model", "ssm"])
      #expect(refused.status == 2 && refused.messages.contains("meio solve --method search"), "\(refused.messages)")
      let named = try Program.run(["solve", file, "--method", "shang-song"])
      #expect(named.status == 2 && named.output == "", "\(change)")
      #expect(try Program.run(["drp", file, "--model", "ssm"]).status == 2)
    }
    let diamond = try folder.write(Inputs.diamond(), as: "diamond.stages.json")
    #expect(try Program.run(["solve", diamond, "--model", "ssm"]).messages.contains("--method search"))
  }

  @Test("the same bytes every time, whatever the number of threads")
  func repeats() throws {
    let folder = try Inputs.smallCase()
    let first = try Program.run(["solve", folder.path, "--json", "--threads", "1"])
    #expect(first.status == 0)
    #expect(first.lines.count == 4)
    #expect(try Program.run(["solve", folder.path, "--json", "--threads", "3"]).output == first.output)
    let text = try Program.run(["solve", folder.path, "--threads", "1"])
    #expect(try Program.run(["solve", folder.path]).output == text.output)
    #expect(text.output.contains("4 of 4 networks solved"))
  }

  @Test("a case is planned in whole units, exact on request, and both pass the verifier")
  func wholeUnits() throws {
    let folder = try Inputs.smallCase()
    func levels(_ options: [String]) throws -> [Double] {
      let outcome = try Program.run(["solve", folder.path, "--json", "--verify"] + options)
      #expect(outcome.status == 0, "\(outcome.messages)")
      return try outcome.objects().flatMap { plan in
        (plan["stages"] as? [[String: Any]] ?? []).compactMap { $0["installation_base_stock"] as? Double }
      }
    }
    let whole = try levels([])
    let exact = try levels(["--exact"])
    #expect(whole.count == 20 && exact.count == 20)
    #expect(whole.allSatisfy { $0 == $0.rounded() })
    #expect(exact.contains { $0 != $0.rounded() })
    for (rounded, level) in zip(whole, exact) { #expect(rounded >= level - 1e-6 && rounded < level + 1) }
  }

  @Test("whole units and seconds for a network, on request")
  func options() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Inputs.serial(name: "three"), as: "three.stages.json")
    let outcome = try Program.run(["solve", file, "--json", "--whole-units", "--time", "--verify"])
    let plan = try #require(try outcome.objects().first)
    #expect(plan["status"] as? String == "feasible")
    #expect((plan["seconds"] as? Double ?? -1) >= 0)
    #expect(try Program.run(["solve", file, "--exact", "--whole-units"]).status == 64)
    #expect(try Program.run(["solve", file, "--time"]).status == 64)
    #expect(try Program.run(["solve", file, "--model", "guess"]).status == 64)
    #expect(try Program.run(["solve", file, "--threads", "0"]).status == 64)
  }

  @Test("a setting that is not used yet is told by every command, of other warnings the number")
  func unusedSettings() throws {
    let folder = try Inputs.smallCase()
    let clean = try Program.run(["solve", folder.path, "--json"])
    #expect(clean.messages.hasSuffix(" warnings in the input; `meio check` lists them\n"))
    #expect(!clean.messages.contains("not used yet"))
    try folder.edit("case.yaml") { $0.replacing("model: guaranteed_service", with: "model: stochastic_service") }
    let outcome = try Program.run(["solve", folder.path, "--json"])
    #expect(outcome.status == 0)
    #expect(outcome.output == clean.output)
    #expect(outcome.messages.hasPrefix("warning: case.yaml:") && outcome.messages.contains("not used yet"))
  }

  @Test("a case without demand is assessed, and refused where a plan is asked for")
  func noDemand() throws {
    let folder = try Inputs.smallCase()
    _ = try folder.write("date,location,item,quantity\n2026-01-04,S1,L01,0\n2026-01-11,S1,L01,0\n", as: "demand.csv")
    let check = try Program.run(["check", folder.path])
    #expect(check.status == 0)
    #expect(check.output.contains("there is nothing to plan"))
    for command in ["solve", "simulate", "report"] {
      let outcome = try Program.run([command, folder.path])
      #expect(outcome.status == 2)
      #expect(outcome.output == "")
      #expect(outcome.messages.contains("error: demand.csv: no location has any demand"))
    }
  }

  @Test("a table of one network and its total")
  func table() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Inputs.serial(name: "three"), as: "three.stages.json")
    let outcome = try Program.run(["solve", file])
    #expect(outcome.output.contains("Optimal ("))
    #expect(outcome.lines.last?.hasPrefix("Total") == true)
    #expect(outcome.lines.last?.hasSuffix(" 483.77") == true)
  }

  @Test("a network whose stages are joined by more than one path is solved, simulated and reported")
  func diamond() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Inputs.diamond(), as: "diamond.stages.json")
    let solved = try Program.run(["solve", file, "--json", "--verify"])
    #expect(solved.status == 0)
    let plan = try #require(try solved.objects().first)
    #expect(plan["status"] as? String == "optimal")
    #expect(plan["gap"] as? Double == 0)
    #expect(try Program.run(["report", file, "--out", folder.file("out"), "--formats", "md"]).status == 0)
    let independent = try Program.run(["solve", file, "--json", "--model", "independent", "--verify"])
    #expect(independent.status == 0)
    #expect(try independent.objects().first?["model"] as? String == "independent")
  }

  @Test("the independent plan adds up the deviations that a supplier serves")
  func independent() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Inputs.warehouse(), as: "warehouse.stages.json")
    let outcome = try Program.run(["solve", file, "--json", "--model", "independent", "--verify"])
    #expect(outcome.status == 0, "\(outcome.messages)")
    let stages = try #require(try outcome.objects().first?["stages"] as? [[String: Any]])
    let stocks = stages.compactMap { $0["safety_stock"] as? Double }
    // z · σ · √τ, with σ = 3 + 4 at the warehouse, though the file says that the two are independent.
    let z = 1.6448536269514722
    for (stock, expected) in zip(stocks, [z * 7 * 4.0.squareRoot(), z * 3, z * 4]) {
      #expect(abs(stock / expected - 1) < 1e-9)
    }
    #expect(stocks.count == 3)
  }

  @Test("infeasible is a status of the plan and of the program")
  func infeasible() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Inputs.infeasible(), as: "late.stages.json")
    for model in ["gsm", "independent"] {
      let outcome = try Program.run(["solve", file, "--json", "--model", model])
      #expect(outcome.status == 3)
      #expect(try outcome.objects().first?["status"] as? String == "infeasible")
      #expect(outcome.messages.contains("infeasible"))
    }
    let text = try Program.run(["solve", file])
    #expect(text.status == 3)
    #expect(text.output.contains("Infeasible: "))
    #expect(text.messages == "")
    let report = try Program.run(["report", file, "--out", folder.file("out")])
    #expect(report.status == 3)
    #expect(report.messages.hasPrefix("error: no feasible plan: too late: "))
    #expect(report.messages.split(separator: "\n").count == 1)
  }

  @Test("limits, fixed levels and full storage are told, and keep to what the text says")
  func constraints() throws {
    let folder = try Inputs.smallCase()
    #expect(try !Program.run(["solve", folder.path]).output.contains("Limits on stock"))
    let stores = try folder.text("locations.csv").split(separator: "\n").map(String.init)
    let capacities = stores.enumerated().map {
      $1 + ($0 == 0 ? ",storage_capacity" : $1.hasPrefix("S1,") ? ",10" : ",")
    }
    _ = try folder.write(capacities.joined(separator: "\n") + "\n", as: "locations.csv")
    _ = try folder.write("location,item,minimum_stock,reason\nS2,L01,5000,display\n", as: "stock_limits.csv")
    _ = try folder.write("location,item,base_stock,reason\nS3,L01,7,phase-out\n", as: "overrides.csv")
    let outcome = try Program.run(["solve", folder.path, "--verify", "--threads", "1"])
    #expect(outcome.status == 0, "\(outcome.messages)")
    #expect(outcome.output.contains("- The limit on stock at one stage binds; it adds"))
    #expect(outcome.output.contains("- 1 base stock fixed by planners saves"))
    #expect(outcome.output.contains("- Left to itself, the plan would hold more than fits at"))
    #expect(try Program.run(["solve", folder.path, "--threads", "3"]).output == outcome.output)
    // The plan that the report and the simulation use is the same.
    let plans = try Program.run(["solve", folder.path, "--json", "--verify"])
    #expect(plans.status == 0)
    _ = try folder.write(plans.output, as: "plans.jsonl")
    let given = try Program.run([
      "simulate", folder.path, "--json", "--replications", "2", "--plan", folder.file("plans.jsonl"),
    ])
    #expect(given.output == (try Program.run(["simulate", folder.path, "--json", "--replications", "2"]).output))
  }
}

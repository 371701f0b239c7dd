import Foundation
import Testing

/// `meio simulate`.
struct SimulateCommandTests {
  private static let short = ["--replications", "3", "--periods", "60", "--warm-up", "20"]

  @Test("the same seed gives the same bytes, another seed others")
  func repeats() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Inputs.serial(name: "three"), as: "three.stages.json")
    let first = try Program.run(["simulate", file, "--json"] + Self.short)
    #expect(first.status == 0)
    #expect(try Program.run(["simulate", file, "--json", "--threads", "1"] + Self.short).output == first.output)
    #expect(try Program.run(["simulate", file, "--json", "--seed", "2"] + Self.short).output != first.output)
    let run = try #require(try first.objects().first)
    #expect(run["schema"] as? String == "meio.simulation/1")
    #expect(run["replications"] as? Int == 3 && run["periods"] as? Int == 60 && run["warm_up"] as? Int == 20)
    #expect((run["stages"] as? [[String: Any]])?.count == 3)
  }

  @Test("the plan played without a plan is the optimal one in whole units")
  func plan() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Inputs.serial(name: "three"), as: "three.stages.json")
    let plan = try folder.write(
      try Program.run(["solve", file, "--json", "--whole-units"]).output, as: "plan.json")
    let given = try Program.run(["simulate", file, "--json", "--plan", plan] + Self.short)
    #expect(given.status == 0)
    #expect(given.output == (try Program.run(["simulate", file, "--json"] + Self.short).output))
  }

  @Test("what would have no effect is told")
  func withoutEffect() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Inputs.serial(name: "three"), as: "three.stages.json")
    let plan = try folder.write(try Program.run(["solve", file, "--json", "--whole-units"]).output, as: "plan.json")
    #expect(try Program.run(["simulate", file, "--plan", plan, "--policy", "current"] + Self.short).status == 64)
    let shared = try Program.run(["simulate", file, "--waiting-share", "0.5"] + Self.short)
    #expect(shared.status == 0 && shared.messages.contains("--waiting-share has no effect"))
    let late = try Program.run(["simulate", file, "--pos-latency", "3"] + Self.short)
    #expect(late.status == 0 && late.messages.contains("--pos-latency has no effect"))
    #expect(try Program.run(["simulate", file, "--pos-latency", "-3"] + Self.short).status == 64)
    #expect(try Program.run(["simulate", file, "--unfilled-orders", "forget"] + Self.short).status == 64)
  }

  @Test("what becomes of unfilled orders, and when points of sale are heard, can be set")
  func flowOptions() throws {
    let folder = try TemporaryFolder()
    let trap = folder.path + "/trap"
    try #require(
      try Program.run(["sample", "signal-trap", trap, "--stores", "6", "--dcs", "2", "--items", "1"]).status == 0)
    let usual = try Program.run(["simulate", trap] + Self.short)
    #expect(usual.status == 0)
    for options in [["--unfilled-orders", "wait"], ["--pos-latency", "5"]] {
      let changed = try Program.run(["simulate", trap] + Self.short + options)
      #expect(changed.status == 0 && changed.output != usual.output && !changed.messages.contains("no effect"))
    }
  }

  @Test("a plan of another network, or none, is refused")
  func wrongPlan() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Inputs.serial(name: "three"), as: "three.stages.json")
    let other = try folder.write(
      try Program.run([
        "solve", try folder.write(Inputs.diamond(), as: "d.stages.json"), "--json", "--model", "independent",
      ])
      .output, as: "other.json")
    for plan in [other, folder.file("missing.json"), folder.path] {
      let outcome = try Program.run(["simulate", file, "--plan", plan])
      #expect(outcome.status == 2)
      #expect(outcome.output == "")
      #expect(outcome.messages.hasPrefix("error: "))
    }
  }

  @Test("a case by tier, and its plans one a line")
  func smallCase() throws {
    let folder = try Inputs.smallCase()
    let text = try Program.run(["simulate", folder.path] + Self.short)
    #expect(text.status == 0)
    for tier in ["Central DC", "Regional DCs", "Stores", "Total"] {
      #expect(text.lines.contains { $0.hasPrefix(tier) })
    }
    let outside = try TemporaryFolder()
    let plans = try outside.write(try Program.run(["solve", folder.path, "--json"]).output, as: "plans.jsonl")
    let given = try Program.run(["simulate", folder.path, "--json", "--plan", plans] + Self.short)
    #expect(given.status == 0)
    #expect(given.lines.count == 4)
    #expect(given.output == (try Program.run(["simulate", folder.path, "--json"] + Self.short).output))
    let short = try outside.write(try outside.text("plans.jsonl").split(separator: "\n")[0] + "\n", as: "one.jsonl")
    #expect(try Program.run(["simulate", folder.path, "--plan", short] + Self.short).status == 2)
  }

  @Test("lost sales leave no backorders at the last stage")
  func lostSales() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Inputs.serial(name: "three"), as: "three.stages.json")
    let outcome = try Program.run(["simulate", file, "--json", "--unmet-demand", "lost_sale"] + Self.short)
    let stages = try #require(try outcome.objects().first?["stages"] as? [[String: Any]])
    let backorders = try #require(stages[2]["backorders"] as? [String: Any])
    #expect(backorders["mean"] as? Double == 0)
  }

  @Test("an infeasible network, and settings out of range")
  func refused() throws {
    let folder = try TemporaryFolder()
    let late = try folder.write(Inputs.infeasible(), as: "late.stages.json")
    #expect(try Program.run(["simulate", late]).status == 3)
    #expect(try Program.run(["simulate", late, "--replications", "1"]).status == 64)
    #expect(try Program.run(["simulate", late, "--periods", "0"]).status == 64)
    #expect(try Program.run(["simulate", late, "--unmet-demand", "ignored"]).status == 64)
  }
}

import Foundation
import Testing

/// `meio solvers`, and picking one of them.
struct SolversCommandTests {
  @Test("every method with model, networks, guarantee and source")
  func list() throws {
    let text = try Program.run(["solvers"])
    #expect(text.status == 0)
    for part in [
      "Guaranteed service", "gsm-general*: bounded gap; networks: acyclic", "clark-scarf*: exact", "10.1287/",
    ] {
      #expect(text.output.contains(part), "\(part)")
    }
    let json = try Program.run(["solvers", "--json"]).objects()
    #expect(json.count >= 30)
    for line in json {
      let method = try #require(line["method"] as? [String: Any])
      #expect(Set(method.keys) == ["name", "model", "summary", "topologies", "demand", "guarantee", "source"])
    }
    let some = try Program.run(["solvers", "--model", "risk pooling"])
    #expect(some.output.contains("risk-pooling") && !some.output.contains("gsm-tree"))
    #expect(try Program.run(["solvers", "--model", "luck"]).status == 64)
    #expect(try Program.run(["solvers", "--model", "ssm"]).output.contains("clark-scarf"))
  }

  @Test("a method by name, verified; one that does not take the network says so")
  func method() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Inputs.serial(name: "three"), as: "three.stages.json")
    let tree = try Program.run(["solve", file, "--json", "--verify"]).objects()
    let general = try Program.run(["solve", file, "--json", "--verify", "--method", "gsm-general"]).objects()
    let (left, right) = (try #require(tree.first?["cost"] as? Double), try #require(general.first?["cost"] as? Double))
    #expect(abs(left - right) <= 1e-9 * left)
    #expect((general.first?["method"] as? String)?.contains("branch and bound") == true)
    let stochastic = try Program.run(["solve", file, "--json", "--verify", "--model", "ssm"])
    #expect(stochastic.status == 0)
    #expect(try stochastic.objects().first?["model"] as? String == "ssm")
    #expect(try Program.run(["solve", file, "--model", "ssm", "--whole-units", "--verify"]).status == 0)
    let wrong = try Program.run(["solve", file, "--method", "distribution-exact"])
    #expect(wrong.status == 2 && wrong.messages.contains("meio solvers"))
    let elsewhere = try Program.run(["solve", file, "--method", "newsvendor"])
    #expect(elsewhere.status == 64 && elsewhere.messages.contains("plans no network"))
    for options in [["--method", "guess"], ["--method", "gsm-tree", "--model", "ssm"], ["--effort", "-1"]] {
      #expect(try Program.run(["solve", file] + options).status == 64)
    }
    let diamond = try folder.write(Inputs.diamond(), as: "diamond.stages.json")
    #expect(try Program.run(["solve", diamond, "--method", "gsm-tree"]).status == 2)
    #expect(try Program.run(["solve", diamond, "--effort", "0", "--json"]).status == 0)
    #expect(try Program.run(["solve", diamond, "--model", "ssm"]).status == 2)
  }

  @Test("a fill rate is attained in series, and said to count as a cycle service level in distribution")
  func fillRates() throws {
    let folder = try TemporaryFolder()
    func aiming(_ text: String) -> String {
      text.replacing("cycle_service_level", with: "fill_rate")
    }
    let chain = try folder.write(aiming(Inputs.serial(name: "three")), as: "three.stages.json")
    let text = try Program.run(["solve", chain, "--model", "ssm", "--verify"])
    #expect(text.status == 0 && text.output.contains("Fill rate 95.00% by the model, target 95.00%."))
    // Less than where 95 % is a cycle service level.
    func cost(_ file: String) throws -> Double {
      try #require(try Program.run(["solve", file, "--model", "ssm", "--json"]).objects().first?["cost"] as? Double)
    }
    let cycles = try folder.write(Inputs.serial(name: "three"), as: "cycles.stages.json")
    #expect(try cost(chain) < cost(cycles))
    let shops = try folder.write(aiming(Inputs.warehouse()), as: "shops.stages.json")
    let taken = try Program.run(["solve", shops, "--model", "ssm"])
    #expect(taken.status == 0 && taken.output.contains("Fill-rate targets count as cycle service levels"))
    #expect(try !Program.run(["solve", cycles, "--model", "ssm"]).output.contains("ill rate"))
  }

  @Test("a search by simulation, the same on any number of threads")
  func search() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Inputs.serial(name: "three"), as: "three.stages.json")
    let one = try Program.run(["solve", file, "--method", "search", "--json", "--threads", "1"])
    #expect(one.status == 0)
    let plan = try #require(try one.objects().first)
    #expect(plan["model"] as? String == "search" && plan["status"] as? String == "feasible")
    #expect(try Program.run(["solve", file, "--method", "search", "--json", "--threads", "2"]).output == one.output)
    #expect(try Program.run(["solve", file, "--method", "search", "--verify"]).status == 64)
  }
}

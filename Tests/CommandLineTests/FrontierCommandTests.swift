import Foundation
import Testing

/// `meio frontier`.
struct FrontierCommandTests {
  @Test("a case as text, JSON and CSV, whatever the number of threads")
  func smallCase() throws {
    let folder = try Inputs.smallCase()
    let text = try Program.run(["frontier", folder.path])
    #expect(text.status == 0, "\(text.messages)")
    #expect(text.output.contains("The efficient frontier, every target kept"))
    #expect(try Program.run(["frontier", folder.path, "--threads", "1"]).output == text.output)
    let csv = folder.file("frontier.csv")
    let outcome = try Program.run(["frontier", folder.path, "--json", "--points", "7", "--csv", csv])
    #expect(outcome.status == 0, "\(outcome.messages)")
    let object = try outcome.object()
    #expect(object["schema"] as? String == "meio.frontier/1" && object["measure"] as? String == "inventory_value")
    #expect(object["plan"] == nil)
    let points = try #require(object["points"] as? [[String: Double]])
    #expect((2...7).contains(points.count))
    for (low, high) in zip(points, points.dropFirst()) {
      #expect(low["stock"] ?? 0 < high["stock"] ?? 0 && low["service"] ?? 0 < high["service"] ?? 0)
    }
    #expect(try folder.text("frontier.csv").split(separator: "\r\n").count == points.count + 1)
    #expect(try Program.run(["frontier", folder.path, "--csv", csv]).status == 4)
    #expect(try Program.run(["frontier", folder.path, "--csv", csv, "--force"]).status == 0)
  }

  @Test("a budget buys service, a service costs stock, and the one undoes the other")
  func plans() throws {
    let folder = try Inputs.smallCase()
    func plan(_ options: [String]) throws -> [String: Any] {
      try #require(try Program.run(["frontier", folder.path, "--json"] + options).object()["plan"] as? [String: Any])
    }
    let cheap = try plan(["--service", "0.985"])
    let stock = try #require(cheap["stock"] as? Double)
    #expect(try #require(cheap["service"] as? Double) >= 0.985)
    let best = try plan(["--budget", String(stock + 0.01)])
    #expect(try #require(best["service"] as? Double) >= 0.985 && #require(best["stock"] as? Double) <= stock + 0.01)
    let levels = try #require(best["levels"] as? [[String: Any]])
    #expect(levels.count == 3 * 4)
    #expect(
      levels.allSatisfy { ($0["base_stock"] as? Double ?? 0) >= ($0["base_stock_for_target"] as? Double ?? .infinity) })
    let free = try plan(["--service", "0.985", "--floors", "none"])
    #expect(try #require(free["stock"] as? Double) <= stock)
    let text = try Program.run(["frontier", folder.path, "--service", "0.985"])
    #expect(text.output.contains("Where levels change most") && text.output.contains("98.5"))
  }

  @Test("beyond the curve there is no cost of more service, and figures are those of plans")
  func beyondTheCurve() throws {
    let folder = try Inputs.smallCase()
    let csv = folder.file("frontier.csv")
    for budget in ["300000", "3000000", "1e9"] {
      let outcome = try Program.run(["frontier", folder.path, "--budget", budget, "--csv", csv, "--force"])
      #expect(outcome.status == 0, "\(outcome.messages)")
      let text = outcome.output.replacing("\n", with: " ")
      // The end of what stock can do, or of the curve that is printed: never the one for the other.
      let isAll = text.contains("all the service that stock can give")
      #expect(isAll != text.contains("the curve below stops before that, at 99.99% of service"), "\(outcome.output)")
      #expect(!text.contains("100.00%") || isAll)
      // 31 digits in groups of three have more commas than any figure needs.
      #expect(!outcome.output.contains(/\d,\d{3},\d{3},\d{3}/))
      let object = try Program.run(["frontier", folder.path, "--budget", budget, "--json"]).object()
      #expect((object["plan"] as? [String: Any])?["cost_of_next_tenth_of_a_point"] == nil)
    }
    let rows = try folder.text("frontier.csv").split(separator: "\r\n").dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(rows.count > 10 && rows.allSatisfy { $0.count == 4 })
    #expect(rows.joined().allSatisfy { $0.count(where: \.isNumber) <= 11 })
    // Less than 0.1 point is left: no figure.
    #expect(rows.contains { $0[3].isEmpty } && rows.allSatisfy { $0[3].isEmpty == (Double($0[2]) ?? 0 > 0.999) })
  }

  @Test("the next 0.1 point costs what the service so much higher takes more")
  func nextTenth() throws {
    let folder = try Inputs.smallCase()
    func plan(_ service: Double) throws -> [String: Any] {
      let object = try Program.run(["frontier", folder.path, "--json", "--service", String(service)]).object()
      return try #require(object["plan"] as? [String: Any])
    }
    let first = try plan(0.985)
    let (stock, service) = (try #require(first["stock"] as? Double), try #require(first["service"] as? Double))
    let cost = try #require(first["cost_of_next_tenth_of_a_point"] as? Double)
    let second = try #require(try plan(service + 0.001)["stock"] as? Double)
    #expect(abs(second - stock - cost) < 1e-6 * cost)
  }

  @Test("--step gives a point for every multiple of a service")
  func step() throws {
    let folder = try Inputs.smallCase()
    let outcome = try Program.run(["frontier", folder.path, "--step", "0.001", "--json"])
    let points = try #require(try outcome.object()["points"] as? [[String: Double]])
    let services = points.dropFirst().compactMap { $0["service"] }
    #expect(services.count > 10 && services.last ?? 0 >= 0.999)
    for (low, high) in zip(services, services.dropFirst()) {
      #expect(high >= (low * 1000 + 1e-6).rounded(.down) / 1000 + 0.001 - 1e-9)
    }
    let text = try Program.run(["frontier", folder.path, "--step", "0.001"]).output
    #expect(text.replacing("\n", with: " ").contains("every multiple of 0.1 point of service"))
    #expect(try Program.run(["frontier", folder.path, "--step", "0.001", "--points", "5"]).status == 64)
    #expect(try Program.run(["frontier", folder.path, "--step", "0"]).status == 64)
  }

  @Test("a budget below the targets ends with status 3 and the least that is needed, in the case too")
  func infeasible() throws {
    let folder = try Inputs.smallCase()
    let outcome = try Program.run(["frontier", folder.path, "--budget", "1"])
    #expect(outcome.status == 3 && outcome.output == "")
    #expect(outcome.messages.contains("the budget of $1 is below what the service targets alone take"))
    let settings = try folder.text("case.yaml").replacing(
      "optimization: {model: guaranteed_service,", with: "optimization: {model: guaranteed_service, budget: 1,")
    _ = try folder.write(settings, as: "case.yaml")
    for command in ["frontier", "report"] {
      let refused = try Program.run(
        [command, folder.path] + (command == "report" ? ["--out", folder.file("out")] : []))
      #expect(refused.status == 3)
      #expect(refused.messages.contains("optimization.budget of $1") && refused.messages.contains("is needed"))
    }
    let solved = try Program.run(["solve", folder.path])
    #expect(solved.status == 0 && solved.messages.contains("this plan keeps the targets alone"))
  }

  @Test("levels that planners have fixed are named where they miss targets, or take the budget")
  func fixedLevels() throws {
    let folder = try Inputs.smallCase()
    _ = try folder.write("location,item,base_stock,reason\nS3,L01,0,phase-out\n", as: "overrides.csv")
    let low = try Program.run(["frontier", folder.path])
    let text = low.output.replacing("\n", with: " ")
    #expect(low.status == 0 && text.contains("every other target kept"), "\(low)")
    #expect(!text.contains("every target kept") && text.contains("At 1 stage planners have fixed less than"))
    #expect(!(try Program.run(["frontier", folder.path, "--floors", "none"]).output.contains("have fixed less")))
    let refused = try Program.run(["frontier", folder.path, "--budget", "1"])
    #expect(refused.status == 3 && refused.messages.contains("targets and the levels that planners have fixed take"))
    _ = try folder.write("location,item,base_stock,reason\nS3,L01,90000,display\n", as: "overrides.csv")
    #expect(try Program.run(["frontier", folder.path]).output.contains("every target kept"))
  }

  @Test("a bound is told from the service beside it, to the same decimals; classes show where there are some")
  func wording() throws {
    let folder = try Inputs.smallCase()
    let classes = try Program.run(["frontier", folder.path, "--service", "0.985"]).output
    #expect(classes.contains("Class"))
    let file = try folder.write(Inputs.diamond(), as: "diamond.stages.json")
    for budget in 12...30 {
      let outcome = try Program.run(["frontier", file, "--budget", String(budget)])
      guard outcome.status == 0 else { continue }
      let text = outcome.output.replacing("\n", with: " ")
      #expect(!text.contains("Class"))
      guard let bound = text.firstMatch(of: /serves more than (\d+\.\d+)%/)?.1,
        let service = text.firstMatch(of: /(\d+\.\d+)% of service, modelled/)?.1
      else { continue }
      #expect(bound.count == service.count && bound != service, "\(text)")
    }
  }

  @Test("a stage network counts holding cost; wrong options are told")
  func network() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Inputs.serial(name: "three"), as: "three.stages.json")
    let outcome = try Program.run(["frontier", file, "--service", "0.99"])
    #expect(outcome.status == 0, "\(outcome.messages)")
    #expect(outcome.output.contains("holding cost per day"))
    #expect(try Program.run(["frontier", file, "--service", "0.9", "--budget", "5"]).status == 64)
    #expect(try Program.run(["frontier", file, "--service", "1.2"]).status == 64)
    #expect(try Program.run(["frontier", file, "--budget", "-1"]).status == 64)
    #expect(try Program.run(["frontier", file, "--points", "1"]).status == 64)
  }
}

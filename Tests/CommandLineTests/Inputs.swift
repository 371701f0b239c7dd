import Foundation

/// Inputs of the tests, small enough for many runs.
enum Inputs {
  /// A case folder of 1 DC, 3 stores and 4 items, and how the program made it.
  static func smallCase() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let made = try Program.run([
      "sample", "consumer-goods", "--stores", "3", "--dcs", "1", "--items", "4", folder.path,
    ])
    guard made.status == 0 else { throw Failure(messages: made.messages) }
    return folder
  }

  /// The same case, simulated briefly, for tests that write several reports.
  static func briefCase() throws -> TemporaryFolder {
    let folder = try smallCase()
    try folder.edit("case.yaml") {
      $0.replacing("periods: 365, warm_up: 90, replications: 30", with: "periods: 40, warm_up: 20, replications: 3")
        // The workbook, where asked for, takes a study whatever changes.
        .replacing("formats: [md, html, pdf, png, xlsx], ", with: "")
    }
    return folder
  }

  /// What the program said where it should have made an input.
  struct Failure: Error {
    var messages: String
  }

  /// Three stages in a row, each 0 or more periods, with normal demand at the last.
  static func serial(name: String, times: [Int] = [10, 5, 2], mean: Int = 100, sd: Int = 20) -> String {
    let rates = [1, 2, 5]
    let stages = times.indices.map { index in
      let demand = index == 2 ? ",\"demand\":{\"distribution\":\"normal\",\"mean\":\(mean),\"sd\":\(sd)}" : ""
      return
        "{\"id\":\"\(index + 1)\",\"processing_time\":\(times[index]),\"holding_cost_rate\":\(rates[index])\(demand),"
        + "\"service\":{\"measure\":\"cycle_service_level\",\"target\":0.95}}"
    }
    return network(name: name, stages: stages, links: [("1", "2"), ("2", "3")])
  }

  /// A source that supplies two stages, which both supply a fourth: two paths from the first to the last.
  static func diamond() -> String {
    let stages = ["a", "b", "c", "d"].map { id in
      let demand = id == "d" ? ",\"demand\":{\"mean\":10,\"sd\":2}" : ""
      return "{\"id\":\"\(id)\",\"processing_time\":1,\"holding_cost_rate\":1\(demand)}"
    }
    return network(name: "diamond", stages: stages, links: [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")])
  }

  /// A warehouse, 4 periods from its supplier, and the two shops that it serves with independent demand.
  static func warehouse() -> String {
    let target = "\"service\":{\"measure\":\"cycle_service_level\",\"target\":0.95}"
    let shops = [("b", 3), ("c", 4)].map { id, sd in
      "{\"id\":\"\(id)\",\"processing_time\":1,\"holding_cost_rate\":1,\"demand\":{\"mean\":10,\"sd\":\(sd)},\(target)}"
    }
    return network(
      name: "warehouse", stages: ["{\"id\":\"a\",\"processing_time\":4,\"holding_cost_rate\":1,\(target)}"] + shops,
      links: [("a", "b"), ("a", "c")])
  }

  /// A stage whose inputs take longer than it accepts.
  static func infeasible() -> String {
    network(
      name: "too late",
      stages: [
        "{\"id\":\"1\",\"processing_time\":1,\"holding_cost_rate\":1,\"inbound_service_time\":5,"
          + "\"max_inbound_service_time\":2,\"demand\":{\"mean\":10,\"sd\":2}}"
      ], links: [])
  }

  private static func network(name: String, stages: [String], links: [(String, String)]) -> String {
    let joined = links.map { "{\"from\":\"\($0.0)\",\"to\":\"\($0.1)\"}" }.joined(separator: ",")
    return "{\"schema\":\"meio.stage-network/1\",\"name\":\"\(name)\",\"stages\":[\(stages.joined(separator: ","))],"
      + "\"links\":[\(joined)]}"
  }
}

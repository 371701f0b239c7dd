/// One file of a sample case.
public struct SampleFile: Sendable, Equatable {
  /// Name inside the case folder.
  public var name: String
  /// The whole content, ending with a line end.
  public var text: String

  /// Makes a file.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}

/// Cases that the program can write, to begin with and to test with. All of them are synthetic and say so.
public enum SampleCase {
  /// The names that the command line knows, in the order of its help.
  public static let names = ["consumer-goods", "signal-trap", "three-stage-serial", "one-warehouse-five-retailers"]

  /// Three stages in a row: lead times 10, 5 and 2 days from the supplier down, holding cost rates 1, 2 and 5, demand
  /// 100 ± 20 a day at the last, served from stock in 95 of 100 periods.
  public static func serialThreeStage() -> SampleFile {
    SampleFile(
      name: "three-stage-serial.stages.json",
      text: """
        {"schema": "meio.stage-network/1", "name": "Three stages in series", "period": "day",
         "stages": [
          {"id": "1", "name": "Upstream", "processing_time": 10, "holding_cost_rate": 1},
          {"id": "2", "name": "Midstream", "processing_time": 5, "holding_cost_rate": 2},
          {"id": "3", "name": "Downstream", "processing_time": 2, "holding_cost_rate": 5,
           "max_committed_service_time": 0, "demand": {"distribution": "normal", "mean": 100, "sd": 20},
           "service": {"measure": "cycle_service_level", "target": 0.95}}],
         "links": [{"from": "1", "to": "2"}, {"from": "2", "to": "3"}],
         "correlation": 0}

        """)
  }

  /// A warehouse (lead time 14 days, holding cost rate 0.5) and the five retailers that it serves, whose demands are
  /// independent.
  public static func oneWarehouseFiveRetailers() -> SampleFile {
    let retailers: [(leadTime: Int, rate: Int, mean: Int, sd: Int)] = [
      (2, 2, 50, 10), (2, 2, 80, 15), (3, 3, 30, 8), (3, 3, 60, 12), (4, 4, 40, 10),
    ]
    let stages = retailers.enumerated().map { index, retailer in
      """
        {"id": "r\(index + 1)", "name": "Retailer \(index + 1)", "processing_time": \(retailer.leadTime), \
      "holding_cost_rate": \(retailer.rate), "max_committed_service_time": 0,
         "demand": {"distribution": "normal", "mean": \(retailer.mean), "sd": \(retailer.sd)},
         "service": {"measure": "cycle_service_level", "target": 0.95}}
      """
    }
    let links = retailers.indices.map { "{\"from\": \"w\", \"to\": \"r\($0 + 1)\"}" }
    return SampleFile(
      name: "one-warehouse-five-retailers.stages.json",
      text: """
        {"schema": "meio.stage-network/1", "name": "One warehouse, five retailers", "period": "day",
         "stages": [
          {"id": "w", "name": "Warehouse", "processing_time": 14, "holding_cost_rate": 0.5},
        \(stages.joined(separator: ",\n"))],
         "links": [\(links.joined(separator: ", "))],
         "correlation": 0}

        """)
  }
}

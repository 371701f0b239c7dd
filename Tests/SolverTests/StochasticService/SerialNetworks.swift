import Probability
import SupplyNetwork

/// Serial networks of the tests, most upstream stage first.
enum SerialNetworks {
  /// A chain from its end up.
  ///
  /// - Parameters:
  ///   - echelonRates: echelon holding cost rates, the end item's first, per unit of the end item.
  ///   - units: per link from the end up, units of the supplier's item in one of the customer's.
  static func chain(
    echelonRates: [Double], leadTimes: [Int], backorderCostRate: Double, demand: DemandDistribution,
    units: [Double] = [], linkLeadTimes: [Int] = []
  ) throws -> StageNetwork {
    let count = echelonRates.count
    var perEndUnit = 1.0
    var stages: [Stage] = []
    for position in 0..<count {
      if position > 0, position <= units.count { perEndUnit *= units[position - 1] }
      let onLink = position < linkLeadTimes.count && position < count - 1 ? linkLeadTimes[position] : 0
      stages.append(
        Stage(
          id: "\(position + 1)", location: position, item: position, processingTime: leadTimes[position] - onLink,
          holdingCostRate: echelonRates[position...].reduce(0, +) / perEndUnit,
          backorderCostRate: position == 0 ? backorderCostRate : 0, demand: position == 0 ? demand : nil))
    }
    let links = (1..<max(1, count)).map { position in
      Link(
        supplier: count - 1 - position, customer: count - position,
        units: position <= units.count ? units[position - 1] : 1,
        leadTime: position - 1 < linkLeadTimes.count ? linkLeadTimes[position - 1] : 0)
    }
    return try StageNetwork(name: "chain", stages: stages.reversed(), links: links)
  }
}

/// A case of `ssm_serial.json`.
struct SerialReference: Decodable {
  struct File: Decodable {
    var cases: [SerialReference]
  }
  struct Input: Decodable {
    struct Demand: Decodable {
      var type: String
      var mean: Double
      var sd: Double
    }
    var stageCount: Int
    var echelonRates: [String: Double]
    var leadTimes: [String: Double]
    var backorderCostRate: Double
    var demand: Demand
    enum CodingKeys: String, CodingKey {
      case demand
      case stageCount = "num_stages"
      case echelonRates = "echelon_holding_cost"
      case leadTimes = "lead_time"
      case backorderCostRate = "stockout_cost"
    }
  }
  struct Expected: Decodable {
    var echelonBaseStock: [String: Double]
    var cost: Double
    var installationBaseStock: [String: Double]
    enum CodingKeys: String, CodingKey {
      case cost
      case echelonBaseStock = "echelon_base_stock"
      case installationBaseStock = "local_base_stock_equivalent"
    }
  }
  struct Heuristic: Decodable {
    var unrounded: [String: Double]
    var roundedDown: [String: Double]?
    var roundedNearest: [String: Double]?
    var cost: Double?
    var costRoundedDown: Double?
    var costRoundedNearest: Double?
    enum CodingKeys: String, CodingKey {
      case unrounded, cost
      case roundedDown = "rounded_down"
      case roundedNearest = "rounded_nearest"
      case costRoundedDown = "cost_rounded_down"
      case costRoundedNearest = "cost_rounded_nearest"
    }
  }
  struct Published: Decodable {
    var levels: [String: Double]
    var cost: Double
    enum CodingKeys: String, CodingKey {
      case levels = "S"
      case cost = "C"
    }
  }

  var name: String
  var input: Input
  var expected: Expected
  var heuristic: Heuristic
  var published: Published?
  enum CodingKeys: String, CodingKey {
    case name, input, expected, published
    case heuristic = "shang_song_heuristic"
  }

  static func all() throws -> [SerialReference] {
    try ReferenceData.decode(File.self, "oracles/ssm_serial.json").cases
  }

  /// Values by position, the end item first.
  func inOrder(_ values: [String: Double]) -> [Double] {
    (1...input.stageCount).map { values["\($0)"] ?? .nan }
  }

  /// Values by stage of the network, most upstream first.
  func byStage(_ values: [String: Double]) -> [Double] { inOrder(values).reversed() }

  /// The case with a quarter of its time unit as the period; rates stay those of the time unit, as does the cost.
  func network() throws -> StageNetwork {
    let demand: DemandDistribution =
      input.demand.type == "Poisson"
      ? .poisson(mean: input.demand.mean / 4) : .normal(mean: input.demand.mean / 4, sd: input.demand.sd / 2)
    return try SerialNetworks.chain(
      echelonRates: inOrder(input.echelonRates), leadTimes: inOrder(input.leadTimes).map { Int(4 * $0) },
      backorderCostRate: input.backorderCostRate, demand: demand)
  }
}

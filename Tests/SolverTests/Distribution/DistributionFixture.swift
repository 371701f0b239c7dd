import Foundation
import Probability
import SupplyNetwork

@testable import Solver

/// Reads `distribution_exact.json`: keys of stages are numbers in text.
struct DistributionFixture: Decodable {
  struct Input: Decodable {
    var children: [String: [Int]]
    var demandRate: [String: Double]
    var leadTime: [String: Double]
    var holdingCost: [String: Double]
    var backorderCost: [String: Double]

    enum CodingKeys: String, CodingKey {
      case children
      case demandRate = "demand_rate"
      case leadTime = "lead_time"
      case holdingCost = "local_holding_cost"
      case backorderCost = "backorder_cost"
    }
  }
  struct Node: Decodable {
    var onHand: Double
    var backorders: Double
    var readyRate: Double
    var cost: Double

    enum CodingKeys: String, CodingKey {
      case onHand = "expected_on_hand"
      case backorders = "expected_backorders"
      case readyRate = "fill_rate_ready"
      case cost
    }
  }
  struct Expected: Decodable {
    var baseStocks: [String: Int]
    var cost: Double
    var nodes: [String: Node]

    enum CodingKeys: String, CodingKey {
      case baseStocks = "optimal_local_base_stock"
      case cost = "optimal_cost"
      case nodes
    }
  }
  struct Evaluation: Decodable {
    var baseStocks: [String: Int]
    var cost: Double
    var nodes: [String: Node]

    enum CodingKeys: String, CodingKey {
      case baseStocks = "S"
      case cost, nodes
    }
  }

  var name: String
  var input: Input
  var expected: Expected
  var evaluations: [Evaluation]

  static func all() throws -> [DistributionFixture] {
    try ReferenceData.decode([DistributionFixture].self, "oracles/distribution_exact.json")
  }

  /// Stage i is node i; half of the lead time is processing time.
  func network() throws -> StageNetwork {
    let count = input.children.count
    var links: [Link] = []
    let stages = (0..<count).map { index in
      let key = String(index)
      let leadTime = Int(input.leadTime[key] ?? 0)
      let isSource = !input.children.values.contains { $0.contains(index) }
      return Stage(
        id: key, processingTime: isSource ? leadTime : leadTime / 2,
        holdingCostRate: input.holdingCost[key] ?? 0, backorderCostRate: input.backorderCost[key] ?? 0,
        demand: input.demandRate[key].map { .poisson(mean: $0) })
    }
    for index in 0..<count {
      for child in input.children[String(index)] ?? [] {
        let leadTime = Int(input.leadTime[String(child)] ?? 0)
        links.append(Link(supplier: index, customer: child, leadTime: leadTime - leadTime / 2))
      }
    }
    return try StageNetwork(name: name, stages: stages, links: links)
  }

  func baseStocks(_ levels: [String: Int]) -> [Int] { (0..<input.children.count).map { levels[String($0)] ?? -1 } }
}

/// Small random distribution trees under Poisson demand.
struct RandomDistribution {
  var stages: [Stage] = []
  var links: [Link] = []

  /// - Parameters:
  ///   - levels: ranks of stages, 2 or more.
  ///   - widest: customers of a stage, at most.
  ///   - largestRate: of demand per period.
  ///   - inner: whether inner stages may have customers from outside.
  ///   - source: whether the source has customers from outside.
  ///   - isRegular: whether lead times are 1 at least and value is added downstream; else lead times may be 0 and
  ///     holding cost rates fall downstream.
  init(
    seed: UInt64, levels: Int, widest: Int, largestRate: Double = 1.5, longest: Int = 2, inner: Bool = false,
    source: Bool = false,
    isRegular: Bool = false
  ) {
    var stream = RandomStream(seed: 99, path: [seed])
    func draw(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(stream.uniform() * Double(range.count)) }
    func real(_ range: ClosedRange<Double>) -> Double {
      range.lowerBound + stream.uniform() * (range.upperBound - range.lowerBound)
    }
    var rank = [0]
    stages = [
      Stage(id: "0", processingTime: draw(1...longest), holdingCostRate: real(0.1...1))
    ]
    if source {
      stages[0].demand = .poisson(mean: real(0.1...largestRate))
      stages[0].backorderCostRate = real(0.5...30)
    }
    for level in 1..<levels {
      var next: [Int] = []
      for supplier in rank {
        for _ in 0..<draw(1...widest) {
          let index = stages.count
          let holding = stages[supplier].holdingCostRate * real(isRegular ? 1.05...2 : 0.9...2)
          stages.append(Stage(id: "\(index)", processingTime: isRegular ? 1 : draw(0...1), holdingCostRate: holding))
          links.append(Link(supplier: supplier, customer: index, leadTime: draw(0...longest - 1)))
          if level == levels - 1 || (inner && stream.uniform() < 0.3) {
            stages[index].demand = .poisson(mean: real(0.1...largestRate))
            stages[index].backorderCostRate = real(1...30)
          }
          next.append(index)
        }
      }
      rank = next
    }
  }

  func network() throws -> StageNetwork { try StageNetwork(name: "random", stages: stages, links: links) }
}

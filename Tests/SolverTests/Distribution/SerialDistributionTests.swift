import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// A chain is the narrowest distribution network: the search over installation base stocks finds what the echelon
/// recursion of Clark & Scarf does (Shang & Song 2003, table 1, among others).
struct SerialDistributionTests {
  private struct Reference: Decodable {
    var cases: [Case]
  }
  private struct Case: Decodable {
    struct Input: Decodable {
      struct Demand: Decodable {
        var type: String
        var mean: Double
      }
      var holding: [String: Double]
      var leadTime: [String: Double]
      var backorder: Double
      var demand: Demand

      enum CodingKeys: String, CodingKey {
        case holding = "echelon_holding_cost"
        case leadTime = "lead_time"
        case backorder = "stockout_cost"
        case demand
      }
    }
    struct Expected: Decodable {
      var baseStocks: [String: Double]
      var cost: Double

      enum CodingKeys: String, CodingKey {
        case baseStocks = "echelon_base_stock"
        case cost
      }
    }
    var name: String
    var input: Input
    var expected: Expected
  }

  @Test(.enabled(if: ReferenceData.isPresent)) func published() throws {
    var tried = 0
    for reference in try ReferenceData.decode(Reference.self, "oracles/ssm_serial.json").cases
    where reference.input.demand.type == "Poisson" && reference.input.holding.count <= 4 {
      let input = reference.input
      let count = input.holding.count
      // All lead times are equal: one is a period.
      let period = try #require(input.leadTime["1"])
      try #require(input.leadTime.values.allSatisfy { $0 == period })
      var local = 0.0
      let stages = (0..<count).map { index -> Stage in
        local += input.holding[String(count - index)] ?? 0
        let isEnd = index == count - 1
        return Stage(
          id: "\(count - index)", processingTime: 1, holdingCostRate: local,
          backorderCostRate: isEnd ? input.backorder : 0,
          demand: isEnd ? .poisson(mean: input.demand.mean * period) : nil)
      }
      let network = try StageNetwork(
        name: reference.name, stages: stages, links: (1..<count).map { Link(supplier: $0 - 1, customer: $0) })
      let plan = try PoissonDistributionSystem.optimalPlan(for: network)
      #expect(abs(plan.cost - reference.expected.cost) <= 1e-9 * plan.cost, "\(reference.name): \(plan.cost)")
      for (index, decision) in plan.stages.enumerated() {
        #expect(decision.echelonBaseStock == reference.expected.baseStocks[String(count - index)], "\(reference.name)")
      }
      tried += 1
    }
    #expect(tried >= 3)
  }
}

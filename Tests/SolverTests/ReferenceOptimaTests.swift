import SupplyNetwork
import Testing

@testable import Solver

/// Guaranteed service against published and independently recomputed optima.
struct ReferenceOptimaTests {
  struct OracleFile: Decodable {
    struct Case: Decodable {
      var network: StageNetworkFixture
      var optimalCost: Double
      enum CodingKeys: String, CodingKey {
        case network
        case optimalCost = "optimal_cost"
      }
    }
    var cases: [Case]
  }

  struct ChainOptima: Decodable {
    struct Case: Decodable {
      var chain: String
      var optimalCost: Double
      enum CodingKeys: String, CodingKey {
        case chain
        case optimalCost = "optimal_cost"
      }
    }
    var cases: [Case]
  }

  @Test(
    .enabled(if: ReferenceData.isPresent),
    arguments: ["oracles/gsm_tree_published.json", "oracles/gsm_tree_random.json"])
  func treeOracles(path: String) throws {
    let cases = try ReferenceData.decode(OracleFile.self, path).cases
    #expect(cases.count >= 8)
    for reference in cases {
      let network = try reference.network.network()
      let plan = try GuaranteedService.optimalPlan(for: network)
      #expect(plan.status == .optimal)
      #expect(isClose(plan.cost, reference.optimalCost), "\(network.name): \(plan.cost) \(reference.optimalCost)")
      #expect(PlanVerifier.verify(plan, against: network).isEmpty, "\(network.name)")
    }
  }

  /// Willems 2008 (doi:10.1287/msom.1070.0176): real supply chains whose optima a time-indexed integer programme proved.
  /// The whole set is solved by the benchmark; here those that an unoptimised build solves at once.
  @Test(
    .enabled(if: ReferenceData.isPresent),
    arguments: ["00", "02", "04", "06", "08", "10", "12", "18", "20", "30", "36"])
  func realSupplyChains(chain: String) throws {
    let network = try ReferenceData.decode(StageNetworkFixture.self, "data/willems/\(chain).stages.json").network()
    let optima = try ReferenceData.decode(ChainOptima.self, "data/willems/optima.json").cases
    let known = try #require(optima.first { $0.chain == chain })
    let proven = try GuaranteedService.provenPlan(for: network)
    #expect(proven.plan.status == .optimal)
    #expect(isClose(proven.plan.cost, known.optimalCost))
    #expect(proven.plan.gap <= 1e-9)
    #expect(PlanVerifier.verify(proven.plan, against: network).isEmpty)
    if !network.isForest {
      let certificate = try #require(proven.certificate)
      #expect(PlanVerifier.verify(certificate, of: proven.plan, against: network).isEmpty)
    }
  }

  /// Snyder & Shen, Fundamentals of Supply Chain Theory (2nd ed. 2019), example 6.5 and problems 6.7 and 6.9.
  @Test(arguments: [
    (PublishedNetwork.example65, 8.277916867529369), (.problem67, 357.77087639996637),
    (.problem69, 15.649530249501026),
  ])
  func textbook(published: PublishedNetwork, optimum: Double) throws {
    let network = try published.network()
    let plan = try GuaranteedService.optimalPlan(for: network)
    #expect(plan.status == .optimal)
    #expect(isClose(plan.cost, optimum), "\(plan.cost)")
    #expect(plan.lowerBound == plan.cost)
    #expect(PlanVerifier.verify(plan, against: network).isEmpty)
  }
}

/// Equal to one part in 10⁹.
func isClose(_ value: Double, _ reference: Double, relative: Double = 1e-9) -> Bool {
  abs(value - reference) <= relative * max(abs(value), abs(reference))
}

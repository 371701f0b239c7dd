import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// Random processing times: moments, limits, and whole plans.
struct RandomCoverTests {
  /// (L + τ − T)⁺ by summing over a fine grid of L.
  @Test(arguments: [(8, 1.5), (8, 8), (3, 6), (40, 2)]) func moments(mean: Int, sd: Double) throws {
    let cover = try #require(RandomCover(mean: mean, sd: sd))
    let time = DemandDistribution.gamma(mean: Double(mean), sd: sd)
    for periods in -2...(mean + 3) {
      var (weight, first, second) = (0.0, 0.0, 0.0)
      let step = 1e-3
      var below = 0.0
      for index in 1...200_000 {
        let end = Double(index) * step
        let mass = time.cumulative(end) - below
        below += mass
        let covered = max(0, end - step / 2 + Double(periods - mean))
        weight += mass
        first += mass * covered
        second += mass * covered * covered
      }
      let moments = cover.periods(periods)
      #expect(weight > 1 - 1e-6)
      #expect(abs(moments.mean - first) < 1e-3 * (1 + first), "\(periods)")
      #expect(abs(moments.variance - (second - first * first)) < 1e-2 * (1 + second), "\(periods)")
    }
  }

  /// With a base stock B, the units beyond the pipeline are B − μ(SI + T − S) on average: what is held early counts.
  @Test func earlyArrivalsAreStock() throws {
    let stage = Stage(
      id: "s", processingTime: 6, processingTimeSD: 2, demand: .normal(mean: 10, sd: 3),
      service: ServiceTarget(.safetyFactor, 1.5))
    let bound = DemandBound.all(in: try StageNetwork(name: "one", stages: [stage], links: []))[0]
    // All of the time is covered: safety stock is zσ of the demand over L.
    #expect(isClose(bound.safetyStock(over: 6), 1.5 * (9 * 6 + 100 * 4.0).squareRoot()))
    // None is, but late deliveries are: some stock stays, and what comes early waits.
    let none = bound.safetyStock(over: 0)
    let early = 10 * DemandDistribution.gamma(mean: 6, sd: 2).expectedShortage(beyond: 6)
    #expect(none > early && none < bound.safetyStock(over: 6))
  }

  /// A spread that vanishes leaves the plan as it was.
  @Test func smallSpreadIsNone() throws {
    for seed in 60_000..<60_040 as Range<UInt64> {
      let tree = RandomTree(seed: seed, service: ServiceTarget(.safetyFactor, 1.645))
      func plan(sd: Double) throws -> StockingPlan {
        var varied = tree
        for index in varied.stages.indices { varied.stages[index].processingTimeSD = sd }
        return try GuaranteedService.optimalPlan(for: varied.network())
      }
      let certain = try plan(sd: 0)
      guard certain.status == .optimal else { continue }
      #expect(abs(try plan(sd: 1e-7).cost - certain.cost) <= 0.1 + 1e-2 * certain.cost, "tree \(seed)")
    }
  }

  /// All measures and families agree with the verifier's own evaluation.
  @Test(arguments: [
    ServiceTarget(.safetyFactor, 1.645), ServiceTarget(.cycleServiceLevel, 0.9), ServiceTarget(.fillRate, 0.95),
  ])
  func verified(service: ServiceTarget) throws {
    for seed in 61_000..<61_080 as Range<UInt64> {
      var tree = RandomTree(seed: seed, service: service)
      for index in tree.stages.indices { tree.stages[index].processingTimeSD = Double((seed + UInt64(index)) % 4) / 2 }
      let network = try tree.network()
      let plan = try GuaranteedService.optimalPlan(for: network)
      #expect(PlanVerifier.verify(plan, against: network) == [], "tree \(seed)")
    }
  }
}

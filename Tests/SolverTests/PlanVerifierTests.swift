import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// The verifier must see every error that is put into a right plan.
struct PlanVerifierTests {
  private func network() throws -> StageNetwork {
    try StageNetwork(
      name: "pair",
      stages: [
        Stage(
          id: "dc", processingTime: 5, holdingCostRate: 1, externalInboundServiceTime: 2,
          maximumInboundServiceTime: 4, maximumCommittedServiceTime: 4),
        Stage(
          id: "store", processingTime: 1, reviewPeriod: 2, holdingCostRate: 4, maximumCommittedServiceTime: 0,
          demand: .gamma(mean: 7.3, sd: 4.1), service: ServiceTarget(.fillRate, 0.97)),
        Stage(
          id: "shop", processingTime: 2, holdingCostRate: 3, maximumCommittedServiceTime: 1,
          demand: .normal(mean: 3.7, sd: 1.9)),
      ],
      links: [Link(supplier: 0, customer: 1, units: 2, leadTime: 1), Link(supplier: 0, customer: 2)])
  }

  /// An error to put into a plan, and the issue it must raise.
  struct Mutation: Sendable, CustomTestStringConvertible {
    var code: String
    var apply: @Sendable (inout StockingPlan) -> Void
    var testDescription: String { code }

    init(_ code: String, _ apply: @escaping @Sendable (inout StockingPlan) -> Void) {
      self.code = code
      self.apply = apply
    }
  }

  static let mutations: [Mutation] = [
    Mutation("inbound-service-time") { $0.stages[1].inboundServiceTime += 1 },
    Mutation("inbound-service-time") { $0.stages[1].inboundServiceTime -= 1 },
    Mutation("inbound-bound") { $0.stages[0].inboundServiceTime = 5 },
    Mutation("committed-bound") { $0.stages[1].committedServiceTime = 1 },
    Mutation("committed-bound") { $0.stages[0].committedServiceTime = -1 },
    Mutation("committed-bound") { $0.stages[0].committedServiceTime = .max },
    Mutation("net-replenishment-lead-time") { $0.stages[2].netReplenishmentLeadTime += 1 },
    Mutation("net-replenishment-lead-time") { $0.stages[0].committedServiceTime += 1 },
    Mutation("safety-stock") { $0.stages[1].safetyStock *= 1 + 1e-6 },
    Mutation("safety-stock") { $0.stages[0].safetyStock = .nan },
    Mutation("base-stock") { $0.stages[1].installationBaseStock *= 1 - 1e-6 },
    Mutation("base-stock") { $0.stages[1].installationBaseStock = .infinity },
    Mutation("echelon-base-stock") { $0.stages[0].echelonBaseStock += 0.001 },
    Mutation("holding-cost") { $0.stages[2].holdingCost *= 1.000001 },
    Mutation("cost") { $0.cost *= 0.999999 },
    Mutation("lower-bound") { $0.lowerBound *= 0.9 },
    Mutation("lower-bound") { $0.lowerBound *= 1.1 },
    Mutation("plan-size") { $0.stages.removeLast() },
    Mutation("plan-name") { $0.name = "other" },
    Mutation("not-infeasible") { $0.status = .infeasible },
  ]

  @Test(arguments: mutations)
  func seededError(mutation: Mutation) throws {
    let network = try network()
    var plan = try GuaranteedService.optimalPlan(for: network)
    #expect(PlanVerifier.verify(plan, against: network) == [])
    mutation.apply(&plan)
    let issues = PlanVerifier.verify(plan, against: network)
    #expect(issues.contains { $0.code == mutation.code }, "\(issues.map(\.code))")
  }

  @Test func maximumServiceTimeIsChecked() throws {
    let network = try network()
    let plan = try GuaranteedService.optimalPlan(for: network)
    let longest = try #require(plan.stages.map(\.committedServiceTime).max())
    #expect(longest > 0)
    #expect(PlanVerifier.verify(plan, against: network, maximumServiceTime: longest) == [])
    #expect(!PlanVerifier.verify(plan, against: network, maximumServiceTime: longest - 1).isEmpty)
  }

  @Test func wholeUnitsAreHeldToTheirForm() throws {
    let network = try network()
    let plan = try GuaranteedService.optimalPlan(for: network)
    var whole = WholeUnitPlan.rounded(plan, network: network)
    #expect(PlanVerifier.verify(whole, against: network, form: .wholeUnits) == [])
    #expect(!PlanVerifier.verify(whole, against: network).isEmpty)
    #expect(!PlanVerifier.verify(plan, against: network, form: .wholeUnits).isEmpty)
    var raised = whole
    raised.stages[1].installationBaseStock += 7
    #expect(
      PlanVerifier.verify(raised, against: network, form: .wholeUnits).contains { $0.code == "base-stock" })
    #expect(
      !PlanVerifier.verify(raised, against: network, form: .wholeUnitsAtLeast).contains { $0.code == "base-stock" })
    #expect(PlanVerifier.verify(whole, against: network, form: .wholeUnitsAtLeast) == [])
    for change in [-8.0, 0.5, .infinity] {
      var wrong = raised
      wrong.stages[1].installationBaseStock += change
      #expect(
        PlanVerifier.verify(wrong, against: network, form: .wholeUnitsAtLeast).contains { $0.code == "base-stock" })
    }
    whole.stages[1].installationBaseStock -= 1
    #expect(
      PlanVerifier.verify(whole, against: network, form: .wholeUnits).contains { $0.message.contains("store") })
  }

  /// z = 2 and μ = 10, σ = 4: D(1) = 18, D(4) = 56. A maximum of 56 allows four periods to the unit.
  @Test func wholeUnitsKeepToAWholeMaximum() throws {
    func network(sd: Double, maximum: Double) throws -> StageNetwork {
      try StageNetwork(
        name: "one",
        stages: [
          Stage(
            id: "shop", processingTime: 4, holdingCostRate: 1, maximumCommittedServiceTime: 0,
            demand: .normal(mean: 10, sd: sd), service: ServiceTarget(.safetyFactor, 2), maximumStock: maximum)
        ], links: [])
    }
    for (sd, maximum) in [(4.0, 56.0), (3.9, 56), (4, 56.5), (3.99, 55.97)] {
      let network = try network(sd: sd, maximum: maximum)
      let plan = try GuaranteedService.optimalPlan(for: network)
      #expect(plan.status == .optimal)
      var whole = WholeUnitPlan.rounded(plan, network: network)
      #expect(whole.stages[0].installationBaseStock == 56)
      #expect(PlanVerifier.verify(whole, against: network, form: .wholeUnits) == [])
      whole.stages[0].installationBaseStock = 57
      let issues = PlanVerifier.verify(whole, against: network, form: .wholeUnits)
      #expect(issues.contains { $0.code == "stock-limit" } == (maximum <= 56))
      // A level that planners have fixed is theirs to answer for.
      var stages = network.stages
      stages[0].fixedBaseStock = 70
      let fixed = try StageNetwork(name: network.name, stages: stages, links: [])
      var overridden = WholeUnitPlan.rounded(try GuaranteedService.optimalPlan(for: fixed), network: fixed)
      #expect(PlanVerifier.verify(overridden, against: fixed, form: .wholeUnits) == [])
      overridden.stages[0].installationBaseStock = 71
      #expect(!PlanVerifier.verify(overridden, against: fixed, form: .wholeUnitsAtLeast).isEmpty)
    }
    #expect(try GuaranteedService.optimalPlan(for: network(sd: 4.01, maximum: 56)).status == .infeasible)
  }

  /// Levels that meet a large limit but for an error of computation are neither refused nor rounded up beyond it.
  @Test(arguments: [1e3, 1e6, 1e9, 1e11])
  func roundingNeverTakesAPlanBeyondItsMaximum(maximum: Double) throws {
    for excess in [0, 0.5, 0.9, 2, 8] {
      let mean = maximum + excess * 1e-13 * maximum
      let network = try StageNetwork(
        name: "one",
        stages: [
          Stage(
            id: "shop", processingTime: 1, holdingCostRate: 1, maximumCommittedServiceTime: 0,
            demand: .deterministic(mean: mean), maximumStock: maximum)
        ], links: [])
      let plan = try GuaranteedService.optimalPlan(for: network)
      guard plan.status == .optimal else {
        #expect(excess > 1)
        continue
      }
      let whole = WholeUnitPlan.rounded(plan, network: network)
      #expect(whole.stages[0].installationBaseStock <= maximum)
      #expect(PlanVerifier.verify(whole, against: network, form: .wholeUnits) == [])
    }
  }
}

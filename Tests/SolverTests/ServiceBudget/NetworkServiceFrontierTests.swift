import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// The frontier of whole networks, promises held.
struct NetworkServiceFrontierTests {
  /// Three random trees as the networks of one model, every stage a location and every network an item of its own class.
  private static func model(seed: UInt64, unitCosts: [Double?] = [3, 11, 25]) throws -> NetworkModel {
    var networks: [StageNetwork] = []
    var locations: [Location] = []
    for item in 0..<3 {
      var tree = RandomTree(seed: seed * 3 + UInt64(item), service: ServiceTarget(.fillRate, 0.9))
      for index in tree.stages.indices {
        tree.stages[index].item = item
        tree.stages[index].location = locations.count
        locations.append(Location(id: "\(item)-\(index)", name: "", tier: 0, kind: .store))
      }
      networks.append(try tree.network(correlation: 0.2))
    }
    let classes: [Item.ValueClass] = [.a, .b, .c]
    return NetworkModel(
      settings: CaseSettings(), tiers: [Tier(name: "All", kind: .store)], locations: locations,
      items: (0..<3).map { Item(id: "i\($0)", unitCost: unitCosts[$0], valueClass: classes[$0]) }, networks: networks)
  }

  private static func plans(_ model: NetworkModel) throws -> [StockingPlan]? {
    let plans = try model.networks.map {
      WholeUnitPlan.rounded(try GuaranteedService.optimalPlan(for: $0), network: $0)
    }
    return plans.contains { $0.status == .infeasible } ? nil : plans
  }

  @Test("Plans cost what they say, keep all promises and floors, and the proposal never lies above the frontier")
  func models() throws {
    let floors: [Item.ValueClass: Double] = [.a: 0.9, .b: 0.7, .c: 0]
    var checked = 0
    for seed in 0..<40 as Range<UInt64> {
      let model = try Self.model(seed: seed)
      guard let plans = try Self.plans(model) else { continue }
      for budget in NetworkServiceFrontier.Budget.allCases {
        for weight in NetworkServiceFrontier.Weight.allCases {
          var options = NetworkServiceFrontier.Options()
          options.budget = budget
          options.weight = weight
          options.floor = { _, item in floors[item.valueClass] ?? 0 }
          let found = try NetworkServiceFrontier(model, plans: plans, options: options)
          #expect(found.hasValue)
          let first = found.frontier.points[0]
          let chosen = found.frontier.plan(forBudget: first.cost * 1.4 + 5)
          let result = found.stockingPlans(chosen)
          var (cost, value, served, weights) = (0.0, 0.0, 0.0, 0.0)
          for (index, network) in model.networks.enumerated() {
            let families = DemandBound.families(in: network)
            for (position, stage) in network.stages.enumerated() {
              let (before, after) = (plans[index].stages[position], result[index].stages[position])
              #expect(after.committedServiceTime == before.committedServiceTime)
              #expect(after.netReplenishmentLeadTime == before.netReplenishmentLeadTime)
              if stage.demand == nil { #expect(after.installationBaseStock == before.installationBaseStock) }
              if !network.isEnd(position) { #expect(after.installationBaseStock >= before.installationBaseStock) }
              #expect(after.installationBaseStock == after.installationBaseStock.rounded())
              let unitCost = model.items[stage.item].unitCost ?? 0
              cost += budget == .holdingCost ? after.holdingCost : unitCost * max(0, after.safetyStock)
              value += unitCost * max(0, after.safetyStock)
              guard let demand = stage.demand else { continue }
              let own = demand.mean * (weight == .value ? unitCost : 1)
              let curve = ServiceCurve(
                demand: families[position], periods: after.netReplenishmentLeadTime, reviewPeriod: stage.reviewPeriod,
                measure: .fillRate, weight: 1, costRate: 1)
              let service =
                after.netReplenishmentLeadTime > 0 ? curve.outcome(at: after.installationBaseStock).service : 1
              #expect(service >= (floors[model.items[stage.item].valueClass] ?? 0) - 1e-12)
              served += own * service
              weights += own
            }
          }
          #expect(isClose(chosen.cost, cost) && isClose(chosen.inventory, value))
          #expect(isClose(chosen.service, served / weights))
          let proposal = try #require(
            found.point(of: plans.map { $0.stages.map(\.installationBaseStock) }))
          #expect(found.frontier.plan(forBudget: proposal.cost).serviceBound >= proposal.service - 1e-12)
          let same = try #require(found.point(of: result.map { $0.stages.map(\.installationBaseStock) }))
          #expect(isClose(same.cost, chosen.cost) && isClose(same.service, chosen.service))
          checked += 1
        }
      }
    }
    #expect(checked > 60)
  }

  @Test("Levels that planners have fixed stay; unit costs that are missing make units or a refusal")
  func overridesAndUnits() throws {
    var model = try Self.model(seed: 1)
    let plans = try #require(try Self.plans(model))
    let end = try #require(model.networks[0].stages.indices.first { model.networks[0].stages[$0].demand != nil })
    var stages = model.networks[0].stages
    stages[end].fixedBaseStock = 4
    model.networks[0] = try StageNetwork(
      name: model.networks[0].name, stages: stages, links: model.networks[0].links,
      correlation: model.networks[0].correlation)
    let found = try NetworkServiceFrontier(model, plans: plans)
    let rich = found.stockingPlans(found.frontier.plan(forService: 0.99))
    let richest = found.stockingPlans(found.frontier.plan(forBudget: 1e9))
    #expect(rich.isEmpty || rich[0].stages[end].installationBaseStock == 4)
    #expect(richest[0].stages[end].installationBaseStock == 4)

    let unpriced = try Self.model(seed: 1, unitCosts: [3, nil, 4])
    #expect(try !NetworkServiceFrontier(unpriced, plans: plans).hasValue)
    for change in [
      { (options: inout NetworkServiceFrontier.Options) in options.budget = .inventoryValue },
      { $0.weight = .value },
    ] {
      var options = NetworkServiceFrontier.Options()
      change(&options)
      #expect(throws: SolverError.invalid(reason: "item i1 has no unit cost")) {
        try NetworkServiceFrontier(unpriced, plans: plans, options: options)
      }
    }
    #expect(throws: SolverError.self) { try NetworkServiceFrontier(model, plans: []) }
    #expect(found.point(of: []) == nil)
    #expect(found.stockingPlans(found.frontier.plan(forBudget: -1)).isEmpty)
  }
}

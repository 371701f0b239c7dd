import Probability
import Testing

@testable import SupplyNetwork

/// A small case: an outside supplier, a centre (0), two regions (1, 2) and three stores (3, 4, 5), two items.
struct NetworkModelTests {
  private static let tiers = [
    Tier(name: "Centre", kind: .dc), Tier(name: "Regions", kind: .dc), Tier(name: "Stores", kind: .store),
  ]
  private static let locations = [
    Location(id: "C", name: "Centre", tier: 0), Location(id: "R1", tier: 1), Location(id: "R2", tier: 1),
    Location(id: "S1", tier: 2, kind: .store), Location(id: "S2", tier: 2, kind: .store),
    Location(id: "S3", tier: 2, kind: .store),
  ]
  private static let lanes = [
    Lane(from: nil, to: 0, leadTime: 14, reviewPeriod: 7, minimumOrder: 20, orderMultiple: 10),
    Lane(from: 0, to: 1, leadTime: 4), Lane(from: 0, to: 2, leadTime: 5), Lane(from: 1, to: 3, leadTime: 1),
    Lane(from: 1, to: 4, leadTime: 2), Lane(from: 2, to: 5, leadTime: 3),
  ]
  private static let items = [
    Item(id: "A", name: "Apple", unitCost: 10, valueClass: .a), Item(id: "B", unitCost: 4, carryingRate: 0.5),
  ]

  private func profile(_ item: Int, _ location: Int, _ mean: Double = 5) -> DemandProfile {
    DemandProfile(
      item: item, location: location, mean: mean, sd: 2, pattern: nil, distribution: .normal(mean: mean, sd: 2))
  }

  private func planningCase(
    lanes: [Lane] = NetworkModelTests.lanes, demand: [DemandProfile], inventory: [InventoryRecord] = [],
    components: [Component] = [], overrides: [BaseStockOverride] = [], rules: [ServiceRule] = [],
    items: [Item] = NetworkModelTests.items
  ) -> Case {
    var settings = CaseSettings()
    settings.optimization.maximumServiceTime = 9
    return Case(
      settings: settings, tiers: Self.tiers, locations: Self.locations, items: items, lanes: lanes, demand: demand,
      correlation: [0.3, 0.1, 0], inventory: inventory, components: components, overrides: overrides,
      serviceRules: rules)
  }

  @Test func networkHoldsWhatServesTheDemand() throws {
    let model = try NetworkModel(planningCase(demand: [profile(0, 3), profile(0, 4), profile(0, 5, 0), profile(1, 5)]))
    #expect(model.networks.count == 2)
    let (apple, other) = (model.networks[0], model.networks[1])
    #expect(apple.stages.map(\.id) == ["C/A", "R1/A", "S1/A", "S2/A"])
    #expect(apple.name == "Apple" && apple.correlation == 0.3)
    #expect(apple.stages.map(\.processingTime) == [14, 4, 1, 2])
    #expect(apple.stages.map(\.reviewPeriod) == [7, 1, 1, 1])
    #expect(apple.stages.map(\.maximumCommittedServiceTime) == [9, 9, 0, 0])
    #expect(apple.stages[0].orderMultiple == 10 && apple.stages[0].minimumOrder == 20)
    #expect(apple.stages.allSatisfy { $0.externalInboundServiceTime == 0 })
    #expect(apple.links.map { [$0.supplier, $0.customer] } == [[0, 1], [1, 2], [1, 3]])
    #expect(apple.links.allSatisfy { $0.units == 1 && $0.share == 1 && $0.leadTime == 0 })
    #expect(abs(apple.stages[1].holdingCostRate - 0.25 * 10 / 365) < 1e-15)
    #expect(apple.stages[2].service == ServiceTarget(.cycleServiceLevel, 0.98))
    #expect(other.stages.map(\.id) == ["C/B", "R2/B", "S3/B"])
    #expect(abs(other.stages[1].holdingCostRate - 0.5 * 4 / 365) < 1e-15)
    #expect(other.stages[0].service.target == 0.95 && other.meanDemand == [5, 5, 5])
    #expect(apple.stages[0].name == "Centre" && apple.stages[0].demand == nil)
  }

  @Test func anItemsOwnLaneReplacesTheGeneralOneBetweenTheSameLocations() throws {
    let own = [Lane(from: 0, to: 1, item: 0, leadTime: 8), Lane(from: 0, to: 1, item: 1, leadTime: 6)]
    let model = try NetworkModel(
      planningCase(lanes: Self.lanes + own, demand: [profile(0, 3), profile(1, 3)]))
    #expect(model.networks[0].stages[1].processingTime == 8)
    #expect(model.networks[1].stages[1].processingTime == 6)
    #expect(model.networks[0].links.count == 2)
  }

  @Test func severalSuppliersShareTheOrders() throws {
    let more = [
      Lane(from: 2, to: 3, leadTime: 5, reviewPeriod: 3, share: 3, orderMultiple: 6),
      Lane(from: nil, to: 3, leadTime: 4, share: 4),
    ]
    let model = try NetworkModel(planningCase(lanes: Self.lanes + more, demand: [profile(0, 3)]))
    let network = model.networks[0]
    #expect(network.stages.map(\.id) == ["C/A", "R1/A", "R2/A", "S1/A"])
    let store = network.stages[3]
    #expect(store.processingTime == 1 && store.externalInboundServiceTime == 3 && store.reviewPeriod == 3)
    let inbound = network.supplierLinks[3].map { network.links[$0] }
    #expect(inbound.map(\.share) == [0.125, 0.375] && inbound.map(\.leadTime) == [0, 4])
    #expect(network.meanDemand[1] == 0.125 * 5)
    // The lane with the largest share sets order sizes.
    #expect(store.orderMultiple == 1)
  }

  @Test func componentsSupplyWhatIsMadeOfThem() throws {
    let components = [Component(location: 0, item: 0, component: 2, units: 3)]
    let items = Self.items + [Item(id: "P", unitCost: 1)]
    let lanes =
      Self.lanes + [Lane(from: nil, to: 0, item: 2, leadTime: 30), Lane(from: nil, to: 0, item: 0, leadTime: 2)]
    let model = try NetworkModel(
      planningCase(
        lanes: lanes, demand: [profile(0, 3), profile(1, 3)], components: components, items: items))
    #expect(model.networks.count == 2)
    let network = model.networks[0]
    #expect(network.stages.map(\.id) == ["C/A", "C/P", "R1/A", "S1/A"])
    #expect(network.stages.map(\.processingTime) == [2, 30, 4, 1])
    let link = try #require(network.supplierLinks[0].map { network.links[$0] }.first)
    #expect(network.stages[link.supplier].id == "C/P" && link.units == 3)
    #expect(network.meanDemand == [5, 15, 5, 5])
    #expect(abs(network.correlation - 0.3) < 1e-12 && network.name == "Apple")
  }

  @Test func recordsStandAtTheirStages() throws {
    let model = try NetworkModel(
      planningCase(
        demand: [profile(0, 4), profile(1, 4)],
        inventory: [
          InventoryRecord(location: 4, item: 0, onHand: 7), InventoryRecord(location: 5, item: 0, onHand: 9),
          InventoryRecord(location: 0, item: 1, onHand: 3),
        ], overrides: [BaseStockOverride(location: 1, item: 1, baseStock: 44, reason: "fair")]))
    #expect(model.inventory[0].map { $0?.onHand } == [nil, nil, 7])
    #expect(model.inventory[1].map { $0?.onHand } == [3, nil, nil])
    #expect(model.networks[1].stages.map(\.fixedBaseStock) == [nil, 44, nil])
    #expect(!model.networks[0].hasFixedBaseStock)
  }

  @Test func serviceRulesOfAllLocationsAtOnceAreThoseOfEach() {
    var random = RandomStream(seed: 4, path: [])
    func maybe(_ count: Int) -> Int? { random.uniform() < 0.5 ? nil : Int(random.uniform() * Double(count)) }
    for _ in 0..<20 {
      let rules = (0..<12).map { _ in
        ServiceRule(
          location: maybe(6), item: maybe(2), valueClass: maybe(2).map { $0 == 0 ? .a : .b },
          target: ServiceTarget(.fillRate, random.uniform()))
      }
      let planningCase = planningCase(demand: [], rules: rules)
      for item in 0..<2 {
        let each = (0..<6).map { planningCase.serviceTarget(item: item, location: $0) }
        #expect(planningCase.serviceTargets(item: item) == each)
      }
    }
  }

  @Test func missingLaneIsToldOnceWithAllItsItems() throws {
    let lanes = Self.lanes.filter { $0.to != 2 }
    let failed = planningCase(lanes: lanes, demand: [profile(0, 5), profile(1, 5), profile(0, 3)])
    let error = #expect(throws: IssueList.self) { try NetworkModel(failed) }
    let issues = try #require(error?.issues)
    #expect(issues.map(\.code) == ["no-supply"])
    #expect(issues[0].message.contains("R2") && issues[0].message.contains("A (Apple), B"))
  }

  @Test func circlesAreToldOnce() throws {
    let lanes = Self.lanes + [Lane(from: 3, to: 0, leadTime: 1)]
    let failed = planningCase(lanes: lanes, demand: [profile(0, 3), profile(1, 3)])
    let error = #expect(throws: IssueList.self) { try NetworkModel(failed) }
    let issues = try #require(error?.issues)
    #expect(issues.map(\.code) == ["cycle"])
    #expect(issues[0].message.contains("C/A") && issues[0].message.contains("S1/A"))
  }

  @Test func madeAndDeliveredIsAFault() throws {
    let failed = planningCase(
      lanes: Self.lanes + [Lane(from: 0, to: 1, item: 0, leadTime: 1)], demand: [profile(0, 3)],
      components: [Component(location: 1, item: 0, component: 1, units: 1)])
    let error = #expect(throws: IssueList.self) { try NetworkModel(failed) }
    #expect(error?.issues.map(\.code) == ["made-and-delivered"])
  }

  @Test func noDemandNoNetwork() throws {
    #expect(try NetworkModel(planningCase(demand: [profile(0, 3, 0)])).networks.isEmpty)
  }

  @Test func stagesOfAFileAreLocations() throws {
    let stages = [
      Stage(id: "plant", item: 3), Stage(id: "part"), Stage(id: "dc"),
      Stage(id: "shop", demand: .normal(mean: 3, sd: 1)), Stage(id: "direct", demand: .normal(mean: 2, sd: 1)),
      Stage(id: "idle"),
    ]
    let links = [(0, 2), (1, 0), (2, 3), (1, 4), (2, 5)].map { Link(supplier: $0.0, customer: $0.1) }
    let model = NetworkModel(
      network: try StageNetwork(name: "chain", stages: stages, links: links), settings: CaseSettings())
    #expect(model.locations.map(\.tier) == [1, 0, 2, 3, 1, 3])
    #expect(model.locations.map(\.kind) == [.dc, .dc, .dc, .store, .store, .dc])
    #expect(model.tiers.map(\.name) == ["Tier 1 (sources)", "Tier 2", "Tier 3", "Tier 4 (end of chain)"])
    #expect(model.networks[0].stages.map(\.location) == [0, 1, 2, 3, 4, 5])
    #expect(model.networks[0].stages.allSatisfy { $0.item == 0 })
    #expect(model.items.count == 1 && model.unitCost(of: model.networks[0].stages[0]) == nil)
    #expect(model.inventory[0].count == 6)
  }
}

import Probability
import SupplyNetwork
import Testing

@testable import Solver

struct CapacitySurchargesTests {
  /// Items that may each be planned in a few ways, of which the cheapest at the surcharges is taken.
  private struct Choices {
    /// By item, then way: cost, and stock by location.
    var ways: [[CapacitySurcharges.Usage]]
    var locationCount: Int

    init(items: Int, ways count: Int, locations: Int, seed: Int) {
      var draws = RandomStream(seed: UInt64(seed), path: [3])
      locationCount = locations
      ways = (0..<items).map { _ in
        (0..<count).map { _ in
          let stock = (0..<locations).map { _ in (30 * draws.uniform()).rounded() }
          // Keeping less costs more, more or less.
          let cost = 100 * draws.uniform() + 2000 / (1 + stock.reduce(0, +))
          return CapacitySurcharges.Usage(cost: cost, stock: stock)
        }
      }
    }

    func sum(_ chosen: [CapacitySurcharges.Usage]) -> CapacitySurcharges.Usage {
      var total = CapacitySurcharges.Usage(cost: 0, stock: [Double](repeating: 0, count: locationCount))
      for usage in chosen {
        total.cost += usage.cost
        for location in 0..<locationCount { total.stock[location] += usage.stock[location] }
      }
      return total
    }

    func cheapest(at surcharges: [Double]) -> CapacitySurcharges.Usage {
      sum(
        ways.map { item in
          item.min { price($0, surcharges) < price($1, surcharges) } ?? item[0]
        })
    }

    private func price(_ usage: CapacitySurcharges.Usage, _ surcharges: [Double]) -> Double {
      zip(usage.stock, surcharges).reduce(usage.cost) { $0 + $1.0 * $1.1 }
    }

    /// The cheapest of all combinations that keep within limits.
    func bruteForce(within limits: [Double]) -> Double? {
      func best(_ item: Int, _ chosen: [CapacitySurcharges.Usage]) -> Double? {
        guard item < ways.count else {
          let total = sum(chosen)
          return zip(total.stock, limits).allSatisfy { $0 <= $1 + 1e-9 } ? total.cost : nil
        }
        return ways[item].compactMap { best(item + 1, chosen + [$0]) }.min()
      }
      return best(0, [])
    }
  }

  @Test func nothingIsChargedWhereThereIsRoom() {
    let result = CapacitySurcharges.find(capacities: [10, nil]) { _ in .init(cost: 5, stock: [10, 1e9]) }
    #expect(result.surcharges == [0, 0] && result.evaluations == 1 && result.unattainable == [])
    #expect(result.lowerBound == 5)
  }

  /// Stock 60 ÷ (2 + λ)² against 5 units: λ = √12 − 2.
  @Test(arguments: [1, 0.001, 1_000_000, .nan])
  func findsTheSurchargeOfASmoothCurve(first: Double) {
    let result = CapacitySurcharges.find(capacities: [5], firstSurcharge: first) { surcharges in
      let stock = 60 / ((2 + surcharges[0]) * (2 + surcharges[0]))
      return .init(cost: -stock, stock: [stock])
    }
    let exact = 12.0.squareRoot() - 2
    #expect(result.surcharges[0] >= exact * (1 - 1e-9) && result.surcharges[0] < exact * 1.003)
    #expect(result.usage.stock[0] <= 5 + 1e-6)
    #expect(result.evaluations < 80)
  }

  @Test func whatNoSurchargeCanDoIsTold() {
    let result = CapacitySurcharges.find(capacities: [5, 5]) { surcharges in
      .init(cost: 1, stock: [surcharges[0] > 3 ? 8 : 12, surcharges[1] > 0.25 ? 4 : 6])
    }
    #expect(result.unattainable == [0])
    // The least surcharge that does what any does.
    #expect(abs(result.surcharges[0] - 3) < 0.01 && abs(result.surcharges[1] - 0.25) < 0.01)
    let stuck = CapacitySurcharges.find(capacities: [5]) { _ in .init(cost: 1, stock: [7]) }
    #expect(stuck.unattainable == [0] && stuck.surcharges == [0])
  }

  @Test func faultsOfThePlannerArePassedOn() {
    #expect(throws: SolverError.self) {
      try CapacitySurcharges.find(capacities: [1]) { _ throws(SolverError) -> CapacitySurcharges.Usage in
        throw SolverError.tooLarge(reason: "no")
      }
    }
  }

  /// Against all combinations: the bound is one, the plan keeps within capacity, and no other that keeps as little
  /// stock is cheaper (Everett).
  @Test func agreesWithBruteForce() {
    var attained = 0
    var gaps: [Double] = []
    for seed in 0..<200 {
      let locations = 1 + seed % 2
      let choices = Choices(items: 4, ways: 5, locations: locations, seed: seed)
      let free = choices.cheapest(at: [Double](repeating: 0, count: locations))
      let capacities = free.stock.map { ($0 * 0.6).rounded() }
      let result = CapacitySurcharges.find(capacities: capacities) { choices.cheapest(at: $0) }
      #expect(result.usage == choices.cheapest(at: result.surcharges))
      guard let best = choices.bruteForce(within: capacities) else {
        #expect(!result.unattainable.isEmpty)
        continue
      }
      #expect(result.lowerBound <= best + 1e-9)
      guard result.unattainable.isEmpty else { continue }
      attained += 1
      #expect(zip(result.usage.stock, capacities).allSatisfy { $0 <= $1 + 1e-9 })
      #expect(result.usage.cost >= best - 1e-9)
      gaps.append((result.usage.cost - best) / best)
      let own = zip(result.usage.stock, result.surcharges).map { $1 > 0 ? $0 : .infinity }
      #expect(abs((choices.bruteForce(within: own) ?? 0) - result.usage.cost) < 1e-9)
    }
    #expect(attained > 150)
    #expect(gaps.reduce(0, +) / Double(gaps.count) < 0.2)
  }

  /// Real plans: a centre that may keep safety stock of a few items passes it on to where there is room.
  @Test func emptiesACentreThatIsTooFull() throws {
    let networks = try (0..<4).map { item in
      try StageNetwork(
        name: "item \(item)",
        stages: [
          Stage(id: "DC", location: 0, item: item, processingTime: 6 + item, holdingCostRate: 1),
          Stage(
            id: "A", location: 1, item: item, processingTime: 1, holdingCostRate: 1.6 + 0.2 * Double(item),
            maximumCommittedServiceTime: 0, demand: .normal(mean: 10, sd: 4)),
          Stage(
            id: "B", location: 2, item: item, processingTime: 2, holdingCostRate: 1.7, maximumCommittedServiceTime: 0,
            demand: .normal(mean: 5, sd: 3)),
        ], links: [Link(supplier: 0, customer: 1), Link(supplier: 0, customer: 2)])
    }
    let model = NetworkModel(
      settings: CaseSettings(), tiers: [Tier(name: "all", kind: .dc)],
      locations: [Location(id: "DC", storageCapacity: 45), Location(id: "A"), Location(id: "B")],
      items: (0..<4).map { Item(id: "item \($0)") }, networks: networks)
    func usage(_ surcharges: [Double]) throws -> CapacitySurcharges.Usage {
      let plans = try networks.map { network in
        try GuaranteedService.optimalPlan(for: network.addingToHoldingCostRates(byLocation: surcharges))
      }
      let cost = zip(plans, networks).reduce(0) { total, pair in
        zip(pair.0.stages, pair.1.stages).reduce(total) { $0 + $1.0.safetyStock * $1.1.holdingCostRate }
      }
      return .init(cost: cost, stock: StorageCapacity.report(plans: plans, model: model).map(\.mean))
    }
    let free = try usage([0, 0, 0])
    #expect(free.stock[0] > 45)
    let result = try CapacitySurcharges.find(capacities: model.locations.map(\.storageCapacity), usage)
    #expect(result.unattainable == [] && result.surcharges[0] > 0 && result.surcharges[1] == 0)
    #expect(result.usage.stock[0] <= 45 && result.usage.cost > free.cost)
    #expect(result.lowerBound > free.cost && result.lowerBound <= result.usage.cost)
  }
}

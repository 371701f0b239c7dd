import Findings
import Foundation
import Probability
import SupplyNetwork
import Testing

/// From one plan to another by cause: a single cause shows alone, and mixtures add up.
struct PlanBridgeTests {
  private static let edits: [(cause: ReviewCause, name: String, edit: @Sendable (inout Case) -> Void)] = [
    (
      .demand, "doubled demand",
      { planningCase in
        for index in planningCase.demand.indices where planningCase.demand[index].item == 3 {
          let distribution = planningCase.demand[index].distribution
          planningCase.demand[index].mean *= 2
          planningCase.demand[index].distribution = .gamma(mean: 2 * distribution.mean, sd: 2 * distribution.sd)
        }
      }
    ),
    (.demand, "correlation", { $0.correlation = $0.correlation.map { min(1, $0 + 0.2) } }),
    (.leadTime, "a longer lead time", { $0.lanes[2].leadTime += 5 }),
    (.leadTime, "a lead time that varies", { $0.lanes[20].leadTimeSD += 2 }),
    (.leadTime, "a rarer review", { $0.lanes[40].reviewPeriod += 3 }),
    (.cost, "a dearer item", { $0.items[5].unitCost = ($0.items[5].unitCost ?? 1) * 1.5 }),
    (.cost, "another carrying rate", { $0.settings.carryingRate = 0.4 }),
    (.cost, "a carrying rate of an item's own", { $0.items[7].carryingRate = 0.1 }),
    (.service, "another target", { $0.settings.service.byClass[.a] = 0.995 }),
    (.service, "another measure", { $0.settings.service.measure = .fillRate }),
    (
      .settings, "a fixed level",
      {
        $0.overrides.append(
          BaseStockOverride(location: $0.demand[0].location, item: $0.demand[0].item, baseStock: 5_000, reason: "test"))
      }
    ),
    (.settings, "a minimum stock", { $0.stockLimits.append(StockLimit(item: 2, minimumStock: 400)) }),
    (.settings, "longer service times", { $0.settings.optimization.maximumServiceTime = 5 }),
    (.settings, "a budget", { $0.settings.optimization.budget = 20_000_000 }),
    (
      .network, "another store",
      { planningCase in
        var store = planningCase.locations[planningCase.demand[0].location]
        let twin = planningCase.demand[0].location
        store.id = "NEW"
        planningCase.locations.append(store)
        let new = planningCase.locations.count - 1
        for lane in planningCase.lanes where lane.to == twin {
          var own = lane
          own.to = new
          planningCase.lanes.append(own)
        }
        for profile in planningCase.demand where profile.location == twin {
          var own = profile
          own.location = new
          planningCase.demand.append(own)
        }
      }
    ),
    (
      .network, "a store less",
      { planningCase in
        let gone = planningCase.demand[0].location
        planningCase.demand.removeAll { $0.location == gone }
        planningCase.inventory.removeAll { $0.location == gone }
      }
    ),
    (.network, "an item less", { $0.demand.removeAll { $0.item == 4 } }),
  ]

  @Test("each single cause shows under its name, and all others are exactly 0", arguments: edits.indices)
  func singleCause(index: Int) async throws {
    let (cause, name, edit) = Self.edits[index]
    let then = try ReviewFixture.model()
    let now = try ReviewFixture.model(edit)
    let changes = try await ReviewFixture.changes(from: then, to: now)
    for other in ReviewCause.allCases where other != cause {
      #expect(changes[other] == .zero, "\(name): \(other)")
    }
    #expect(changes[cause] != .zero, "\(name)")
    // And back: the same change the other way round.
    let back = try await ReviewFixture.changes(from: now, to: then)
    for other in ReviewCause.allCases where other != cause { #expect(back[other] == .zero, "\(name): \(other)") }
    let there = try #require(changes[cause])
    let home = try #require(back[cause])
    #expect(abs(there.value + home.value) <= 1e-9 * abs(there.value), "\(name)")
    #expect(abs(there.annualHolding + home.annualHolding) <= 1e-9 * abs(there.annualHolding), "\(name)")
  }

  @Test("nothing changes where only what plans do not heed differs")
  func unheeded() async throws {
    let changes = try await ReviewFixture.changes(
      from: try ReviewFixture.model(),
      to: try ReviewFixture.model {
        $0.settings.simulation.seed += 1
        $0.settings.title = "Another"
        $0.inventory[0].onHand += 100
        $0.items[0].price = 1
      })
    #expect(changes.values.allSatisfy { $0 == .zero })
  }

  @Test("random mixtures telescope to the plan of the later model, on any number of threads", arguments: 0..<60)
  func mixtures(seed: UInt64) async throws {
    let then = try ReviewFixture.random(seed)
    let now = try ReviewFixture.random(seed, variant: 1)
    let bridge = try await PlanBridge(from: then, to: now, threads: 2)
    let single = try await PlanBridge(from: then, to: now, threads: 1)
    #expect(bridge.steps == single.steps && bridge.end == single.end)
    #expect(bridge.start == (try await PlanBridge(from: then, to: then)).end)
    let end = try await PlanBridge(from: now, to: now).end
    for measure in [\PlanTotals.units, \.value, \.annualHolding] {
      #expect(abs(bridge.end[keyPath: measure] - end[keyPath: measure]) <= 1e-9 * abs(end[keyPath: measure]))
      let sum = bridge.steps.reduce(bridge.start[keyPath: measure]) { $0 + $1.change[keyPath: measure] }
      #expect(abs(sum - end[keyPath: measure]) <= 1e-9 * max(1, abs(end[keyPath: measure])))
    }
  }

  @Test("networks that are planned together telescope, too", arguments: 0..<6)
  func joined(seed: UInt64) async throws {
    var then = try ReviewFixture.random(2 * seed + 100)
    var now = try ReviewFixture.random(2 * seed + 100, variant: 2)
    then.locations[0].storageCapacity = 20
    now.locations[0].storageCapacity = seed % 2 == 0 ? 20 : 35
    let bridge = try await PlanBridge(from: then, to: now)
    let sum = bridge.steps.reduce(bridge.start.units) { $0 + $1.change.units }
    #expect(abs(sum - bridge.end.units) <= 1e-9 * max(1, bridge.end.units))
    let end = try await PlanBridge(from: now, to: now).end
    #expect(abs(bridge.end.units - end.units) <= 1e-9 * end.units)
    if seed % 2 == 0, then.locations == now.locations {
      // Capacity is a setting like any other.
      var roomy = then
      roomy.locations[0].storageCapacity = 60
      let changes = try await ReviewFixture.changes(from: then, to: roomy)
      #expect(ReviewCause.allCases.allSatisfy { $0 == .settings || changes[$0] == .zero })
    }
  }

  @Test("a budget that the models between cannot pay for is left aside there, and told")
  func budget() async throws {
    var sample = SampleModels.Distribution(unitCosts: [10, 25])
    let free = try await PlanBridge(from: try sample.model(), to: try sample.model()).end
    sample.settings.optimization.budget = free.value * 1.02
    let then = try sample.model()
    sample.demand = { item, store in .normal(mean: Double(30 + 3 * store + item), sd: Double(12 + store)) }
    sample.settings.optimization.budget = free.value * 9
    let bridge = try await PlanBridge(from: then, to: try sample.model())
    #expect(bridge.leavesBoundsAside)
    let sum = bridge.steps.reduce(bridge.start.value) { $0 + $1.change.value }
    #expect(abs(sum - bridge.end.value) <= 1e-9 * bridge.end.value)
  }
}

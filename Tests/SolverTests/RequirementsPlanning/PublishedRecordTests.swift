import Probability
import SupplyNetwork
import Testing

@testable import Solver

/// Tables of textbooks and tables worked out by hand.
struct PublishedRecordTests {
  /// A stage alone, with its demand per period.
  static func record(
    _ stage: Stage, demand: [Double], onHand: Double, safetyStock: Double = 0, arrivals: [(Int, Double)] = [],
    rule: LotRule
  ) throws -> (record: RequirementsPlan.StageRecord, exceptions: [RequirementsPlan.Exception]) {
    let network = try StageNetwork(name: "one", stages: [stage], links: [])
    let plan = try RequirementsPlanning.plan(
      for: network,
      input: RequirementsInput(
        network: network, periods: demand.count, onHand: [onHand], safetyStock: [safetyStock],
        arrivals: arrivals.map { ScheduledArrival(stage: 0, period: $0.0, quantity: $0.1) },
        forecast: [ExternalForecast(values: demand)], lotRules: [rule]))
    return (plan.stages[0], plan.exceptions)
  }

  @Test("the basic record of Vollmann, Berry & Whybark, Manufacturing Planning and Control Systems")
  func basicRecord() throws {
    let (record, exceptions) = try Self.record(
      Stage(id: "part", processingTime: 1), demand: [0, 10, 0, 40, 10], onHand: 4, arrivals: [(1, 50)],
      rule: .fixedOrderQuantity(50))
    #expect(record.projectedOnHand == [54, 44, 44, 4, 44])
    #expect(record.plannedReleases == [0, 0, 0, 50, 0])
    #expect(record.plannedReceipts == [0, 0, 0, 0, 50])
    #expect(record.netRequirements == [0, 0, 0, 0, 6])
    // The 50 units are there before anybody needs them.
    #expect(exceptions == [.init(kind: .defer, stage: 0, quantity: 50, fromPeriod: 1, toPeriod: 2)])
  }

  @Test("the two distribution centres of a published worksheet (item 4682)")
  func distributionCentres() throws {
    let a = try Self.record(
      Stage(id: "A", processingTime: 2), demand: [25, 30, 55, 50, 30], onHand: 50, safetyStock: 10,
      arrivals: [(2, 100)], rule: .fixedOrderQuantity(100))
    #expect(a.record.projectedOnHand == [25, 95, 40, 90, 60])
    #expect(a.record.plannedReleases == [0, 100, 0, 0, 0])
    #expect(a.exceptions == [])
    let b = try Self.record(
      Stage(id: "B", processingTime: 1), demand: [95, 85, 100, 300, 300], onHand: 130, safetyStock: 32,
      rule: .fixedOrderQuantity(200))
    #expect(b.record.projectedOnHand == [35, 150, 50, 150, 50])
    #expect(b.record.plannedReleases == [200, 0, 400, 200, 0])
    #expect(b.exceptions == [])
  }

  /// The demand of the lot-sizing example of Silver, Pyke & Thomas (2017), with its fixed cost of $54 and carrying cost
  /// of $0.40 a unit and period: $501.20 at best, $553.60 with orders for two periods each.
  @Test("lot sizes of the example of Silver, Pyke & Thomas")
  func lotSizes() throws {
    let demand: [Double] = [10, 62, 12, 130, 154, 129, 88, 52, 124, 160, 238, 41]
    func cost(_ rule: LotRule) throws -> Double {
      let (record, _) = try Self.record(Stage(id: "s"), demand: demand, onHand: 0, rule: rule)
      #expect(record.plannedReceipts == record.plannedReleases)
      return record.plannedReceipts.reduce(0) { $0 + ($1 > 0 ? 54 : 0) } + 0.4 * record.projectedOnHand.reduce(0, +)
    }
    #expect(try abs(cost(.lotForLot) - 12 * 54) < 1e-9)
    #expect(try abs(cost(.periodOrderQuantity(2)) - 553.60) < 1e-9)
    let best: [Double] = [84, 0, 0, 130, 283, 0, 140, 0, 124, 160, 279, 0]
    #expect(try abs(cost(.sized { _ in best }) - 501.20) < 1e-9)
    let stage = Stage(id: "s", holdingCostRate: 0.4, fixedOrderCost: 54)
    #expect(try abs(cost(.leastCost(for: stage)) - 501.20) < 1e-9)
    #expect(try abs(cost(.leastCost(for: Stage(id: "s"))) - 12 * 54) < 1e-9)
  }

  @Test("two levels by hand: a centre that makes up kits for two shops")
  func twoLevels() throws {
    let network = try StageNetwork(
      name: "kits",
      stages: [
        Stage(id: "part", processingTime: 2, orderMultiple: 50),
        Stage(id: "north", processingTime: 1, demand: .normal(mean: 10, sd: 1)),
        Stage(id: "south", processingTime: 0, reviewPeriod: 2, demand: .normal(mean: 5, sd: 1)),
      ],
      links: [
        Link(supplier: 0, customer: 1, units: 2), Link(supplier: 0, customer: 2, units: 1, leadTime: 1, share: 0.5),
      ])
    let plan = try RequirementsPlanning.plan(
      for: network,
      input: RequirementsInput(
        network: network, periods: 5, onHand: [100, 25, 3], safetyStock: [20, 5, 0],
        arrivals: [ScheduledArrival(stage: 0, period: 4, quantity: 50)]))
    let (part, north, south) = (plan.stages[0], plan.stages[1], plan.stages[2])
    #expect(north.projectedOnHand == [15, 5, 5, 5, 5])
    #expect(north.plannedReleases == [0, 10, 10, 10, 10])
    // Nothing can come before period 2, so what is missing in 1 waits; then orders cover two periods each.
    #expect(south.netRequirements == [2, 5, 5, 5, 5])
    #expect(south.projectedOnHand == [-2, 5, 0, 5, 0])
    #expect(south.plannedReleases == [12, 0, 10, 0, 10])
    // 2 × north + half of south.
    #expect(part.grossRequirements == [6, 20, 25, 20, 25])
    #expect(part.scheduledReceipts == [0, 0, 0, 50, 0])
    // 94, 74, 49, 29 + 50 = 79, 54: the receipt of 4 is needed in 4 + 2 only, where 54 − 20 − 20 < 20.
    #expect(part.projectedOnHand == [94, 74, 49, 79, 54])
    #expect(part.plannedReleases == [0, 0, 0, 0, 50])
    #expect(
      plan.exceptions == [
        .init(kind: .defer, stage: 0, quantity: 50, fromPeriod: 4, toPeriod: 5),
        .init(kind: .shortage, stage: 2, quantity: 2, fromPeriod: 1, toPeriod: 1),
        .init(kind: .pastDueRelease, stage: 2, quantity: 2, fromPeriod: 0, toPeriod: 1),
      ])
    let orders = plan.orders.filter { $0.stage == 2 }
    #expect(orders.map(\.quantity) == [12, 10, 10])
    #expect(orders.map(\.releasePeriod) == [1, 3, 5])
    #expect(orders.map(\.receiptPeriod) == [2, 4, 6])
  }

  @Test("receipts too early, too late and not at all")
  func messages() throws {
    let (record, exceptions) = try Self.record(
      Stage(id: "s", processingTime: 3), demand: [10, 10, 10, 10, 10, 0, 0, 0], onHand: 12, safetyStock: 5,
      arrivals: [(3, 20), (4, 25), (5, 40)], rule: .lotForLot)
    // 12 − 10 = 2 < 5 in period 1: the 20 of 3 come to 22. 12, 2 in 3: the 25 of 4 come. 17, 7, and 40 are left over.
    #expect(record.netRequirements.allSatisfy { $0 == 0 })
    #expect(record.projectedOnHand == [2, -8, 2, 17, 47, 47, 47, 47])
    #expect(
      exceptions == [
        .init(kind: .shortage, stage: 0, quantity: 8, fromPeriod: 2, toPeriod: 2),
        .init(kind: .expedite, stage: 0, quantity: 20, fromPeriod: 3, toPeriod: 1),
        .init(kind: .expedite, stage: 0, quantity: 25, fromPeriod: 4, toPeriod: 3),
        .init(kind: .belowSafetyStock, stage: 0, quantity: 3, fromPeriod: 1, toPeriod: 3),
        .init(kind: .cancel, stage: 0, quantity: 40, fromPeriod: 5, toPeriod: nil),
      ])
  }
}

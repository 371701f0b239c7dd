import Probability
import SupplyNetwork
import Testing

@testable import Simulator

/// Small systems, worked by hand.
@Suite struct SequenceOfEventsTests {
  private let demand: [Double] = [4, 7, 2, 9, 0, 5, 3, 8, 1, 6]

  private func values(_ trace: SimulationTrace, _ measure: SimulationRun.Measure, stage: Int = 0) -> [Double] {
    (0..<trace.periodCount).map { trace.value(measure, period: $0, stage: stage) }
  }

  @Test func lostSales() throws {
    let network = try TestNetworks.single(Stage(id: "1", processingTime: 2, demand: .poisson(mean: 5)))
    let trace = Simulator.trace(
      network: network, policy: .baseStocks([10]), demand: [demand], unmetDemand: .lostSale)
    // Start 10. t0: 6 left, order 4. t1: 7 asked, 6 sold, 1 lost; position 4, order 6. t2: 4 arrive, 2 sold.
    // t3: 6 arrive, 8 on hand, 9 asked, 1 lost. t4: 2 arrive. t5: 8 arrive, 10 on hand, 5 sold.
    #expect(values(trace, .lost).prefix(6) == [0, 1, 0, 1, 0, 0])
    #expect(values(trace, .onHand).prefix(6) == [6, 0, 2, 0, 2, 5])
    #expect(values(trace, .ordered).prefix(6) == [4, 6, 2, 8, 0, 5])
    #expect(values(trace, .backorders).allSatisfy { $0 == 0 })
    #expect(values(trace, .externalDeliveredOnTime).prefix(4) == [4, 6, 2, 8])
    #expect(values(trace, .externalDue).prefix(4) == [4, 7, 2, 9])
    #expect(values(trace, .periodsWithoutStockout).prefix(4) == [1, 0, 1, 0])
    #expect(values(trace, .stockoutEvents).prefix(4) == [0, 1, 0, 1])
  }

  @Test func backordersAreServedFirst() throws {
    let network = try TestNetworks.single(
      Stage(id: "1", processingTime: 2, holdingCostRate: 1, backorderCostRate: 10, demand: .poisson(mean: 5)))
    let trace = Simulator.trace(network: network, policy: .baseStocks([8]), demand: [demand])
    // At the end of t, 8 less the demand of t − 1 and t.
    #expect(values(trace, .onHand) == [4, 0, 0, 0, 0, 3, 0, 0, 0, 1])
    #expect(values(trace, .backorders) == [0, 3, 1, 3, 1, 0, 0, 3, 1, 0])
    // t3 begins with 7 − 1 = 6 for 9: 3 late; t4 asks for nothing while 1 is owed.
    #expect(values(trace, .deliveredOnTime) == [4, 4, 1, 6, 0, 5, 3, 5, 0, 6])
    #expect(values(trace, .stockoutEvents) == [0, 1, 0, 0, 0, 0, 0, 1, 0, 0])
    #expect(values(trace, .cost) == [4, 30, 10, 30, 10, 3, 0, 30, 10, 1])
  }

  /// A commitment of 2 periods takes 2 periods off those that the stock must cover: what is left is the demand of
  /// L − S = 1 period, that from S to L periods ago.
  @Test func committedServiceTimeShrinksTheCoveredInterval() throws {
    let network = try TestNetworks.single(Stage(id: "1", processingTime: 3, demand: .poisson(mean: 5)))
    let trace = Simulator.trace(network: network, policy: .baseStocks([10], committed: [2]), demand: [demand])
    #expect(values(trace, .onHand) == [10, 10, 6, 3, 8, 1, 10, 5, 7, 2])
    #expect(values(trace, .due) == [0, 0, 4, 7, 2, 9, 0, 5, 3, 8])
    #expect(values(trace, .deliveredOnTime) == values(trace, .due))
    #expect(values(trace, .ordered) == demand)
    #expect(values(trace, .backorders).allSatisfy { $0 == 0 })
  }

  /// The customer of a supplier with S = 2 sees its lead time grow by 2.
  @Test func committedServiceTimeDelaysTheCustomer() throws {
    let network = try TestNetworks.serial(leadTimes: [2, 1], demand: .poisson(mean: 5))
    let trace = Simulator.trace(
      network: network, policy: .baseStocks([0, 20], committed: [2, 0]), demand: [[], demand])
    // Base stock 0 suffices upstream: what is due after 2 periods has just arrived.
    #expect(values(trace, .onHand, stage: 0).allSatisfy { $0 == 0 })
    #expect(values(trace, .backorders, stage: 0).allSatisfy { $0 == 0 })
    #expect((0..<10).map { trace.shipment(link: 0, period: $0) } == [0, 0] + demand.dropLast(2))
    // 20 less the demand of 3 periods.
    #expect(values(trace, .onHand, stage: 1) == [16, 9, 7, 2, 9, 6, 12, 4, 8, 5])
  }

  /// The outside supplier's service time comes before the processing time; only the latter is stock in transit.
  @Test func externalInboundServiceTime() throws {
    let network = try TestNetworks.single(
      Stage(id: "1", processingTime: 1, externalInboundServiceTime: 2, demand: .poisson(mean: 5)))
    let trace = Simulator.trace(network: network, policy: .baseStocks([20]), demand: [demand])
    #expect(values(trace, .onHand) == [16, 9, 7, 2, 9, 6, 12, 4, 8, 5])
    #expect(values(trace, .inTransit) == [0, 0] + demand.dropLast(2))
  }

  @Test func weeklyReviews() throws {
    let network = try TestNetworks.single(
      Stage(id: "1", processingTime: 2, reviewPeriod: 7, demand: .poisson(mean: 5)))
    let asked = demand + demand
    let trace = Simulator.trace(network: network, policy: .baseStocks([60]), demand: [asked])
    var orders = [Double](repeating: 0, count: 20)
    orders[0] = asked[0]
    orders[7] = asked[1...7].reduce(0, +)
    orders[14] = asked[8...14].reduce(0, +)
    #expect(values(trace, .ordered) == orders)
    // Just before the order of period 7 arrives: 60 less the demand since period 0.
    #expect(trace.value(.onHand, period: 8, stage: 0) == 60 - asked[1...8].reduce(0, +))
    #expect(trace.value(.onHand, period: 9, stage: 0) == 60 - asked[8...9].reduce(0, +))
  }

  @Test func zeroLeadTimesCascadeWithinThePeriod() throws {
    let network = try TestNetworks.serial(leadTimes: [0, 0, 0], demand: .poisson(mean: 5))
    for unmet in CaseSettings.UnmetDemand.allCases {
      let trace = Simulator.trace(
        network: network, policy: .baseStocks([0, 0, 0]), demand: [[], [], demand], unmetDemand: unmet)
      #expect(values(trace, .deliveredOnTime, stage: 2) == demand)
      #expect(values(trace, .lost, stage: 2).allSatisfy { $0 == 0 })
      for stage in 0..<3 {
        #expect(values(trace, .ordered, stage: stage) == demand)
        #expect(values(trace, .backorders, stage: stage).allSatisfy { $0 == 0 })
      }
    }
  }

  @Test func orderMultiplesAndMinimumOrders() throws {
    func orders(_ multiple: Double, _ minimum: Double) throws -> [Double] {
      let stage = Stage(
        id: "1", processingTime: 1, demand: .poisson(mean: 5), orderMultiple: multiple, minimumOrder: minimum)
      return values(
        Simulator.trace(network: try TestNetworks.single(stage), policy: .baseStocks([20]), demand: [demand]), .ordered)
    }
    // Need by period with multiples of 6: 4, 5, 1, 4, −2, 3, 0, 8, −3, 3.
    #expect(try orders(6, 0) == [6, 6, 6, 6, 0, 6, 0, 12, 0, 6])
    #expect(try orders(1, 5) == [5, 6, 5, 6, 0, 5, 5, 6, 5, 5])
    #expect(try orders(1, 0) == demand)
  }

  @Test func scarceStockIsSharedInProportion() throws {
    let network = try TestNetworks.warehouse(stores: [.poisson(mean: 5), .poisson(mean: 5)], leadTime: 5)
    let trace = Simulator.trace(
      network: network, policy: .baseStocks([8, 20, 20]), demand: [[], [12, 0], [4, 0]])
    #expect(trace.shipment(link: 0, period: 0) == 6)
    #expect(trace.shipment(link: 1, period: 0) == 2)
    #expect(trace.value(.backorders, period: 0, stage: 0) == 8)
    #expect(trace.value(.onHand, period: 0, stage: 0) == 0)
  }

  /// A unit takes two of one component and one of the other; both kinds wait for each other.
  @Test func componentsWaitForTheirKit() throws {
    let network = try StageNetwork(
      name: "assembly",
      stages: [
        Stage(id: "1", processingTime: 1, demand: .poisson(mean: 5)), Stage(id: "2", item: 1, processingTime: 4),
        Stage(id: "3", item: 2, processingTime: 4),
      ],
      links: [Link(supplier: 1, customer: 0, units: 2, leadTime: 1), Link(supplier: 2, customer: 0, leadTime: 0)])
    let trace = Simulator.trace(
      network: network, policy: .baseStocks([10, 6, 8]), demand: [[5, 0, 0, 0, 0, 0], [], []])
    // 6 of the 10 wanted first components: 3 units' worth; all 5 of the second.
    #expect((0..<6).map { trace.shipment(link: 0, period: $0) } == [3, 0, 0, 0, 2, 0])
    #expect((0..<6).map { trace.shipment(link: 1, period: $0) } == [5, 0, 0, 0, 0, 0])
    // 3 kits are complete at the start of 1 and finished at that of 2; the last 2 at those of 5 and 6.
    #expect(values(trace, .onHand) == [5, 5, 8, 8, 8, 8])
    #expect(values(trace, .inTransit) == [4, 4, 1, 1, 2, 2])
    #expect(values(trace, .backorders, stage: 1) == [4, 4, 4, 4, 0, 0])
  }

  /// Two suppliers get their shares, the outside supplier the rest; what arrives adds up.
  @Test func ordersAreSplitByShare() throws {
    let network = try StageNetwork(
      name: "shares",
      stages: [
        Stage(id: "1", processingTime: 1), Stage(id: "2", processingTime: 1),
        Stage(id: "3", processingTime: 1, demand: .poisson(mean: 8)),
      ],
      links: [Link(supplier: 0, customer: 2, leadTime: 1, share: 0.5), Link(supplier: 1, customer: 2, share: 0.25)])
    let trace = Simulator.trace(
      network: network, policy: .baseStocks([10, 10, 20]), demand: [[], [], [8, 0, 0, 0]])
    #expect(trace.shipment(link: 0, period: 0) == 4)
    #expect(trace.shipment(link: 1, period: 0) == 2)
    #expect(trace.outsideShipment(stage: 2, period: 0) == 2)
    #expect(values(trace, .onHand, stage: 2) == [12, 16, 20, 20])
    #expect(values(trace, .inTransit, stage: 2) == [8, 4, 0, 0])
  }

  /// A stage that also waits for the outside supplier starts when that input is there.
  @Test func outsideInputOfAStageWithSuppliers() throws {
    let network = try StageNetwork(
      name: "outside",
      stages: [
        Stage(id: "1", processingTime: 1),
        Stage(id: "2", processingTime: 1, externalInboundServiceTime: 2, demand: .poisson(mean: 8)),
      ],
      links: [Link(supplier: 0, customer: 1)])
    let trace = Simulator.trace(network: network, policy: .baseStocks([10, 20]), demand: [[], [8, 0, 0, 0]])
    #expect(values(trace, .onHand, stage: 1) == [12, 12, 12, 20])
    #expect(values(trace, .inTransit, stage: 1) == [4, 4, 8, 0])
  }

  @Test func startingStockAndPeriodsWithoutEnd() throws {
    let network = try TestNetworks.single(Stage(id: "1", processingTime: .max, demand: .poisson(mean: 5)))
    let trace = Simulator.trace(
      network: network, policy: .baseStocks([20], committed: [.max]), demand: [demand], startingOnHand: [25])
    #expect(values(trace, .onHand).allSatisfy { $0 == 25 })
    #expect(values(trace, .ordered).prefix(3) == [0, 6, 2])
    let none = Simulator.replay(network: network, policy: .baseStocks([20]), demand: [])
    #expect(none.periods == 0)
    #expect(none.value(.onHand, replication: 0, stage: 0) == 0)
  }
}

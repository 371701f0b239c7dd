import Probability
import SupplyNetwork
import Testing

@testable import Simulator

/// Echelon policies, forecasts and cancelled orders, worked by hand.
@Suite struct PolicyTests {
  private func values(_ trace: SimulationTrace, _ measure: SimulationRun.Measure, stage: Int) -> [Double] {
    (0..<trace.periodCount).map { trace.value(measure, period: $0, stage: stage) }
  }

  private func policy(_ rules: [ReplenishmentPolicy], _ unfilled: UnfilledOrders = .wait) -> NetworkPolicy {
    NetworkPolicy(replenishment: rules, committedServiceTime: rules.map { _ in 0 }, unfilledOrders: unfilled)
  }

  /// Every stage reviews every period and starts at its level: echelon and installation base stocks order the same
  /// (Axsäter & Rosling 1993, doi:10.1287/mnsc.39.10.1274).
  @Test func echelonBaseStocksOfAChain() throws {
    let network = try TestNetworks.serial(leadTimes: [2, 1, 1], demand: .poisson(mean: 5))
    let demand = [[], [], [4, 7, 2, 9, 0, 5, 3, 8, 1, 6].map(Double.init)]
    let echelon = Simulator.trace(
      network: network, policy: policy([30, 19, 9].map { .echelonBaseStock($0) }), demand: demand)
    let local = Simulator.trace(
      network: network, policy: policy([11, 10, 9].map { .installationBaseStock($0) }), demand: demand)
    #expect(echelon == local)
    // t1: 30 − (11 − 11 + 4 on order + 10 + 9 − 4 owed by no one yet): what was sold.
    #expect(values(echelon, .ordered, stage: 0).prefix(4) == [4, 7, 2, 9])
  }

  /// Where the stages below do not start at their levels, the echelon counts what they have.
  @Test func echelonBaseStockCountsStockBelow() throws {
    let network = try TestNetworks.serial(leadTimes: [1, 1, 1], demand: .poisson(mean: 5))
    let trace = Simulator.trace(
      network: network, policy: policy([.echelonBaseStock(30), .installationBaseStock(4), .installationBaseStock(6)]),
      demand: [[], [], [3, 0, 0]], startingOnHand: [5, 9, 6])
    // t0: stage 2 orders 3, stage 1 has 9 − 3 and orders nothing; echelon 5 + 6 + 6 = 17.
    #expect(values(trace, .ordered, stage: 0) == [13, 0, 0])
    #expect(values(trace, .onHand, stage: 0) == [5, 18, 18])
  }

  private func minMax(_ signal: SmoothedMinMax.Signal = .ordersReceived) -> ReplenishmentPolicy {
    .smoothedMinMax(
      SmoothedMinMax(
        demand: DemandSmoothing(weight: 0.5, startingMean: 10, startingDeviation: 2), safetyFactor: 1,
        coverPeriods: 4, orderPeriods: 1, signal: signal))
  }

  /// min = 4m + 2.5d, max = min + m; all start with 55.
  @Test func minimumAndMaximumFollowTheForecast() throws {
    let network = try TestNetworks.serial(leadTimes: [1, 1, 1], demand: .poisson(mean: 5))
    func trace(_ signal: SmoothedMinMax.Signal, _ unfilled: UnfilledOrders = .wait) -> SimulationTrace {
      Simulator.trace(
        network: network, policy: policy([.installationBaseStock(500), minMax(signal), minMax()], unfilled),
        demand: [[], [], [10, 20, 0, 10]])
    }
    // Store, t1: m 15, d 3, min 67.5, max 82.5, position 25. Then m 7.5, d 5.25, min 43.125; m 8.75, d 3.25.
    #expect(values(trace(.ordersReceived), .ordered, stage: 2) == [0, 57.5, 0, 0])
    // Above it, t0: m 5, d 3.5. t1: orders 57.5: m 31.25, d 14.875, max 193.4375, position −2.5.
    #expect(values(trace(.ordersReceived), .ordered, stage: 1).prefix(2) == [0, 195.9375])
    // Shipments of t1 come after the order: m 2.5, d 3, min 17.5, max 20.
    #expect(values(trace(.quantitiesShipped), .ordered, stage: 1).prefix(2) == [0, 22.5])
    // Where the rest is cancelled, the 55 units leave first: m 30, d 14.25, max 185.625, position 0.
    #expect(values(trace(.quantitiesShipped, .cancel), .ordered, stage: 1).prefix(2) == [0, 185.625])
  }

  /// An empty shelf hides demand from the forecast; a backorder does not.
  @Test(arguments: [CaseSettings.UnmetDemand.lostSale, .backorder])
  func recordedSalesAreWhatAForecastSees(unmet: CaseSettings.UnmetDemand) throws {
    let network = try TestNetworks.single(Stage(id: "1", processingTime: 1, demand: .poisson(mean: 5)))
    let trace = Simulator.trace(
      network: network, policy: policy([minMax()]), demand: [[30]], unmetDemand: unmet, startingOnHand: [20])
    // Lost: x 20, m 15, d 3.5, max 83.75, position 0. Backordered: x 30, m 20, d 6, max 115, position −10.
    #expect(values(trace, .ordered, stage: 0) == [unmet == .lostSale ? 83.75 : 125])
  }

  /// Target 5m over what the centre and the store have; m starts with 10 and takes half of what is new.
  @Test func echelonReplenishmentFollowsThePointsOfSale() throws {
    let network = try TestNetworks.serial(leadTimes: [1, 1], demand: .poisson(mean: 5))
    func orders(_ signal: EchelonReplenishment.Signal, latency: Int = 0) -> [Double] {
      let rule = EchelonReplenishment(
        demand: DemandSmoothing(weight: 0.5, startingMean: 10, startingDeviation: 0), safetyFactor: 0,
        coverPeriods: 4, extraPeriods: 1, signal: signal, latency: latency)
      let trace = Simulator.trace(
        network: network, policy: policy([.echelonReplenishment(rule), .installationBaseStock(20)]),
        demand: [[], [10, 30, 0]], unmetDemand: .lostSale)
      return values(trace, .ordered, stage: 0)
    }
    // Start 30 + 20. t0: 10 sold, target 50, echelon 40. t1: 20 sold of 30: m 15, target 75; echelon 30. t2: enough.
    #expect(orders(.recordedSales) == [10, 45, 0])
    #expect(orders(.consumerDemand) == [10, 70, 0])
    // A period late, t1 knows of 10 only, and t2 of the 20: target 75, echelon 50.
    #expect(orders(.recordedSales, latency: 1) == [10, 20, 25])
  }

  @Test func ordersThatCannotBeFilledAreCancelled() throws {
    let network = try TestNetworks.warehouse(stores: [.poisson(mean: 5), .poisson(mean: 5)], leadTime: 5)
    let trace = Simulator.trace(
      network: network, policy: policy([8, 20, 20].map { .installationBaseStock($0) }, .cancel),
      demand: [[], [12, 0], [4, 0]])
    #expect(trace.shipment(link: 0, period: 0) == 6)
    #expect(trace.shipment(link: 1, period: 0) == 2)
    // The stores order again what they lack; the warehouse replaces what left it.
    #expect(values(trace, .ordered, stage: 1) == [12, 6])
    #expect(values(trace, .ordered, stage: 2) == [4, 2])
    #expect(values(trace, .ordered, stage: 0) == [8, 0])
    #expect(values(trace, .backorders, stage: 0) == [0, 0])
    #expect(values(trace, .periodsWithoutStockout, stage: 0) == [0, 0])
  }

  /// A kit needs all its parts: components wait in any case.
  @Test func ordersForKitsAreNotCancelled() throws {
    let network = try StageNetwork(
      name: "assembly",
      stages: [
        Stage(id: "1", processingTime: 1, demand: .poisson(mean: 5)), Stage(id: "2", item: 1, processingTime: 4),
        Stage(id: "3", item: 2, processingTime: 4),
      ],
      links: [Link(supplier: 1, customer: 0, leadTime: 1), Link(supplier: 2, customer: 0, leadTime: 0)])
    let rules = [10, 3, 8].map { ReplenishmentPolicy.installationBaseStock($0) }
    let demand: [[Double]] = [[5, 0, 0, 0, 0, 0, 0], [], []]
    let waiting = Simulator.trace(network: network, policy: policy(rules), demand: demand)
    let cancelling = Simulator.trace(network: network, policy: policy(rules, .cancel), demand: demand)
    #expect(waiting == cancelling)
  }
}

import Probability
import SupplyNetwork
import Testing

@testable import Simulator

/// Traces of another simulator on given demand, to the unit, for systems in which the conventions coincide: shipments
/// arrive before demand, orders reach their supplier at once, no stage has two customers. They are all cases there are.
@Suite(.enabled(if: Oracles.exist)) struct TraceOracleTests {
  @Test func everyCaseIsHere() {
    let played = ["serial3_local_bs", "single_sS", "single_rQ", "assembly3_local_bs"]
    #expect(Oracles.names(in: "sim_traces.json") == played)
  }

  /// Compares stock, backorders, orders and what was delivered on time at one stage.
  private func compare(_ trace: SimulationTrace, stage: Int, with rows: [TraceOracle.Row], kinds: Double = 1) {
    #expect(rows.count == trace.periodCount)
    for (period, row) in rows.enumerated() {
      func now(_ measure: SimulationRun.Measure) -> Double { trace.value(measure, period: period, stage: stage) }
      #expect(now(.onHand) == max(0, row.inventoryLevel), "stage \(stage), period \(period)")
      #expect(now(.backorders) == row.backorders, "stage \(stage), period \(period)")
      #expect(now(.ordered) * kinds == row.orderQuantity, "stage \(stage), period \(period)")
      #expect(now(.deliveredOnTime) == row.demandMetFromStock, "stage \(stage), period \(period)")
    }
  }

  @Test func serialSystem() throws {
    let oracle: TraceOracle = try Oracles.named("serial3_local_bs", in: "sim_traces.json")
    let network = try TestNetworks.serial(leadTimes: [2, 1, 1], demand: .poisson(mean: 5))
    let trace = Simulator.trace(
      network: network, policy: .baseStocks([11, 6, 7]), demand: [[], [], oracle.input.demand])
    for (stage, name) in ["3", "2", "1"].enumerated() {
      let rows = try #require(oracle.expected[name])
      compare(trace, stage: stage, with: rows)
      guard stage < 2 else { continue }
      // In transit to the customer at the supplier's rate.
      let rate = stage == 0 ? 2.0 : 4.0
      for (period, row) in rows.enumerated() {
        let inTransit = trace.value(.inTransit, period: period, stage: stage + 1)
        #expect(inTransit * rate == row.inTransitHoldingCost)
        #expect(trace.shipment(link: stage, period: period) == row.outboundShipmentByCustomer["\(2 - stage)"])
      }
    }
  }

  @Test func reorderPointAndOrderUpToLevel() throws {
    let oracle: TraceOracle = try Oracles.named("single_sS", in: "sim_traces.json")
    let network = try TestNetworks.single(Stage(id: "1", processingTime: 2, demand: .poisson(mean: 10)))
    let policy = NetworkPolicy.single(.reorderPointOrderUpTo(reorderPoint: 35, orderUpTo: 70))
    let trace = Simulator.trace(network: network, policy: policy, demand: [oracle.input.demand])
    compare(trace, stage: 0, with: try #require(oracle.expected["0"]))
  }

  @Test func reorderPointAndOrderQuantity() throws {
    let oracle: TraceOracle = try Oracles.named("single_rQ", in: "sim_traces.json")
    let rows = try #require(oracle.expected["0"])
    let network = try TestNetworks.single(Stage(id: "1", processingTime: 2, demand: .poisson(mean: 10)))
    let policy = NetworkPolicy.single(.reorderPointOrderQuantity(reorderPoint: 35, quantity: 40))
    let start = rows[0].inventoryLevel + oracle.input.demand[0]
    let trace = Simulator.trace(
      network: network, policy: policy, demand: [oracle.input.demand], startingOnHand: [start])
    compare(trace, stage: 0, with: rows)
  }

  @Test(arguments: [(0, 1), (1, 0)])
  func assembly(transport: Int, processing: Int) throws {
    let oracle: TraceOracle = try Oracles.named("assembly3_local_bs", in: "sim_traces.json")
    let network = try StageNetwork(
      name: "assembly",
      stages: [
        Stage(id: "0", item: 0, processingTime: processing, demand: .poisson(mean: 5)),
        Stage(id: "1", item: 1, processingTime: 2), Stage(id: "2", item: 2, processingTime: 2),
      ],
      links: [1, 2].map { Link(supplier: $0, customer: 0, leadTime: transport) })
    let trace = Simulator.trace(
      network: network, policy: .baseStocks([7, 11, 9]), demand: [oracle.input.demand, [], []])
    for stage in 0..<3 {
      let rows = try #require(oracle.expected["\(stage)"])
      compare(trace, stage: stage, with: rows, kinds: stage == 0 ? 2 : 1)
      guard stage > 0 else { continue }
      for (period, row) in rows.enumerated() {
        #expect(trace.shipment(link: stage - 1, period: period) == row.outboundShipmentByCustomer["0"])
      }
    }
  }
}

import SupplyNetwork
import Testing

@testable import Simulator

/// No unit appears or vanishes, in whatever network and under whatever policy.
@Suite struct ConservationTests {
  static let systems = 0..<300

  @Test func everyStageKeepsItsUnits() throws {
    for number in Self.systems {
      let system = try RandomSystem(number)
      let network = system.network
      let trace = Simulator.trace(
        network: network, policy: system.policy, demand: system.demand, unmetDemand: system.unmetDemand)
      trace.expectUnitsKept(network, from: network.startingOnHand(system.policy), "system \(number)")
    }
  }

  /// What a stage ships to its customers and the market is what it gave up; what it asked for is what its suppliers
  /// came to owe.
  @Test func ordersBecomeShipments() throws {
    for number in Self.systems {
      let system = try RandomSystem(number)
      let network = system.network
      let trace = Simulator.trace(
        network: network, policy: system.policy, demand: system.demand, unmetDemand: system.unmetDemand)
      let periods = trace.periodCount
      for stage in network.stages.indices {
        let wait = system.policy.committedServiceTime[stage]
        var expectedDue = 0.0
        var due = 0.0
        var shipped = 0.0
        for period in 0..<periods {
          let source = period - wait
          if source >= 0 {
            if network.stages[stage].demand != nil { expectedDue += system.demand[stage][source] }
            for index in network.customerLinks[stage] {
              let link = network.links[index]
              let ordered = trace.value(.ordered, period: source, stage: link.customer)
              expectedDue += ordered * link.share * link.units
            }
          }
          due += trace.value(.due, period: period, stage: stage)
          #expect(abs(due - expectedDue) < 1e-8, "system \(number), stage \(stage), period \(period)")
          for index in network.customerLinks[stage] {
            shipped += trace.shipment(link: index, period: period) * network.links[index].units
          }
        }
        // Where all goes to customers, what was due is shipped or still owed.
        if network.stages[stage].demand == nil {
          let owed = trace.value(.backorders, period: periods - 1, stage: stage)
          #expect(abs(shipped + owed - due) < 1e-8, "system \(number), stage \(stage)")
        }
      }
    }
  }

  /// In = out + stock over the whole network, where a unit is a unit everywhere.
  @Test func theNetworkKeepsItsUnits() throws {
    var systems = 0
    for number in Self.systems {
      let system = try RandomSystem(number)
      let network = system.network
      let isPlain = network.stages.indices.allSatisfy { StageInputs(of: $0, in: network).count == 1 }
      guard isPlain, network.links.allSatisfy({ $0.units == 1 }) else { continue }
      systems += 1
      let trace = Simulator.trace(
        network: network, policy: system.policy, demand: system.demand, unmetDemand: system.unmetDemand)
      var stock = network.startingOnHand(system.policy).reduce(0, +)
      for period in 0..<trace.periodCount {
        let sum = { (measure: SimulationRun.Measure) in
          network.stages.indices.map { trace.value(measure, period: period, stage: $0) }.reduce(0, +)
        }
        for stage in network.stages.indices { stock += trace.outsideShipment(stage: stage, period: period) }
        stock -= sum(.externalDue) - sum(.lost)
        // What the market is still owed has not left.
        let owedInside = network.links.indices.map { index in
          let link = network.links[index]
          let wait = system.policy.committedServiceTime[link.supplier]
          let asked = (0...period).filter { $0 + wait <= period }.map {
            trace.value(.ordered, period: $0, stage: link.customer) * link.share
          }
          return asked.reduce(0, +) - (0...period).map { trace.shipment(link: index, period: $0) }.reduce(0, +)
        }.reduce(0, +)
        let owedOutside = sum(.backorders) - owedInside
        #expect(abs(stock + owedOutside - sum(.onHand) - sum(.inTransit)) < 1e-7, "system \(number), period \(period)")
      }
    }
    #expect(systems > 50)
  }

  @Test func nothingIsNegative() throws {
    for number in Self.systems {
      let system = try RandomSystem(number)
      let trace = Simulator.trace(
        network: system.network, policy: system.policy, demand: system.demand, unmetDemand: system.unmetDemand)
      for stage in system.network.stages.indices {
        for period in 0..<trace.periodCount {
          for measure in SimulationRun.Measure.allCases {
            #expect(trace.value(measure, period: period, stage: stage) >= -1e-9, "\(number) \(measure)")
          }
          let onTime = trace.value(.deliveredOnTime, period: period, stage: stage)
          #expect(onTime <= trace.value(.due, period: period, stage: stage) + 1e-9)
        }
        for (link, _) in system.network.links.enumerated() {
          for period in 0..<trace.periodCount { #expect(trace.shipment(link: link, period: period) >= -1e-9) }
        }
      }
    }
  }

  /// On-hand + on-order − backorders − accepted orders not due yet is what the policy raises to its level.
  @Test func baseStockHoldsTheInventoryPosition() throws {
    for number in Self.systems {
      let system = try RandomSystem(number)
      let network = system.network
      let trace = Simulator.trace(network: network, policy: system.policy, demand: system.demand)
      for stage in network.stages.indices {
        guard case .installationBaseStock(let level) = system.policy.replenishment[stage],
          network.stages[stage].reviewPeriod == 1, network.stages[stage].orderMultiple == 1,
          network.stages[stage].minimumOrder == 0
        else { continue }
        let start = max(0, level)
        var ordered = 0.0
        var asked = 0.0
        for period in 0..<trace.periodCount {
          ordered += trace.value(.ordered, period: period, stage: stage)
          if network.stages[stage].demand != nil { asked += system.demand[stage][period] }
          for index in network.customerLinks[stage] {
            let link = network.links[index]
            asked += trace.value(.ordered, period: period, stage: link.customer) * link.share * link.units
          }
          #expect(abs(start + ordered - asked - level) < 1e-8, "system \(number), stage \(stage), period \(period)")
        }
      }
    }
  }
}

import Probability
import SupplyNetwork
import Testing

@testable import Simulator

/// Networks that meet the same demand are played on one draw of it.
@Suite struct SharedDemandTests {
  private func network(
    time: Int = 2, outage: Int? = nil, mean: Double = 10, correlation: Double = 0.3
  ) throws -> StageNetwork {
    var supplier = Stage(id: "DC", location: 0, processingTime: time)
    if let outage { supplier.outsideDisruptions = [Disruption(.at(period: outage), periods: 6)] }
    return try StageNetwork(
      name: "two",
      stages: [
        supplier, Stage(id: "S1", location: 1, processingTime: 1, demand: .normal(mean: mean, sd: 3)),
        Stage(id: "S2", location: 2, processingTime: 1, demand: .gamma(mean: 5, sd: 2)),
      ], links: [Link(supplier: 0, customer: 1), Link(supplier: 0, customer: 2)], correlation: correlation)
  }

  @Test func eachRunIsTheSameAsAlone() throws {
    let networks = [try network(), try network(time: 5), try network(outage: 20)]
    let policies = [(50.0, 25.0, 14.0), (95, 25, 14), (60, 30, 18)].map { levels in
      NetworkPolicy(
        replenishment: [levels.0, levels.1, levels.2].map { .installationBaseStock($0) },
        committedServiceTime: [0, 0, 0])
    }
    var settings = CaseSettings.Simulation()
    (settings.periods, settings.warmUp, settings.replications) = (60, 10, 11)
    let together = Simulator.run(networks: networks, policies: policies, settings: settings, streamIndex: 4)
    for index in networks.indices {
      let alone = Simulator.run(
        network: networks[index], policies: [policies[index]], settings: settings, streamIndex: 4)
      #expect(together[index] == alone[0])
    }
    #expect(together[0] != together[1])
  }

  @Test func onlyTheSameDemandIsShared() throws {
    #expect(try network().meetsDemand(of: try network(time: 9, outage: 3)))
    #expect(try !network().meetsDemand(of: try network(mean: 11)))
    #expect(try !network().meetsDemand(of: try network(correlation: 0)))
  }
}

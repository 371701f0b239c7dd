import SupplyNetwork
import Testing

@testable import Simulator

extension SimulationTrace {
  /// Expects every unit of every stage to be somewhere in every period, and no measure to be negative: what a stage began
  /// with and was sent, also by peers, is on hand, on its way, or delivered.
  func expectUnitsKept(_ network: StageNetwork, from starts: [Double], _ name: String) {
    for stage in network.stages.indices {
      // Every kind of input brings its part of the units.
      let kinds = Double(StageInputs(of: stage, in: network).count)
      var (sent, gone) = (0.0, 0.0)
      for period in 0..<periodCount {
        func now(_ measure: SimulationRun.Measure) -> Double { value(measure, period: period, stage: stage) }
        for link in network.supplierLinks[stage] { sent += shipment(link: link, period: period) / kinds }
        sent += outsideShipment(stage: stage, period: period) / kinds + now(.transshippedIn)
        gone += now(.due) - now(.lost) + now(.transshippedOut)
        let there = now(.onHand) + now(.inTransit) - now(.backorders)
        #expect(abs(starts[stage] + sent - gone - there) < 1e-8, "\(name), stage \(stage), period \(period)")
        for measure in SimulationRun.Measure.allCases {
          #expect(now(measure) >= -1e-9, "\(name), stage \(stage), period \(period), \(measure)")
        }
      }
    }
  }
}

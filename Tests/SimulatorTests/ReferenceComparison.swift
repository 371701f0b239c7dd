import SupplyNetwork
import Testing

@testable import Simulator

extension ReferenceSimulator {
  /// Holds a trace of the engine against what the reference says every stage does in every period.
  func expectSame(_ trace: SimulationTrace, _ name: String) throws {
    for period in 0..<trace.periodCount {
      for stage in network.stages.indices {
        let day = days[period][stage]
        for (measure, expected) in [
          (SimulationRun.Measure.onHand, day.onHand), (.backorders, day.backorders), (.ordered, day.ordered),
          (.externalDue, day.due), (.externalDeliveredOnTime, day.onTime), (.lost, day.lost),
        ] {
          let found = trace.value(measure, period: period, stage: stage)
          try #require(
            abs(found - expected) <= 1e-9 * max(100, abs(expected)),
            "\(name), stage \(stage), period \(period), \(measure): \(found), not \(expected)")
        }
      }
    }
  }
}

import SupplyNetwork
import Testing

@testable import Simulator

extension ReferenceSimulator {
  /// Holds a trace of the engine against what the reference says every stage does in every period.
  func expectSame(_ trace: SimulationTrace, _ name: String) throws {
    try expectSame(periods: trace.periodCount, name) { day, period, stage in
      [
        (SimulationRun.Measure.onHand, day.onHand), (.backorders, day.backorders), (.ordered, day.ordered),
        (.externalDue, day.due), (.externalDeliveredOnTime, day.onTime), (.lost, day.lost),
        (.expedited, day.expedited), (.transshippedIn, day.fromPeers), (.transshippedOut, day.toPeers),
      ].map { ("\($0)", trace.value($0, period: period, stage: stage), $1) }
    }
  }

  /// Holds the course of a world, in which every stage is a tier of its own, against the reference.
  func expectSame(_ course: NetworkCourse, _ name: String) throws {
    try expectSame(periods: course.periodCount, name) { day, period, stage in
      [
        (NetworkCourse.Measure.onHand, day.onHand), (.backorders, day.backorders), (.ordered, day.ordered),
        (.externalDue, day.due), (.externalDeliveredOnTime, day.onTime), (.lost, day.lost),
      ].map { ("\($0)", course.value($0, period: period, tier: stage), $1) }
    }
  }

  private func expectSame(
    periods: Int, _ name: String, _ pairs: (Day, Int, Int) -> [(measure: String, found: Double, expected: Double)]
  ) throws {
    for period in 0..<periods {
      for stage in network.stages.indices {
        for (measure, found, expected) in pairs(days[period][stage], period, stage) {
          try #require(
            abs(found - expected) <= 1e-9 * max(100, abs(expected)),
            "\(name), stage \(stage), period \(period), \(measure): \(found), not \(expected)")
        }
      }
    }
  }
}

/// Stages whose processing time varies.
extension Player {
  /// Turns to the time that processing takes which starts in the period.
  @inline(never)
  func drawProcessingTime(_ place: Int) { processingTimes.pointee.advance(row: steps[place].timeRow) }

  /// Starts processing of units, in every world for its own time.
  ///
  /// - Returns: units finished at once.
  @inline(never)
  func process(_ units: Lanes<Scalar>, at place: Int, _ period: Int) -> Lanes<Scalar> {
    var finished = Lanes<Scalar>()
    for lane in 0..<Lanes<Scalar>.count {
      let time = processingTimes.pointee.current(row: steps[place].timeRow, lane: lane)
      if time > 0 {
        rings[steps[place].arrivals.slot(period &+ time)][lane] += units[lane]
      } else {
        finished[lane] = units[lane]
      }
    }
    return finished
  }
}

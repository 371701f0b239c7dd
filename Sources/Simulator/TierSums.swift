import SupplyNetwork

/// Totals of one period over the stages of a tier, in every world, in units.
///
/// In double precision whatever the engine computes in: sums over thousands of stages.
struct TierSums {
  private(set) var externalDue = SIMD8<Double>()
  private(set) var externalOnTime = SIMD8<Double>()
  private(set) var lost = SIMD8<Double>()
  private(set) var onHand = SIMD8<Double>()
  private(set) var backorders = SIMD8<Double>()
  private(set) var ordered = SIMD8<Double>()

  /// Writes the totals of one world in the order of ``NetworkCourse/Measure``.
  func write(lane: Int, to totals: UnsafeMutablePointer<Double>) {
    totals[NetworkCourse.Measure.externalDue.rawValue] = externalDue[lane]
    totals[NetworkCourse.Measure.externalDeliveredOnTime.rawValue] = externalOnTime[lane]
    totals[NetworkCourse.Measure.lost.rawValue] = lost[lane]
    totals[NetworkCourse.Measure.onHand.rawValue] = onHand[lane]
    totals[NetworkCourse.Measure.backorders.rawValue] = backorders[lane]
    totals[NetworkCourse.Measure.ordered.rawValue] = ordered[lane]
  }

  /// Adds orders of a stage.
  mutating func add<Scalar>(ordered quantity: Lanes<Scalar>) { ordered += quantity.widened }

  /// Adds the end of a stage's period.
  mutating func add<Scalar>(onHand stock: Lanes<Scalar>, backorders owed: Lanes<Scalar>) {
    onHand += stock.widened
    backorders += owed.widened
  }

  /// Adds what became of external demand.
  mutating func add<Scalar>(externalDue due: Lanes<Scalar>, onTime: Lanes<Scalar>, lost missed: Lanes<Scalar>) {
    externalDue += due.widened
    externalOnTime += onTime.widened
    lost += missed.widened
  }
}

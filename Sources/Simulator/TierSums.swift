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

  /// A total in one world.
  func value(_ measure: NetworkCourse.Measure, lane: Int) -> Double {
    switch measure {
    case .externalDue: externalDue[lane]
    case .externalDeliveredOnTime: externalOnTime[lane]
    case .lost: lost[lane]
    case .onHand: onHand[lane]
    case .backorders: backorders[lane]
    case .ordered: ordered[lane]
    }
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

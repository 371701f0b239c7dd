/// Demand of one stage and period in every world, as it is kept until it is played.
protocol DemandVector {
  associatedtype Scalar: LaneScalar

  /// None.
  init()
  /// Whole numbers, from 0 to 255.
  init(counts: SIMD8<Int32>)
  /// In units.
  var quantity: Lanes<Scalar> { get }
}

extension Lanes: DemandVector {
  @inline(__always)
  init(counts: SIMD8<Int32>) { self.init(Scalar.quantities(counts)) }
  @inline(__always)
  var quantity: Lanes<Scalar> { self }
}

/// Demand in small whole numbers: at a quarter of the size, the engine's state stays in cache beside it.
struct WholeLanes<Scalar: LaneScalar>: DemandVector {
  private let counts: SIMD8<UInt8>

  @inline(__always)
  init() { counts = SIMD8() }
  @inline(__always)
  init(counts: SIMD8<Int32>) { self.counts = SIMD8(truncatingIfNeeded: counts) }
  @inline(__always)
  var quantity: Lanes<Scalar> { Lanes(Scalar.quantities(counts)) }
}

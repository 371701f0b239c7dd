/// One quantity of the same stage in several worlds: what the engine computes with.
///
/// A world is a replication of a network, or another network of the same shape. Worlds share every branch that the
/// engine takes; only the quantities differ. Playing them side by side turns all arithmetic into vector instructions and
/// pays each branch once for all. What happens in a lane does not depend on the other lanes, to the last bit.
struct Lanes<Scalar: LaneScalar>: Hashable {
  typealias Mask = SIMDMask<SIMD8<Scalar.SIMDMaskScalar>>

  /// Worlds side by side.
  static var count: Int { 8 }

  private(set) var vector: SIMD8<Scalar>

  /// Zeros.
  @inline(__always)
  init() { vector = SIMD8() }

  @inline(__always)
  init(_ vector: SIMD8<Scalar>) { self.vector = vector }

  /// The same value in every lane.
  @inline(__always)
  init(every value: Double) { vector = Scalar.lanes(every: Scalar(value)) }

  /// A value for each of the worlds; lanes beyond repeat the first.
  init(_ worlds: Int, _ value: (Int) -> Double) {
    self.init(every: worlds > 0 ? value(0) : 0)
    for lane in 1..<max(1, min(worlds, Self.count)) { vector[lane] = Scalar(value(lane)) }
  }

  /// The value in a lane.
  subscript(lane: Int) -> Double {
    get { Double(vector[lane]) }
    set { vector[lane] = Scalar(newValue) }
  }

  @inline(__always)
  static func + (a: Self, b: Self) -> Self { Self(Scalar.sum(a.vector, b.vector)) }
  @inline(__always)
  static func - (a: Self, b: Self) -> Self { Self(Scalar.difference(a.vector, b.vector)) }
  @inline(__always)
  static func * (a: Self, b: Self) -> Self { Self(Scalar.product(a.vector, b.vector)) }
  @inline(__always)
  static func / (a: Self, b: Self) -> Self { Self(Scalar.quotient(a.vector, b.vector)) }
  @inline(__always)
  static func * (a: Self, b: Double) -> Self { a * Self(every: b) }
  @inline(__always)
  static func / (a: Self, b: Double) -> Self { a / Self(every: b) }
  @inline(__always)
  static func += (a: inout Self, b: Self) { a = a + b }
  @inline(__always)
  static func -= (a: inout Self, b: Self) { a = a - b }

  @inline(__always)
  static func .< (a: Self, b: Self) -> Mask { Scalar.isLess(a.vector, b.vector) }
  @inline(__always)
  static func .<= (a: Self, b: Self) -> Mask { Scalar.isAtMost(a.vector, b.vector) }
  @inline(__always)
  static func .> (a: Self, b: Self) -> Mask { Scalar.isLess(b.vector, a.vector) }

  /// The other value in the lanes of a mask.
  @inline(__always)
  func replacing(with other: Self, where mask: Mask) -> Self { Self(Scalar.choice(mask, other.vector, vector)) }

  /// The smaller of two values, lane by lane.
  @inline(__always)
  func lesser(_ other: Self) -> Self { replacing(with: other, where: other .< self) }

  /// Negative lanes become zero.
  @inline(__always)
  var positivePart: Self { replacing(with: Self(), where: self .< Self()) }

  /// Without the sign.
  @inline(__always)
  var magnitude: Self { replacing(with: Self() - self, where: self .< Self()) }

  /// The next whole number up.
  var roundedUp: Self {
    var rounded = self
    for lane in 0..<Self.count { rounded.vector[lane] = vector[lane].rounded(.up) }
    return rounded
  }

  /// Whether any lane of a mask is set.
  @inline(__always)
  static func any(_ mask: Mask) -> Bool { Scalar.isAnySet(mask) }

  /// In double precision, in which sums over many stages are kept.
  @inline(__always)
  var widened: SIMD8<Double> { Scalar.widened(vector) }
}

/// A number type that the engine computes with: `Double` for evidence, `Float` for scale, at half the memory and twice
/// the lanes of an instruction.
///
/// The operations are stated per type because the generic ones of SIMD vectors go lane by lane.
protocol LaneScalar: SIMDScalar, BinaryFloatingPoint, Codable, Sendable {
  typealias Vector = SIMD8<Self>
  typealias Mask = SIMDMask<SIMD8<SIMDMaskScalar>>

  /// Relative size of what rounding leaves behind, well above that of one operation.
  static var noise: Double { get }

  static func lanes(every value: Self) -> Vector
  static func sum(_ a: Vector, _ b: Vector) -> Vector
  static func difference(_ a: Vector, _ b: Vector) -> Vector
  static func product(_ a: Vector, _ b: Vector) -> Vector
  static func quotient(_ a: Vector, _ b: Vector) -> Vector
  static func isLess(_ a: Vector, _ b: Vector) -> Mask
  static func isAtMost(_ a: Vector, _ b: Vector) -> Mask
  static func choice(_ mask: Mask, _ a: Vector, _ b: Vector) -> Vector
  static func isAnySet(_ mask: Mask) -> Bool
  static func widened(_ a: Vector) -> SIMD8<Double>
  /// Whole numbers as quantities.
  static func quantities(_ counts: SIMD8<Int32>) -> Vector
  /// Small whole numbers as quantities.
  static func quantities(_ counts: SIMD8<UInt8>) -> Vector
}

extension Double: LaneScalar {
  static var noise: Double { 1e-9 }
  @inline(__always)
  static func lanes(every value: Self) -> Vector { Vector(repeating: value) }
  @inline(__always)
  static func sum(_ a: Vector, _ b: Vector) -> Vector { a + b }
  @inline(__always)
  static func difference(_ a: Vector, _ b: Vector) -> Vector { a - b }
  @inline(__always)
  static func product(_ a: Vector, _ b: Vector) -> Vector { a * b }
  @inline(__always)
  static func quotient(_ a: Vector, _ b: Vector) -> Vector { a / b }
  @inline(__always)
  static func isLess(_ a: Vector, _ b: Vector) -> Mask { a .< b }
  @inline(__always)
  static func isAtMost(_ a: Vector, _ b: Vector) -> Mask { a .<= b }
  @inline(__always)
  static func choice(_ mask: Mask, _ a: Vector, _ b: Vector) -> Vector { b.replacing(with: a, where: mask) }
  @inline(__always)
  static func isAnySet(_ mask: Mask) -> Bool { any(mask) }
  @inline(__always)
  static func widened(_ a: Vector) -> SIMD8<Double> { a }
  @inline(__always)
  static func quantities(_ counts: SIMD8<Int32>) -> Vector { Vector(counts) }
  @inline(__always)
  static func quantities(_ counts: SIMD8<UInt8>) -> Vector {
    // One conversion of a vector, unlike the generic initialiser, which stays a call.
    Vector(
      Double(counts[0]), Double(counts[1]), Double(counts[2]), Double(counts[3]), Double(counts[4]), Double(counts[5]),
      Double(counts[6]), Double(counts[7]))
  }
}

extension Float: LaneScalar {
  static var noise: Double { 1e-5 }
  @inline(__always)
  static func lanes(every value: Self) -> Vector { Vector(repeating: value) }
  @inline(__always)
  static func sum(_ a: Vector, _ b: Vector) -> Vector { a + b }
  @inline(__always)
  static func difference(_ a: Vector, _ b: Vector) -> Vector { a - b }
  @inline(__always)
  static func product(_ a: Vector, _ b: Vector) -> Vector { a * b }
  @inline(__always)
  static func quotient(_ a: Vector, _ b: Vector) -> Vector { a / b }
  @inline(__always)
  static func isLess(_ a: Vector, _ b: Vector) -> Mask { a .< b }
  @inline(__always)
  static func isAtMost(_ a: Vector, _ b: Vector) -> Mask { a .<= b }
  @inline(__always)
  static func choice(_ mask: Mask, _ a: Vector, _ b: Vector) -> Vector { b.replacing(with: a, where: mask) }
  @inline(__always)
  static func isAnySet(_ mask: Mask) -> Bool { any(mask) }
  @inline(__always)
  static func widened(_ a: Vector) -> SIMD8<Double> { SIMD8<Double>(a) }
  @inline(__always)
  static func quantities(_ counts: SIMD8<Int32>) -> Vector { Vector(counts) }
  @inline(__always)
  static func quantities(_ counts: SIMD8<UInt8>) -> Vector {
    // One conversion of a vector, unlike the generic initialiser, which stays a call.
    Vector(
      Float(counts[0]), Float(counts[1]), Float(counts[2]), Float(counts[3]), Float(counts[4]), Float(counts[5]),
      Float(counts[6]), Float(counts[7]))
  }
}

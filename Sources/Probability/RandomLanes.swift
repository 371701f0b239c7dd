/// Eight streams of random numbers side by side, each the same as its ``RandomStream`` alone.
public struct RandomLanes: Sendable {
  @usableFromInline var a = SIMD8<UInt64>()
  @usableFromInline var b = SIMD8<UInt64>()
  @usableFromInline var c = SIMD8<UInt64>()
  @usableFromInline var d = SIMD8<UInt64>()

  /// Streams of zeros, until lanes are set.
  public init() {}

  /// Puts a stream, as it stands, into a lane.
  public mutating func set(_ lane: Int, to stream: RandomStream) {
    a[lane] = stream.a
    b[lane] = stream.b
    c[lane] = stream.c
    d[lane] = stream.d
  }

  /// 64 random bits in every lane: xoshiro256++, as in ``RandomStream/next()``.
  @inlinable @inline(__always)
  public mutating func next() -> SIMD8<UInt64> {
    let sum = a &+ d
    let result = ((sum &<< 23) | (sum &>> 41)) &+ a
    let shifted = b &<< 17
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d &<< 45) | (d &>> 19)
    return result
  }
}

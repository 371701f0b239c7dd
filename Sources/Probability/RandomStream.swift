#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A reproducible stream of random numbers, one for every path of whole numbers such as
/// [replication, network, stage]: streams need no order of creation, so that threads cannot change a result.
///
/// xoshiro256++ (Blackman & Vigna 2021, doi:10.1145/3460772), started by SplitMix64 (Steele, Lea & Flood 2014,
/// doi:10.1145/2660193.2660195) from a hash of seed and path.
public struct RandomStream: Sendable {
  @usableFromInline var a: UInt64
  @usableFromInline var b: UInt64
  @usableFromInline var c: UInt64
  @usableFromInline var d: UInt64
  @usableFromInline let layers: [Ziggurat.Layer]

  /// The stream of a path under a seed.
  public init(seed: UInt64, path: [UInt64]) {
    var state = Self.mixed(seed &+ Self.increment)
    for (depth, element) in path.enumerated() {
      // The depth keeps [0] and [0, 0] apart, the nesting [1, 2] and [2, 1]; its own constant keeps a path element
      // from cancelling an equal seed.
      state = Self.mixed(state ^ Self.mixed(element ^ (Self.pathIncrement &* UInt64(depth + 1))))
    }
    func next() -> UInt64 {
      state &+= Self.increment
      return Self.mixed(state)
    }
    a = next()
    b = next()
    c = next()
    d = next()
    layers = Ziggurat.layers
  }

  /// 64 random bits.
  @inlinable @inline(__always)
  public mutating func next() -> UInt64 {
    let sum = a &+ d
    let result = ((sum << 23) | (sum >> 41)) &+ a
    let shifted = b << 17
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 45) | (d >> 19)
    return result
  }

  /// A number between 0 and 1, both excluded: one of the midpoints of 2⁵² equal intervals.
  @inlinable @inline(__always)
  public mutating func uniform() -> Double {
    (Double(Int64(truncatingIfNeeded: next() >> 12)) + 0.5) * 0x1p-52
  }

  /// A standard normal score, exact in the tails (see ``Ziggurat``).
  @inlinable @inline(__always)
  public mutating func normal() -> Double {
    let bits = next()
    // Layer and position come from different bits (Doornik 2005).
    let layer = layers[Int(truncatingIfNeeded: bits & 255)]
    let score = Double(Int64(bitPattern: bits) >> 11) * layer.scale
    if abs(score) < layer.inner { return score }
    return normalFromEdge(bits: bits, score: score)
  }

  /// The draws that fall outside the rectangles: about one in a hundred.
  @usableFromInline @inline(never)
  mutating func normalFromEdge(bits: UInt64, score: Double) -> Double {
    var bits = bits
    var score = score
    while true {
      let index = Int(truncatingIfNeeded: bits & 255)
      let layer = layers[index]
      if abs(score) < layer.inner { return score }
      if index == 0 {
        // The tail, by exponential draws (Marsaglia 1964).
        var excess: Double
        repeat { excess = -log(uniform()) / Ziggurat.tailStart } while -2 * log(uniform()) < excess * excess
        return score < 0 ? -(Ziggurat.tailStart + excess) : Ziggurat.tailStart + excess
      }
      let height = layer.lowerHeight + uniform() * (layer.upperHeight - layer.lowerHeight)
      if height < exp(-0.5 * score * score) { return score }
      bits = next()
      score = Double(Int64(bitPattern: bits) >> 11) * layers[Int(truncatingIfNeeded: bits & 255)].scale
    }
  }

  private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let pathIncrement: UInt64 = 0xD1B5_4A32_D192_ED03

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

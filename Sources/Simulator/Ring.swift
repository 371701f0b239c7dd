/// A place in the engine's one array of quantities that wait for a later period.
///
/// The length is a power of two, so that the slot of a period is found without division.
struct Ring {
  /// Position of the first slot.
  private let start: Int
  /// Length − 1.
  private let mask: Int

  /// Takes slots for quantities that wait up to `longestWait` periods from the end of a shared array.
  ///
  /// - Parameter end: slots taken so far; raised by those of this ring.
  init(longestWait: Int, end: inout Int) {
    var length = 1
    while length <= longestWait { length *= 2 }
    start = end
    mask = length - 1
    end += length
  }

  /// Position of the slot that falls due in a period.
  @inline(__always)
  func slot(_ period: Int) -> Int { start &+ (period & mask) }
}

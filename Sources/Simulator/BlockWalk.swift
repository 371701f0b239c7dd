import Probability

/// The way of a stationary bootstrap through a record: blocks that begin anywhere and have a geometric length (Politis &
/// Romano 1994, doi:10.1080/01621459.1994.10476870).
///
/// The stream is named by seed and replication alone: all series of a study move together, whatever is played.
struct BlockWalk {
  private static let streamName: UInt64 = 0xB10C

  private var stream: RandomStream
  private let length: Int
  /// Chance that a block ends: 1 ÷ mean length.
  private let chance: Double
  private var place = -1

  /// - Parameters:
  ///   - length: periods of the record.
  ///   - blockPeriods: mean length of a block; below 1 counts as 1.
  init(seed: UInt64, replication: Int, length: Int, blockPeriods: Double) {
    stream = RandomStream(seed: seed, path: [UInt64(replication), Self.streamName])
    self.length = max(1, length)
    chance = blockPeriods > 1 ? 1 / blockPeriods : 1
  }

  /// The period of the record that the next one repeats.
  mutating func next() -> Int {
    if place < 0 || stream.uniform() < chance {
      place = min(Int(stream.uniform() * Double(length)), length - 1)
    } else {
      place = place + 1 < length ? place + 1 : 0
    }
    return place
  }
}

import Probability
import SupplyNetwork

/// Processing times that vary, in worlds played side by side: of what starts in the current period, by stage.
///
/// Every stage has a stream of its own, named by seed, replication, network, location and item: policies are compared on
/// the same times, and another stage changes nothing.
struct ProcessingTimes {
  private static let streamName: UInt64 = 0x7173

  private let tables: [ProcessingTimeTable]
  /// By row of the program's tables, then lane.
  private var streams: [RandomStream] = []
  /// By row, then lane; in periods.
  private var current: [Int]
  /// Whether the first times of a row are yet to be drawn.
  private var isNew: [Bool]

  /// Times of worlds of one shape. Lanes without a world repeat the first.
  init(_ program: PlayProgram, worlds: [WorldEvents.World], seed: UInt64) {
    tables = program.processingTimes.map(\.table)
    let width = Lanes<Double>.count
    current = [Int](repeating: 0, count: tables.count * width)
    isNew = [Bool](repeating: true, count: tables.count)
    guard !tables.isEmpty, let first = worlds.first else { return }
    let stages = program.processingTimes.map(\.stage)
    let paths = (0..<width).map { lane in
      let world = lane < worlds.count ? worlds[lane] : first
      let start = [UInt64(world.replication), Self.streamName, world.streamIndex]
      return world.network.streamPaths(stages).map { start + $0 }
    }
    streams = stages.indices.flatMap { row in
      (0..<width).map { RandomStream(seed: seed, path: paths[$0][row]) }
    }
  }

  /// The time of what starts in the current period, in periods.
  func current(row: Int, lane: Int) -> Int { current[row * Lanes<Double>.count + lane] }

  /// Turns to the next period at a stage.
  mutating func advance(row: Int) {
    let first = row * Lanes<Double>.count
    for slot in first..<first + Lanes<Double>.count {
      let chance = streams[slot].uniform()
      current[slot] = isNew[row] ? tables[row].first(chance) : tables[row].next(after: current[slot], chance)
    }
    isNew[row] = false
  }
}

import Probability
import SupplyNetwork

/// Draws the external demand of worlds that are played side by side, each from streams of its own.
///
/// What a world draws depends on seed, stream index, replication and its own stages alone, never on its neighbours:
///
/// - Independent demand of few whole numbers: by inversion (``Probability/DemandDistribution/inversionThresholds``). The
///   thresholds of a row stand in lanes, so that a comparison draws for all worlds at once; half of the 64 bits of a
///   stream serve a period.
/// - Other families, and correlated demand: by scores, as ``DemandDraws`` does.
struct WorldDraws<Scalar: LaneScalar> {
  /// Periods drawn at a time begin at a multiple of this.
  static var periodGroup: Int { 2 }

  /// Thresholds of all rows, ascending; those of a row are as many as its longest lane has, in fours.
  private var thresholds: [SIMD8<Int32>] = []
  /// Row → its first threshold; one more at the end.
  private var starts: [Int] = [0]
  /// By row.
  private var streams: [RandomLanes]
  /// Draws by scores, and the lanes that they are for.
  private var others: [(lane: Int, draws: DemandDraws<Scalar>)] = []

  /// Prepares the demand of worlds of one shape, at period 0.
  ///
  /// - Parameter rows: The stages of the demand rows.
  init(_ worlds: [SimulatedWorld], rows: [Int], seed: UInt64) {
    streams = [RandomLanes](repeating: RandomLanes(), count: rows.count)
    var byScores = [[Int]](repeating: [], count: worlds.count)
    let paths = worlds.map { $0.network.demandPaths(rows) }
    let isCorrelated = worlds.map { $0.network.correlation > 0 && rows.count > 1 }
    starts.reserveCapacity(rows.count + 1)
    for (row, stage) in rows.enumerated() {
      let start = thresholds.count
      for (lane, world) in worlds.enumerated() {
        guard let demand = world.network.stages[stage].demand, !isCorrelated[lane],
          let own = demand.inversionThresholds
        else {
          byScores[lane].append(row)
          continue
        }
        while thresholds.count - start < own.count {
          thresholds += repeatElement(SIMD8(repeating: .max), count: 4)
        }
        for (number, threshold) in own.enumerated() { thresholds[start + number][lane] = threshold }
        let path = [UInt64(world.replication), world.streamIndex] + paths[lane][row]
        streams[row].set(lane, to: RandomStream(seed: seed, path: path))
      }
      starts.append(thresholds.count)
    }
    for (lane, world) in worlds.enumerated() where !byScores[lane].isEmpty {
      var draws = DemandDraws<Scalar>(
        network: world.network, rows: rows, drawn: byScores[lane], seed: seed, streamIndex: world.streamIndex)
      draws.begin(replications: world.replication..<world.replication + 1)
      others.append((lane, draws))
    }
  }

  /// Draws the next periods: by period, then row. A number of periods that is no multiple of ``periodGroup`` is the last.
  mutating func draw(periods: Int, into demand: borrowing DemandBuffer<Scalar>) {
    let rows = streams.count
    let quantities = demand.quantities
    thresholds.withUnsafeBufferPointer { thresholds in
      for row in 0..<rows {
        var stream = streams[row]
        let (first, end) = (starts[row], starts[row + 1])
        var slot = quantities + row
        var period = 0
        while period < periods {
          let bits = stream.next()
          let low = SIMD8<Int32>(truncatingIfNeeded: bits)
          let high = SIMD8<Int32>(truncatingIfNeeded: bits &>> 32)
          // Counted downwards: a mask is −1 where it is set.
          var lowCount = SIMD8<Int32>()
          var highCount = SIMD8<Int32>()
          var place = first
          while place < end {
            var exceeded = SIMD8<Int32>()
            for step in 0..<4 {
              let threshold = thresholds[place &+ step]
              let below = unsafeBitCast(low .> threshold, to: SIMD8<Int32>.self)
              let above = unsafeBitCast(high .> threshold, to: SIMD8<Int32>.self)
              lowCount &+= below
              highCount &+= above
              exceeded = below | above
            }
            // Thresholds ascend: who does not exceed the last one exceeds no other.
            if exceeded == SIMD8<Int32>() { break }
            place &+= 4
          }
          slot[0] = Lanes(Scalar.quantities(SIMD8<Int32>() &- lowCount))
          if period + 1 < periods { slot[rows] = Lanes(Scalar.quantities(SIMD8<Int32>() &- highCount)) }
          slot += 2 * rows
          period += 2
        }
        streams[row] = stream
      }
    }
    for index in others.indices { others[index].draws.draw(periods: periods, into: demand, firstLane: others[index].lane) }
  }
}

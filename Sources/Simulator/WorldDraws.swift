import Probability
import SupplyNetwork

/// Draws the external demand of worlds that are played side by side, each from streams of its own.
///
/// What a world draws depends on seed, stream index, replication and its own stages alone, never on its neighbours:
///
/// - Independent demand of few whole numbers: by inversion (``Probability/DemandDistribution/inversionThresholds``). The
///   thresholds of a row stand in lanes, so that a comparison draws for all worlds at once; half of the 64 bits of a
///   stream serve a period.
/// - Other families, correlated demand, and demand whose mean changes: by scores, as ``DemandDraws`` does.
/// - Recorded demand: from its record.
struct WorldDraws<Scalar: LaneScalar> {
  /// Periods drawn at a time begin at a multiple of this.
  static var periodGroup: Int { 2 }

  /// Thresholds of all rows, ascending; those of a row are as many as its longest lane has, in fours.
  private var thresholds: [SIMD8<Int32>] = []
  /// Row → its first threshold; one more at the end.
  private var starts: [Int] = [0]
  /// By row.
  private var streams: [RandomLanes]
  /// What is not drawn by inversion.
  private var others: [Others] = []
  /// By lane, the thresholds of all rows and where those of each row end; until ``prepare()``.
  private var ownThresholds: [(values: [Int32], ends: [Int])] = []
  /// The stages of the demand rows.
  private let rows: [Int]
  private let seed: UInt64

  /// What is not drawn by inversion in neighbouring lanes: replications of one network, one after the other.
  private struct Others {
    let firstLane: Int
    /// The first of them.
    let world: SimulatedWorld
    var replications: Range<Int>
    var demand: NetworkDemand<Scalar>

    /// Whether a world in the next lane is the next replication.
    func continues(with next: SimulatedWorld) -> Bool {
      next.replication == replications.upperBound && next.streamIndex == world.streamIndex
        && next.network == world.network && next.source == world.source
    }
  }

  /// Draws nothing, until worlds are added.
  init(rows: [Int], seed: UInt64) {
    self.rows = rows
    self.seed = seed
    streams = [RandomLanes](repeating: RandomLanes(), count: rows.count)
  }

  /// Adds a world of the same shape in the next lane, at period 0.
  mutating func add(_ world: SimulatedWorld) {
    let lane = ownThresholds.count
    let isCorrelated = world.network.correlation > 0 && rows.count > 1
    let paths = world.network.streamPaths(rows)
    let start = [UInt64(world.replication), world.streamIndex]
    var own: (values: [Int32], ends: [Int]) = ([], [])
    own.values.reserveCapacity(32 * rows.count)
    own.ends.reserveCapacity(rows.count)
    var byScores: [Int] = []
    for (row, index) in rows.enumerated() {
      let stage = world.network.stages[index]
      if !isCorrelated, world.source.record?.row(of: index) == nil, stage.demandCourse?.isFlat ?? true,
        let demand = stage.demand, demand.appendInversionThresholds(to: &own.values)
      {
        streams[row].set(lane, to: RandomStream(seed: seed, path: start + paths[row]))
      } else {
        byScores.append(row)
      }
      own.ends.append(own.values.count)
    }
    ownThresholds.append(own)
    guard !byScores.isEmpty else { return }
    if let last = others.indices.last, others[last].firstLane + others[last].replications.count == lane,
      others[last].continues(with: world)
    {
      others[last].replications = others[last].replications.lowerBound..<world.replication + 1
      return
    }
    others.append(
      Others(
        firstLane: lane, world: world, replications: world.replication..<world.replication + 1,
        demand: NetworkDemand(
          network: world.network, rows: rows, chosen: byScores, source: world.source, seed: seed,
          streamIndex: world.streamIndex)))
  }

  /// Puts the thresholds of all worlds into lanes.
  mutating func prepare() {
    for index in others.indices { others[index].demand.begin(replications: others[index].replications) }
    func range(_ lane: Int, _ row: Int) -> Range<Int> {
      (row > 0 ? ownThresholds[lane].ends[row - 1] : 0)..<ownThresholds[lane].ends[row]
    }
    for row in rows.indices {
      let longest = ownThresholds.indices.map { range($0, row).count }.max() ?? 0
      starts.append(starts[row] + (longest + 3) / 4 * 4)
    }
    thresholds = [SIMD8<Int32>](repeating: SIMD8(repeating: .max), count: starts[rows.count])
    for (lane, own) in ownThresholds.enumerated() {
      for row in rows.indices {
        var place = starts[row]
        for index in range(lane, row) {
          thresholds[place][lane] = own.values[index]
          place += 1
        }
      }
    }
    ownThresholds = []
  }

  /// Whether all demand is drawn by inversion, and so in small whole numbers.
  var isWhole: Bool { others.isEmpty }

  /// Draws the next periods: by period, then row. A number of periods that is no multiple of ``periodGroup`` is the last.
  mutating func draw(periods: Int, into demand: borrowing DemandBuffer<Lanes<Scalar>>) {
    invert(periods: periods, into: demand)
    for index in others.indices {
      others[index].demand.draw(periods: periods, into: demand, firstLane: others[index].firstLane)
    }
  }

  /// Draws all demand that is drawn by inversion.
  mutating func invert<Vector>(periods: Int, into demand: borrowing DemandBuffer<Vector>) {
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
            let quarters = unsafeBitCast(exceeded, to: SIMD4<UInt64>.self)
            if (quarters[0] | quarters[1]) | (quarters[2] | quarters[3]) == 0 { break }
            place &+= 4
          }
          slot[0] = Vector(counts: SIMD8<Int32>() &- lowCount)
          if period + 1 < periods { slot[rows] = Vector(counts: SIMD8<Int32>() &- highCount) }
          slot += 2 * rows
          period += 2
        }
        streams[row] = stream
      }
    }
  }
}

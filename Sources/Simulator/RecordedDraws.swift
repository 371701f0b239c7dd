import SupplyNetwork

/// Plays the recorded demand of a network for a group of replications, one per lane: as it was, or resampled.
struct RecordedDraws<Scalar: LaneScalar> {
  /// A demand row, and its record.
  private let rows: [(row: Int, quantities: [Double])]
  /// Periods of the record.
  private let length: Int
  /// Mean length of a block. `nil` = the record as it was.
  private let blockPeriods: Double?
  private let seed: UInt64
  private var activeLanes = 0
  /// By lane, where the record is resampled.
  private var walks: [BlockWalk] = []
  /// The next period.
  private var period = 0
  /// Period of the record by lane, then period of a chunk.
  private var places: [Int] = []

  /// Prepares the rows that the source knows; `nil` where it knows none.
  ///
  /// - Parameter rows: the stages of the demand rows.
  init?(_ source: DemandSource, rows: [Int], seed: UInt64) {
    guard let record = source.record else { return nil }
    self.rows = rows.indices.compactMap { row in record.row(of: rows[row]).map { (row, $0) } }
    guard !self.rows.isEmpty else { return nil }
    length = record.periodCount
    if case .resampled(_, let blockPeriods) = source { self.blockPeriods = blockPeriods } else { blockPeriods = nil }
    self.seed = seed
  }

  /// Turns to a group of replications, at period 0.
  mutating func begin(replications: Range<Int>) {
    activeLanes = replications.count
    period = 0
    guard let blockPeriods, length > 0 else { return }
    walks = replications.map {
      BlockWalk(seed: seed, replication: $0, length: length, blockPeriods: blockPeriods)
    }
  }

  /// Takes the next periods: by period, then row. Lanes without a replication are left as they are.
  ///
  /// - Parameter firstLane: That of the first replication.
  mutating func draw(periods: Int, into demand: borrowing DemandBuffer<Lanes<Scalar>>, firstLane: Int) {
    places.removeAll(keepingCapacity: true)
    for lane in 0..<activeLanes {
      if walks.isEmpty {
        places.append(contentsOf: period..<period + periods)
      } else {
        for _ in 0..<periods { places.append(walks[lane].next()) }
      }
    }
    let width = Lanes<Scalar>.count
    let stride = demand.rows * width
    demand.quantities.withMemoryRebound(to: Scalar.self, capacity: periods * stride) { quantities in
      places.withUnsafeBufferPointer { places in
        for (row, recorded) in rows {
          recorded.withUnsafeBufferPointer { recorded in
            for lane in 0..<activeLanes {
              var slot = row * width + firstLane + lane
              for index in lane * periods..<(lane + 1) * periods {
                let place = places[index]
                quantities[slot] = place < recorded.count ? Scalar(max(0, recorded[place])) : 0
                slot += stride
              }
            }
          }
        }
      }
    }
    period += periods
  }
}

extension RecordedDemand {
  /// The record of a stage. `nil` = not recorded.
  func row(of stage: Int) -> [Double]? { quantities.indices.contains(stage) ? quantities[stage] : nil }
}

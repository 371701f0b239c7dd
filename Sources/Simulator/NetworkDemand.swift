import SupplyNetwork

/// The external demand of a network for a group of replications, one per lane: drawn, or from its record.
struct NetworkDemand<Scalar: LaneScalar> {
  private var drawn: DemandDraws<Scalar>
  private var recorded: RecordedDraws<Scalar>?

  /// Prepares the demand of a network.
  ///
  /// - Parameters:
  ///   - rows: The stages of the demand rows.
  ///   - chosen: The rows that are wanted. `nil` = all.
  ///   - source: Where demand comes from; rows that it has no record of are drawn.
  init(
    network: StageNetwork, rows: [Int], chosen: [Int]? = nil, source: DemandSource, seed: UInt64, streamIndex: UInt64
  ) {
    let wanted = chosen ?? Array(rows.indices)
    drawn = DemandDraws(
      network: network, rows: rows, drawn: wanted.filter { source.record?.row(of: rows[$0]) == nil }, seed: seed,
      streamIndex: streamIndex)
    recorded = RecordedDraws(source, rows: rows, seed: seed)
  }

  /// Turns to a group of replications, at period 0.
  mutating func begin(replications: Range<Int>) {
    drawn.begin(replications: replications)
    recorded?.begin(replications: replications)
  }

  /// Fills in the next periods: by period, then row. Lanes without a replication are left as they are.
  ///
  /// - Parameter firstLane: That of the first replication.
  mutating func draw(periods: Int, into demand: borrowing DemandBuffer<Lanes<Scalar>>, firstLane: Int = 0) {
    drawn.draw(periods: periods, into: demand, firstLane: firstLane)
    recorded?.draw(periods: periods, into: demand, firstLane: firstLane)
  }
}
